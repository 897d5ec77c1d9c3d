#include "tests/replay/machine/restart.hpp"

#include "tests/replay/machine/acts.hpp"
#include "tests/replay/machine/read_back.hpp"

namespace plumbline::replay {

namespace {

class Restart {
public:
    Restart(const World& world, const Lanes& before) : w(world), s(read_back(world, before)) {}

    Lanes run() {
        for (const auto& payment : w.payments()) {
            if (payment.own()) {
                rebuild_own(payment);
            } else if (payment.received()) {
                rebuild_received(payment);
            } else {
                drop_orphaned_additions(payment);
                rebuild_forward(payment);
            }
        }
        forget_sources();
        s.frozen(w.last_lane(), w.without(Rule::replay_in_flight) && any_in_flight());
        return s;
    }

private:
    [[nodiscard]] bool preimage_on_outbound(std::size_t j) const {
        return preimage_on_closed(s, j) || is_fulfil_sign(s.out(j)) ||
               (is_fulfil_gone(s.out(j)) && s.out_disk(j) == OutDisk::fulfilled);
    }

    // RC-17.
    void drop_orphaned_additions(const Payment& p) {
        if (w.without(Rule::drop_orphaned_addition)) {
            return;
        }
        bool orphaned = false;
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            const auto state = s.in(i);
            const bool committed =
                state == In::queued || state == In::accumulated || state == In::dispatched || state == In::forwarded;
            orphaned |= in_source(s, p, i) && (!committed || s.in_closed(i));
        }
        for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
            if (orphaned && is_open(s, j) && s.out(j) == Out::held) {
                s.out(j, Out::none);
            }
        }
    }

