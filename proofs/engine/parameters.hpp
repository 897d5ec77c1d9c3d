// Any parameters that an operator may set, as inputs of a proof.
#pragma once

#include "proofs/engine/trial.hpp"
#include "reference/resource_manager/parameters.hpp"

namespace plumbline::proofs {

/// Parameters for which valid() holds (PA-1, PA-2, PA-3, PA-6, PA-8).
template <class Trial>
auto any_parameters(Trial& trial) {
    using N = typename Trial::Domain;
    using Plain = typename N::Plain;
    constexpr Range span{1, Int128{1} << 40U};
    Parameters<N> parameters;
    parameters.resolution_period = trial.template any<Seconds<N>>("resolution_period", span);
    parameters.revenue_window = trial.template any<Seconds<N>>("revenue_window", span);
    parameters.congestion_misuse_window = trial.template any<Seconds<N>>("congestion_misuse_window", span);
    parameters.reputation_multiplier = trial.template number<Plain>("reputation_multiplier", {1, 1000});
    parameters.general_percent = trial.template number<Plain>("general_percent", {0, 100});
    parameters.congestion_percent = trial.template number<Plain>("congestion_percent", {0, 100});
    trial.suppose(parameters.general_percent + parameters.congestion_percent <= Plain(100));
    return parameters;
}

}  // namespace plumbline::proofs
