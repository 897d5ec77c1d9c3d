// The machine's restart and the reference's, compared along random runs in worlds that no search can visit.

#include "tests/replay/explorer/walk.hpp"
#include "tests/replay/tests/compare_restarts.hpp"
#include "tests/replay/tests/options.hpp"
#include "tests/replay/tests/random_worlds.hpp"

#include <gmock/gmock.h>

#include <set>

namespace plumbline::replay {
namespace {

using testing::LargeMachine;
using testing::left_by_crash;
using testing::world_of;

class ReferenceWalks : public ::testing::TestWithParam<const char*> {};

TEST_P(ReferenceWalks, RebuildWhatTheMachineRebuilds) {
    const LargeMachine machine(world_of(GetParam()));
    const World& w = machine.world();
    ASSERT_GT(w.words(), 3U);
    explorer::Walker<LargeMachine> walker(machine);
    std::set<LargeMachine::State> seen;
    for (std::uint64_t seed = 0; seed < 60 && !HasFailure(); ++seed) {
        const auto walk = walker.walk(seed, 400);
        ASSERT_FALSE(walk.lost);
        for (const auto& [step, after] : walk.run.steps) {
            const Lanes left = left_by_crash(w, Lanes::unpack(after));
            if (!HasFailure() && !testing::has_waiting_failure(w, left) &&
                seen.insert(left.pack<kMostWords>()).second) {
                testing::expect_same_restart(w, left);
            }
        }
    }
    EXPECT_GT(seen.size(), 2'000U);
}

// Each HTLC in a channel of its own: worlds with shared channels have no durable form.
INSTANTIATE_TEST_SUITE_P(Worlds, ReferenceWalks,
                         ::testing::Values("--payments 6x6,2x2,0x1 --force-close",
                                           "--payments 6x6,6x6,1x1 --attempts 1 --force-close",
                                           "--payments 4x4,2x1,1x2,0x1 --force-close",
                                           "--payments 3x3,2x2,0x3 --attempts 2",
                                           "--payments 4x0,3x2,1x1,2x0 --force-close",
                                           "--payments 5x5,3x2,2x1 --attempts 1 --extra late --force-close",
                                           "--payments 1x1,1x1,1x1,0x2,3x0 --force-close --reconstruct snapshot"));

}  // namespace
}  // namespace plumbline::replay
