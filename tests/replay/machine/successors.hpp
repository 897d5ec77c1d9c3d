// Every step that can happen in a state.
#pragma once

#include "tests/replay/machine/received_steps.hpp"
#include "tests/replay/machine/restart.hpp"

namespace plumbline::replay {

/// visit(step, state after it) for each step.
template <class Visit>
class Successors : private ReceivedSteps<Visit> {
public:
    using ReceivedSteps<Visit>::ReceivedSteps;

    void run(bool crashes) {
        for (std::size_t i = 0; i < w.inbound(); ++i) {
            this->inbound(i);
        }
        for (std::size_t p = 0; p < w.payments().size(); ++p) {
            if (w.payments()[p].own()) {
                own(p);
            } else if (w.payments()[p].received()) {
                this->received(p);
            } else {
                forward(p);
            }
        }
        for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
            this->outbound(j);
        }
        save();
        if (crashes) {
            crash();
        }
    }

private:
    using ReceivedSteps<Visit>::w;
    using ReceivedSteps<Visit>::before;
    using ReceivedSteps<Visit>::emit;
    using ReceivedSteps<Visit>::become;

    void forward(std::size_t index) {
        const auto& p = w.payments()[index];
        const auto accumulated = this->accumulated(p);
        bool unpruned = false;
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            unpruned |= before.in(i) == In::dispatched;
        }
        if (accumulated.complete()) {
            process(index, accumulated.sum);
        } else if (accumulated.sum > 0) {
            this->time_out(index);
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

    // TR-7, TR-11. `sum` has come in.
    void process(std::size_t index, std::uint32_t sum) {
        const auto& p = w.payments()[index];
        auto s = before;
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            const bool in_set = this->is_accumulated(before.in(i));
            // dispatched, dispatched_held and dispatched_claimed follow their accumulated states
            s.in(i, in_set ? static_cast<In>(static_cast<unsigned>(before.in(i)) + 1) : before.in(i));
        }
        if (sum >= p.amount + p.fee || w.without(Rule::cover_outbound)) {
            dispatch(StepKind::dispatch, index, s);
        } else {
            refuse_set(StepKind::underpaid, index, s);
        }
    }

    // Nothing is sent of a set.
    void refuse_set(StepKind kind, std::size_t index, Lanes s) {
        const auto& p = w.payments()[index];
        if (!p.extra) {
            fail_all(w, s, p);
        }
        for (std::size_t i = p.first_in; p.extra && i < p.in_end(); ++i) {
            s.in(i, this->is_accumulated(before.in(i)) ? failed_from(s.in(i)) : s.in(i));
        }
        emit(kind, index, s);
    }

    void make_claims(const Payment& p) {
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            const auto next = claimed_from(w, before, i);
            if (next != before.in(i) && in_channel_quiet(w, before, i, true)) {
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
                fresh &= !p.extra || s.out_saved(j) == Out::none;  // else a crash brings it back with another source
                quiet &= out_channel_quiet(w, s, j);
            }
            if (!fresh) {
                continue;
            }
            for (std::size_t i = p.first_in; p.extra && i < p.in_end(); ++i) {
                s.member(i, this->is_accumulated(before.in(i)));
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
        refuse_set(StepKind::no_route, index, s);
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
            if (p.of_user()) {
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
};

}  // namespace plumbline::replay
