// The tool replay_model, run from a test.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <fstream>
#include <string>

namespace plumbline::model {

/// A file that is gone with the test.
class RunFile {
public:
    explicit RunFile(const std::string& content)
        : path_(testing::TempDir() + "run_" + std::to_string(getpid()) + "_" + std::to_string(number())) {
        std::ofstream(path_) << content;
    }

    RunFile(const RunFile&) = delete;
    RunFile(RunFile&&) = delete;
    RunFile& operator=(const RunFile&) = delete;
    RunFile& operator=(RunFile&&) = delete;

    ~RunFile() { static_cast<void>(std::remove(path_.c_str())); }

    [[nodiscard]] const std::string& path() const { return path_; }

private:
    static int number() {
        static std::atomic<int> next = 0;
        return next++;
    }

    std::string path_;
};

struct Replayed {
    int code = 0;
    std::string printed;
};

/// Runs the tool replay_model; both of its streams.
inline Replayed replay(const std::string& arguments) {
    const std::string command = std::string(PLUMBLINE_REPLAY_MODEL) + " " + arguments + " 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    Replayed replayed;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
        replayed.printed.append(buffer.data(), got);
    }
    replayed.code = WEXITSTATUS(pclose(pipe));
    return replayed;
}

}  // namespace plumbline::model
