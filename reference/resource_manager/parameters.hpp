// Parameters, limits and how a channel is split into buckets. Chapter 1-parameters.
#pragma once

#include "reference/resource_manager/rules.hpp"
#include "reference/units.hpp"

#include <boost/hana/define_struct.hpp>

namespace plumbline {

/// All bitcoin that can exist: no amount is larger (PA-7).
inline constexpr std::uint64_t supply_msat = 2'100'000'000'000'000'000;
/// The most HTLCs that a channel can accept in one direction (BOLT 2; PA-7).
inline constexpr std::uint64_t max_accepted_htlcs_limit = 483;
/// The same for a channel with zero-fee commitments (PA-7).
inline constexpr std::uint64_t max_accepted_htlcs_zero_fee = 114;
/// The most channels that one manager keeps: a pair's number in a bucket is 16 bits wide (PA-7).
inline constexpr std::size_t max_channels = 65'534;

/// What an operator sets. The defaults are the draft's.
template <class N = Running>
struct Parameters {
    Seconds<N> resolution_period{90};                ///< PA-1; at least 1
    Seconds<N> revenue_window{1'209'600};            ///< PA-2; at least 1
    Seconds<N> congestion_misuse_window{1'209'600};  ///< PA-8
    typename N::Plain reputation_multiplier{12};     ///< PA-3; 1 … 1000
    typename N::Plain general_percent{40};           ///< PA-5
    typename N::Plain congestion_percent{20};        ///< PA-5; protected has the rest
    friend constexpr bool operator==(const Parameters&, const Parameters&) = default;
};

/// Whether an operator may set these: positive windows, percentages that sum to at most 100 (PA-1, PA-2, PA-3, PA-6).
template <class N>
constexpr bool valid(const Parameters<N>& parameters) {
    constexpr std::uint64_t longest = std::uint64_t{1} << 40U;  // 34 000 years: products stay far inside 128 bits
    const auto in_range = [](Seconds<N> span) { return span >= Seconds<N>(1) && span <= Seconds<N>(longest); };
    return in_range(parameters.resolution_period) && in_range(parameters.revenue_window) &&
           in_range(parameters.congestion_misuse_window) && parameters.reputation_multiplier >= 1 &&
           parameters.reputation_multiplier <= 1000 && parameters.general_percent <= 100 &&
           parameters.congestion_percent <= 100 && parameters.general_percent + parameters.congestion_percent <= 100;
}

/// What the local node accepts on a channel: its `max_accepted_htlcs` and `max_htlc_value_in_flight_msat`.
template <class N = Running>
struct ChannelLimits {
    BOOST_HANA_DEFINE_STRUCT(ChannelLimits, (Slots<N>, max_accepted_htlcs), (Msat<N>, max_htlc_value_in_flight));
    friend constexpr bool operator==(const ChannelLimits&, const ChannelLimits&) = default;
};

/// Whether the limits can be taken (PA-7).
template <class N>
constexpr bool valid(const ChannelLimits<N>& limits, const Rules& rules) {
    if (rules.minimum_sizes == MinimumSizes::some &&
        (limits.max_accepted_htlcs < Slots<N>(12) || limits.max_htlc_value_in_flight < Msat<N>(1'000'000) ||
         limits.max_htlc_value_in_flight == Msat<N>(supply_msat))) {
        return false;
    }
    return limits.max_accepted_htlcs >= Slots<N>(1) &&
           limits.max_accepted_htlcs <= Slots<N>(max_accepted_htlcs_limit) &&
           limits.max_htlc_value_in_flight <= Msat<N>(supply_msat);
}

/// A total and its three parts; the parts sum to the total (PA-4).
template <class Amount>
struct Split {
    Amount general{};
    Amount congestion{};
    Amount protected_{};
};

/// General and congestion are floored percentages, protected is the rest (PA-6).
template <class N, class Amount>
constexpr Split<Amount> split(Amount total, const Parameters<N>& parameters, const Rules& rules) {
    using Wide = typename N::Wide;
    const auto share = [&](typename N::Plain percent) {
        const Wide hundredths = N::wide(total.count()) * Wide(percent);
        const Wide half = Wide(rules.bucket_split == BucketSplit::rounded ? 50 : 0);
        return Amount(N::natural((hundredths + half) / Wide(100)));
    };
    const Amount general = share(parameters.general_percent);
    // With rounding, two halves may exceed the total by one; the congestion bucket yields.
    const Amount rest = total - general;
    const Amount wanted = share(parameters.congestion_percent);
    const Amount congestion = wanted <= rest ? wanted : rest;
    return {general, congestion, rest - congestion};
}

}  // namespace plumbline
