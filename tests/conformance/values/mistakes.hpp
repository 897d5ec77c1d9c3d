// What implementations get wrong: each a function that answers as such an implementation would.
#pragma once

#include "tests/conformance/values/evaluate.hpp"

#include <functional>
#include <span>
#include <string_view>

namespace plumbline::values {

struct Mistake {
    std::string_view name;      ///< that of spec/deviations where it is one of those
    std::string_view sentence;  ///< what it does
    Subject subject;            ///< whose values show it
    std::function<Outcome(const Inputs&)> answer;
};

/// Every deviation that the reference can be switched to and that these values can show, and typical mistakes besides.
/// At least one published value tells each from the specification.
std::span<const Mistake> mistakes();

/// The names of those that give an answer for these inputs which `answer` does not allow.
std::vector<std::string> caught(const Inputs& inputs, const Answer& answer);

}  // namespace plumbline::values
