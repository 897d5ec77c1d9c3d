// The machine's restart and the reference's, compared in every state of small worlds: two readings of the chapters.

#include "tests/replay/machine/replay_machine.hpp"
#include "tests/replay/tests/durable_form.hpp"
#include "tests/replay/tests/options.hpp"

#include <absl/container/flat_hash_set.h>
#include <gmock/gmock.h>

namespace plumbline::replay {
namespace {

using testing::durable_form;
using testing::rebuilt_form;
using testing::world_of;

std::string text_of_state(const World& w, const Lanes& s) {
    std::string text;
    for (const auto& [name, value] : told_state(w, s)) {
        text += name + ": " + value + "\n";
    }
    return text;
}

// What the reference does not say, and what the machine keeps apart and the reference does not: that a failed HTLC's
// failure is passed on once its removal is durable.
Lanes comparable(const World& w, Lanes s) {
    for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
        s.out(j, s.out(j) == Out::fail_gone ? Out::failed : s.out(j));
        s.chain(j, Chain::open);
    }
    for (const auto& p : w.payments()) {
        if (p.of_user()) {
            s.entry(p.own_lane, Entry::absent);
        }
    }
    return s;
}

/// RC-29: what a channel keeps of a failure that waits is its own affair, and not in the reference's durable state.
bool has_waiting_failure(const World& w, const Lanes& s) {
    for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
        if (!w.shape().from_monitors && s.out_saved(j) == Out::fail_gone && s.out_disk(j) == OutDisk::fail_gone) {
            return true;
        }
    }
    return false;
}

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
        auto left = state;  // what a crash leaves: the memory is of no account
        for (std::size_t i = 0; i < w.inbound(); ++i) {
            left.in(i, In::not_arrived);
        }
        for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
            left.out(j, Out::none);
        }
        if (HasFailure() || has_waiting_failure(w, left) || !seen.insert(left.pack<2>()).second) {
            return;
        }
        restart::Options options;
        options.reconstruct_from_monitors = w.shape().from_monitors;
        const auto result = restart::reconstruct(durable_form(w, left), options);
        const auto* const error = std::get_if<restart::RestartError>(&result);
        ASSERT_EQ(error, nullptr) << describe(*error) << "\n" << text_of_state(w, left);
        const auto reference = comparable(w, rebuilt_form(w, left, std::get<restart::Reconstructed>(result)));
        const auto machine = comparable(w, restarted(w, left));
        ASSERT_EQ(text_of_state(w, reference), text_of_state(w, machine)) << "from\n" << text_of_state(w, left);
        ++compared;
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
