// What is true of a state, for the node, for its disk, and for the money.
#pragma once

#include "tests/replay/machine/lanes.hpp"
#include "tests/replay/machine/world.hpp"

namespace plumbline::replay {

/// An inbound HTLC that the source of the payment's outbound ones names. DS-5.
inline bool in_source(const Lanes& s, const Payment& p, std::size_t i) {
    return !p.extra || s.member(i);
}

// For the money.

/// The peer has been paid, or can no longer be kept from it.
inline bool paid(const Lanes& s, std::size_t j) {
    const auto disk = s.out_disk(j);
    return disk == OutDisk::fulfilled || disk == OutDisk::fulfil_gone || s.chain(j) == Chain::claimed;
}

/// HS-8: the peer holds a commitment that it may use and from which it can claim. The CommitmentSecret that ends it is
/// on the monitor or in the snapshot.
inline bool can_be_claimed(const Lanes& s, std::size_t j) {
    const auto disk = s.out_disk(j);
    const auto chain = s.chain(j);
    if (chain != Chain::open) {
        return chain == Chain::unresolved || chain == Chain::timed_out;
    }
    const bool saved = s.out_saved(j) == Out::fail_gone || s.out_saved(j) == Out::failed;
    return disk == OutDisk::added || disk == OutDisk::committed || disk == OutDisk::untold ||
           (disk == OutDisk::failed && !saved);
}

/// Under way, or paid: two attempts of one payment must not both be that.
inline bool sent(const Lanes& s, std::size_t j) {
    const auto out = s.out(j);
    const bool under_way =
        s.chain(j) == Chain::open && (out == Out::held || out == Out::announced || out == Out::committed);
    return under_way || paid(s, j) || can_be_claimed(s, j);
}

/// The preimage of a payment is where a crash does not take it.
inline bool preimage_kept(const Lanes& s, const Payment& p) {
    for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
        if (s.in_disk(i) == InDisk::preimage || is_claimed(s.in_saved(i))) {
            return true;
        }
    }
    for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
        if (s.out_disk(j) == OutDisk::fulfilled || s.chain(j) == Chain::claimed) {
            return true;
        }
    }
    return false;
}

/// Millisatoshi that the peers were paid of a payment.
inline std::uint32_t claimed_outbound(const World& w, const Lanes& s, const Payment& p) {
    std::uint32_t sum = 0;
    for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
        sum += paid(s, j) ? w.amount_of(j) : 0;
    }
    return sum;
}

/// Millisatoshi that were claimed inbound; with `or_can_be`, also what a preimage that is kept can still claim.
inline std::uint32_t claimed_inbound(const World& w, const Lanes& s, const Payment& p, bool or_can_be) {
    const bool can = or_can_be && preimage_kept(s, p);
    std::uint32_t sum = 0;
    for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
        const auto disk = s.in_disk(i);
        sum += disk == InDisk::preimage || (can && disk == InDisk::present && in_source(s, p, i)) ? w.amount_of(i) : 0;
    }
    return sum;
}

/// TH-5. For what an own payment costs stands what the user asked to be paid, and who gives away the preimage of a
/// payment to the node is to get all of it.
inline bool is_covered(const World& w, const Lanes& s, const Payment& p) {
    if (p.received()) {
        return claimed_inbound(w, s, p, false) == 0 || claimed_inbound(w, s, p, true) >= p.total;
    }
    return claimed_outbound(w, s, p) <= (p.own() ? p.amount : claimed_inbound(w, s, p, true));
}

// For the node.

inline bool is_open(const Lanes& s, std::size_t j) {
    return s.chain(j) == Chain::open;
}

/// DS-13. The failure of an outbound HTLC on chain is final, for all that the node may assume, and no preimage is
/// known.
inline bool failed_on_chain(const World& w, const Lanes& s, std::size_t j) {
    const auto chain = s.chain(j);
    return s.out_disk(j) != OutDisk::fulfilled &&
           (chain == Chain::buried || (chain == Chain::timed_out && w.without(Rule::fail_after_burial)));
}

/// DS-12. The preimage of an HTLC of a closed channel is on its monitor.
inline bool preimage_on_closed(const Lanes& s, std::size_t j) {
    return !is_open(s, j) && (s.chain(j) == Chain::claimed || s.out_disk(j) == OutDisk::fulfilled);
}

/// HS-9, as the node knows it: in a channel, or removed without that being passed on, or on a closed channel's monitor
/// and not failed for good.
inline bool lives(const World& w, const Lanes& s, std::size_t j) {
    if (is_open(s, j)) {
        return in_channel(s.out(j)) || s.out(j) == Out::fail_gone;
    }
    return on_monitor(s.out_disk(j)) && !failed_on_chain(w, s, j) && !preimage_on_closed(s, j);
}