    // RC-10, RC-11.
    [[nodiscard]] bool preimage_known(const Payment& p) const {
        bool known = false;
        for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
            known |= preimage_on_outbound(j) && !w.without(Rule::claim_from_outbound);
        }
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            known |= s.in(i) == In::claimed && !w.without(Rule::claim_from_inbound);
        }
        return known;
    }

    // RC-30; in the other mode, RB-4.
    [[nodiscard]] bool is_missing(std::size_t j) const {
        const auto saved = s.out_saved(j);
        if (is_open(s, j) || w.shape().from_monitors) {
            return !is_open(s, j) && saved == Out::held;  // only without monitor-decides-closed
        }
        return (in_channel(saved) || saved == Out::fail_gone) && !on_monitor(s.out_disk(j)) &&
               !w.without(Rule::fail_missing_forwards);
    }

    void rebuild_forward(const Payment& p) {
        bool dedup_decode = false;
        bool dedup_forwarded = false;
        bool failed = false;
        bool dropped = false;
        for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
            const bool in_flight = s.out(j) == Out::fail_gone;
            if (is_open(s, j) ? in_channel(s.out(j)) || in_flight : on_monitor(s.out_disk(j))) {
                dedup_decode |= !w.without(is_open(s, j) ? Rule::dedup_decode_open : Rule::dedup_decode_closed);
                dedup_forwarded |=
                    !w.without(is_open(s, j) ? Rule::dedup_forwarded_open : Rule::dedup_forwarded_closed);
            }
            failed |= !is_open(s, j) && on_monitor(s.out_disk(j)) && failed_on_chain(w, s, j) &&
                      !w.without(Rule::fail_onchain);
            dropped |= is_missing(j);
        }
        const bool from_monitors = w.shape().from_monitors;
        const bool known = preimage_known(p);
        failed = (dropped && (from_monitors || !any_lives(w, s, p))) ||
                 (failed && (w.without(Rule::fail_when_none_lives) || !any_lives(w, s, p)));
        const bool claims_win = known && !w.without(Rule::claims_win);
        failed = failed && !claims_win;

        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            const bool member = in_source(s, p, i);
            const bool named = member && (i == p.first_in || !w.without(Rule::dedup_every_inbound));
            const auto state = s.in(i);
            const bool decoded = state == In::accumulated || state == In::accumulated_claimed;  // in forward_htlcs
            const bool undecoded = state == In::queued || state == In::queued_held || decoded;
            const bool in_outbound = dedup_decode && named;
            const bool resolved = member && (claims_win || (failed && !w.without(Rule::dedup_resolved))) &&
                                  !(decoded && w.without(Rule::dedup_legacy));
            const bool decode = undecoded && !in_outbound && !resolved && !w.without(Rule::replay_undecoded);
            const bool orphan = state == In::forwarded && !(dedup_forwarded && named) && !claims_win && from_monitors;
            const bool fail = (failed && member) || (orphan && !w.without(Rule::fail_forwarded));
            if (undecoded) {
                s.in(i, s.in_closed(i) ? In::closed : state == In::queued_held ? In::dispatched_held : In::dispatched);
            }
            if (w.without(Rule::claims_first) && fail) {
                s.in(i, failed_from(s.in(i)));
            }
            if (known && member) {
                s.in(i, claimed_from(w, s, i));
            }
            if (!w.without(Rule::claims_first) && fail) {
                s.in(i, failed_from(s.in(i)));
            }
            if (decode) {
                s.in(i, listed_again(s.in(i), decoded));
            }
        }
    }

    // In decode_update_add_htlcs or, decoded, in forward_htlcs.
    static In listed_again(In state, bool decoded) {
        switch (state) {
        case In::dispatched:
        case In::closed:
            return decoded ? In::accumulated : In::queued;
        case In::held:
        case In::dispatched_held:
            return decoded ? In::accumulated_held : In::queued_held;
        case In::claimed:
            return decoded ? In::accumulated_claimed : In::queued_claimed;
        default:
            return state;
        }
    }

    // RC-6, RC-9, RC-13, RC-27.
    void rebuild_own(const Payment& p) {
        auto entry = s.entry_saved(p.own_lane);
        bool known = false;
        for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
            const bool current = !is_open(s, j) && on_monitor(s.out_disk(j));
            if (current && entry == Entry::absent && !w.without(Rule::insert_payments)) {
                entry = Entry::pending;
            }
            known |= current && preimage_on_outbound(j);
        }
        s.entry(p.own_lane, entry);
        if (known) {
            claim_all(w, s, p);
        }
        if (s.entry(p.own_lane) == Entry::pending) {
            fail_all(w, s, p);  // RC-27: if no part lives
        }
    }

    // RC-11, RC-16, RC-31. What is accumulated waits in claimable_payments, too.
    void rebuild_received(const Payment& p) {
        const bool known = preimage_known(p);
        s.entry(p.own_lane,
                known && !w.without(Rule::claimed_not_claimable) ? Entry::fulfilled : s.entry_saved(p.own_lane));
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            const auto saved = s.in_saved(i);
            const bool listed = saved == In::accumulated || saved == In::dispatched;
            const bool twice = listed && w.without(Rule::dedup_resolved) && w.shape().from_monitors;
            if (listed && !twice) {
                s.in(i, saved);
            }
            if (s.in(i) == In::queued && !listed && w.without(Rule::replay_undecoded)) {
                s.in(i, In::dispatched);
            }
            s.listed(i, twice && !known);
            if (known) {
                s.in(i, claimed_from(w, s, i));
            }
        }
    }

    // Where nothing is left of a dispatch, nothing is left of its source.
    void forget_sources() {
        for (const auto& p : w.payments()) {
            bool any = !p.extra;
            for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
                any |= !is_open(s, j) || s.out(j) != Out::none || s.out_disk(j) != OutDisk::absent ||
                       s.out_saved(j) != Out::none;
            }
            for (std::size_t i = p.first_in; !any && i < p.in_end(); ++i) {
                s.member(i, false);
            }
        }
    }

    [[nodiscard]] bool any_in_flight() const {
        for (std::size_t i = 0; i < w.inbound(); ++i) {
            if (s.in(i) != In::closed && updates_of(s.in(i)) > updates_of(s.in_disk(i))) {
                return true;
            }
        }
        for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
            if (is_open(s, j) && !is_fulfil_gone(s.out(j)) && updates_of(s.out(j)) > updates_of(s.out_disk(j))) {
                return true;
            }
        }
        return false;
    }

    const World& w;
    Lanes s;
};

}  // namespace

Lanes restarted(const World& w, const Lanes& before) {
    return Restart(w, before).run();
}

}  // namespace plumbline::replay
