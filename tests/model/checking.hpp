// Random runs of a manager against the model, as RapidCheck's stateful tests, and the smallest one that differs.
#pragma once

#include "tests/model/session.hpp"

#include <optional>

namespace plumbline::model {

struct Plan {
    std::uint64_t seed = 0;
    int runs = 0;
    std::string deviation = {};  ///< which known deviation the managers are made to follow
    int longest = 500;           ///< operations
};

/// The smallest run found in which the manager and the model differ.
struct Counterexample {
    Run run;
    Found found;
};

/// None where all runs agree. `tally` gets what they met. RC_PARAMS in the environment gives other seeds and numbers of
/// runs.
std::optional<Counterexample> search(const Plan& plan, Tally& tally);

/// The difference in words, and the run as a file for replay_model.
std::string describe(const Counterexample& counterexample);

}  // namespace plumbline::model
