// Opportunity cost, effective fees and in-flight risk. Chapter 4-opportunity-cost.
#pragma once

#include "reference/resource_manager/parameters.hpp"

namespace plumbline {

/// How an HTLC ended.
enum class Resolution : std::uint8_t { settled, failed };

/// The seconds that the draft assumes for a block (OC-7).
inline constexpr std::uint64_t seconds_per_block = 600;

/// The fees that the resources held for `held` could have earned beyond the first resolution period, to the nearest
/// msat, held at 2^63-1 (OC-1, OC-2, OC-3).
template <class N>
constexpr SignedMsat<N> opportunity_cost(Seconds<N> held, Msat<N> fee, const Parameters<N>& parameters) {
    if (held <= parameters.resolution_period) {
        return SignedMsat<N>(0);
    }
    const auto late = N::wide((held - parameters.resolution_period).count());
    return SignedMsat<N>(
        N::saturated(N::divide_to_nearest(late * N::wide(fee.count()), N::wide(parameters.resolution_period.count()))));
}

/// What a resolved HTLC contributes to the outgoing channel's reputation (OC-4). `accountable` is the offered HTLC's
/// signal.
template <class N>
constexpr SignedMsat<N> effective_fee(Msat<N> fee, Seconds<N> held, typename N::Bool accountable, Resolution resolution,
                                      const Parameters<N>& parameters) {
    const bool settled = resolution == Resolution::settled;
    if (accountable) {
        const SignedMsat<N> earned(N::saturated(N::wide(settled ? fee.count() : typename N::Natural(0))));
        return earned - opportunity_cost(held, fee, parameters);
    }
    if (settled && held <= parameters.resolution_period) {
        return SignedMsat<N>(N::saturated(N::wide(fee.count())));
    }
    return SignedMsat<N>(0);
}

/// The cost if the HTLC is held until it expires (OC-7, OC-11). Nothing where it has expired.
template <class N>
constexpr SignedMsat<N> htlc_risk(Msat<N> fee, Height<N> cltv_expiry, Height<N> height_added,
                                  const Parameters<N>& parameters) {
    if (cltv_expiry <= height_added) {
        return SignedMsat<N>(0);
    }
    const Seconds<N> longest((cltv_expiry - height_added).count() * typename N::Natural(seconds_per_block));
    return opportunity_cost(longest, fee, parameters);
}

/// The time that an HTLC was held; a resolution dated before the addition counts as instant (OC-6).
template <class N>
constexpr Seconds<N> resolution_time(Seconds<N> added, Seconds<N> resolved) {
    if (resolved < added) {
        return Seconds<N>(0);
    }
    return resolved - added;
}

}  // namespace plumbline
