// Sums over the HTLCs that hold a bucket, or a pair's share of one. Ghost state: it decides nothing.
#pragma once

#include "reference/resource_manager/forwarding.hpp"

namespace plumbline {

/// What the HTLCs of one bucket, or of one pair, hold together.
template <class N = Running>
struct GhostSum {
    Slots<N> slots{};
    Msat<N> msat{};
    Slots<N>
        slots_tolerated{};  ///< above the limits because they shrank; only ever falls until they change again (CH-5)
    Msat<N> msat_tolerated{};
};

/// A pair's HTLCs in the general bucket, and how many it has in the congestion bucket.
template <class N = Running>
struct GhostPair : GhostSum<N> {
    Slots<N> congestion{};
};

template <class N>
Slots<N> slots_of(const PendingHtlc<N>& htlc) {
    return htlc.bucket == Bucket::general ? Slots<N>(htlc.slots.size()) : Slots<N>(1);
}

/// One HTLC more.
template <class N>
void grow(GhostSum<N>& sum, const PendingHtlc<N>& htlc) {
    sum.slots += slots_of(htlc);
    sum.msat += htlc.amount;
}

/// One HTLC less; what a shrunk bucket tolerates falls with what is resolved.
template <class N>
void shrink(GhostSum<N>& sum, const PendingHtlc<N>& htlc) {
    sum.slots -= slots_of(htlc);
    sum.msat -= htlc.amount;
    if (sum.slots < sum.slots_tolerated) {
        sum.slots_tolerated = sum.slots;
    }
    if (sum.msat < sum.msat_tolerated) {
        sum.msat_tolerated = sum.msat;
    }
}

/// Limits changed: what is held now may stay.
template <class N>
void tolerate(GhostSum<N>& sum) {
    sum.slots_tolerated = sum.slots;
    sum.msat_tolerated = sum.msat;
}

/// The sum of a bucket that an HTLC is in. `channel` has the members of GhostChannel.
template <class Channel>
auto& sum_of(Channel& channel, Bucket bucket) {
    return bucket == Bucket::general      ? channel.general
           : bucket == Bucket::congestion ? channel.congestion
                                          : channel.protected_;
}

/// What an HTLC adds to its bucket, its pair and both channels. `incoming` and `outgoing` have the members of
/// GhostChannel.
template <class N, class Incoming, class Outgoing>
void count_added(Incoming& incoming, Outgoing& outgoing, GhostPair<N>& pair, const PendingHtlc<N>& htlc) {
    grow(sum_of(incoming, htlc.bucket), htlc);
    if (htlc.bucket == Bucket::general) {
        grow(pair, htlc);
    }
    if (htlc.bucket == Bucket::congestion) {
        pair.congestion += Slots<N>(1);
    }
    ++incoming.incoming;
    ++outgoing.outgoing;
    if (htlc.outgoing_accountable) {
        outgoing.in_flight_risk += htlc.risk;
    }
}

/// The same, taken back.
template <class N, class Incoming, class Outgoing>
void count_resolved(Incoming& incoming, Outgoing& outgoing, GhostPair<N>& pair, const PendingHtlc<N>& htlc) {
    shrink(sum_of(incoming, htlc.bucket), htlc);
    if (htlc.bucket == Bucket::general) {
        shrink(pair, htlc);
    }
    if (htlc.bucket == Bucket::congestion) {
        pair.congestion -= Slots<N>(1);
    }
    --incoming.incoming;
    --outgoing.outgoing;
    if (htlc.outgoing_accountable) {
        outgoing.in_flight_risk -= htlc.risk;
    }
}

}  // namespace plumbline
