#include "tests/conformance/values/mistakes_of_costs.hpp"

#include "reference/resource_manager/opportunity_cost.hpp"

#include <algorithm>

namespace plumbline::values {
namespace {

using Cost = Int128(std::uint64_t held, std::uint64_t fee, std::uint64_t period);

Int128 saturated(Int128 value) {
    return Running::saturated(Running::Wide(value)).get();
}

Int128 right(std::uint64_t held, std::uint64_t fee, std::uint64_t period) {
    const std::uint64_t late = held > period ? held - period : 0;
    return saturated(
        Running::divide_to_nearest(Running::Wide(Int128{late} * Int128{fee}), Running::Wide(period)).get());
}

Int128 whole_periods(std::uint64_t held, std::uint64_t fee, std::uint64_t period) {
    return saturated(Int128{held / period} * Int128{fee});
}

Int128 late_periods_only(std::uint64_t held, std::uint64_t fee, std::uint64_t period) {
    return held > period ? saturated(Int128{(held - period) / period} * Int128{fee}) : 0;
}

Int128 from_the_first_second(std::uint64_t held, std::uint64_t fee, std::uint64_t period) {
    return right(held + period, fee, period);
}

Int128 below_zero(std::uint64_t held, std::uint64_t fee, std::uint64_t period) {
    const Int128 late = Int128{held} - Int128{period};
    return saturated(Running::divide_to_nearest(Running::Wide(late * Int128{fee}), Running::Wide(period)).get());
}

Int128 product_of_64_bits(std::uint64_t held, std::uint64_t fee, std::uint64_t period) {
    return held > period ? Int128{(held - period) * fee / period} : 0;
}

Int128 wraps_at_the_end(std::uint64_t held, std::uint64_t fee, std::uint64_t period) {
    const Int128 late = held > period ? Int128{held - period} : 0;
    const Int128 cost = Running::divide_to_nearest(Running::Wide(late * Int128{fee}), Running::Wide(period)).get();
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(cost));
}

struct Held {
    std::uint64_t seconds;
    const EffectiveFeeInputs& of;

    [[nodiscard]] bool timely() const { return seconds <= of.resolution_period; }

    [[nodiscard]] Int128 fee() const { return of.settled ? Int128{of.fee} : Int128{0}; }

    [[nodiscard]] Int128 cost() const { return right(seconds, of.fee, of.resolution_period); }

    [[nodiscard]] Int128 effective() const { return of.accountable ? fee() - cost() : timely() ? fee() : Int128{0}; }
};

Held held(const EffectiveFeeInputs& of) {
    return {of.resolved_at > of.added_at ? of.resolved_at - of.added_at : 0, of};
}

using EffectiveFee = Int128(const EffectiveFeeInputs& of);

Int128 period_exclusive(const EffectiveFeeInputs& of) {
    return !of.accountable && held(of).seconds == of.resolution_period ? Int128{0} : held(of).effective();
}

Int128 failed_earns(const EffectiveFeeInputs& of) {
    return held(of).effective() + (of.settled || !of.accountable ? Int128{0} : Int128{of.fee});
}

Int128 unaccountable_pays(const EffectiveFeeInputs& of) {
    return held(of).fee() - held(of).cost();
}

Int128 failed_unaccountable_earns(const EffectiveFeeInputs& of) {
    return !of.accountable && held(of).timely() ? Int128{of.fee} : held(of).effective();
}

Int128 not_below_zero(const EffectiveFeeInputs& of) {
    return std::max(held(of).effective(), Int128{0});
}

Int128 early_wraps(const EffectiveFeeInputs& of) {
    return Held{of.resolved_at - of.added_at, of}.effective();
}

using Risk = Int128(const RiskyHtlc& htlc, std::uint64_t period);

Int128 seconds_of_32_bits(const RiskyHtlc& htlc, std::uint64_t period) {
    const auto seconds = static_cast<std::uint32_t>((htlc.cltv_expiry - htlc.height_added) * seconds_per_block);
    return right(seconds, htlc.fee, period);
}

Int128 nanoseconds_of_64_bits(const RiskyHtlc& htlc, std::uint64_t period) {
    constexpr std::uint64_t billion = 1'000'000'000;
    const std::uint64_t blocks = htlc.cltv_expiry - htlc.height_added;
    const auto nanoseconds = static_cast<std::int64_t>(blocks * seconds_per_block * billion);
    return nanoseconds < 0 ? Int128{0} : right(static_cast<std::uint64_t>(nanoseconds) / billion, htlc.fee, period);
}

Int128 absolute_expiry(const RiskyHtlc& htlc, std::uint64_t period) {
    return right(std::uint64_t{htlc.cltv_expiry} * seconds_per_block, htlc.fee, period);
}

Int128 whole_period_risk(const RiskyHtlc& htlc, std::uint64_t period) {
    return whole_periods(std::uint64_t{htlc.cltv_expiry - htlc.height_added} * seconds_per_block, htlc.fee, period);
}

Int128 right_risk(const RiskyHtlc& htlc, std::uint64_t period) {
    return right(std::uint64_t{htlc.cltv_expiry - htlc.height_added} * seconds_per_block, htlc.fee, period);
}

Outcome sum_of_64_bits(const InFlightRiskInputs& inputs) {
    Int128 sum = 0;
    for (const RiskyHtlc& htlc : inputs.htlcs) {
        sum = saturated(sum + right_risk(htlc, inputs.resolution_period));
    }
    return sum;
}

}  // namespace

