// States a second of the search of restarts, with one thread and with several by turns, so that what else the machine
// does falls on both: bench_explore [WORLD, as plumbline explore takes it] [--threads N] [--rounds N].
#include "tests/replay/command/shape.hpp"
#include "tests/replay/explorer/search.hpp"
#include "tests/replay/machine/replay_machine.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <type_traits>

namespace plumbline::replay {
namespace {

struct Options {
    ShapeOptions shape;
    bool symmetry = false;
    unsigned threads = explorer::cores();
    unsigned rounds = 5;
};

/// States a second.
double searched(const World& world, bool symmetry, unsigned threads) {
    return with_machine(world, [&](const auto& machine) {
        explorer::Limits limits;
        limits.threads = threads;
        limits.symmetry = symmetry;
        explorer::Search<std::remove_cvref_t<decltype(machine)>> search(machine, limits);
        const auto begun = explorer::Clock::now();
        search.run();
        const double seconds = std::chrono::duration<double>(explorer::Clock::now() - begun).count();
        return static_cast<double>(search.states().size()) / seconds;
    });
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void run(const Options& options) {
    const World world(shape_of(options.shape));
    std::printf("%s, states a second\n\n   1 thread  %u threads  ratio\n", world.text().c_str(), options.threads);
    std::vector<double> alone;
    std::vector<double> together;
    std::vector<double> ratios;
    for (unsigned round = 0; round < options.rounds; ++round) {
        // First one, then the other begins.
        const bool alone_first = round % 2 == 0;
        const double first = searched(world, options.symmetry, alone_first ? 1 : options.threads);
        const double second = searched(world, options.symmetry, alone_first ? options.threads : 1);
        alone.push_back(alone_first ? first : second);
        together.push_back(alone_first ? second : first);
        ratios.push_back(together.back() / alone.back());
        std::printf("%11.0f  %9.0f  %5.2f\n", alone.back(), together.back(), ratios.back());
    }
    std::printf("%11.0f  %9.0f  %5.2f  median\n%11.0f  %9.0f         best\n", median(alone), median(together),
                median(ratios), *std::max_element(alone.begin(), alone.end()),
                *std::max_element(together.begin(), together.end()));
}

}  // namespace
}  // namespace plumbline::replay

int main(int argc, char** argv) {
    using namespace plumbline::replay;
    CLI::App app{"Measures the search of restarts."};
    Options options;
    add_shape_options(app, options.shape);
    app.add_flag("--symmetry", options.symmetry);
    app.add_option("--threads", options.threads)->check(CLI::Range(1, 1024));
    app.add_option("--rounds", options.rounds)->check(CLI::Range(1, 1000));
    CLI11_PARSE(app, argc, argv);
    try {
        run(options);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_explore: %s\n", error.what());
        return 2;
    }
    return 0;
}
