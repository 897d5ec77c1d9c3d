// Congestion bucket. Chapter 6-congestion-bucket.
//
// One chance at a time for outgoing channels without reputation, taken away for two weeks from those that abuse it.
#pragma once

#include "reference/resource_manager/bucket_resources.hpp"
#include "reference/resource_manager/parameters.hpp"

namespace plumbline {

/// How an outgoing channel uses, and has used, an incoming channel's congestion bucket.
template <class N = Running>
struct CongestionHistory {
    BOOST_HANA_DEFINE_STRUCT(CongestionHistory, (Slots<N>, in_flight),  // at most one HTLC (CB-1)
                             (typename N::Bool, misused),               // whether misused_at means anything
                             (Seconds<N>, misused_at));  // when one last took longer than the resolution period (CB-7)
    friend constexpr bool operator==(const CongestionHistory&, const CongestionHistory&) = default;
};

/// Whether a misuse still counts at `now`: for less than the misuse window; a time before the mark counts as the mark
/// (CB-2).
template <class N>
constexpr auto misuse_counts(const CongestionHistory<N>& history, Seconds<N> now, const Parameters<N>& parameters) ->
    typename N::Bool {
    if (!history.misused) {
        return false;
    }
    if (now <= history.misused_at) {
        return true;
    }
    return now - history.misused_at < parameters.congestion_misuse_window;
}

/// Whether the bucket's rule on amounts admits `amount`: less than an equal share of its capacity (CB-6).
template <class N>
constexpr auto small_enough(const BucketResources<N>& bucket, Msat<N> amount, const Rules& rules) -> typename N::Bool {
    if (bucket.slots == Slots<N>(0)) {
        return false;
    }
    const auto slots = N::wide(bucket.slots.count());
    const auto capacity = N::wide(bucket.capacity.count());
    if (rules.congestion_amount == CongestionAmount::at_most_floored) {
        return N::wide(amount.count()) <= capacity / slots;
    }
    return N::wide(amount.count()) * slots < capacity;
}

/// Whether the outgoing channel may use the bucket for `amount` at `now` (CB-1, CB-2, CB-6, CB-8). `in_flight` is the
/// number that CB-1 looks at. What the HTLC itself must be (CB-3, CB-4, CB-5) is the decision's to ask.
template <class N>
constexpr auto congestion_admits(const BucketResources<N>& bucket, const CongestionHistory<N>& history,
                                 Slots<N> in_flight, Msat<N> amount, Seconds<N> now, const Parameters<N>& parameters,
                                 const Rules& rules) -> typename N::Bool {
    if (in_flight > Slots<N>(0)) {
        return false;
    }
    if (misuse_counts(history, now, parameters)) {
        return false;
    }
    if (!small_enough(bucket, amount, rules)) {
        return false;
    }
    return has_room(bucket, amount, Slots<N>(1));
}

/// Marks a misuse if the HTLC was held for longer than the resolution period, settled or failed; the mark never moves
/// back (CB-7).
template <class N>
constexpr void note_resolution(CongestionHistory<N>& history, Seconds<N> held, Seconds<N> now,
                               const Parameters<N>& parameters) {
    if (held <= parameters.resolution_period) {
        return;
    }
    if (!history.misused || history.misused_at < now) {
        history.misused = true;
        history.misused_at = now;
    }
}

}  // namespace plumbline
