// Every step that can happen in a state.
#pragma once

#include "tests/replay/machine/acts.hpp"
#include "tests/replay/machine/restart.hpp"
#include "tests/replay/machine/step.hpp"
#include "tests/replay/machine/writes.hpp"

namespace plumbline::replay {

/// visit(step, state after it) for each step.
template <class Visit>
class Successors {
public:
    Successors(const World& world, const Lanes& state, Visit& visit) : w(world), before(state), visit_(visit) {}

    void run() {
        for (std::size_t i = 0; i < w.inbound(); ++i) {
            inbound(i);
        }
        for (std::size_t p = 0; p < w.payments().size(); ++p) {
            if (w.payments()[p].own()) {
                own(p);
            } else {
                forward(p);
            }
        }
        for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
            if (is_open(before, j)) {
                open_outbound(j);
                if (w.shape().force_close) {
                    close_outbound(j);
                }
            } else {
                closed_outbound(j);
            }
        }
        save();
        crash();
    }

private:
    void emit(StepKind kind, std::size_t at, const Lanes& after, unsigned how = 0) {
        const Step step{kind, static_cast<std::uint8_t>(at), static_cast<std::uint8_t>(how)};
        visit_(step, w.shape().async ? after : all_writes_done(w, after));
    }

    [[nodiscard]] const Payment& payment_of(std::size_t lane) const { return w.payments()[w.payment_of(lane)]; }

    void inbound(std::size_t i) {
        const auto state = before.in(i);
        const auto become = [&](StepKind kind, In next) {
            auto s = before;
            s.in(i, next);
            emit(kind, i, s);
        };
        if (const auto s = in_write_done(w, before, i)) {
            emit(StepKind::in_write_done, i, *s);
        }
        if (before.in_closed(i)) {
            return;
        }
        const auto disk = before.in_disk(i);
        if (state == In::not_arrived && disk == InDisk::absent && in_channel_quiet(w, before, i)) {
            become(StepKind::arrive, In::queued);
        }
        if (disk != InDisk::absent) {
            if (state == In::queued) {
                become(StepKind::decode, In::accumulated);
            } else if (state == In::queued_held) {
                become(StepKind::decode, In::accumulated_held);
            } else if (state == In::queued_claimed) {
                become(StepKind::decode, In::accumulated_claimed);
            }
        }
        if (is_held(state) && in_channel_quiet(w, before, i)) {
            become(StepKind::sign_failure, In::failed);
        }
        if (w.shape().force_close && disk == InDisk::present && state != In::not_arrived) {
            close_inbound(i);
        }
    }

    void close_inbound(std::size_t i) {
        auto s = before;
        for (std::size_t k = 0; k < w.inbound(); ++k) {
            if (w.channel_of(k) == w.channel_of(i)) {
                if (k < i && before.in_disk(k) == InDisk::present) {
                    return;  // that one has closed the channel
                }
                close_in(s, k);
            }
        }
        emit(StepKind::close_inbound, i, s);
    }

    static bool is_accumulated(In state) {
        return state == In::accumulated || state == In::accumulated_held || state == In::accumulated_claimed;
    }

