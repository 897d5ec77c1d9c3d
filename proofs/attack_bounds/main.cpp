// Writes the tables of chapter 14-attack-bounds, or tells whether they are as they would be written.
#include "proofs/attack_bounds/tables.hpp"

#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace plumbline::attack_bounds {
namespace {

int run(const std::string& root, bool check) {
    const std::string path = std::string(root).append("/spec/1-resource-manager/14-attack-bounds.md");
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) {
        throw std::runtime_error(path + ": cannot be read");
    }
    const std::string before = std::move(text).str();
    const std::string wanted = with_tables(before);
    if (wanted == before) {
        return 0;
    }
    if (check) {
        std::cerr << path << " is not what plumbline_attack_bounds writes\n";
        return 1;
    }
    std::ofstream out(path, std::ios::binary);
    out << wanted;
    out.close();
    if (!out) {
        throw std::runtime_error(path + ": cannot be written");
    }
    std::cout << path << "\n";
    return 0;
}

}  // namespace
}  // namespace plumbline::attack_bounds

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool check = !arguments.empty() && arguments.front() == "--check";
    if (arguments.size() != (check ? 2U : 1U) || arguments.back().starts_with("--")) {
        std::cerr << "usage: plumbline_attack_bounds [--check] PROJECT\n"
                     "Writes the tables of PROJECT/spec/1-resource-manager/14-attack-bounds.md. With --check, changes\n"
                     "nothing and ends with 1 where something would. 2: usage, or a file cannot be read or written.\n";
        return 2;
    }
    try {
        return plumbline::attack_bounds::run(arguments.back(), check);
    } catch (const std::exception& problem) {
        std::cerr << "plumbline_attack_bounds: " << problem.what() << "\n";
        return 2;
    }
}
