// Any parameters that an operator may set, as inputs of a proof.
#pragma once

#include "proofs/engine/trial.hpp"
#include "reference/resource_manager/parameters.hpp"

namespace plumbline::proofs {

/// What proofs assume of each parameter; that these are the bounds of valid() is proved as parameters/valid (PA-10).
inline constexpr Range any_period{1, Int128{1} << 40U};
inline constexpr Range any_multiplier{1, 1000};
inline constexpr Range any_percent{0, 100};

/// Parameters for which valid() holds (PA-1, PA-2, PA-3, PA-6, PA-8).
template <class Trial>
auto any_parameters(Trial& trial) {
    using N = typename Trial::Domain;
    using Plain = typename N::Plain;
    Parameters<N> parameters;
    parameters.resolution_period = trial.template any<Seconds<N>>("resolution_period", any_period);
    parameters.revenue_window = trial.template any<Seconds<N>>("revenue_window", any_period);
    parameters.congestion_misuse_window = trial.template any<Seconds<N>>("congestion_misuse_window", any_period);
    parameters.reputation_multiplier = trial.template number<Plain>("reputation_multiplier", any_multiplier);
    parameters.general_percent = trial.template number<Plain>("general_percent", any_percent);
    parameters.congestion_percent = trial.template number<Plain>("congestion_percent", any_percent);
    trial.suppose(parameters.general_percent + parameters.congestion_percent <= Plain(100));
    return parameters;
}

}  // namespace plumbline::proofs
