#include "tests/replay/tests/compare_restarts.hpp"

#include "tests/replay/machine/restart.hpp"
#include "tests/replay/machine/tell.hpp"
#include "tests/replay/tests/durable_form.hpp"

#include <gmock/gmock.h>

namespace plumbline::replay::testing {

namespace {

std::string text_of_state(const World& w, const Lanes& s) {
    std::string text;
    for (const auto& [name, value] : told_state(w, s)) {
        text += name + ": " + value + "\n";
    }
    return text;
}

// What the reference does not say, and what the machine keeps apart and the reference does not: that a failed HTLC's
// failure is passed on once its removal is durable, and of which inbound HTLCs nothing was dispatched that is left.
Lanes comparable(const World& w, Lanes s) {
    for (std::size_t i = 0; i < w.inbound(); ++i) {
        s.member(i, false);
    }
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

}  // namespace

bool has_waiting_failure(const World& w, const Lanes& s) {
    for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
        if (!w.shape().from_monitors && s.out_saved(j) == Out::fail_gone && s.out_disk(j) == OutDisk::fail_gone) {
            return true;
        }
    }
    return false;
}

Lanes left_by_crash(const World& w, Lanes state) {
    for (std::size_t i = 0; i < w.inbound(); ++i) {
        state.in(i, In::not_arrived);
    }
    for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
        state.out(j, Out::none);
    }
    return state;
}

void expect_same_restart(const World& w, const Lanes& left) {
    restart::Options options;
    options.reconstruct_from_monitors = w.shape().from_monitors;
    const auto result = restart::reconstruct(durable_form(w, left), options);
    const auto* const error = std::get_if<restart::RestartError>(&result);
    ASSERT_EQ(error, nullptr) << describe(*error) << "\n" << text_of_state(w, left);
    const auto reference = comparable(w, rebuilt_form(w, left, std::get<restart::Reconstructed>(result)));
    const auto machine = comparable(w, restarted(w, left));
    if (reference != machine) {
        EXPECT_EQ(text_of_state(w, reference), text_of_state(w, machine)) << "from\n" << text_of_state(w, left);
        ADD_FAILURE();
    }
}

}  // namespace plumbline::replay::testing
