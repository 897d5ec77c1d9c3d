// The command line of the explorer on toy machines: explore_toy MACHINE [options].
#include "tests/replay/explorer/command.hpp"
#include "tests/replay/explorer/tests/toys/counters.hpp"
#include "tests/replay/explorer/tests/toys/jugs.hpp"
#include "tests/replay/explorer/tests/toys/sliding.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace {

using namespace plumbline::replay::explorer;

ExploreExit run(int argc, char** argv) {
    CLI::App app{"Explores a toy machine."};
    std::string name;
    unsigned size = 6;
    ExploreOptions options;
    app.add_option("MACHINE", name)->required()->check(CLI::IsMember({"jugs", "sliding", "counters", "wide"}));
    app.add_option("--size", size, "Columns of the sliding puzzle, number of counters");
    add_explore_options(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? ExploreExit::proved : ExploreExit::usage;
    }
    const auto explore = [&](const auto& machine) {
        return options.sample.runs > 0 ? sample_command(machine, options, std::cout, std::cerr)
                                       : explore_command(machine, options, std::cout, std::cerr);
    };
    if (name == "jugs") {
        return explore(toys::Jugs{});
    }
    if (name == "sliding") {
        return explore(toys::Sliding(2, size));
    }
    if (name == "counters") {
        return explore(toys::Counters<1>(size, 10));
    }
    return explore(toys::Counters<3>(size, 10));
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return static_cast<int>(run(argc, argv));
    } catch (const CheckpointError& error) {
        std::cerr << "plumbline: " << error.what() << "\n";
        return static_cast<int>(ExploreExit::file_error);
    }
}
