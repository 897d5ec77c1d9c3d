#include "tests/replay/command/explore.hpp"

#include "tests/replay/command/shape.hpp"
#include "tests/replay/explorer/command.hpp"
#include "tests/replay/machine/replay_machine.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>
#include <stdexcept>
#include <type_traits>

namespace plumbline::replay {

namespace {

struct Options {
    ShapeOptions shape;
    explorer::ExploreOptions explore;
};

int run(Options& options, std::ostream& out, std::ostream& errors) {
    using explorer::ExploreExit;
    try {
        const World world(shape_of(options.shape));
        options.explore.arguments = arguments_of(world.shape());
        if (options.explore.sample.runs > 0) {
            return static_cast<int>(
                explorer::sample_command(ReplayMachine<kMostWords>(world), options.explore, out, errors));
        }
        return static_cast<int>(with_machine(world, [&](const auto& machine) {
            return explorer::explore_command(machine, options.explore, out, errors);
        }));
    } catch (const std::invalid_argument& error) {
        errors << "plumbline: " << error.what() << "\n";
        return static_cast<int>(ExploreExit::usage);
    } catch (const explorer::CheckpointError& error) {
        errors << "plumbline: " << error.what() << "\n";
        return static_cast<int>(ExploreExit::file_error);
    }
}

}  // namespace

explorer::Report search_world(const World& world, const explorer::Limits& limits) {
    return with_machine(world, [&](const auto& machine) {
        explorer::Search<std::remove_cvref_t<decltype(machine)>> search(machine, limits);
        explorer::Report report = explorer::explore(search);
        report.arguments = arguments_of(world.shape());
        return report;
    });
}

std::function<int(std::ostream& out, std::ostream& errors)> add_explore(CLI::App& app) {
    CLI::App* const command = app.add_subcommand(
        "explore", "Search every state that a node, its peers, its disk and the chain can come to around crashes, and "
                   "tell the shortest run against a theorem of spec/3-restart");
    const auto options = std::make_shared<Options>();
    add_shape_options(*command, options->shape);
    explorer::add_explore_options(*command, options->explore);
    return [options](std::ostream& out, std::ostream& errors) { return run(*options, out, errors); };
}

}  // namespace plumbline::replay
