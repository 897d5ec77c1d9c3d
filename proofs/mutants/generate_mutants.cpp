// generate_mutants OUT ROOT FILE… [--points FILE…] [--learn FILE…]
//
// Writes the mutated copies of ROOT/FILE as OUT/FILE, and what mutants there are as OUT/mutants.json. Of the files
// behind
// --points only the reads of variation points are mutated; those behind --learn are only read for their declarations.
// Exit 0: written; 1: a file cannot be read or written; 2: usage.
#include "proofs/mutants/evaluated.hpp"
#include "proofs/mutants/manifest.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

namespace {

using namespace plumbline::mutants;
namespace fs = std::filesystem;

constexpr int exit_failed = 1;
constexpr int exit_usage = 2;

struct Input {
    std::string path;
    std::string text;
    enum class As : std::uint8_t { mutated, points, learnt, evaluated } as = As::mutated;
};

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error(path.string() + " cannot be read");
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

// An unchanged file keeps its time, and nothing is built anew.
void write(const fs::path& path, const std::string& text) {
    if (fs::exists(path) && read(path) == text) {
        return;
    }
    fs::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    if (!file.flush()) {
        throw std::runtime_error(path.string() + " cannot be written");
    }
}

/// The first choice at a variation point is the specification's; the others break what it cites.
void learn_choices(const Source& source, const Vocabulary& vocabulary, Schemata& schemata) {
    for (const auto& [point, type] : vocabulary.points) {
        const std::vector<std::string>& choices = vocabulary.enumerations.at(type);
        for (std::size_t index = 2; index + 1 < source.size(); ++index) {
            const std::size_t open = source.parent(index);
            const bool first = open != nowhere && index == open + 1 && source.is(index, choices.front()) &&
                               source.is(source.statement_begin(open) + 2, type);
            for (const std::string& choice : choices) {
                if (first) {
                    schemata.say_requirements(std::string(type).append("::").append(choice),
                                              source.requirements_behind(index));
                }
            }
        }
    }
}

void write_mutants(const fs::path& out, const fs::path& root, std::deque<Input>& inputs) {
    std::deque<Source> sources;
    Vocabulary vocabulary;
    for (Input& input : inputs) {
        input.text = read(root / input.path);
        sources.emplace_back(input.text);
        if (input.as != Input::As::evaluated) {
            learn(sources.back(), vocabulary);
        }
    }
    Schemata schemata(vocabulary);
    for (const Source& source : sources) {
        learn_choices(source, vocabulary, schemata);
    }
    for (std::size_t index = 0; index < inputs.size(); ++index) {
        const Input& input = inputs[index];
        const std::string name = fs::path(input.path).filename().string();
        if (input.as == Input::As::evaluated) {
            write(out / input.path, evaluate_at_start(name, sources[index]));
        } else if (input.as != Input::As::learnt) {
            write(out / input.path, schemata.rewrite(name, sources[index], input.as == Input::As::points));
        }
    }
    write(out / "mutants.json", to_json(schemata.mutants()));
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Writes sources in which every mutant is in place, to be selected at run time.");
    std::string out;
    std::string root;
    std::vector<std::string> files;
    std::vector<std::string> points;
    std::vector<std::string> learnt;
    std::vector<std::string> evaluated;
    app.add_option("out", out, "folder for the mutated sources and mutants.json")->required();
    app.add_option("root", root, "folder of the sources")->required();
    app.add_option("files", files, "sources to mutate, relative to root")->required();
    app.add_option("--points", points, "sources of which only the reads of variation points are mutated");
    app.add_option("--learn", learnt, "sources that are only read for what they declare");
    app.add_option("--evaluate", evaluated, "tests whose static_asserts are evaluated at their start");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : exit_usage;
    }
    try {
        std::deque<Input> inputs;
        const auto add = [&](const std::vector<std::string>& named, Input::As as) {
            for (const std::string& file : named) {
                inputs.push_back({file, {}, as});
            }
        };
        add(files, Input::As::mutated);
        add(points, Input::As::points);
        add(learnt, Input::As::learnt);
        add(evaluated, Input::As::evaluated);
        write_mutants(out, root, inputs);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "generate_mutants: " << error.what() << '\n';
        return exit_failed;
    }
}
