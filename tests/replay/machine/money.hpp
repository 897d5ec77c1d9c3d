// What is true of a state for the money.
#pragma once

#include "tests/replay/machine/lanes.hpp"
#include "tests/replay/machine/world.hpp"

namespace plumbline::replay {

/// An inbound HTLC that the source of the payment's outbound ones names. DS-5.
inline bool in_source(const Lanes& s, const Payment& p, std::size_t i) {
    return !p.extra || s.member(i);
}

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

}  // namespace plumbline::replay
