// Reconstruction of nodes of growing size: channels of 483 HTLCs each way.
#include "reference/restart/reconstruct.hpp"
#include "tests/restart/random_state.hpp"

#include <benchmark/benchmark.h>

namespace plumbline::restart {
namespace {

void reconstruct_node(benchmark::State& state, contracts::Mode mode) {
    constexpr std::uint64_t htlcs = 483;
    const auto channels = static_cast<std::uint64_t>(state.range(0));
    for (auto _ : state) {
        state.PauseTiming();
        DurableState durable = large_state(channels, htlcs);
        state.ResumeTiming();
        auto outcome = reconstruct(std::move(durable), {true, mode});
        benchmark::DoNotOptimize(outcome);
        state.PauseTiming();
        outcome = RestartError{};
        state.ResumeTiming();
    }
    state.counters["ns/HTLC"] =
        benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(2 * channels * htlcs) * 1e-9,
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

BENCHMARK_CAPTURE(reconstruct_node, contracts_off, contracts::Mode::off)
    ->Unit(benchmark::kMillisecond)
    ->Arg(625)
    ->Arg(1'250)
    ->Arg(2'500)
    ->Arg(5'000)
    ->Arg(10'000)
    ->Iterations(1);
BENCHMARK_CAPTURE(reconstruct_node, contracts_enforced, contracts::Mode::enforce)
    ->Unit(benchmark::kMillisecond)
    ->Arg(1'250)
    ->Arg(10'000)
    ->Iterations(1);

}  // namespace
}  // namespace plumbline::restart
