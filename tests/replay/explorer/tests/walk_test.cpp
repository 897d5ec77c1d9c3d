// Random runs of toy machines: what they lose does not hold, and what they lose of the jugs is found and shortened.
#include "tests/replay/explorer/sample.hpp"
#include "tests/replay/explorer/tests/arbitrary_graph.hpp"
#include "tests/replay/explorer/tests/toys/counters.hpp"
#include "tests/replay/explorer/tests/toys/jugs.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace plumbline::replay::explorer {
namespace {

using toys::Graph;
using toys::GraphMachine;
using toys::Jugs;

/// Each state is a successor of the one before it.
template <Machine M>
void expect_is_run(const M& machine, const Walk<M>& walk) {
    auto state = walk.run.initial;
    for (const auto& taken : walk.run.steps) {
        bool found = false;
        machine.for_each_successor(state, [&](const auto& step, const auto& next) {
            found = found || (step == taken.first && next == taken.second);
        });
        RC_ASSERT(found);
        state = taken.second;
    }
}

RC_GTEST_PROP(Walks, LoseOnlyWhatDoesNotHold, ()) {
    const GraphMachine machine(arbitrary_graph());
    Search<GraphMachine> search(machine, {1});
    const Report report = explore(search);
    Walker<GraphMachine> walker(machine);
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const auto walk = walker.walk(seed, 30);
        expect_is_run(machine, walk);
        if (walk.lost) {
            RC_ASSERT(report.theorems[*walk.lost].verdict == Verdict::violated);
            // Not `!walk.back_to || …`: clang 19 compares there before it asks, and AddressSanitizer sees it.
            if (walk.back_to) {
                RC_ASSERT(walk.state_after(*walk.back_to) == walk.state());
            }
        } else {
            RC_ASSERT(machine.is_good(walk.state()));
        }
    }
}

RC_GTEST_PROP(Walks, AreShortenedToRunsThatLoseTheSame, ()) {
    Graph graph = arbitrary_graph();
    for (std::size_t node = 0; node < graph.forbidden.size(); ++node) {
        graph.forbidden[node] = *rc::gen::inRange(0, 8) == 0;
    }
    const GraphMachine machine(graph);
    Walker<GraphMachine> walker(machine);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const auto walk = walker.walk(seed, 30);
        if (walk.lost) {
            const auto shorter = Shortener<GraphMachine>(walker, walk).run();
            expect_is_run(machine, shorter);
            RC_ASSERT(shorter.lost == walk.lost);
            RC_ASSERT(shorter.distance <= walk.distance);
            // A run shortened for another theorem may come to what is forbidden: of that it is not judged.
            if (*walk.lost == 0) {
                RC_ASSERT(machine.violated(shorter.state()).has_value());
            } else {
                RC_ASSERT(!machine.is_good(shorter.state()));
            }
        }
    }
}

TEST(Walks, GoEveryWay) {
    const toys::Counters<1> machine(3, 4);
    Walker<toys::Counters<1>> walker(machine);
    std::set<toys::Counters<1>::State> seen;
    std::set<std::size_t> distances;
    for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
        const auto walk = walker.walk(seed, 9);
        distances.insert(walk.distance);
        for (const auto& [step, after] : walk.run.steps) {
            seen.insert(after);
        }
    }
    EXPECT_EQ(seen.size(), 63U);
    EXPECT_EQ(distances.size(), 10U);
}

TEST(Sample, FindsWhatTheSearchFindsAndShortensIt) {
    const Jugs machine;
    const Report report = Sample<Jugs>(machine, {1'000, 1, 200}, 1).run({});
    EXPECT_EQ(report.ended, Ended::violated);
    ASSERT_TRUE(report.theorems[0].run);
    EXPECT_THAT(report.theorems[0].run->distance, testing::AllOf(testing::Ge(6U), testing::Le(8U)));
    EXPECT_GE(report.sampled->found_after, report.theorems[0].run->distance);
}

TEST(Sample, DependsOnTheSeedAndOnNoNumberOfThreads) {
    const auto run = [](std::uint64_t seed, unsigned threads) {
        const Jugs machine;
        const Report report = Sample<Jugs>(machine, {100'000, seed, 8}, threads).run({});
        return std::tuple(report.sampled->lost_by, report.sampled->found_after, report.theorems[0].run->final);
    };
    std::set<std::uint64_t> numbers;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        EXPECT_EQ(run(seed, 1), run(seed, 1));
        EXPECT_EQ(run(seed, 1), run(seed, 3));
        numbers.insert(std::get<0>(run(seed, 1)).value());
    }
    EXPECT_GT(numbers.size(), 5U);
}

TEST(Sample, ProvesNothing) {
    const toys::Counters<1> machine(3, 10);
    const Report report = Sample<toys::Counters<1>>(machine, {50, 1, 10}, 1).run({});
    EXPECT_EQ(report.ended, Ended::sampled);
    EXPECT_FALSE(report.all_hold());
    EXPECT_EQ(report.theorems[0].verdict, Verdict::unchecked);
    EXPECT_EQ(report.sampled->runs, 50U);
    EXPECT_EQ(report.states, 50U * 27);
    EXPECT_EQ(report.depth, 27U);
}

}  // namespace
}  // namespace plumbline::replay::explorer
