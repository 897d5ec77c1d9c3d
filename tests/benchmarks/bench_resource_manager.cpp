// How long the manager takes, and how many times as long as a hash map does for one entry.
//
// Each case is an HTLC that is added and resolved (or failed at once), with so many channels and so many HTLCs in
// flight on the outgoing channel, and with contracts enforced or off. `yardsticks` is the time of one in units of the
// yardstick, which is measured in the same run.
#include "tests/benchmarks/busy_node.hpp"

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <ctime>
#include <random>
#include <unordered_map>

namespace plumbline::benchmarks {
namespace {

/// Counts the time for which this thread ran, so that other programs do not show in the ratios.
class Stopwatch {
public:
    [[nodiscard]] double seconds() const { return now() - start_; }

private:
    static double now() {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    }

    double start_ = now();
};

/// std::unordered_map of 10 000 entries; emplace and erase of a random key that is not in it.
class Yardstick {
public:
    Yardstick() {
        while (map_.size() < 10'000) {
            map_.emplace(random_(), 0);
        }
    }

    void once() {
        const std::uint64_t key = random_();
        const auto [entry, added] = map_.emplace(key, key);
        if (added) {
            map_.erase(key);
        }
        benchmark::DoNotOptimize(entry);
    }

    /// Seconds for one, measured once in a run: the least of several tries.
    static double seconds() {
        static const double measured = [] {
            constexpr int rounds = 20'000;
            Yardstick yardstick;
            double least = 1;
            for (int attempt = 0; attempt < 10; ++attempt) {
                const Stopwatch stopwatch;
                for (int round = 0; round < rounds; ++round) {
                    yardstick.once();
                }
                least = std::min(least, stopwatch.seconds() / rounds);
            }
            return least;
        }();
        return measured;
    }

private:
    std::mt19937_64 random_{1};
    std::unordered_map<std::uint64_t, std::uint64_t> map_;
};

void yardstick(benchmark::State& state) {
    Yardstick yardstick;
    for ([[maybe_unused]] auto iteration : state) {
        yardstick.once();
    }
}

BENCHMARK(yardstick);

/// `seconds` were needed for all iterations.
void report(benchmark::State& state, double seconds) {
    state.counters["yardsticks"] = seconds / static_cast<double>(state.iterations()) / Yardstick::seconds();
}

Load load_of(const benchmark::State& state) {
    return {state.range(0), state.range(1), state.range(2) != 0 ? contracts::Mode::enforce : contracts::Mode::off};
}

/// Adds and resolves the offer again and again; every verdict must use the bucket.
void repeat(benchmark::State& state, BusyNode& node, const HtlcOffer<>& offer, Bucket bucket,
            Resolution resolution = Resolution::settled) {
    bool as_expected = node.add_and_resolve(offer, resolution) == bucket;
    const Stopwatch stopwatch;
    for ([[maybe_unused]] auto iteration : state) {
        as_expected = node.add_and_resolve(offer, resolution) == bucket && as_expected;
    }
    report(state, stopwatch.seconds());
    if (!as_expected) {
        state.SkipWithError("an HTLC used another bucket than the one that is measured");
    }
}

void general_warm(benchmark::State& state) {
    BusyNode& node = BusyNode::of(load_of(state));
    repeat(state, node, node.offer(1000, false), Bucket::general);
}

void protected_(benchmark::State& state) {
    BusyNode& node = BusyNode::of(load_of(state));
    repeat(state, node, node.offer(1000, true), Bucket::protected_);
}

void congestion(benchmark::State& state) {
    BusyNode& node = BusyNode::of(load_of(state));
    node.hold_general_share();
    repeat(state, node, node.offer(BusyNode::one_bitcoin, false), Bucket::congestion, Resolution::failed);
    node.release_general_share();
}

void failing(benchmark::State& state) {
    BusyNode& node = BusyNode::of(load_of(state));
    repeat(state, node, node.offer(BusyNode::one_bitcoin, true), Bucket::none);
}

/// How many are measured together where each needs a preparation that is not measured.
constexpr std::uint64_t batch = 128;

/// Runs `prepare()` and then `batch` times `measured(number)`; the time shown is that of one.
template <class Prepare, class Measured>
void repeat_in_batches(benchmark::State& state, Prepare prepare, Measured measured) {
    double sum = 0;
    for ([[maybe_unused]] auto iteration : state) {
        prepare();
        const Stopwatch stopwatch;
        for (std::uint64_t number = 0; number < batch; ++number) {
            measured(number);
        }
        const double each = stopwatch.seconds() / batch;
        state.SetIterationTime(each);
        sum += each;
    }
    report(state, sum);
}

/// The first HTLC of a pair: its slots are drawn. The incoming channel is a new one before each batch.
void general_first_use(benchmark::State& state) {
    BusyNode& node = BusyNode::of(load_of(state));
    HtlcOffer<> offer = node.offer(1000, false);
    const auto renew = [&] {
        static_cast<void>(node.manager().remove_channel(BusyNode::incoming));
        static_cast<void>(node.manager().add_channel(BusyNode::incoming, BusyNode::limits(), node.now()));
    };
    repeat_in_batches(state, renew, [&](std::uint64_t number) {
        offer.outgoing = Scid{2 + number};
        benchmark::DoNotOptimize(node.add_and_resolve(offer, Resolution::settled));
    });
}

/// Removes a channel that has so many pairs and no HTLC.
void remove_channel(benchmark::State& state) {
    BusyNode& node = BusyNode::of(load_of(state));
    const auto pairs = static_cast<std::uint64_t>(state.range(3));
    HtlcOffer<> offer = node.offer(1000, false);
    const auto scid = [](std::uint64_t number) { return Scid{1'000'000 + number}; };
    const auto add = [&] {
        for (std::uint64_t number = 0; number < batch; ++number) {
            static_cast<void>(node.manager().add_channel(scid(number), BusyNode::limits(), node.now()));
            offer.htlc.incoming = scid(number);
            for (std::uint64_t pair = 0; pair < pairs; ++pair) {
                offer.outgoing = Scid{1 + pair};
                static_cast<void>(node.add_and_resolve(offer, Resolution::settled));
            }
        }
    };
    repeat_in_batches(state, add, [&](std::uint64_t number) {
        benchmark::DoNotOptimize(node.manager().remove_channel(scid(number)));
    });
}

/// Bytes that malloc() has given out, with its own overhead.
double allocated() {
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

/// What a channel with one HTLC pending takes: channels in a ring, each with one HTLC to the next.
void memory(benchmark::State& state) {
    const auto channels = static_cast<std::uint64_t>(state.range(0));
    for ([[maybe_unused]] auto iteration : state) {
        const double before = allocated();
        BusyNode node({state.range(0), 0, contracts::Mode::enforce});
        HtlcOffer<> offer = node.offer(1000, false);
        for (std::uint64_t number = 0; number < channels; ++number) {
            offer.htlc.incoming = Scid{1 + number};
            offer.outgoing = Scid{1 + (number + 1) % channels};
            if (!node.manager().add_htlc(offer, node.now())->forwarded()) {
                state.SkipWithError("an empty bucket admits an HTLC");
            }
        }
        state.counters["bytes_per_channel"] = (allocated() - before) / static_cast<double>(channels);
    }
}

BENCHMARK(memory)->ArgName("channels")->Arg(10'000)->Iterations(1)->Unit(benchmark::kMillisecond);

/// Each load once for all cases, so that each node is built once.
bool register_all() {
    struct Case {
        const char* name;
        void (*run)(benchmark::State&);
        bool in_batches;
    };

    constexpr std::array cases{Case{"general_warm", general_warm, false},
                               Case{"protected", protected_, false},
                               Case{"congestion", congestion, false},
                               Case{"failing", failing, false},
                               Case{"general_first_use", general_first_use, true},
                               Case{"remove_channel", remove_channel, true}};
    constexpr std::array<std::int64_t, 4> in_flight{0, 483, 5'000, 20'000};
    for (const bool enforce : {true, false}) {
        for (const std::int64_t channels : {2, 1'000, 10'000}) {
            for (const std::int64_t htlcs : in_flight) {
                if (channels == 2 && htlcs > 0) {
                    continue;  // no third channel from which they could come
                }
                for (const Case& one : cases) {
                    if (channels == 2 && one.run == general_first_use) {
                        continue;  // one pair is used first only once
                    }
                    auto* registered = benchmark::RegisterBenchmark(one.name, one.run);
                    if (one.run == remove_channel) {
                        registered->ArgNames({"channels", "in_flight", "enforce", "pairs"});
                        for (const std::int64_t pairs : {1, 16, 128}) {
                            if (pairs < channels) {
                                registered->Args({channels, htlcs, enforce ? 1 : 0, pairs});
                            }
                        }
                    } else {
                        registered->ArgNames({"channels", "in_flight", "enforce"})
                            ->Args({channels, htlcs, enforce ? 1 : 0});
                    }
                    if (one.in_batches) {
                        registered->UseManualTime()->Iterations(40);
                    }
                }
            }
        }
    }
    return true;
}

[[maybe_unused]] const bool registered = register_all();

}  // namespace
}  // namespace plumbline::benchmarks
