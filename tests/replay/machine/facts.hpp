// What is true of a state for the node.
#pragma once

#include "tests/replay/machine/money.hpp"

namespace plumbline::replay {

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

}  // namespace plumbline::replay
