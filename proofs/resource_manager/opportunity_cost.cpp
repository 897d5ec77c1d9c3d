// Chapter 4: bounds of costs, fees and risk, and how they grow.
#include "reference/resource_manager/opportunity_cost.hpp"

#include "proofs/engine/parameters.hpp"
#include "proofs/resource_manager/chapters.hpp"

namespace plumbline::proofs {
namespace {

constexpr const char* everything =
    "amounts up to the supply, heights and expiries over all of 32 bits, times over all of 64 bits, every period that "
    "an operator may set";

// Any HTLC and any parameters.
constexpr auto bounds = [](auto& trial) {
    using N = typename std::decay_t<decltype(trial)>::Domain;
    const Parameters<N> parameters = any_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee");
    const auto held = trial.template any<Seconds<N>>("held");
    const SignedMsat<N> cost = opportunity_cost(held, fee, parameters);
    trial.template owe<"OC-1">("a cost is never negative", [&] { return cost >= SignedMsat<N>(0); });
    trial.template owe<"OC-1">("no cost within the resolution period", [&] {
        return contracts::implies(held <= parameters.resolution_period, [&] { return cost == SignedMsat<N>(0); });
    });
    trial.template owe<"OC-3">("a cost is at most 2^63 - 1",
                               [&] { return cost <= SignedMsat<N>(std::numeric_limits<std::int64_t>::max()); });
};

}  // namespace

std::vector<Proof> opportunity_cost_proofs() {
    return {proof("opportunity-cost/bounds", everything, bounds)};
}

}  // namespace plumbline::proofs
