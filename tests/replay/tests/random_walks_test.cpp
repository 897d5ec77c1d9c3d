// Random runs in worlds far beyond what a search can visit: no theorem is lost, each run ends well, the runs are of the
// kinds that matter, and what is lost without a rule is found.

#include "tests/replay/explorer/sample.hpp"
#include "tests/replay/tests/options.hpp"
#include "tests/replay/tests/random_worlds.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace plumbline::replay {
namespace {

using explorer::Shortener;
using explorer::Walk;
using explorer::Walker;
using testing::LargeMachine;
using testing::world_of;

/// What a run against a theorem was, for whoever has to repeat it.
std::string told(Walker<LargeMachine>& walker, const Walk<LargeMachine>& walk) {
    const auto& machine = walker.machine();
    const auto shorter = Shortener<LargeMachine>(walker, walk).run();
    std::string text = arguments_of(machine.world().shape()) + " loses " +
                       std::string{machine.theorems()[*shorter.lost].id} + " after " +
                       std::to_string(shorter.distance) + " steps:\n";
    for (const auto& [step, after] : shorter.run.steps) {
        text += told_step(machine.world(), step).text + "\n";
    }
    return text;
}

RC_GTEST_PROP(RandomWalks, LoseNothingInArbitraryWorlds, ()) {
    const LargeMachine machine{World(testing::arbitrary_shape())};
    Walker<LargeMachine> walker(machine);
    const auto seed = *rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>());
    for (std::uint64_t number = 0; number < 30; ++number) {
        const auto walk = walker.walk(seed + number, 300);
        if (walk.lost) {
            RC_FAIL(told(walker, walk));
        }
        RC_ASSERT(machine.is_good(walk.state()));
    }
}

class Large : public ::testing::TestWithParam<const char*> {};

TEST_P(Large, LosesNothing) {
    const LargeMachine machine(world_of(GetParam()));
    EXPECT_GT(machine.world().words(), 4U);
    Walker<LargeMachine> walker(machine);
    for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
        const auto walk = walker.walk(seed, 600);
        ASSERT_FALSE(walk.lost) << told(walker, walk);
        ASSERT_TRUE(machine.is_good(walk.state()));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Worlds, Large,
    ::testing::Values("--payments 6x6,2x2,0x1 --force-close", "--payments 6x6,6x6,1x1 --attempts 1 --force-close",
                      "--payments 4x4,2x1,1x2,0x1 --force-close", "--payments 3x2,2x2,2x1 --attempts 3 --force-close",
                      "--payments 6x3,3x6,0x2 --attempts 1 --force-close --shared",
                      "--payments 6x0,4x4,3x0,0x2 --force-close",
                      "--payments 4x4,3x3,2x2 --attempts 1 --force-close --cross",
                      "--payments 5x5,3x2,2x1 --attempts 1 --force-close --extra late",
                      "--payments 5x5,3x2,2x1 --attempts 1 --force-close --extra stranger",
                      "--payments 1x1,1x1,1x1,1x1,0x2,3x0 --force-close --reconstruct snapshot",
                      "--payments 4x4,3x2,2x2 --amounts 900,700,1000,1100/900,900,950,800 --force-close",
                      "--payments 6x6,2x2,0x1 --force-close --persist sync",
                      "--payments 4x4,2x2,1x1 --force-close --shared-attempts"));

}  // namespace
}  // namespace plumbline::replay
