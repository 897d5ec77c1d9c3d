// Window average. Chapter 3-window-average.
//
// The average, per window, of what was added over the last `count` windows. A single window would follow every shock,
// natural or made by an attacker; the average over several does not. An incoming channel's revenue is its use here.
#pragma once

#include "reference/resource_manager/decaying_average.hpp"

namespace plumbline {

template <class N = Running>
struct WindowAverage {
    BOOST_HANA_DEFINE_STRUCT(WindowAverage, (DecayingAverage<N>, sum),  // decays over window · count
                             (Seconds<N>, start));                      // when counting began
    friend constexpr bool operator==(const WindowAverage&, const WindowAverage&) = default;
};

/// A window and over how many of them the average is taken; count >= 1.
template <class N = Running>
struct Windows {
    Seconds<N> window{};
    typename N::Plain count{1};

    [[nodiscard]] constexpr Seconds<N> span() const { return Seconds<N>(window.count() * typename N::Natural(count)); }
};

/// An average that begins to count at `start`, with nothing in it (WA-4).
template <class N>
constexpr WindowAverage<N> window_average_from(Seconds<N> start) {
    return {{SignedMsat<N>(0), start}, start};
}

/// The average per window at `now`: the decayed sum over clamp(age / window, 1, count), to the nearest msat (WA-1,
/// WA-2, WA-3).
template <class N>
constexpr SignedMsat<N> value_at(const WindowAverage<N>& average, Seconds<N> now, const Windows<N>& windows,
                                 const Rules& rules) {
    const Seconds<N> span = windows.span();
    const SignedMsat<N> sum = value_at(average.sum, now, span, rules);
    if (rules.window_divisor == WindowDivisor::six_windows_warmup) {
        const Seconds<N> age = now > average.start ? now - average.start : Seconds<N>(0);
        return SignedMsat<N>(N::six_window_warm_up(sum.count(), age.count(), span.count()));
    }
    const Seconds<N> reached = now > average.sum.last_update ? now : average.sum.last_update;
    Seconds<N> counted = reached > average.start ? reached - average.start : Seconds<N>(0);
    if (counted < windows.window) {
        counted = windows.window;
    }
    if (counted > span) {
        counted = span;
    }
    const auto total = N::wide(sum.count()) * N::wide(windows.window.count());
    return SignedMsat<N>(N::saturated(N::divide_to_nearest(total, N::wide(counted.count()))));
}

/// Adds `amount` at `now` (WA-1, DA-4).
template <class N>
constexpr void add(WindowAverage<N>& average, SignedMsat<N> amount, Seconds<N> now, const Windows<N>& windows,
                   const Rules& rules) {
    add(average.sum, amount, now, windows.span(), rules);
}

}  // namespace plumbline