std::vector<Mistake> mistakes_of_costs() {
    const auto cost = [](std::string_view name, std::string_view sentence, Cost* wrong) {
        return Mistake{name, sentence, Subject::opportunity_cost, [wrong](const Inputs& inputs) -> Outcome {
                           const auto& of = std::get<OpportunityCostInputs>(inputs);
                           return wrong(of.held, of.fee, of.resolution_period);
                       }};
    };
    const auto fee = [](std::string_view name, std::string_view sentence, EffectiveFee* wrong) {
        return Mistake{name, sentence, Subject::effective_fee, [wrong](const Inputs& inputs) -> Outcome {
                           return wrong(std::get<EffectiveFeeInputs>(inputs));
                       }};
    };
    const auto risk = [](std::string_view name, std::string_view sentence, Risk* wrong) {
        return Mistake{name, sentence, Subject::in_flight_risk, [wrong](const Inputs& inputs) -> Outcome {
                           const auto& of = std::get<InFlightRiskInputs>(inputs);
                           Int128 sum = 0;
                           for (const RiskyHtlc& htlc : of.htlcs) {
                               sum += wrong(htlc, of.resolution_period);
                           }
                           return sum;
                       }};
    };
    return {
        cost("cost-whole-periods", "floor(t / period) * fee", whole_periods),
        cost("cost-late-periods-floored", "whole periods beyond the first one, times fee", late_periods_only),
        cost("cost-from-first-second", "t / period * fee", from_the_first_second),
        cost("cost-negative-when-early", "the max(0, …) is missing", below_zero),
        cost("cost-product-64-bits", "time * fee wraps around at 64 bits", product_of_64_bits),
        cost("cost-wraps", "the result wraps around at 64 bits in place of saturating", wraps_at_the_end),
        {"resolve-before-add-is-error", "a resolution dated before its addition is refused", Subject::effective_fee,
         [](const Inputs& inputs) {
             return reference_outcome(inputs, {.early_resolution = EarlyResolution::refused});
         }},
        fee("early-resolution-wraps", "a resolution dated before its addition is held for 2^64 s", early_wraps),
        fee("period-exclusive", "held for exactly the period counts as late", period_exclusive),
        fee("failed-earns-fee", "an accountable HTLC that fails earns its fee", failed_earns),
        fee("failed-in-time-earns-fee", "a failed HTLC that is not accountable earns its fee",
            failed_unaccountable_earns),
        fee("not-accountable-pays-cost", "an HTLC that is not accountable pays opportunity cost", unaccountable_pays),
        fee("effective-fee-not-negative", "an effective fee is held at 0", not_below_zero),
        risk("risk-32-bit-seconds", "the seconds to expiry wrap around at 32 bits", seconds_of_32_bits),
        risk("risk-64-bit-nanoseconds", "the time to expiry is in signed 64-bit nanoseconds, negative counts as 0",
             nanoseconds_of_64_bits),
        risk("risk-from-absolute-expiry", "the expiry height is taken for a number of blocks", absolute_expiry),
        risk("risk-whole-periods", "floor(t / period) * fee", whole_period_risk),
        {"risk-sum-saturates", "the sum is held at 2^63 - 1", Subject::in_flight_risk,
         [](const Inputs& inputs) { return sum_of_64_bits(std::get<InFlightRiskInputs>(inputs)); }},
    };
}

}  // namespace plumbline::values
