// Decaying average. Chapter 2-decaying-average.
//
// A rolling sum over a window, kept as one number: each contribution fades with age. The stored value changes only when
// something is added; a read computes what is left of it and stores nothing, so that reading often or seldom makes no
// difference (DA-5).
#pragma once

#include "reference/resource_manager/rules.hpp"
#include "reference/units.hpp"

#include <boost/hana/define_struct.hpp>

namespace plumbline {

template <class N = Running>
struct DecayingAverage {
    BOOST_HANA_DEFINE_STRUCT(DecayingAverage, (SignedMsat<N>, value),  // as of last_update, rounded to whole msat
                             (Seconds<N>, last_update));               // the latest time at which something was added
    friend constexpr bool operator==(const DecayingAverage&, const DecayingAverage&) = default;
};

/// What is left of the average at `now`. A time before the last update counts as the last update (DA-1, DA-4, DA-5,
/// DA-6). Range: |result| <= |value|, same sign.
template <class N>
constexpr SignedMsat<N> value_at(const DecayingAverage<N>& average, Seconds<N> now, Seconds<N> window,
                                 const Rules& rules) {
    if (now <= average.last_update) {
        return average.value;
    }
    return SignedMsat<N>(
        N::decay(average.value.count(), (now - average.last_update).count(), window.count(), rules.decay_rate));
}

/// Moves the stored value to `now`. Only a deviation does this by itself (read-stores-rounded).
template <class N>
constexpr void decay_to(DecayingAverage<N>& average, Seconds<N> now, Seconds<N> window, const Rules& rules) {
    average.value = value_at(average, now, window, rules);
    if (now > average.last_update) {
        average.last_update = now;
    }
}

/// Adds `amount` at `now`, held at ±(2^63-1). Nothing to add changes nothing, so that HTLCs without effect cannot wear
/// the value down or hold it up by rounding (DA-4, DA-5, DA-7, DA-8).
template <class N>
constexpr void add(DecayingAverage<N>& average, const SignedMsat<N>& amount, Seconds<N> now, Seconds<N> window,
                   const Rules& rules) {
    if (rules.average_read == AverageRead::pure) {
        if (amount == SignedMsat<N>(0)) {
            return;
        }
    }
    decay_to(average, now, window, rules);
    average.value = SignedMsat<N>(N::saturated(N::wide(average.value.count()) + N::wide(amount.count())));
}

}  // namespace plumbline
