#pragma once

#include "tests/conformance/values/mistakes.hpp"

namespace plumbline::values {

std::vector<Mistake> mistakes_of_costs();

}  // namespace plumbline::values
