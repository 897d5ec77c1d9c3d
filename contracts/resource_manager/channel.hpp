// Whole-state invariants of a channel (chapters 4 to 9): what the counters say equals what the ghost state knows HTLC
// by HTLC.
//
// `channel` has the members of reference/resource_manager/channel.hpp, `ghost` those of
// reference/resource_manager/ghost.hpp. These cost time in proportion to what is in flight, and run in mode deep only.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/logic.hpp"

#include <algorithm>

namespace plumbline::contracts {

/// A bucket's counters equal the sums over the HTLCs that hold it.
inline constexpr auto equals_sum = [](const auto& bucket, const auto& sum) {
    return bucket.slots_used == sum.slots && bucket.msat_used == sum.msat;
};

/// A bucket is within its size, or what exceeds it was there when limits shrank.
inline constexpr auto within_or_draining = [](const auto& bucket, const auto& sum) {
    return (bucket.slots_used <= bucket.slots || bucket.slots_used <= sum.slots_tolerated) &&
           (bucket.msat_used <= bucket.capacity || bucket.msat_used <= sum.msat_tolerated);
};

// clang-format off
inline constexpr auto channel_invariants = boost::hana::make_tuple(
    invariant<"CH-9">("general: counters equal the sums over pending HTLCs",
        [](const auto& channel, const auto& ghost) { return equals_sum(channel.general.resources, ghost.general); }),
    invariant<"CH-9">("congestion: counters equal the sums over pending HTLCs",
        [](const auto& channel, const auto& ghost) { return equals_sum(channel.congestion, ghost.congestion); }),
    invariant<"CH-9">("protected: counters equal the sums over pending HTLCs",
        [](const auto& channel, const auto& ghost) { return equals_sum(channel.protected_, ghost.protected_); }),
    invariant<"PA-4">("the buckets' slots and liquidity sum to the channel's limits", [](const auto& channel, const auto&) {
        return channel.general.resources.slots + channel.congestion.slots + channel.protected_.slots ==
                   channel.limits.max_accepted_htlcs &&
               channel.general.resources.capacity + channel.congestion.capacity + channel.protected_.capacity ==
                   channel.limits.max_htlc_value_in_flight;
    }),
    invariant<"GB-15">("general: within its size, or draining", [](const auto& channel, const auto& ghost) {
        return within_or_draining(channel.general.resources, ghost.general);
    }),
    invariant<"CB-8">("congestion: within its size, or draining",
        [](const auto& channel, const auto& ghost) { return within_or_draining(channel.congestion, ghost.congestion); }),
    invariant<"PB-2">("protected: within its size, or draining",
        [](const auto& channel, const auto& ghost) { return within_or_draining(channel.protected_, ghost.protected_); }),
    invariant<"GB-11">("an occupied slot has one holder, known from the slot and from the HTLC",
        [](const auto& channel, const auto& ghost) {
            std::size_t occupied = 0;
            for (std::size_t slot = 0; slot < channel.general.holder.size(); ++slot) {
                const auto number = channel.general.holder[slot];
                const auto* holder = ghost.holder_of(slot);
                if (holder == nullptr ? number != ghost.no_pair : number != channel.pairs.find(*holder)) {
                    return false;
                }
                occupied += number != ghost.no_pair ? 1 : 0;
            }
            return occupied == ghost.holders.size();
    }),
    invariant<"GB-3">("each pair holds what its HTLCs hold, and at most its share, or is draining",
        [](const auto& channel, const auto& ghost) {
            bool holds = true;
            channel.pairs.for_each([&](const auto& pair, auto) {
                const auto& sum = ghost.pair(pair.outgoing);
                const auto& share = pair.general;
                const std::size_t assigned = share.assigned.size();
                const auto total = channel.general.resources.slots.count();
                const bool some = total.get() > 0;
                const auto most = some ? wide(channel.general.resources.capacity.count()).get() / wide(total).get() * assigned : 0;
                holds = holds && share.slots_used == sum.slots && share.msat_used == sum.msat &&
                        (share.slots_used.count().get() <= assigned || share.slots_used <= sum.slots_tolerated) &&
                        (wide(share.msat_used.count()).get() <= most || share.msat_used <= sum.msat_tolerated);
            });
            return holds;
    }),
    invariant<"GB-4">("assigned slots are distinct and in the table", [](const auto& channel, const auto&) {
        bool holds = true;
        channel.pairs.for_each([&](const auto& pair, auto) {
            const auto& assigned = pair.general.assigned;
            for (const auto* slot = assigned.begin(); slot != assigned.end(); ++slot) {
                holds = holds && *slot < channel.general.resources.slots.count().get() &&
                        std::find(assigned.begin(), slot, *slot) == slot;
            }
        });
        return holds;
    }),
    invariant<"CB-1">("each pair has at most one HTLC in the congestion bucket, and it is known",
        [](const auto& channel, const auto& ghost) {
            bool holds = true;
            channel.pairs.for_each([&](const auto& pair, auto) {
                const auto in_flight = pair.congestion.in_flight.count().get();
                holds = holds && in_flight == ghost.pair(pair.outgoing).congestion && in_flight <= 1;
            });
            return holds;
    }),
    invariant<"OC-10">("in-flight risk equals the sum over accountable HTLCs in flight",
        [](const auto& channel, const auto& ghost) { return channel.in_flight_risk == ghost.in_flight_risk; }),
    invariant<"CH-7">("a channel knows how many HTLCs refer to it, and a closing one stays only while some do",
        [](const auto& channel, const auto& ghost) {
            return channel.pending_incoming == ghost.incoming && channel.pending_outgoing == ghost.outgoing &&
                   (!channel.closing || channel.pending_incoming + channel.pending_outgoing > 0);
    }));
// clang-format on

}  // namespace plumbline::contracts