inline bool any_lives(const World& w, const Lanes& s, const Payment& p) {
    for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
        if (lives(w, s, j)) {
            return true;
        }
    }
    return false;
}

/// A claim is made for some inbound HTLC.
inline bool any_claimed(const Lanes& s, const Payment& p) {
    for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
        if (is_claimed(s.in(i))) {
            return true;
        }
    }
    return false;
}

/// A peer has shown the preimage.
inline bool any_shown(const Lanes& s, const Payment& p) {
    for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
        const auto out = s.out(j);
        if (preimage_on_closed(s, j) || is_fulfilled(out) || is_fulfil_sign(out) || is_fulfil_gone(out)) {
            return true;
        }
    }
    return false;
}

inline bool all_claimed(const Lanes& s, const Payment& p) {
    for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
        if (!is_claimed(s.in(i)) && in_source(s, p, i)) {
            return false;
        }
    }
    return true;
}

/// MU-8 to MU-10: what the CommitmentSecret of a claimed outbound HTLC waits for has come.
inline bool released(const World& w, const Lanes& s, std::size_t j, const Payment& p) {
    if (w.without(Rule::hold_claimed_revocation) || s.out(j) == Out::fulfil_gone_unheld) {
        return true;
    }
    if (p.own()) {
        return s.entry_saved(p.own_lane) == Entry::fulfilled;
    }
    const std::size_t end = w.without(Rule::hold_for_every_inbound) ? p.first_in + std::size_t{1} : p.in_end();
    for (std::size_t i = p.first_in; i < end; ++i) {
        const bool saved = w.without(Rule::in_flight_holds) && is_claimed(s.in_saved(i));
        if (s.in_disk(i) != InDisk::preimage && !saved && in_source(s, p, i)) {
            return false;
        }
    }
    return true;
}

/// MU-8. The CommitmentSecret of a claimed outbound HTLC is made, and blocked.
inline bool is_blocked(const World& w, const Lanes& s, std::size_t j) {
    return is_open(s, j) && is_fulfil_gone(s.out(j)) && s.out_disk(j) == OutDisk::fulfilled &&
           !released(w, s, j, w.payments()[w.payment_of(j)]);
}

/// visit(lane) for each inbound HTLC in a channel.
template <class Visit>
void for_each_in(const World& w, std::uint8_t channel, Visit&& visit) {
    for (std::size_t i = 0; i < w.inbound(); ++i) {
        if (w.channel_of(i) == channel) {
            visit(i);
        }
    }
}

template <class Visit>
void for_each_out(const World& w, std::uint8_t channel, Visit&& visit) {
    for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
        if (w.channel_of(j) == channel) {
            visit(j);
        }
    }
}

inline bool has_update(const Lanes& s, const World& w, std::size_t lane) {
    if (lane < w.inbound()) {
        return s.in(lane) != In::closed && updates_of(s.in(lane)) != updates_of(s.in_disk(lane));
    }
    return is_open(s, lane) && updates_of(s.out(lane)) != updates_of(s.out_disk(lane));
}

/// No update of another HTLC in the same inbound channel is in flight. Updates are made one after the other, so that
/// the sum over a channel's HTLCs orders what was written of it. A claim does not wait for blocked updates. MU-14.
inline bool in_channel_quiet(const World& w, const Lanes& s, std::size_t lane, bool claim = false) {
    bool quiet = true;
    if (w.shape().shared) {
        for_each_in(w, w.channel_of(lane), [&](std::size_t i) { quiet &= i == lane || !has_update(s, w, i); });
    }
    if (w.shape().cross) {
        for_each_out(w, w.channel_of(lane),
                     [&](std::size_t j) { quiet &= !has_update(s, w, j) || (claim && is_blocked(w, s, j)); });
    }
    return quiet;
}

/// The same of an outbound channel.
inline bool out_channel_quiet(const World& w, const Lanes& s, std::size_t lane) {
    bool quiet = true;
    if (w.shape().shared || !w.shape().own_outbound_channels) {
        for_each_out(w, w.channel_of(lane), [&](std::size_t j) { quiet &= j == lane || !has_update(s, w, j); });
    }
    if (w.shape().cross) {
        for_each_in(w, w.channel_of(lane), [&](std::size_t i) { quiet &= !has_update(s, w, i); });
    }
    return quiet;
}

}  // namespace plumbline::replay
