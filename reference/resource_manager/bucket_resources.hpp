// The slots and the liquidity of one bucket, and how much of them is in use. Chapters 5 to 7.
#pragma once

#include "contracts/logic.hpp"
#include "reference/units.hpp"

#include <boost/hana/define_struct.hpp>

namespace plumbline {

template <class N = Running>
struct BucketResources {
    BOOST_HANA_DEFINE_STRUCT(BucketResources, (Slots<N>, slots),  // how many there are
                             (Slots<N>, slots_used),              // above `slots` only after limits shrank (CH-5)
                             (Msat<N>, capacity),                 // liquidity there is
                             (Msat<N>, msat_used));               // above `capacity` only after limits shrank (CH-5)
    friend constexpr bool operator==(const BucketResources&, const BucketResources&) = default;
};

/// A bucket with nothing in use.
template <class N>
constexpr BucketResources<N> empty_bucket(Slots<N> slots, Msat<N> capacity) {
    return {slots, Slots<N>(0), capacity, Msat<N>(0)};
}

/// Whether `slots` more slots and `amount` more liquidity are free. A bucket without slots or liquidity never has room
/// (PA-4, PA-9, CB-8, PB-2). One formula: a fork for each reason would multiply the paths of every decision.
template <class N>
constexpr auto has_room(const BucketResources<N>& bucket, Msat<N> amount, Slots<N> slots) -> typename N::Bool {
    using contracts::both;
    const auto some = both(bucket.slots != Slots<N>(0), [&] { return bucket.capacity != Msat<N>(0); });
    return both(some, [&] {
        return both(bucket.slots_used + slots <= bucket.slots,
                    [&] { return bucket.msat_used + amount <= bucket.capacity; });
    });
}

/// Occupies them.
template <class N>
constexpr void take(BucketResources<N>& bucket, Msat<N> amount, Slots<N> slots) {
    bucket.slots_used += slots;
    bucket.msat_used += amount;
}

/// Gives back what was taken before; more than that is a violated contract (CH-9, by CV-4: the counters never go below
/// zero).
template <class N>
constexpr void release(BucketResources<N>& bucket, Msat<N> amount, Slots<N> slots) {
    bucket.slots_used -= slots;
    bucket.msat_used -= amount;
}

}  // namespace plumbline
