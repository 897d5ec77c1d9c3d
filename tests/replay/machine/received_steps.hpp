// The steps of payments to the node itself.
#pragma once

#include "tests/replay/machine/inbound_steps.hpp"

namespace plumbline::replay {

/// visit(step, state after it) for each step of a payment to the node.
template <class Visit>
class ReceivedSteps : protected InboundSteps<Visit> {
public:
    using InboundSteps<Visit>::InboundSteps;

protected:
    void received(std::size_t index) {
        const auto& p = w.payments()[index];
        switch (before.entry(p.own_lane)) {
        case Entry::absent:
            incomplete(index);
            break;
        case Entry::pending:
            claimable(index);
            break;
        default:
            claimed(index);
        }
    }

    using InboundSteps<Visit>::w;
    using InboundSteps<Visit>::before;
    using InboundSteps<Visit>::emit;

private:
    // DS-9, TR-1.
    void incomplete(std::size_t index) {
        const auto& p = w.payments()[index];
        auto s = before;
        std::uint32_t sum = 0;
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            const auto state = before.in(i);
            const bool decoded = state == In::accumulated;
            sum += decoded ? w.amount_of(i) : 0;
            sum += before.listed(i) && (decoded || state == In::queued) ? w.amount_of(i) : 0;
            s.in(i, decoded ? In::dispatched : state);
        }
        if (sum >= p.total) {
            s.entry(p.own_lane, Entry::pending);
            emit(StepKind::become_claimable, index, s);
        } else {
            this->time_out(index);
        }
    }

    // An HTLC of the set that can still be claimed.
    [[nodiscard]] bool in_reach(std::size_t i) const {
        const auto state = before.in(i);
        const auto disk = before.in_disk(i);
        return (disk == InDisk::present || disk == InDisk::preimage) && state != In::failed;
    }

    // MU-17.
    void claimable(std::size_t index) {
        const auto& p = w.payments()[index];
        bool whole = true;
        bool quiet = true;
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            whole &= before.in(i) == In::not_arrived || in_reach(i);
            quiet &= in_channel_quiet(w, before, i, true);
        }
        auto s = before;
        if (!whole && !w.without(Rule::claim_whole)) {
            fail(s, p);
            emit(StepKind::not_whole, index, s);
        } else if (quiet) {
            claim_all(w, s, p);
            emit(StepKind::user_claims, index, s);
        }
        s = before;
        fail(s, p);
        emit(StepKind::give_up, index, s);
    }

    void fail(Lanes& s, const Payment& p) const {
        s.entry(p.own_lane, Entry::absent);
        fail_all(w, s, p);
    }

    // MU-13.
    void claimed(std::size_t index) {
        const auto& p = w.payments()[index];
        bool durable = true;
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            durable &= !is_claimed(before.in(i)) || before.in_disk(i) == InDisk::preimage;
        }
        if (durable && before.told(p.own_lane) == Told::nothing) {
            auto s = before;
            s.told(p.own_lane, Told::sent);
            emit(StepKind::tell_claimed, index, s);
        }
    }
};

}  // namespace plumbline::replay