    void forward(std::size_t index) {
        const auto& p = w.payments()[index];
        unsigned accumulated = 0;
        bool unpruned = false;
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            accumulated += is_accumulated(before.in(i)) ? 1U : 0U;
            unpruned |= before.in(i) == In::dispatched;
        }
        if (accumulated == p.inbound) {
            auto s = before;
            for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
                // dispatched, dispatched_held and dispatched_claimed follow their accumulated states
                s.in(i, static_cast<In>(static_cast<unsigned>(before.in(i)) + 1));
            }
            dispatch(StepKind::dispatch, index, s);
        } else if (accumulated > 0 && !w.without(Rule::time_out_incomplete)) {
            auto s = before;
            for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
                s.in(i, before.in(i) == In::accumulated ? In::held : before.in(i));
            }
            if (s != before) {
                emit(StepKind::time_out, index, s);
            }
        }
        if (unpruned && !w.without(Rule::prune_onions)) {
            prune(index);
        }
        if (w.without(Rule::no_part_again)) {
            send_lost_parts(index);
        }
        if (w.without(Rule::claims_in_one_instant) && (any_shown(before, p) || any_claimed(before, p))) {
            make_claims(p);
        }
    }

    void make_claims(const Payment& p) {
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            const auto next = claimed_from(w, before, i);
            if (next != before.in(i) && in_channel_quiet(w, before, i)) {
                auto s = before;
                s.in(i, next);
                emit(StepKind::make_claim, i, s);
            }
        }
    }

    // MU-12 and its alternatives.
    [[nodiscard]] bool to_be_pruned(const Payment& p) const {
        const int needed = w.shape().prune == Prune::first_added ? 1 : w.shape().prune == Prune::dispatched ? 0 : 2;
        bool any = false;
        bool all = true;
        for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
            if (is_open(before, j) && in_channel(before.out(j))) {
                const bool written = updates_of(before.out_disk(j)) >= needed;
                any |= written;
                all &= written;
            }
        }
        return any && (all || w.shape().prune != Prune::last_committed);
    }

    void prune(std::size_t index) {
        const auto& p = w.payments()[index];
        if (to_be_pruned(p)) {
            auto s = before;
            for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
                s.in(i, before.in(i) == In::dispatched ? In::forwarded : before.in(i));
            }
            emit(StepKind::prune, index, s);
        }
    }

    // TR-10: each part of which no HTLC lives, beside those that live, in the attempt that comes next.
    void send_lost_parts(std::size_t index) {
        const auto& p = w.payments()[index];
        if (!any_lives(w, before, p) || any_claimed(before, p) || any_shown(before, p)) {
            return;
        }
        for (std::size_t part = p.first_out; part < std::size_t{p.first_out} + p.parts; ++part) {
            std::size_t fresh = p.out_end();
            bool part_lives = false;
            for (std::size_t j = p.out_end(); j-- > part;) {
                if ((j - part) % p.parts == 0) {
                    const bool unused = is_open(before, j) && before.out(j) == Out::none;
                    fresh = unused && before.out_disk(j) == OutDisk::absent ? j : fresh;
                    part_lives |= lives(w, before, j);
                }
            }
            if (!part_lives && fresh != p.out_end() && out_channel_quiet(w, before, fresh)) {
                become(StepKind::send_lost_part, fresh, Out::announced);
            }
        }
    }

    // TR-7: the first attempt none of whose HTLCs was used. Each part goes out at once or waits in a holding cell.
    void dispatch(StepKind kind, std::size_t index, Lanes s) {
        const auto& p = w.payments()[index];
        for (std::size_t first = p.first_out; first < p.out_end(); first += p.parts) {
            bool fresh = true;
            bool quiet = true;
            for (std::size_t j = first; j < first + p.parts; ++j) {
                fresh &= is_open(s, j) && s.out(j) == Out::none && s.out_disk(j) == OutDisk::absent;
                quiet &= out_channel_quiet(w, s, j);
            }
            if (!fresh) {
                continue;
            }
            for (unsigned how = 0; how < 1U << p.parts; ++how) {
                for (std::size_t k = 0; k < p.parts; ++k) {
                    s.out(first + k, ((how >> k) & 1U) != 0 ? Out::held : Out::announced);
                }
                if (quiet || how + 1 == 1U << p.parts) {
                    emit(kind, index, s, how);
                }
            }
            return;
        }
        fail_all(w, s, p);
        emit(StepKind::no_route, index, s);
    }

    void own(std::size_t index) {
        const auto& p = w.payments()[index];
        const auto entry = before.entry(p.own_lane);
        const auto told = before.told(p.own_lane);
        auto s = before;
        if (entry == Entry::absent && told == Told::nothing) {
            s.entry(p.own_lane, Entry::pending);
            dispatch(StepKind::send_own, index, s);
        } else if (entry == Entry::fulfilled && told == Told::nothing) {
            s.told(p.own_lane, Told::sent);
            emit(StepKind::tell_sent, index, s);
        } else if (entry == Entry::abandoned && told != Told::failed &&
                   (before.entry_saved(p.own_lane) == Entry::abandoned || w.without(Rule::report_after_save))) {
            s.told(p.own_lane, Told::failed);
            emit(StepKind::tell_failed, index, s);
        }
    }

    void become(StepKind kind, std::size_t j, Out next) {
        auto s = before;
        s.out(j, next);
        emit(kind, j, s);
    }

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
            if (!in_channel_quiet(w, before, i)) {
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

    // An addition in flight is written with the closing; of what else is in flight, nothing is.
    void close_outbound(std::size_t j) {
        auto s = before;
        bool used = false;
        for (std::size_t k = w.inbound(); k < w.out_end(); ++k) {
            if (w.channel_of(k) != w.channel_of(j)) {
                continue;
            }
            const auto out = before.out(k);
            const auto disk = before.out_disk(k);
            const bool gone = disk == OutDisk::fulfil_gone || disk == OutDisk::fail_gone;
            const bool uses = out != Out::none && !gone;
            if (uses && k < j) {
                return;  // that one has closed the channel
            }
            used |= uses;
            if (out == Out::announced && disk == OutDisk::absent) {
                s.out_disk(k, OutDisk::added);
            }
            close_out(s, k);
        }
        if (used) {
            for (std::size_t k = w.inbound(); k < w.out_end(); ++k) {
                const auto out = before.out(k);
                if (w.channel_of(k) == w.channel_of(j) && s.out(k) == Out::resolved &&
                    (out == Out::held || out == Out::fail_gone)) {
                    fail_all(w, s, payment_of(k));
                }
            }
            emit(StepKind::close_outbound, j, s);
        }
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

    void save() {
        auto s = before;
        for (std::size_t i = 0; i < w.inbound(); ++i) {
            const auto state = before.in(i);
            s.in_saved(i, before.in_closed(i) ? (is_claimed(state) ? In::claimed : In::not_arrived) : state);
        }
        for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
            s.out_saved(j, is_open(before, j) ? before.out(j) : Out::none);
        }
        for (const auto& p : w.payments()) {
            if (p.own()) {
                s.entry_saved(p.own_lane, before.entry(p.own_lane));
            }
        }
        if (s != before) {
            emit(StepKind::save, 0, s);
        }
    }

    // TH-11 is looked at here: once more, with nothing written, comes to the same.
    void crash() {
        const auto last = w.last_lane();
        const auto count = before.crashes(last);
        if (w.shape().crashes && count >= *w.shape().crashes) {
            return;
        }
        auto s = restarted(w, before);
        if (restarted(w, s) != s) {
            s.unlike(last, true);
        }
        if (w.shape().crashes) {
            s.crashes(last, count + 1);
        }
        emit(StepKind::crash, 0, s);
    }

    const World& w;
    const Lanes& before;
    Visit& visit_;
};

}  // namespace plumbline::replay
