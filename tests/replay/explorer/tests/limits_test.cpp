// Running out of memory, being stopped, and going on.
#include "tests/replay/explorer/checkpoint.hpp"
#include "tests/replay/explorer/explore.hpp"
#include "tests/replay/explorer/tests/toys/counters.hpp"
#include "tests/replay/explorer/tests/toys/sliding.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace plumbline::replay::explorer {
namespace {

using toys::Counters;
using toys::Sliding;

constexpr std::uint64_t kMiB = 1U << 20U;

Limits limits_of(unsigned threads, std::uint64_t memory) {
    Limits limits;
    limits.threads = threads;
    limits.memory = memory;
    return limits;
}

class Limited : public testing::Test {
protected:
    Limited() : path_(std::filesystem::temp_directory_path() / ("plumbline-explore-" + std::to_string(getpid()))) {}

    ~Limited() override { std::filesystem::remove(path_); }

    Limited(const Limited&) = delete;
    Limited& operator=(const Limited&) = delete;
    Limited(Limited&&) = delete;
    Limited& operator=(Limited&&) = delete;

    [[nodiscard]] std::string path() const { return path_; }

    [[nodiscard]] std::string content() const {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    void replace(const std::string& content) const { std::ofstream(path_, std::ios::binary) << content; }

private:
    std::filesystem::path path_;
};

// Figures of a search that nothing interrupted.
template <Machine M>
Report whole(const M& machine) {
    Search search(machine, limits_of(2, 1'000 * kMiB));
    return explore(search);
}

template <Machine M>
void expect_same(const Report& report, const M& machine) {
    const Report expected = whole(machine);
    EXPECT_EQ(report.ended, expected.ended);
    EXPECT_EQ(report.states, expected.states);
    EXPECT_EQ(report.transitions, expected.transitions);
    EXPECT_EQ(report.levels, expected.levels);
    EXPECT_EQ(report.all_hold(), expected.all_hold());
}

TEST_F(Limited, SaysThatMemoryRanOutAndProvesNothing) {
    const Sliding machine(2, 5);
    for (const unsigned threads : {1U, 3U}) {
        Search search(machine, limits_of(threads, 12 * kMiB));
        const Report report = explore(search);
        EXPECT_EQ(report.ended, Ended::out_of_memory);
        EXPECT_LE(report.bytes, 12 * kMiB);
        EXPECT_GT(report.states, 100'000U);
        EXPECT_FALSE(report.all_hold());
        for (const TheoremReport& theorem : report.theorems) {
            EXPECT_EQ(theorem.verdict, Verdict::unchecked);
        }
    }
}

TEST_F(Limited, EndsInTimeWithHardlyAnyMemory) {
    const Sliding machine(3, 3);
    Ended ended = Ended::out_of_memory;
    std::uint64_t memory = 0;
    for (; ended == Ended::out_of_memory; memory += 200'000) {
        Search search(machine, limits_of(2, memory));
        ended = search.run();
        EXPECT_LE(search.memory(), memory);
    }
    EXPECT_EQ(ended, Ended::complete);
    EXPECT_GT(memory, 3 * kMiB);
}

// What a state waits for is remembered where there is room.
TEST_F(Limited, JudgesTheSameWithoutRoomToRemember) {
    const Sliding machine(3, 3);
    Search search(machine, limits_of(2, 100 * kMiB));
    ASSERT_EQ(search.run(), Ended::complete);
    ASSERT_TRUE(search.budget().take(100 * kMiB - search.memory() - 64U * 1024));
    const Report report = explore(search);
    const Report expected = whole(machine);
    EXPECT_EQ(report.ended, Ended::complete);
    EXPECT_EQ(report.good_states, expected.good_states);
    ASSERT_EQ(report.theorems.size(), expected.theorems.size());
    for (std::size_t i = 0; i < report.theorems.size(); ++i) {
        EXPECT_EQ(report.theorems[i].verdict, expected.theorems[i].verdict);
        EXPECT_EQ(report.theorems[i].failing, expected.theorems[i].failing);
    }
}

TEST_F(Limited, GoesOnWithMoreMemory) {
    const Sliding machine(2, 5);
    Search search(machine, limits_of(2, 12 * kMiB));
    ASSERT_EQ(search.run(), Ended::out_of_memory);
    save(search, path());
    for (const std::uint64_t more : {16 * kMiB, 24 * kMiB}) {
        Search next(machine, limits_of(3, more));
        ASSERT_TRUE(load(next, path()));
        ASSERT_EQ(next.run(), Ended::out_of_memory);
        save(next, path());
    }
    Search last(machine, limits_of(1, 100 * kMiB));
    ASSERT_TRUE(load(last, path()));
    const Report report = explore(last);
    EXPECT_LT(report.found_here, report.states);
    expect_same(report, machine);
    Search small(machine, limits_of(1, 12 * kMiB));
    EXPECT_FALSE(load(small, path()));
}

// Counters that ask for a stop while their states are expanded.
class Stopping : public Counters<2> {
public:
    Stopping(unsigned counters, unsigned values, std::atomic<bool>& stop) : Counters(counters, values), stop_(&stop) {}

    void stop_after(std::int64_t states) const { left_ = states; }

    template <class Visit>
    void for_each_successor(const State& state, Visit&& visit) const {
        if (left_.fetch_sub(1) == 1) {
            *stop_ = true;
        }
        Counters::for_each_successor(state, visit);
    }

private:
    std::atomic<bool>* stop_;
    mutable std::atomic<std::int64_t> left_{0};
};

TEST_F(Limited, GoesOnWhereItWasStoppedHoweverOften) {
    std::atomic<bool> stop{false};
    const Stopping machine(6, 8, stop);
    Control control;
    control.stop = &stop;
    Report report;
    int stops = 0;
    do {
        Search search(machine, limits_of(2, 100 * kMiB));
        ASSERT_TRUE(stops == 0 || load(search, path()));
        stop = false;
        machine.stop_after(20'000);
        report = explore(search, control);
        if (report.ended == Ended::stopped) {
            ++stops;
            EXPECT_FALSE(report.all_hold());
            save(search, path());
        }
        // Liveness is judged anew from its beginning, so it must not be stopped for ever.
    } while (report.ended == Ended::stopped && stops < 14);
    EXPECT_EQ(stops, 14);
    Search search(machine, limits_of(2, 100 * kMiB));
    ASSERT_TRUE(load(search, path()));
    expect_same(explore(search), machine);
}

TEST_F(Limited, RefusesACheckpointOfSomethingElse) {
    const Counters<2> machine(4, 5);
    Search search(machine, Limits{});
    search.run();
    save(search, path());
    const auto refused = [&](const auto& other, bool symmetry) {
        Limits limits;
        limits.symmetry = symmetry;
        Search next(other, limits);
        EXPECT_THROW(load(next, path()), CheckpointError);
    };
    refused(Counters<2>(5, 5), false);
    refused(Counters<3>(4, 5), false);
    refused(Sliding(3, 3), false);
    refused(machine, true);
}

TEST_F(Limited, RefusesADamagedCheckpoint) {
    const Counters<1> machine(4, 5);
    Search search(machine, Limits{});
    search.run();
    save(search, path());
    const std::string good = content();
    const auto expect_refused = [&](const std::string& bad) {
        replace(bad);
        Search next(machine, Limits{});
        EXPECT_THROW(load(next, path()), CheckpointError);
    };
    expect_refused("");
    expect_refused(good + "x");
    for (std::size_t length = 0; length < good.size(); length += 297) {
        expect_refused(good.substr(0, length));
    }
    for (std::size_t at = 0; at < good.size(); at += 161) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 4);
        expect_refused(bad);
    }
    replace(good);
    Search next(machine, Limits{});
    EXPECT_TRUE(load(next, path()));
}

TEST_F(Limited, SaysWhereACheckpointCannotBeWritten) {
    const Counters<1> machine(2, 3);
    Search search(machine, Limits{});
    EXPECT_THROW(save(search, path() + "/missing/file"), CheckpointError);
    EXPECT_THROW(load(search, path() + "/missing/file"), CheckpointError);
}

// From each of the files another search goes on, as if the first had been killed just then.
TEST_F(Limited, IsKeptWhileItGoesOn) {
    const Counters<3> machine(5, 10);
    Search search(machine, limits_of(2, 1'000 * kMiB));
    std::vector<std::string> kept;
    Control control;
    control.keep = [&] {
        save(search, path());
        kept.push_back(content());
    };
    const Report report = explore(search, control);
    expect_same(report, machine);
    EXPECT_GE(kept.size(), 2U) << "at once, since it is always time, and at the end";
    kept.resize(std::min<std::size_t>(kept.size(), 5));
    for (const std::string& file : kept) {
        replace(file);
        Search next(machine, limits_of(1, 1'000 * kMiB));
        ASSERT_TRUE(load(next, path()));
        expect_same(explore(next), machine);
    }
    save(search, path());
    // A search that is over has nothing to find any more.
    Search next(machine, limits_of(1, 1'000 * kMiB));
    ASSERT_TRUE(load(next, path()));
    EXPECT_EQ(next.states().size(), report.states);
    EXPECT_EQ(explore(next).found_here, 0U);
}

TEST_F(Limited, IsNotKeptBeforeItIsTime) {
    const Counters<1> machine(4, 5);
    Search search(machine, limits_of(1, 1'000 * kMiB));
    Control control;
    control.keep_every = std::chrono::hours(1);
    control.keep = [] { FAIL(); };
    EXPECT_EQ(explore(search, control).ended, Ended::complete);
}

TEST_F(Limited, TakesAtMost40BytesForAStateOfFourWords) {
    const Counters<4> machine(6, 10);
    Search search(machine, limits_of(2, 100 * kMiB));
    ASSERT_EQ(search.run(), Ended::complete);
    EXPECT_EQ(search.states().size(), 1'000'000U);
    // A million states fill the last chunk of each shard and the slabs less well than many millions do.
    EXPECT_LE(search.memory(), 43U * 1'000'000);
}

}  // namespace
}  // namespace plumbline::replay::explorer
