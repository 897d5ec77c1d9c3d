// Known deviations: rules that some implementation follows in place of the specification's, by name. spec/deviations
// describes them.
#pragma once

#include "contracts/requirement.hpp"
#include "reference/resource_manager/rules.hpp"

#include <span>
#include <string_view>

namespace plumbline::conformance {

struct Deviation {
    std::string_view name;
    std::string_view says;                             ///< what it does, in one sentence
    std::span<const contracts::RequirementId> breaks;  ///< the requirements that it breaks
    void (*apply)(Rules& rules);
};

/// All that can be switched on, in the order of the specification's chapters.
std::span<const Deviation> known_deviations();

/// The deviation of this name; null if there is none.
const Deviation* find_deviation(std::string_view name);

}  // namespace plumbline::conformance
