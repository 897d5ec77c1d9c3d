// Chapter 4: bounds of costs, fees and risk, and how they grow.
#include "reference/resource_manager/opportunity_cost.hpp"

#include "contracts/resource_manager/costs.hpp"
#include "proofs/engine/parameters.hpp"
#include "proofs/resource_manager/chapters.hpp"

namespace plumbline::proofs {
namespace {

constexpr const char* everything =
    "amounts up to the supply, heights and expiries over all of 32 bits, times over all of 64 bits, every parameters "
    "that an operator may set";

// Any HTLC and any parameters.
constexpr auto cost_of_holding = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee");
    const auto held = trial.template any<Seconds<N>>("held");
    const SignedMsat<N> cost = opportunity_cost(held, fee, parameters);
    trial.owe_all(contracts::cost_contract, "opportunity_cost", held, fee, parameters.resolution_period, cost);
};

// The same fee, held for longer.
constexpr auto cost_grows_with_time = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee");
    const auto held = trial.template any<Seconds<N>>("held");
    const auto longer = trial.template any<Seconds<N>>("held_longer");
    trial.suppose(held <= longer);
    const SignedMsat<N> cost = opportunity_cost(held, fee, parameters);
    const SignedMsat<N> later_cost = opportunity_cost(longer, fee, parameters);
    trial.template owe<"OC-1">("holding for longer costs no less", [&] { return cost <= later_cost; });
};

// The same time, for a larger fee.
constexpr auto cost_grows_with_fee = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee");
    const auto larger = trial.template any<Msat<N>>("larger_fee");
    const auto held = trial.template any<Seconds<N>>("held");
    trial.suppose(fee <= larger);
    const SignedMsat<N> cost = opportunity_cost(held, fee, parameters);
    const SignedMsat<N> larger_cost = opportunity_cost(held, larger, parameters);
    trial.template owe<"OC-1">("a larger fee costs no less", [&] { return cost <= larger_cost; });
};

// One period more than the one that costs nothing.
constexpr auto cost_of_a_period = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee");
    const Seconds<N> twice = parameters.resolution_period + parameters.resolution_period;
    const SignedMsat<N> cost = opportunity_cost(twice, fee, parameters);
    trial.template owe<"OC-1">("a period too late costs the fee",
                               [&] { return wide(cost.count()) == wide(fee.count()); });
};

/// What the contract of effective fees looks at.
template <class N>
struct Resolved {
    Msat<N> fee;
    SignedMsat<N> cost;
    typename N::Bool accountable;
    typename N::Bool settled;
    typename N::Bool in_time;
};

constexpr auto effective_fees = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee");
    const auto held = trial.template any<Seconds<N>>("held");
    const typename N::Bool accountable = trial.truth_of("accountable");
    const bool settled = trial.choice("settled", 2) == 1;
    const SignedMsat<N> effective =
        effective_fee(fee, held, accountable, settled ? Resolution::settled : Resolution::failed, parameters);
    const Resolved<N> resolved{fee, opportunity_cost(held, fee, parameters), accountable, settled,
                               held <= parameters.resolution_period};
    trial.owe_all(contracts::effective_fee_contract, "effective_fee", resolved, effective);
    trial.template owe<"OC-4">("between -(2^63 - 1) and the fee", [&] {
        return contracts::both(wide(effective.count()) <= wide(fee.count()),
                               [&] { return effective >= SignedMsat<N>(-contracts::largest_cost); });
    });
};

constexpr auto times_of_resolution = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto added = trial.template any<Seconds<N>>("added");
    const auto resolved = trial.template any<Seconds<N>>("resolved");
    trial.owe_all(contracts::resolution_time_contract, "resolution_time", added, resolved,
                  resolution_time(added, resolved));
};

constexpr auto risk_of_htlc = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee");
    const auto expiry = trial.template any<Height<N>>("cltv_expiry");
    const auto height = trial.template any<Height<N>>("height_added");
    const SignedMsat<N> risk = htlc_risk(fee, expiry, height, parameters);
    trial.template owe<"OC-11">("nothing where it has expired", [&] {
        return contracts::implies(expiry <= height, [&] { return risk == SignedMsat<N>(0); });
    });
    if (expiry > height) {
        using Natural = typename N::Natural;
        const Seconds<N> longest((expiry - height).count() * Natural(600));
        trial.owe_all(contracts::cost_contract, "htlc_risk", longest, fee, parameters.resolution_period, risk);
    }
};

constexpr auto risk_grows_with_expiry = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee");
    const auto expiry = trial.template any<Height<N>>("cltv_expiry");
    const auto later = trial.template any<Height<N>>("later_expiry");
    const auto height = trial.template any<Height<N>>("height_added");
    trial.suppose(expiry <= later);
    const SignedMsat<N> risk = htlc_risk(fee, expiry, height, parameters);
    const SignedMsat<N> later_risk = htlc_risk(fee, later, height, parameters);
    trial.template owe<"OC-7">("a later expiry risks no less", [&] { return risk <= later_risk; });
};

constexpr auto risk_grows_with_fee = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee");
    const auto larger = trial.template any<Msat<N>>("larger_fee");
    const auto expiry = trial.template any<Height<N>>("cltv_expiry");
    const auto height = trial.template any<Height<N>>("height_added");
    trial.suppose(fee <= larger);
    const SignedMsat<N> risk = htlc_risk(fee, expiry, height, parameters);
    const SignedMsat<N> larger_risk = htlc_risk(larger, expiry, height, parameters);
    trial.template owe<"OC-7">("a larger fee risks no less", [&] { return risk <= larger_risk; });
};

}  // namespace

std::vector<Proof> opportunity_cost_proofs() {
    return {
        proof("opportunity-cost/cost", everything, cost_of_holding),
        proof("opportunity-cost/grows-with-time", everything, cost_grows_with_time),
        proof("opportunity-cost/grows-with-fee", everything, cost_grows_with_fee),
        proof("opportunity-cost/of-a-period", everything, cost_of_a_period),
        proof("opportunity-cost/effective-fee", everything, effective_fees),
        proof("opportunity-cost/resolution-time", everything, times_of_resolution),
        proof("opportunity-cost/risk", everything, risk_of_htlc),
        proof("opportunity-cost/risk-grows-with-expiry", everything, risk_grows_with_expiry),
        proof("opportunity-cost/risk-grows-with-fee", everything, risk_grows_with_fee),
    };
}

}  // namespace plumbline::proofs
