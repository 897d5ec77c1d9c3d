// The search finds exactly what is there, whatever the number of threads.
#include "tests/replay/explorer/search.hpp"
#include "tests/replay/explorer/symmetry.hpp"
#include "tests/replay/explorer/tests/toys/counters.hpp"
#include "tests/replay/explorer/tests/toys/sliding.hpp"
#include "tests/replay/explorer/trace.hpp"

#include <gmock/gmock.h>

namespace plumbline::replay::explorer {
namespace {

using testing::ElementsAreArray;
using toys::Counters;
using toys::Sliding;

Limits with_threads(unsigned threads) {
    Limits limits;
    limits.threads = threads;
    return limits;
}

template <Machine M>
std::vector<std::uint64_t> level_sizes(const Search<M>& search) {
    std::vector<std::uint64_t> sizes;
    for (std::size_t level = 0; level + 1 < search.levels().count(); ++level) {
        sizes.push_back(search.levels().states(level));
    }
    return sizes;
}

// The boards of the 8-puzzle at each distance from the one with the blank in a corner.
const std::vector<std::uint64_t> kEightPuzzle{1,     2,     4,     8,     16,    20,   39,   62,   116,   152,   286,
                                              396,   748,   1024,  1893,  2512,  4485, 5638, 9529, 10878, 16993, 17110,
                                              23952, 20224, 24047, 15578, 14560, 6274, 3910, 760,  221,   2};

TEST(Search, FindsTheBoardsOfTheEightPuzzleAtTheirDistances) {
    const Sliding machine(3, 3);
    for (const unsigned threads : {1U, 2U, 5U}) {
        Search search(machine, with_threads(threads));
        EXPECT_EQ(search.run(), Ended::complete);
        EXPECT_EQ(search.states().size(), 181'440U);  // 9! / 2
        EXPECT_EQ(search.position().transitions, 483'840U);
        EXPECT_THAT(level_sizes(search), ElementsAreArray(kEightPuzzle));
    }
}

TEST(Search, FindsTheTwoByFiveBoards) {
    const Sliding machine(2, 5);
    Search search(machine, with_threads(2));
    EXPECT_EQ(search.run(), Ended::complete);
    EXPECT_EQ(search.states().size(), 1'814'400U);         // 10! / 2
    EXPECT_EQ(search.position().transitions, 4'717'440U);  // 181 440 boards for each place of the blank
    EXPECT_EQ(level_sizes(search).size(), 56U);            // at most 55 moves
}

TEST(Search, CountsStatesOfSeveralWords) {
    const Counters<3> machine(5, 7);
    Search search(machine, with_threads(2));
    EXPECT_EQ(search.run(), Ended::complete);
    EXPECT_EQ(search.states().size(), 16'807U);
    EXPECT_EQ(search.position().transitions, 5U * 6 * 2'401);
    EXPECT_EQ(level_sizes(search).size(), 31U);
}

TEST(Search, TakesStatesOfOneSymmetryForOne) {
    const Counters<2> machine(6, 8);
    Limits limits = with_threads(2);
    limits.symmetry = true;
    Search search(machine, limits);
    EXPECT_EQ(search.run(), Ended::complete);
    EXPECT_EQ(search.states().size(), 1'716U);  // C(13, 6)
    Search whole(machine, with_threads(1));
    whole.run();
    EXPECT_FALSE(symmetry_fault(whole, 20'000));
}

// Sorts only the first two counters, and so misses what a step on another one does.
struct BadSymmetry : Counters<2> {
    using Counters::Counters;

    [[nodiscard]] State canonical(const State& state) const {
        return state[0] % 16 == 3 ? Counters::canonical(state) : state;
    }
};

TEST(Search, FindsACanonicalFormThatIsNone) {
    const BadSymmetry machine(3, 5);
    Search search(machine, with_threads(1));
    search.run();
    EXPECT_TRUE(symmetry_fault(search, 1'000));
}

TEST(Search, ShowsAShortestRunTheSameForAnyNumberOfThreads) {
    const Sliding free(3, 3);
    Search whole(free, with_threads(1));
    whole.run();
    const Piece last = whole.levels().pieces(31)[0];
    const std::uint64_t farthest = whole.states()[{last.shard, last.begin}][0];
    std::vector<std::vector<std::uint64_t>> runs;
    for (const unsigned threads : {1U, 2U, 4U}) {
        const Sliding machine(3, 3, farthest);
        Search search(machine, with_threads(threads));
        ASSERT_EQ(search.run(), Ended::violated);
        const auto run = run_to(search, search.violations()[0].value());
        EXPECT_EQ(run.steps.size(), 31U);
        std::vector<std::uint64_t>& words = runs.emplace_back();
        auto before = run.initial;
        for (const auto& [step, state] : run.steps) {
            bool is_step = false;
            machine.for_each_successor(before,
                                       [&](const auto& /*step*/, const auto& next) { is_step |= next == state; });
            EXPECT_TRUE(is_step);
            before = state;
            words.push_back(state[0]);
        }
        EXPECT_EQ(words.back(), farthest);
        EXPECT_EQ(words, runs.front());
    }
}

}  // namespace
}  // namespace plumbline::replay::explorer
