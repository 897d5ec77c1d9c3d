// How long the saved form of a node with many channels takes to write and to read, and how large it is.
//
// `bytes_per_channel` is the size of the form divided by the number of channels; HTLCs in flight, which take about as
// many bytes as a channel each, are included.
#include "reference/resource_manager/saved_form.hpp"
#include "tests/benchmarks/busy_node.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <variant>

namespace plumbline::benchmarks {
namespace {

BusyNode& node_of(const benchmark::State& state) {
    return BusyNode::of({.channels = state.range(0), .in_flight = state.range(1)});
}

void report(benchmark::State& state, const std::vector<std::uint8_t>& form) {
    state.counters["bytes_per_channel"] = static_cast<double>(form.size()) / static_cast<double>(state.range(0));
}

void write(benchmark::State& state) {
    const DefaultResourceManager& manager = node_of(state).manager();
    for ([[maybe_unused]] auto iteration : state) {
        benchmark::DoNotOptimize(saved_form::write(manager));
    }
    report(state, saved_form::write(manager));
}

void read(benchmark::State& state) {
    const DefaultResourceManager& manager = node_of(state).manager();
    const std::vector<std::uint8_t> form = saved_form::write(manager);
    DefaultResourceManager::Options options = manager.options();
    options.contracts = state.range(2) != 0 ? contracts::Mode::enforce : contracts::Mode::off;
    for ([[maybe_unused]] auto iteration : state) {
        const auto result = saved_form::read(form, options);
        if (!std::holds_alternative<saved_form::Restored>(result)) {
            state.SkipWithError("the form was refused");
        }
    }
    report(state, form);
}

constexpr std::int64_t channels = 10'000;
constexpr std::int64_t htlcs = 20'000;

BENCHMARK(write)
    ->ArgNames({"channels", "in_flight"})
    ->Args({channels / 10, 0})
    ->Args({channels, 0})
    ->Args({channels, htlcs})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(read)
    ->ArgNames({"channels", "in_flight", "enforce"})
    ->Args({channels / 10, 0, 1})
    ->Args({channels, 0, 1})
    ->Args({channels, htlcs, 0})
    ->Args({channels, htlcs, 1})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plumbline::benchmarks
