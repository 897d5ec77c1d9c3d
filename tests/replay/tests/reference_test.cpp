// The machine's restart and the reference's, compared in every state of small worlds: two readings of the chapters.

#include "tests/replay/machine/replay_machine.hpp"
#include "tests/replay/tests/compare_restarts.hpp"
#include "tests/replay/tests/options.hpp"

#include <absl/container/flat_hash_set.h>
#include <gmock/gmock.h>

namespace plumbline::replay {
namespace {

using testing::world_of;

/// Calls visit(state) for each state that can be reached.
template <std::size_t Words, class Visit>
void for_each_state(const World& w, Visit&& visit) {
    const ReplayMachine<Words> machine(w);
    using State = typename ReplayMachine<Words>::State;
    absl::flat_hash_set<State> known;
    std::vector<State> open;
    const auto add = [&](const State& state) {
        if (known.insert(state).second) {
            open.push_back(state);
        }
    };
    machine.for_each_initial(add);
    while (!open.empty()) {
        const auto state = open.back();
        open.pop_back();
        visit(Lanes::unpack(state));
        machine.for_each_successor(state, [&](const Step&, const State& next) { add(next); });
    }
}

class Reference : public ::testing::TestWithParam<const char*> {};

TEST_P(Reference, RebuildsWhatTheMachineRebuilds) {
    const World w = world_of(GetParam());
    ASSERT_LE(w.words(), 2U);
    std::size_t compared = 0;
    absl::flat_hash_set<std::array<std::uint64_t, 2>> seen;
    for_each_state<2>(w, [&](const Lanes& state) {
        const auto left = testing::left_by_crash(w, state);
        if (!HasFailure() && !testing::has_waiting_failure(w, left) && seen.insert(left.pack<2>()).second) {
            testing::expect_same_restart(w, left);
            ++compared;
        }
    });
    EXPECT_GT(compared, 100U);
}

INSTANTIATE_TEST_SUITE_P(Worlds, Reference,
                         ::testing::Values("--payments 1x1 --force-close", "--payments 2x1 --force-close",
                                           "--payments 1x2 --attempts 1 --force-close", "--payments 0x1 --force-close",
                                           "--payments 2x2 --attempts 1",
                                           "--payments 1x1 --force-close --reconstruct snapshot",
                                           "--payments 2x1 --attempts 1 --extra late --force-close",
                                           "--payments 2x1 --attempts 1 --extra stranger --force-close",
                                           "--payments 3x0 --force-close", "--payments 2x0 --force-close",
                                           "--payments 2x0 --force-close --reconstruct snapshot"));

}  // namespace
}  // namespace plumbline::replay
