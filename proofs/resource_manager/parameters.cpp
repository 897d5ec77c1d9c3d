// Chapter 1: how a channel is split, and that the bounds on parameters are needed.
#include "reference/resource_manager/parameters.hpp"

#include "contracts/resource_manager/parameters.hpp"
#include "proofs/engine/parameters.hpp"
#include "proofs/resource_manager/chapters.hpp"
#include "reference/resource_manager/slot_assignment.hpp"

namespace plumbline::proofs {
namespace {

// Any total in msat and the percentages in force.
constexpr auto split_of_liquidity = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto total = trial.template any<Msat<N>>("max_htlc_value_in_flight");
    trial.owe_all(contracts::split_contract, "split", total, parameters, split(total, parameters, draft_profile));
};

constexpr auto split_of_slots = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto total = trial.template any<Slots<N>>("max_accepted_htlcs");
    trial.owe_all(contracts::split_contract, "split", total, parameters, split(total, parameters, draft_profile));
};

// Any numbers at all: what valid() lets through is what the other proofs assume (any_parameters), and nothing less.
constexpr auto what_is_valid = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    using Plain = typename N::Plain;
    constexpr Range any64 = symbolic::Natural64::range;
    Parameters<N> parameters;
    parameters.resolution_period = trial.template any<Seconds<N>>("resolution_period");
    parameters.revenue_window = trial.template any<Seconds<N>>("revenue_window");
    parameters.congestion_misuse_window = trial.template any<Seconds<N>>("congestion_misuse_window");
    parameters.reputation_multiplier = trial.template number<Plain>("reputation_multiplier", any64);
    parameters.general_percent = trial.template number<Plain>("general_percent", any64);
    parameters.congestion_percent = trial.template number<Plain>("congestion_percent", any64);
    const bool taken = valid(parameters);
    trial.reach(taken ? "valid" : "not valid");
    trial.template owe<"PA-10">("valid exactly within the bounds that proofs assume", [&] {
        using Wide = typename N::Wide;
        const Wide general(parameters.general_percent);
        const Wide congestion(parameters.congestion_percent);
        const std::pair<Wide, Range> assumed[] = {
            {N::wide(parameters.resolution_period.count()), any_period},
            {N::wide(parameters.revenue_window.count()), any_period},
            {N::wide(parameters.congestion_misuse_window.count()), any_period},
            {Wide(parameters.reputation_multiplier), any_multiplier},
            {general, any_percent},
            {congestion, any_percent},
            {general + congestion, any_percent},
        };
        typename N::Bool all(true);
        for (const auto& [value, range] : assumed) {
            all = contracts::both(all, [&] {
                return contracts::both(Wide(range.low) <= value, [&] { return value <= Wide(range.high); });
            });
        }
        return contracts::iff(typename N::Bool(taken), all);
    });
};

// Any limits at all: what valid() lets through is what the other proofs take a total to be.
constexpr auto which_limits_are_valid = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    constexpr Range any64 = symbolic::Natural64::range;
    const ChannelLimits<N> limits{trial.template any<Slots<N>>("max_accepted_htlcs", any64),
                                  trial.template any<Msat<N>>("max_htlc_value_in_flight", any64)};
    const bool taken = valid(limits, draft_profile);
    trial.reach(taken ? "valid" : "not valid");
    trial.template owe<"PA-7">("valid exactly within the bounds that proofs assume", [&] {
        using Wide = typename N::Wide;
        const Wide slots = N::wide(limits.max_accepted_htlcs.count());
        const Wide most(Everything<SlotsUnit>::range.high);
        const Wide liquidity = N::wide(limits.max_htlc_value_in_flight.count());
        const Wide supply(Everything<MsatUnit>::range.high);
        const auto assumed = contracts::both(
            slots >= Wide(1), [&] { return contracts::both(slots <= most, [&] { return liquidity <= supply; }); });
        return contracts::iff(typename N::Bool(taken), assumed);
    });
};

// A share above 100 % of the whole.
constexpr auto split_above_all = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    Parameters<N> parameters;
    parameters.general_percent = trial.template number<typename N::Plain>("general_percent", {0, 101});
    const auto total = trial.template any<Msat<N>>("max_htlc_value_in_flight");
    trial.owe_all(contracts::split_contract, "split", total, parameters, split(total, parameters, draft_profile));
};

// Two shares that are at most 100 % each, but more together.
constexpr auto split_without_sum = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    Parameters<N> parameters;
    parameters.general_percent = trial.template number<typename N::Plain>("general_percent", any_percent);
    parameters.congestion_percent = trial.template number<typename N::Plain>("congestion_percent", any_percent);
    const auto total = trial.template any<Msat<N>>("max_htlc_value_in_flight");
    trial.owe_all(contracts::split_contract, "split", total, parameters, split(total, parameters, draft_profile));
};

// GB-1 is computed on plain numbers: every total that there is.
constexpr bool allocations_hold() {
    bool all = true;
    for (std::size_t total = 0; total <= max_accepted_htlcs_limit; ++total) {
        const std::size_t slots = pair_slot_allocation(total, draft_profile);
        const bool some = total == 0 ? slots == 0 : slots >= 1;
        const bool at_least_five = total < 5 ? slots == total : slots >= 5;
        const bool a_twentieth = total < 120 || (slots * 20 <= total && total < (slots + 1) * 20);
        const bool grows = total == 0 || slots >= pair_slot_allocation(total - 1, draft_profile);
        const bool fits = slots <= total && slots <= max_pair_slots;
        all = all && some && at_least_five && a_twentieth && grows && fits;
    }
    return all;
}

static_assert(allocations_hold(), "GB-1: 5 % of the slots, at least 5, at most all, at most what a SlotSet holds");

}  // namespace

std::vector<Proof> parameters_proofs() {
    return {
        proof("parameters/split-of-liquidity", "totals up to the supply, every percentages that an operator may set",
              split_of_liquidity),
        proof("parameters/split-of-slots", "totals of 0 to 483 slots, every percentages that an operator may set",
              split_of_slots),
        proof("parameters/valid", "parameters over all of 64 bits each", what_is_valid),
        proof("parameters/valid-limits", "limits over all of 64 bits each", which_limits_are_valid),
        proof("parameters/split-needs-a-percentage", "general_percent up to 101", split_above_all, Expected::refuted),
        proof("parameters/split-needs-a-sum", "percentages up to 100 each, whatever their sum", split_without_sum,
              Expected::refuted),
    };
}

}  // namespace plumbline::proofs
