// General bucket. Chapter 5-general-bucket.
//
// One table says who holds which slot, and nothing else does: a slot cannot be given out twice, and what the bucket's
// counters say follows from it. Each pair of channels may use only the slots that it was assigned, and only while
// nobody else holds them.
#pragma once

#include "contracts/logic.hpp"
#include "reference/resource_manager/bucket_resources.hpp"
#include "reference/resource_manager/slot_assignment.hpp"
#include "reference/resource_manager/slot_table.hpp"

#include <optional>

namespace plumbline {

/// A pair's part in the general bucket of its incoming channel.
template <class N = Running>
struct GeneralShare {
    BOOST_HANA_DEFINE_STRUCT(GeneralShare, (typename N::SlotSet, assigned),  // in the order of assignment (GB-4)
                             (Slots<N>, slots_used),                         // held by the pair's HTLCs
                             (Msat<N>, msat_used));                          // carried by them
    friend constexpr bool operator==(const GeneralShare&, const GeneralShare&) = default;
};

template <class N = Running>
struct GeneralBucket {
    BucketResources<N> resources;
    typename N::SlotTable holder;  ///< longer than resources.slots only after limits shrank (CH-5)
    friend constexpr bool operator==(const GeneralBucket&, const GeneralBucket&) = default;
};

/// A bucket of `slots` free slots.
template <class N>
constexpr GeneralBucket<N> general_bucket(Slots<N> slots, Msat<N> capacity) {
    return {empty_bucket(slots, capacity), typename N::SlotTable(N::table_size(slots.count()))};
}

/// The liquidity that one slot stands for; 0 where there is none (GB-2, PA-9).
template <class N>
constexpr Msat<N> slot_liquidity(const BucketResources<N>& bucket, Slots<N> allocation, const Rules& rules) {
    if (bucket.slots == Slots<N>(0)) {
        return Msat<N>(0);
    }
    if (rules.slot_liquidity == SlotLiquidity::unit) {
        return Msat<N>(bucket.capacity.count() / bucket.slots.count());
    }
    const auto total = N::wide(bucket.capacity.count()) * N::wide(allocation.count());
    return Msat<N>(N::natural(total / N::wide(bucket.slots.count())));
}

/// How many slots an amount takes: one per started unit of slot liquidity, at least one (GB-9). `unit` > 0.
template <class N>
constexpr Slots<N> slots_needed(Msat<N> amount, Msat<N> unit) {
    if (amount <= unit) {
        return Slots<N>(1);
    }
    const auto started = N::wide(amount.count()) + N::wide(unit.count()) - typename N::Wide(1);
    return Slots<N>(N::natural(started / N::wide(unit.count())));
}

/// Whether the slot is free. An index outside the table is a violated contract (GB-14).
template <class N, class Index>
constexpr auto is_free(const GeneralBucket<N>& bucket, Index index) {
    contracts::require<"GB-14">(index < bucket.holder.size(), "an assigned slot is in the table", "slots_for_amount");
    return bucket.holder[index] == no_pair;
}

/// The slots with which the pair can carry `amount` now: the first free ones in the order of its assignment, whoever
/// holds the others; none if they do not suffice or its share would be exceeded (GB-3, GB-9, GB-10, GB-15).
template <class N>
constexpr std::optional<typename N::SlotSet> slots_for_amount(const GeneralBucket<N>& bucket,
                                                              const GeneralShare<N>& pair, Msat<N> amount,
                                                              const Rules& rules) {
    const Slots<N> allocation(pair.assigned.size());
    const Msat<N> unit = slot_liquidity(bucket.resources, allocation, rules);
    if (unit == Msat<N>(0)) {
        return std::nullopt;
    }
    const Slots<N> needed = slots_needed(amount, unit);
    if (pair.slots_used + needed > allocation) {
        return std::nullopt;
    }
    if (rules.slot_liquidity == SlotLiquidity::unit) {
        const Msat<N> share(unit.count() * allocation.count());
        if (pair.msat_used + amount > share) {
            return std::nullopt;
        }
        if (!has_room(bucket.resources, amount, needed)) {
            return std::nullopt;
        }
    }
    // One formula per slot, where a fork per slot would be 2^allocation paths for a proof.
    typename N::SlotSet chosen;
    for (const auto index : pair.assigned) {
        const auto wanting = Slots<N>(chosen.size()) < needed;
        if (N::certainly(!wanting)) {
            break;
        }
        chosen.push_back_if(contracts::both(wanting, [&] { return is_free(bucket, index); }), index);
    }
    if (Slots<N>(chosen.size()) < needed) {
        return std::nullopt;
    }
    return chosen;
}

/// Gives `slots` to the pair. Each must be in the table and free, or nothing is changed and the contract is violated
/// (GB-11, GB-14).
template <class N>
constexpr void add_htlc(GeneralBucket<N>& bucket, GeneralShare<N>& pair, typename N::PairNumber number,
                        const typename N::SlotSet& slots, Msat<N> amount) {
    slots.for_each([&](auto index) {
        contracts::require<"GB-14">(index < bucket.holder.size(), "a taken slot is in the table",
                                    "GeneralBucket add_htlc");
        contracts::require<"GB-11">(bucket.holder[index] == no_pair, "a taken slot was free", "GeneralBucket add_htlc");
    });
    slots.for_each([&](auto index) { bucket.holder.set(index, number); });
    take(bucket.resources, amount, Slots<N>(slots.size()));
    pair.slots_used += Slots<N>(slots.size());
    pair.msat_used += amount;
}

/// Takes back the slots that an HTLC recorded. Each must be held by its pair, or nothing is changed and the contract is
/// violated (GB-11, GB-12, GB-14).
template <class N>
constexpr void remove_htlc(GeneralBucket<N>& bucket, GeneralShare<N>& pair, typename N::PairNumber number,
                           const typename N::SlotSet& slots, Msat<N> amount) {
    slots.for_each([&](auto index) {
        contracts::require<"GB-14">(index < bucket.holder.size(), "a freed slot is in the table",
                                    "GeneralBucket remove_htlc");
        contracts::require<"GB-12">(bucket.holder[index] == number, "a freed slot was the pair's",
                                    "GeneralBucket remove_htlc");
    });
    slots.for_each([&](auto index) { bucket.holder.set(index, no_pair); });
    release(bucket.resources, amount, Slots<N>(slots.size()));
    pair.slots_used -= Slots<N>(slots.size());
    pair.msat_used -= amount;
}

/// The first `count` slots that the pair holds, in the order of its assignment (deviation slots-freed-first-used).
template <class N>
constexpr auto first_used(const GeneralBucket<N>& bucket, const GeneralShare<N>& pair, typename N::PairNumber number,
                          Slots<N> count) -> typename N::SlotSet {
    typename N::SlotSet used;
    for (const auto index : pair.assigned) {
        contracts::require<"GB-14">(index < bucket.holder.size(), "an assigned slot is in the table", "first_used");
        used.push_back_if(
            contracts::both(Slots<N>(used.size()) < count, [&] { return bucket.holder[index] == number; }), index);
    }
    return used;
}

/// Frees every slot that the pair holds, when its outgoing channel goes (GB-13).
template <class N>
constexpr void remove_channel_slots(GeneralBucket<N>& bucket, GeneralShare<N>& pair, typename N::PairNumber number) {
    if (pair.slots_used == Slots<N>(0)) {
        return;
    }
    bucket.holder.free_all(number);
    release(bucket.resources, pair.msat_used, pair.slots_used);
    pair.slots_used = Slots<N>(0);
    pair.msat_used = Msat<N>(0);
}

}  // namespace plumbline
