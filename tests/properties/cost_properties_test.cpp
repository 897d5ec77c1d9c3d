// Opportunity cost, effective fees, risk and splits against exact integers (chapters 1 and 4).
#include "reference/resource_manager/opportunity_cost.hpp"
#include "tests/properties/generators.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace plumbline::properties {
namespace {

using boost::multiprecision::cpp_int;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

Parameters<> with_period(std::uint64_t period) {
    Parameters<> parameters;
    parameters.resolution_period = Seconds<>(period);
    return parameters;
}

/// OC-1, OC-2, OC-3: the rational to the nearest integer, halves up, at most 2^63 - 1.
std::int64_t exact_cost(const cpp_int& held, std::uint64_t fee, std::uint64_t period) {
    if (held <= period) {
        return 0;
    }
    const cpp_int rounded = (2 * (held - period) * fee + period) / (2 * cpp_int(period));
    return rounded > largest ? largest : rounded.convert_to<std::int64_t>();
}

std::uint64_t any_period() {
    return *evenly(1) == 0 ? 90 : 1 + *near_boundaries((std::uint64_t{1} << 40U) - 1);
}

/// Around the period as often as anywhere.
std::uint64_t any_hold(std::uint64_t period) {
    return *evenly(1) == 0 ? period + *evenly(2) - 1 : *near_boundaries(UINT64_MAX);
}

RC_GTEST_PROP(CostProperties, CostIsTheRationalToTheNearest, ()) {
    const std::uint64_t period = any_period();
    const std::uint64_t held = any_hold(period);
    const std::uint64_t fee = *near_boundaries(supply_msat);
    const auto cost = opportunity_cost(Seconds<>(held), Msat<>(fee), with_period(period));
    RC_ASSERT(cost.count().get() == exact_cost(held, fee, period));
}

// OC-4: the four cases, at every distance from the period.
RC_GTEST_PROP(CostProperties, EffectiveFeeFollowsItsTable, ()) {
    const std::uint64_t period = any_period();
    const std::uint64_t held = any_hold(period);
    const std::uint64_t fee = *near_boundaries(supply_msat);
    const auto effective = [&](bool accountable, Resolution resolution) {
        return effective_fee<Running>(Msat<>(fee), Seconds<>(held), accountable, resolution, with_period(period))
            .count()
            .get();
    };
    const std::int64_t cost = exact_cost(held, fee, period);
    const auto earned = static_cast<std::int64_t>(fee);
    RC_ASSERT(effective(true, Resolution::settled) == earned - cost);
    RC_ASSERT(effective(true, Resolution::failed) == -cost);
    RC_ASSERT(effective(false, Resolution::settled) == (held <= period ? earned : 0));
    RC_ASSERT(effective(false, Resolution::failed) == 0);
}

// OC-7, OC-11: right for every delta of blocks, and never less for a later expiry or a larger fee.
RC_GTEST_PROP(CostProperties, RiskIsTheCostOfHoldingUntilExpiry, ()) {
    const std::uint64_t period = any_period();
    const std::uint64_t blocks = 1 + *near_boundaries(0xffff'fffe);
    const std::uint64_t height = *near_boundaries(0xffff'ffff - blocks);
    const std::uint64_t fee = *near_boundaries(supply_msat - 1);
    const auto risk = [&](std::uint64_t delta, std::uint64_t paid) {
        return htlc_risk(Msat<>(paid), Height<>(height + delta), Height<>(height), with_period(period)).count().get();
    };
    RC_ASSERT(risk(blocks, fee) == exact_cost(cpp_int(blocks) * 600, fee, period));
    RC_ASSERT(risk(blocks, fee) >= risk(blocks - 1, fee));
    RC_ASSERT(risk(blocks, fee + 1) >= risk(blocks, fee));
}

// PA-4, PA-6: floored shares, and the rest for the protected bucket.
RC_GTEST_PROP(CostProperties, SplitsAreFlooredAndSumToTheTotal, ()) {
    Parameters<> parameters;
    parameters.general_percent = *evenly(100);
    parameters.congestion_percent = *evenly(100 - parameters.general_percent);
    const std::uint64_t total = *near_boundaries(supply_msat);
    const auto parts = split(Msat<>(total), parameters, draft_profile);
    RC_ASSERT(cpp_int(parts.general.count().get()) == cpp_int(total) * parameters.general_percent / 100);
    RC_ASSERT(cpp_int(parts.congestion.count().get()) == cpp_int(total) * parameters.congestion_percent / 100);
    RC_ASSERT(parts.general + parts.congestion + parts.protected_ == Msat<>(total));
}

}  // namespace
}  // namespace plumbline::properties
