// Writes the published values into spec/, or tells whether they are as they would be written.
#include "tests/conformance/values/publish.hpp"

#include <fstream>
#include <iostream>
#include <sstream>

namespace plumbline::values {
namespace {

std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

int run(const std::string& root, bool check) {
    int stale = 0;
    for (const auto& [path, wanted] : publications(root)) {
        const std::string file = std::string(root).append("/").append(path);
        if (contents(file) == wanted) {
            continue;
        }
        ++stale;
        if (check) {
            std::cerr << path << " is not what plumbline_values writes\n";
            continue;
        }
        std::ofstream out(file, std::ios::binary);
        out << wanted;
        out.close();
        if (!out) {
            std::cerr << path << " cannot be written\n";
            return 2;
        }
        std::cout << path << "\n";
    }
    return check && stale > 0 ? 1 : 0;
}

}  // namespace
}  // namespace plumbline::values

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool check = !arguments.empty() && arguments.front() == "--check";
    if (arguments.size() != (check ? 2U : 1U)) {
        std::cerr << "usage: plumbline_values [--check] PROJECT\n"
                     "Writes the published values into PROJECT/spec, and names the files that changed. With --check, "
                     "changes\n"
                     "nothing and ends with 1 where something would. 2: usage, or a file cannot be read or written.\n";
        return 2;
    }
    try {
        return plumbline::values::run(arguments.back(), check);
    } catch (const std::exception& problem) {
        std::cerr << "plumbline_values: " << problem.what() << "\n";
        return 2;
    }
}
