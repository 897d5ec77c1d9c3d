// generate_requirements OUT.hpp CHAPTER.md…
//
// Turns the requirements of the chapters into compile-time constants. Exit 0: written; 1: a chapter is refused, with
// file and line; 2: wrong use, or OUT.hpp cannot be written.

#include "spec/tool/chapter_reader.hpp"

#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <span>
#include <sstream>
#include <string>
#include <vector>

namespace {

constexpr int exit_refused = 1;
constexpr int exit_usage = 2;

auto read_all(std::span<char*> chapters) -> std::vector<plumbline::spec_tool::Requirement> {
    std::vector<plumbline::spec_tool::Requirement> all;
    for (const std::string chapter : chapters) {
        std::ifstream text{chapter};
        if (!text) {
            throw plumbline::spec_tool::ReadError(chapter, 1, "cannot be opened");
        }
        auto found = plumbline::spec_tool::read_chapter(text, chapter);
        all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    }
    if (all.empty()) {
        throw plumbline::spec_tool::ReadError(chapters.back(), 1, "no requirement in any of the given chapters");
    }
    return plumbline::spec_tool::in_order(std::move(all));
}

/// Leaves an unchanged file alone, so that an edit of prose does not rebuild everything.
auto write_if_changed(const std::string& path, const std::string& text) -> bool {
    std::ifstream old{path, std::ios::binary};
    if (old && std::string{std::istreambuf_iterator<char>{old}, {}} == text) {
        return true;
    }
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    out << text;
    return out.flush().good();
}

}  // namespace

auto main(int argc, char** argv) -> int {
    try {
        const std::span arguments{argv, static_cast<std::size_t>(argc)};
        if (arguments.size() < 3) {
            std::cerr << "usage: generate_requirements OUT.hpp CHAPTER.md...\n";
            return exit_usage;
        }
        std::ostringstream header;
        plumbline::spec_tool::write_header(header, read_all(arguments.subspan(2)));
        if (!write_if_changed(arguments[1], header.str())) {
            std::cerr << arguments[1] << ": cannot be written\n";
            return exit_usage;
        }
        return EXIT_SUCCESS;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return exit_refused;
    }
}
