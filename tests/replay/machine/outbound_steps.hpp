// What the kinds of steps have in common, and the steps of outbound HTLCs.
#pragma once

#include "tests/replay/machine/acts.hpp"
#include "tests/replay/machine/step.hpp"
#include "tests/replay/machine/writes.hpp"

namespace plumbline::replay {

/// visit(step, state after it) for each step of an outbound HTLC.
template <class Visit>
class OutboundSteps {
public:
    OutboundSteps(const World& world, const Lanes& state, Visit& visit) : w(world), before(state), visit_(visit) {}

protected:
    void outbound(std::size_t j) {
        if (!is_open(before, j)) {
            closed_outbound(j);
            return;
        }
        open_outbound(j);
        if (w.shape().force_close) {
            close_outbound(j);
        }
    }

    void emit(StepKind kind, std::size_t at, const Lanes& after, unsigned how = 0) {
        const Step step{kind, static_cast<std::uint8_t>(at), static_cast<std::uint16_t>(how)};
        visit_(step, w.shape().async ? after : all_writes_done(w, after));
    }

    [[nodiscard]] const Payment& payment_of(std::size_t lane) const { return w.payments()[w.payment_of(lane)]; }

    void become(StepKind kind, std::size_t j, Out next) {
        auto s = before;
        s.out(j, next);
        emit(kind, j, s);
    }

    // The outbound HTLCs of a channel that is closed. An addition in flight is written with the closing; of what else
    // is in flight, nothing is. What was not sent, or has failed, is passed on.
    void close_out_of(Lanes& s, std::uint8_t channel) {
        for_each_out(w, channel, [&](std::size_t k) {
            if (before.out(k) == Out::announced && before.out_disk(k) == OutDisk::absent) {
                s.out_disk(k, OutDisk::added);
            }
            close_out(w, s, k);
        });
        for_each_out(w, channel, [&](std::size_t k) {
            const auto out = before.out(k);
            if (s.out(k) == Out::resolved && (out == Out::held || out == Out::fail_gone)) {
                fail_all(w, s, payment_of(k));
            }
        });
    }

    const World& w;
    const Lanes& before;

private:
    void open_outbound(std::size_t j) {
        if (const auto s = out_write_done(w, before, j)) {
            emit(StepKind::out_write_done, j, *s);
        }
        const auto disk = before.out_disk(j);
        const bool quiet = out_channel_quiet(w, before, j);
        const bool early = w.without(Rule::send_after_durable);
        switch (before.out(j)) {
        case Out::held:
            held_addition(j, quiet);
            break;
        case Out::announced:
            if (early && disk == OutDisk::absent) {
                auto s = before;
                s.out_disk(j, OutDisk::untold);
                emit(StepKind::peer_commits, j, s);
            }
            if (quiet && disk == OutDisk::added) {
                become(StepKind::peer_commits, j, Out::committed);
            }
            break;
        case Out::committed:
            if (disk == OutDisk::added || disk == OutDisk::committed) {
                peer_fulfils(j);
                if (quiet) {
                    become(StepKind::peer_signs_failure, j, Out::fail_sign);
                }
            }
            break;
        case Out::fulfilled:
        case Out::fulfilled_unheld: {
            const bool held = before.out(j) == Out::fulfilled;
            become(StepKind::peer_denies, j, Out::committed);
            if (quiet) {
                become(StepKind::peer_signs_fulfil, j, held ? Out::fulfil_sign : Out::fulfil_sign_unheld);
            }
            break;
        }
        case Out::fulfil_sign:
        case Out::fulfil_sign_unheld:
            if (quiet && disk == OutDisk::fulfilled) {
                const bool held = before.out(j) == Out::fulfil_sign;
                become(StepKind::peer_revokes, j, held ? Out::fulfil_gone : Out::fulfil_gone_unheld);
            }
            break;
        case Out::fail_sign:
            if (quiet && disk == OutDisk::failed) {
                become(StepKind::peer_revokes, j, Out::fail_gone);
            }
            break;
        case Out::fail_gone:
            if (disk == OutDisk::fail_gone || w.without(Rule::fail_after_removal_durable)) {
                auto s = before;
                s.out(j, Out::failed);
                fail_all(w, s, payment_of(j));
                emit(StepKind::pass_failure_on, j, s);
            }
            break;
        default:
            break;
        }
    }

    void held_addition(std::size_t j, bool quiet) {
        if (quiet) {
            become(StepKind::free_addition, j, Out::announced);
        }
        auto s = before;
        s.out(j, Out::none);
        fail_all(w, s, payment_of(j));
        emit(StepKind::drop_addition, j, s);
    }

    // MU-7, MU-9.
    void peer_fulfils(std::size_t j) {
        const auto& p = payment_of(j);
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            if (!in_channel_quiet(w, before, i, true)) {
                return;
            }
        }
        const bool unheld = w.without(Rule::hold_duplicate_claim) && all_claimed(before, p);
        auto s = before;
        s.out(j, unheld ? Out::fulfilled_unheld : Out::fulfilled);
        if (p.own() || !w.without(Rule::claims_in_one_instant)) {
            claim_all(w, s, p);
        }
        emit(StepKind::peer_fulfils, j, s);
    }

    void close_outbound(std::size_t j) {
        const auto channel = w.channel_of(j);
        bool first = true;
        for_each_out(w, channel, [&](std::size_t k) { first &= k >= j || !uses_channel(k); });
        if (first && uses_channel(j)) {
            auto s = before;
            close_out_of(s, channel);
            if (w.shape().cross) {
                for_each_in(w, channel, [&](std::size_t i) { close_in(w, s, i); });
            }
            emit(StepKind::close_outbound, j, s);
        }
    }

    [[nodiscard]] bool uses_channel(std::size_t k) const {
        const auto disk = before.out_disk(k);
        return before.out(k) != Out::none && disk != OutDisk::fulfil_gone && disk != OutDisk::fail_gone;
    }

    void closed_outbound(std::size_t j) {
        const auto to = [&](StepKind kind, Chain next) {
            auto s = before;
            s.chain(j, next);
            emit(kind, j, s);
        };
        const auto chain = before.chain(j);
        if (chain == Chain::unresolved) {
            to(StepKind::chain_claim, Chain::claimed);
            to(StepKind::chain_time_out, Chain::timed_out);
        } else if (chain == Chain::timed_out) {
            to(StepKind::chain_bury, Chain::buried);
            if (w.shape().force_close) {
                to(StepKind::chain_reorganise, Chain::unresolved);
            }
        }
        const bool over = chain == Chain::claimed || chain == Chain::buried;
        if (before.out(j) == Out::closed && over && preimage_on_closed(before, j)) {
            auto s = before;
            s.out(j, Out::resolved);
            claim_all(w, s, payment_of(j));
            emit(StepKind::see_claim, j, s);
        } else if (before.out(j) == Out::closed && failed_on_chain(w, before, j)) {
            auto s = before;
            s.out(j, Out::resolved);
            fail_all(w, s, payment_of(j));
            emit(StepKind::see_burial, j, s);
        }
    }

    Visit& visit_;
};

}  // namespace plumbline::replay
