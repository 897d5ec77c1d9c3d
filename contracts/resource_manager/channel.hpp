// Whole-state invariants of a channel (chapters 4 to 9): what the counters say equals what the ghost state knows HTLC
// by HTLC.
//
// `channel` has the members of reference/resource_manager/channel.hpp, `ghost` those of
// reference/resource_manager/ghost.hpp. These cost time in proportion to what is in flight, and run in mode deep only.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/logic.hpp"
#include "contracts/resource_manager/buckets.hpp"

namespace plumbline::contracts {

/// A bucket's counters, or a pair's, equal the sums over the HTLCs that hold it.
inline constexpr auto equals_sum = [](const auto& held, const auto& sum) {
    return both(held.slots_used == sum.slots, [&] { return held.msat_used == sum.msat; });
};

/// A bucket is within its size, or what exceeds it was there when limits shrank.
inline constexpr auto within_or_draining = [](const auto& bucket, const auto& sum) {
    const auto slots =
        either(bucket.slots_used <= bucket.slots, [&] { return bucket.slots_used <= sum.slots_tolerated; });
    return both(slots, [&] {
        return either(bucket.msat_used <= bucket.capacity, [&] { return bucket.msat_used <= sum.msat_tolerated; });
    });
};

/// A pair is within its share of slots and liquidity, or what exceeds it was there when limits shrank.
inline constexpr auto share_within_or_draining = [](const auto& bucket, const auto& share, const auto& sum) {
    using Slots = decltype(bucket.slots);
    const Slots assigned(share.assigned.size());
    const auto slots = either(share.slots_used <= assigned, [&] { return share.slots_used <= sum.slots_tolerated; });
    return both(slots, [&] {
        const auto within_share = both(bucket.slots > Slots(0), [&] {
            return wide(share.msat_used.count()) <= unit_of(bucket) * wide(assigned.count());
        });
        return either(within_share, [&] { return share.msat_used <= sum.msat_tolerated; });
    });
};

/// Assigned slots are below `total`, and none is assigned twice.
inline constexpr auto distinct_below = [](const auto& assigned, const auto& total) {
    using Slots = std::decay_t<decltype(total)>;
    return both(assigned.every([&](auto slot) { return Slots(typename Slots::Rep(slot)) < total; }),
                [&] { return assigned.every_two([](auto earlier, auto later) { return earlier != later; }); });
};

/// `holds(pair)` for every pair of the channel.
inline constexpr auto every_pair = [](const auto& channel, const auto& holds) {
    auto all = channel.pending_incoming == channel.pending_incoming;
    channel.pairs.for_each([&](const auto& pair, auto) { all = both(all, [&] { return holds(pair); }); });
    return all;
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
        return both(channel.general.resources.slots + channel.congestion.slots + channel.protected_.slots ==
                        channel.limits.max_accepted_htlcs, [&] {
            return channel.general.resources.capacity + channel.congestion.capacity + channel.protected_.capacity ==
                   channel.limits.max_htlc_value_in_flight;
        });
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
            const auto& holder = channel.general.holder;
            return both(holder.every([&](auto slot) { return holder[slot] == ghost.holder_number(channel.pairs, slot); }),
                        [&] { return holder.held() == ghost.slots_held(); });
    }),
    invariant<"GB-3">("each pair holds what its HTLCs hold", [](const auto& channel, const auto& ghost) {
        return every_pair(channel, [&](const auto& pair) { return equals_sum(pair.general, ghost.pair(pair.outgoing)); });
    }),
    invariant<"GB-3">("each pair holds at most its share, or is draining", [](const auto& channel, const auto& ghost) {
        return every_pair(channel, [&](const auto& pair) {
            return share_within_or_draining(channel.general.resources, pair.general, ghost.pair(pair.outgoing));
        });
    }),
    invariant<"GB-1">("no pair is assigned more slots than there are", [](const auto& channel, const auto&) {
        return every_pair(channel, [&](const auto& pair) {
            using Slots = std::decay_t<decltype(pair.general.slots_used)>;
            return Slots(pair.general.assigned.size()) <= channel.general.resources.slots;
        });
    }),
    invariant<"GB-4">("assigned slots are distinct and in the table", [](const auto& channel, const auto&) {
        return every_pair(channel,
                          [&](const auto& pair) { return distinct_below(pair.general.assigned, channel.general.resources.slots); });
    }),
    invariant<"CB-1">("each pair has at most one HTLC in the congestion bucket, and it is known",
        [](const auto& channel, const auto& ghost) {
            return every_pair(channel, [&](const auto& pair) {
                const auto& in_flight = pair.congestion.in_flight;
                return both(in_flight == ghost.pair(pair.outgoing).congestion,
                            [&] { return in_flight <= std::decay_t<decltype(in_flight)>(1); });
            });
    }),
    invariant<"OC-10">("in-flight risk equals the sum over accountable HTLCs in flight",
        [](const auto& channel, const auto& ghost) { return channel.in_flight_risk == ghost.in_flight_risk; }),
    invariant<"CH-7">("a channel knows how many HTLCs refer to it", [](const auto& channel, const auto& ghost) {
        return both(channel.pending_incoming == ghost.incoming,
                    [&] { return channel.pending_outgoing == ghost.outgoing; });
    }));

/// Between operations: what an operation leaves has them, too. While one is under way a closing channel may have lost
/// its last HTLC already.
inline constexpr auto closing_invariants = boost::hana::make_tuple(
    invariant<"CH-7">("a closing channel stays only while some HTLC refers to it", [](const auto& channel) {
        return implies(channel.closing, [&] {
            return either(channel.pending_incoming > 0U, [&] { return channel.pending_outgoing > 0U; });
        });
    }));
// clang-format on

}  // namespace plumbline::contracts
