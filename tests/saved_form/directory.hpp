// A directory of a test's own, and what is in it.
#pragma once

#include "tests/saved_form/hand_made.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace plumbline::saved_form_test {

/// Made empty, and removed with all that is in it.
class Directory {
public:
    Directory() : path_((std::filesystem::temp_directory_path() / "plumbline-XXXXXX").string()) {
        if (mkdtemp(path_.data()) == nullptr) {
            throw std::runtime_error("no temporary directory");
        }
    }

    Directory(const Directory&) = delete;
    Directory(Directory&&) = delete;
    Directory& operator=(const Directory&) = delete;
    Directory& operator=(Directory&&) = delete;

    ~Directory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    /// The path of a file in it.
    [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
    }

private:
    std::string path_;
};

inline Bytes content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return ascii(text);
}

inline void put_content(const std::string& path, const Bytes& bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace plumbline::saved_form_test
