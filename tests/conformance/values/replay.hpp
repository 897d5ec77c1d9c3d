// The inputs of published values as calls to the reference's templates, in any number domain.
#pragma once

#include "reference/resource_manager/channel.hpp"
#include "reference/resource_manager/opportunity_cost.hpp"
#include "reference/resource_manager/protected_bucket.hpp"
#include "tests/conformance/values/evaluate.hpp"

namespace plumbline::values {

inline Rules with_profile(Rules rules, Profile profile) {
    if (profile == Profile::later) {
        rules.decay_rate = DecayRate::exponential;
    }
    return rules;
}

template <class N>
Parameters<N> with_period(std::uint64_t resolution_period) {
    Parameters<N> parameters;
    parameters.resolution_period = Seconds<N>(resolution_period);
    return parameters;
}

template <class N>
Windows<N> windows_of(const History& history, const Rules& rules) {
    const bool six = rules.window_divisor == WindowDivisor::six_windows_warmup && history.count > 1;
    return {Seconds<N>(history.window), six ? 6 : history.count};
}

/// The average after all steps.
template <class N>
WindowAverage<N> replayed(const History& history, const Rules& rules) {
    const Windows<N> windows = windows_of<N>(history, rules);
    auto average = window_average_from<N>(Seconds<N>(history.start));
    for (const Step& step : history.steps) {
        for_each_time(step, [&](std::uint64_t time) {
            if (step.add_msat) {
                add(average, SignedMsat<N>(*step.add_msat), Seconds<N>(time), windows, rules);
            } else if (rules.average_read == AverageRead::stores_rounded) {
                decay_to(average.sum, Seconds<N>(time), windows.span(), rules);
            }
        });
    }
    return average;
}

template <class N>
SignedMsat<N> read_sum(const History& history, std::uint64_t now, const Rules& rules) {
    return value_at(replayed<N>(history, rules).sum, Seconds<N>(now), windows_of<N>(history, rules).span(), rules);
}

template <class N>
SignedMsat<N> read_per_window(const History& history, std::uint64_t now, const Rules& rules) {
    return value_at(replayed<N>(history, rules), Seconds<N>(now), windows_of<N>(history, rules), rules);
}

template <class N>
auto value_of(const DecayingAverageInputs& inputs, const Rules& rules) {
    return N::wide(read_sum<N>(inputs.history, inputs.read_at, with_profile(rules, inputs.profile)).count());
}

template <class N>
auto value_of(const WindowAverageInputs& inputs, const Rules& rules) {
    return N::wide(read_per_window<N>(inputs.history, inputs.read_at, with_profile(rules, inputs.profile)).count());
}

template <class N>
auto value_of(const OpportunityCostInputs& inputs, const Rules& /*rules*/) {
    const auto cost =
        opportunity_cost(Seconds<N>(inputs.held), Msat<N>(inputs.fee), with_period<N>(inputs.resolution_period));
    return N::wide(cost.count());
}

template <class N>
auto value_of(const EffectiveFeeInputs& inputs, const Rules& /*rules*/) {
    const auto held = resolution_time(Seconds<N>(inputs.added_at), Seconds<N>(inputs.resolved_at));
    const auto fee = effective_fee(Msat<N>(inputs.fee), held, typename N::Bool(inputs.accountable),
                                   inputs.settled ? Resolution::settled : Resolution::failed,
                                   with_period<N>(inputs.resolution_period));
    return N::wide(fee.count());
}

template <class N>
WideMsat<N> risk_of(const RiskyHtlc& htlc, std::uint64_t resolution_period) {
    const auto risk = htlc_risk(Msat<N>(htlc.fee), Height<N>(htlc.cltv_expiry), Height<N>(htlc.height_added),
                                with_period<N>(resolution_period));
    return WideMsat<N>(N::wide(risk.count()));
}

template <class N>
WideMsat<N> risk_of(const std::vector<RiskyHtlc>& htlcs, std::uint64_t resolution_period) {
    WideMsat<N> sum(0);
    for (const RiskyHtlc& htlc : htlcs) {
        sum += risk_of<N>(htlc, resolution_period);
    }
    return sum;
}

template <class N>
auto value_of(const InFlightRiskInputs& inputs, const Rules& /*rules*/) {
    return risk_of<N>(inputs.htlcs, inputs.resolution_period).count();
}

template <class N>
Standing<N> standing_of(const SufficiencyInputs& inputs, const Rules& given) {
    const Rules rules = with_profile(given, inputs.profile);
    return {read_sum<N>(inputs.reputation, inputs.now, rules), risk_of<N>(inputs.in_flight, inputs.resolution_period),
            risk_of<N>(inputs.htlc, inputs.resolution_period), read_per_window<N>(inputs.revenue, inputs.now, rules)};
}

}  // namespace plumbline::values
