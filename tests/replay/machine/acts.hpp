// What the node does in one instant, live or at a restart: claim, fail back, close.
#pragma once

#include "tests/replay/machine/facts.hpp"

namespace plumbline::replay {

/// What an inbound HTLC becomes where its claim is made. HS-11, MU-7, RC-22.
inline In claimed_from(const World& w, const Lanes& s, std::size_t i) {
    const auto state = s.in(i);
    if (s.in_closed(i)) {
        return w.without(Rule::claim_closed_inbound) || s.in_disk(i) == InDisk::absent ? state : In::claimed;
    }
    if (is_held(state)) {
        return w.without(Rule::claim_replaces_held_failure) ? state : In::claimed;
    }
    const bool can =
        state == In::queued || state == In::accumulated || state == In::dispatched || state == In::forwarded;
    return can ? In::claimed : state;
}

/// Claims the inbound HTLCs of a payment; of a payment of or to the user, notes that it is fulfilled.
inline void claim_all(const World& w, Lanes& s, const Payment& p) {
    if (p.own()) {
        if (s.entry(p.own_lane) != Entry::absent) {
            s.entry(p.own_lane, Entry::fulfilled);
        }
        return;
    }
    if (p.received()) {
        s.entry(p.own_lane, Entry::fulfilled);
    }
    const std::size_t end = w.without(Rule::claim_every_inbound) ? p.first_in + std::size_t{1} : p.in_end();
    for (std::size_t i = p.first_in; i < end; ++i) {
        if (in_source(s, p, i)) {
            s.in(i, claimed_from(w, s, i));
        }
    }
}

/// What an inbound HTLC becomes where it is failed: the failure goes to the holding cell.
constexpr In failed_from(In state) {
    switch (state) {
    case In::queued:
    case In::accumulated:
    case In::dispatched:
        return In::held;
    case In::forwarded:
        return In::held_forwarded;
    default:
        return state;
    }
}

/// Fails back the inbound HTLCs of a payment of which a part has failed, if it is time. TR-14, TR-15.
inline void fail_all(const World& w, Lanes& s, const Payment& p) {
    if ((any_lives(w, s, p) && !w.without(Rule::fail_when_none_lives)) || any_claimed(s, p) || any_shown(s, p)) {
        return;
    }
    if (p.own()) {
        if (s.entry(p.own_lane) == Entry::pending) {
            s.entry(p.own_lane, Entry::abandoned);
        }
        return;
    }
    for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
        if (in_source(s, p, i)) {
            s.in(i, failed_from(s.in(i)));
        }
    }
}

/// Closes the outbound channel of an HTLC. A removal that a snapshot has in flight is written with the closing (RB-9);
/// what the snapshot says else is of no use any more (RB-4), but without monitors (RC-30).
inline void close_out(const World& w, Lanes& s, std::size_t j) {
    const auto saved = s.out_saved(j);
    if (s.out_disk(j) == OutDisk::failed && (saved == Out::fail_gone || saved == Out::failed)) {
        s.out_disk(j, OutDisk::fail_gone);
    }
    const auto disk = s.out_disk(j);
    const bool peer_has_it = on_monitor(disk) || disk == OutDisk::untold;
    const bool peer_revoked_claim = disk == OutDisk::fulfilled && is_fulfil_gone(s.out(j));
    s.chain(j, peer_revoked_claim ? Chain::claimed : peer_has_it ? Chain::unresolved : Chain::absent);
    s.out(j, s.chain(j) == Chain::absent ? Out::resolved : Out::closed);
    const bool kept = !w.shape().from_monitors && !w.payments()[w.payment_of(j)].own();
    s.out_saved(j, kept ? saved : Out::none);
}

/// Closes the inbound channel of an HTLC; a claim in flight remains so.
inline void close_in(const World& w, Lanes& s, std::size_t i) {
    const auto saved = s.in_saved(i);
    const bool listed =
        !w.shape().from_monitors && w.without(Rule::dedup_legacy) && (saved == In::queued || saved == In::accumulated);
    s.in_closed(i, true);
    s.in(i, is_claimed(s.in(i)) ? In::claimed : In::closed);
    s.in_saved(i, is_claimed(saved) ? In::claimed : listed ? saved : In::not_arrived);
}

}  // namespace plumbline::replay
