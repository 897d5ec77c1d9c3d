// Chapter 2: what holds of decaying averages whatever the decay rate, by the axioms of decays alone.
#include "reference/resource_manager/decaying_average.hpp"

#include "contracts/resource_manager/averages.hpp"
#include "proofs/engine/parameters.hpp"
#include "proofs/resource_manager/chapters.hpp"

namespace plumbline::proofs {
namespace {

constexpr const char* everything =
    "values and amounts up to 2^63 - 1 and down to its opposite, times over all of 64 bits, every window, both "
    "profiles, every decay that satisfies the axioms";

template <class Trial>
const Rules& any_profile(Trial& trial) {
    return trial.choice("later_profile", 2) == 1 ? later_profile : draft_profile;
}

/// Windows of every length, and of every number of them, that parameters can give.
template <class Trial>
auto any_window(Trial& trial) {
    using N = typename Trial::Domain;
    return trial.template any<Seconds<N>>("window", {1, any_period.high * any_multiplier.high});
}

constexpr auto one_read = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto average = trial.template havoc<DecayingAverage<N>>("average");
    const auto now = trial.template any<Seconds<N>>("now");
    const auto window = any_window(trial);
    const SignedMsat<N> read = value_at(average, now, window, any_profile(trial));
    trial.owe_all(contracts::read_contract, "value_at", average, now, read);
};

constexpr auto two_reads = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto average = trial.template havoc<DecayingAverage<N>>("average");
    const auto sooner = trial.template any<Seconds<N>>("sooner");
    const auto later = trial.template any<Seconds<N>>("later");
    trial.suppose(sooner <= later);
    const auto window = any_window(trial);
    const Rules& rules = any_profile(trial);
    const SignedMsat<N> alone = value_at(average, later, window, rules);
    const SignedMsat<N> first = value_at(average, sooner, window, rules);
    const SignedMsat<N> second = value_at(average, later, window, rules);
    trial.owe_all(contracts::later_read_contract, "value_at", first, second);
    trial.template owe<"DA-5">("a read before changes no later read", [&] { return second == alone; });
};

constexpr auto one_addition = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto before = trial.template havoc<DecayingAverage<N>>("average");
    const auto amount = trial.template any<SignedMsat<N>>("amount");
    const auto now = trial.template any<Seconds<N>>("now");
    const auto window = any_window(trial);
    const Rules& rules = any_profile(trial);
    const SignedMsat<N> read = value_at(before, now, window, rules);
    auto after = before;
    add(after, amount, now, window, rules);
    trial.owe_all(contracts::addition_contract, "add", before, after, amount, now, read);
};

// Two averages that were updated at the same time, and what is added to both.
constexpr auto order_is_kept = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto larger = trial.template havoc<DecayingAverage<N>>("larger");
    auto smaller = larger;
    smaller.value = trial.template any<SignedMsat<N>>("smaller.value");
    trial.suppose(smaller.value <= larger.value);
    const auto more = trial.template any<SignedMsat<N>>("larger_amount");
    const auto less = trial.template any<SignedMsat<N>>("smaller_amount");
    trial.suppose(less <= more);
    trial.suppose(less != SignedMsat<N>(0));
    trial.suppose(more != SignedMsat<N>(0));
    const auto now = trial.template any<Seconds<N>>("now");
    const auto window = any_window(trial);
    const Rules& rules = any_profile(trial);
    add(larger, more, now, window, rules);
    add(smaller, less, now, window, rules);
    trial.template owe<"DA-1">("where more was added to more, more is left", [&] {
        return contracts::both(smaller.value <= larger.value,
                               [&] { return smaller.last_update == larger.last_update; });
    });
};

// One step of an induction over additions that are not negative, from an average that has been fed `total` in all.
constexpr auto sum_bounds_average = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto average = trial.template havoc<DecayingAverage<N>>("average");
    const auto total = trial.template any<WideMsat<N>>("total");
    trial.suppose(average.value >= SignedMsat<N>(0));
    trial.suppose(wide(average.value.count()) <= total.count());
    const auto amount = trial.template any<SignedMsat<N>>("amount", {0, Everything<SignedMsatUnit>::range.high});
    add(average, amount, trial.template any<Seconds<N>>("now"), any_window(trial), any_profile(trial));
    trial.template owe<"DA-1">("between zero and the sum of what was added", [&] {
        return contracts::both(average.value >= SignedMsat<N>(0),
                               [&] { return wide(average.value.count()) <= total.count() + wide(amount.count()); });
    });
};

}  // namespace

std::vector<Proof> decaying_average_proofs() {
    return {
        proof("decaying-average/read", everything, one_read),
        proof("decaying-average/reads", everything, two_reads),
        proof("decaying-average/addition", everything, one_addition),
        proof("decaying-average/order", everything, order_is_kept),
        proof("decaying-average/sum", everything, sum_bounds_average),
    };
}

}  // namespace plumbline::proofs
