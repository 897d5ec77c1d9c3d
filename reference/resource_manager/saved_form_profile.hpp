// Under what name a form speaks of the rules that a manager follows.
#pragma once

#include "reference/resource_manager/rules.hpp"

#include <string_view>

namespace plumbline::saved_form {

/// The profile's name (CV-5); "deviation" for any other choice of rules.
constexpr std::string_view profile_name(const Rules& rules) {
    return rules == draft_profile ? "draft-3d7d840" : rules == later_profile ? "later" : "deviation";
}

}  // namespace plumbline::saved_form
