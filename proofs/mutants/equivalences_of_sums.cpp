// Functions of numbers: rounding, averages, costs, shares.
#include "proofs/engine/parameters.hpp"
#include "proofs/mutants/equivalences.hpp"
#include "reference/resource_manager/opportunity_cost.hpp"
#include "reference/resource_manager/window_average.hpp"

namespace plumbline::mutants {
namespace {

using proofs::any_parameters;
using proofs::DomainOf;

constexpr Int128 large = Int128{1} << 120U;

constexpr auto held = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto value = trial.template number<typename N::Wide>("value", {-large, large});
    owe_the_same<"DA-8">(trial, [&] { return held_in_64_bits(value); });
};

constexpr auto to_nearest = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto numerator = trial.template number<typename N::Wide>("numerator", {-large, large});
    const auto denominator = trial.template number<typename N::Wide>("denominator", {1, Int128{1} << 64U});
    owe_the_same<"OC-2">(trial, [&] { return divide_to_nearest(numerator, denominator); });
};

template <class Trial>
Rules any_rate(Trial& trial) {
    Rules rules;
    rules.decay_rate = trial.choice("rate", 2) == 1 ? DecayRate::exponential : DecayRate::draft;
    return rules;
}

template <class Trial>
auto any_average(Trial& trial) {
    return trial.template havoc<DecayingAverage<typename Trial::Domain>>("average");
}

constexpr auto read = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto average = any_average(trial);
    const auto now = trial.template any<Seconds<N>>("now");
    const auto window = trial.template any<Seconds<N>>("window", proofs::any_period);
    const Rules rules = any_rate(trial);
    owe_the_same<"DA-1">(trial, [&] { return value_at(average, now, window, rules); });
};

constexpr auto decayed = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto average = any_average(trial);
    const auto now = trial.template any<Seconds<N>>("now");
    const auto window = trial.template any<Seconds<N>>("window", proofs::any_period);
    const Rules rules = any_rate(trial);
    const auto call = [&] {
        auto after = average;
        decay_to(after, now, window, rules);
        return after;
    };
    owe_the_same<"DA-4">(trial, call, [](const auto& a, const auto& b) {
        return contracts::both(a.value == b.value, [&] { return a.last_update == b.last_update; });
    });
};

// Both begin together, and an update never goes back (WA-4, DA-4).
constexpr auto window_read = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto average = trial.template havoc<WindowAverage<N>>("average");
    const auto now = trial.template any<Seconds<N>>("now");
    Windows<N> windows;
    windows.window = trial.template any<Seconds<N>>("window", proofs::any_period);
    windows.count = trial.template number<typename N::Plain>("count", proofs::any_multiplier);
    trial.suppose(average.start <= average.sum.last_update);
    Rules rules = any_rate(trial);
    rules.window_divisor =
        trial.choice("divisor", 2) == 1 ? WindowDivisor::six_windows_warmup : WindowDivisor::elapsed_windows;
    owe_the_same<"WA-1">(trial, [&] { return value_at(average, now, windows, rules); });
};

constexpr auto cost = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto time = trial.template any<Seconds<N>>("held");
    const auto fee = trial.template any<Msat<N>>("fee");
    owe_the_same<"OC-1">(trial, [&] { return opportunity_cost(time, fee, parameters); });
};

constexpr auto risk = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee");
    const auto expiry = trial.template any<Height<N>>("cltv_expiry");
    const auto added = trial.template any<Height<N>>("height_added");
    owe_the_same<"OC-7">(trial, [&] { return htlc_risk(fee, expiry, added, parameters); });
};

constexpr auto time_held = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto added = trial.template any<Seconds<N>>("added");
    const auto resolved = trial.template any<Seconds<N>>("resolved");
    owe_the_same<"OC-6">(trial, [&] { return resolution_time(added, resolved); });
};

constexpr auto shares = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto total = trial.template any<Msat<N>>("total");
    Rules rules;
    rules.bucket_split = trial.choice("rounded", 2) == 1 ? BucketSplit::rounded : BucketSplit::floored;
    const auto same = [](const auto& a, const auto& b) {
        return contracts::both(a.general == b.general, [&] {
            return contracts::both(a.congestion == b.congestion, [&] { return a.protected_ == b.protected_; });
        });
    };
    owe_the_same<"PA-4">(trial, [&] { return split(total, parameters, rules); }, same);
};

// Any numbers at all.
constexpr auto valid_parameters = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    using Plain = typename N::Plain;
    Parameters<N> parameters;
    parameters.resolution_period = trial.template any<Seconds<N>>("resolution_period");
    parameters.revenue_window = trial.template any<Seconds<N>>("revenue_window");
    parameters.congestion_misuse_window = trial.template any<Seconds<N>>("congestion_misuse_window");
    for (const auto& [name, number] : {std::pair("reputation_multiplier", &parameters.reputation_multiplier),
                                       std::pair("general_percent", &parameters.general_percent),
                                       std::pair("congestion_percent", &parameters.congestion_percent)}) {
        *number = trial.template number<Plain>(name, symbolic::Natural64::range);
    }
    owe_the_same<"PA-10">(trial, [&] { return typename N::Bool(valid(parameters)); });
};

}  // namespace

std::vector<proofs::Proof> equivalences_of_sums() {
    using proofs::proof;
    return {
        proof("equivalent/held_in_64_bits", "wide numbers up to 2^120", held),
        proof("equivalent/divide_to_nearest", "numerators up to 2^120, denominators from 1 to 2^64", to_nearest),
        proof("equivalent/average-value_at", "every average, time and window, either rate", read),
        proof("equivalent/decay_to", "every average, time and window, either rate", decayed),
        proof("equivalent/window-value_at",
              "every average whose sum was updated at its start or later, every time and window, "
              "either rate, either divisor",
              window_read),
        proof("equivalent/opportunity_cost", "every time, fee and period", cost),
        proof("equivalent/htlc_risk", "every fee, expiry, height and period", risk),
        proof("equivalent/resolution_time", "any two times", time_held),
        proof("equivalent/split", "every total and every valid percentage, floored and rounded", shares),
        proof("equivalent/valid", "any parameters at all", valid_parameters),
    };
}

}  // namespace plumbline::mutants
