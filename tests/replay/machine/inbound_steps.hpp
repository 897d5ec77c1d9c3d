// The steps of inbound HTLCs.
#pragma once

#include "tests/replay/machine/outbound_steps.hpp"

#include <algorithm>
#include <limits>

namespace plumbline::replay {

/// visit(step, state after it) for each step of an inbound HTLC, and of one that waits for its set.
template <class Visit>
class InboundSteps : protected OutboundSteps<Visit> {
public:
    using OutboundSteps<Visit>::OutboundSteps;

protected:
    void inbound(std::size_t i) {
        const auto state = before.in(i);
        const auto inbound_becomes = [&](StepKind kind, In next) {
            auto s = before;
            s.in(i, next);
            emit(kind, i, s);
        };
        if (const auto s = in_write_done(w, before, i)) {
            emit(StepKind::in_write_done, i, *s);
        }
        const auto disk = before.in_disk(i);
        if (state == In::not_arrived && disk == InDisk::absent && in_channel_quiet(w, before, i)) {
            inbound_becomes(StepKind::arrive, In::queued);
        }
        if (disk != InDisk::absent) {
            if (state == In::queued && is_refused(i)) {
                inbound_becomes(StepKind::refuse, In::held);
            } else if (state == In::queued && waits_for_user(this->payment_of(i))) {
                inbound_becomes(StepKind::refuse_again, In::held);
            } else if (state == In::queued && is_late(i)) {
                inbound_becomes(StepKind::refuse_late, In::held);
            } else if (state == In::queued && is_of_other_set(i)) {
                inbound_becomes(StepKind::refuse_other, In::held);
            } else if (state == In::queued) {
                inbound_becomes(StepKind::decode, In::accumulated);
            } else if (state == In::queued_held) {
                inbound_becomes(StepKind::decode, In::accumulated_held);
            } else if (state == In::queued_claimed) {
                inbound_becomes(StepKind::decode, In::accumulated_claimed);
            }
        }
        if (before.in_closed(i)) {
            return;
        }
        if (is_held(state) && in_channel_quiet(w, before, i)) {
            inbound_becomes(StepKind::sign_failure, In::failed);
        }
        if (w.shape().force_close && disk == InDisk::present && state != In::not_arrived) {
            close_inbound(i);
        }
    }

    // TR-4.
    void time_out(std::size_t index) {
        if (w.without(Rule::time_out_incomplete)) {
            return;
        }
        const auto& p = w.payments()[index];
        auto s = before;
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            s.in(i, before.in(i) == In::accumulated ? In::held : before.in(i));
        }
        if (s != before) {
            emit(StepKind::time_out, index, s);
        }
    }

    using OutboundSteps<Visit>::w;
    using OutboundSteps<Visit>::before;
    using OutboundSteps<Visit>::emit;

    static bool is_accumulated(In state) {
        return state == In::accumulated || state == In::accumulated_held || state == In::accumulated_claimed;
    }

    /// TR-1. Millisatoshi that have accumulated of a payment; `complete` where one of the HTLCs names no more.
    struct Accumulated {
        std::uint32_t sum = 0;
        std::uint32_t total = std::numeric_limits<std::uint32_t>::max();

        [[nodiscard]] bool complete() const { return sum >= total; }
    };

    [[nodiscard]] Accumulated accumulated(const Payment& p) const {
        Accumulated result;
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            if (is_accumulated(before.in(i))) {
                result.sum += w.amount_of(i);
                result.total = std::min(result.total, w.total_of(i));
            }
        }
        return result;
    }

private:
    // TR-5. What a set that is complete or dispatched does not name.
    [[nodiscard]] bool is_late(std::size_t i) const {
        const auto& p = this->payment_of(i);
        if (!p.extra || before.member(i) || w.without(Rule::fail_late_part)) {
            return false;
        }
        return any_lives(w, before, p) || any_shown(before, p) || accumulated(p).complete();
    }

    // TR-3.
    [[nodiscard]] bool is_of_other_set(std::size_t i) const {
        const auto& p = this->payment_of(i);
        bool other = false;
        for (std::size_t k = p.first_in; p.extra && k < p.in_end(); ++k) {
            other |= is_accumulated(before.in(k)) && w.total_of(k) != w.total_of(i);
        }
        return other && !w.without(Rule::keep_sets_apart);
    }

    [[nodiscard]] bool waits_for_user(const Payment& p) const {
        return p.received() && before.entry(p.own_lane) != Entry::absent;
    }

    // RC-25.
    [[nodiscard]] bool is_refused(std::size_t i) const {
        return !w.shape().from_monitors && this->payment_of(i).trampoline() && !w.without(Rule::refuse_trampoline);
    }

    void close_inbound(std::size_t i) {
        const auto channel = w.channel_of(i);
        bool first = true;
        for_each_in(w, channel, [&](std::size_t k) { first &= k >= i || before.in_disk(k) != InDisk::present; });
        if (first) {
            auto s = before;
            for_each_in(w, channel, [&](std::size_t k) { close_in(w, s, k); });
            if (w.shape().cross) {
                this->close_out_of(s, channel);
            }
            emit(StepKind::close_inbound, i, s);
        }
    }
};

}  // namespace plumbline::replay
