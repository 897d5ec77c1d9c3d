// What the specification allows for the inputs of a published value, and what the reference answers.
#pragma once

#include "reference/resource_manager/rules.hpp"
#include "tests/conformance/values/published.hpp"

namespace plumbline::values {

/// By the oracle. The inputs must be within the ranges that the reader admits.
Answer allowed_by_specification(const Inputs& inputs);

/// What an implementation gave: a number, slots in order, sizes, an amount, whether reputation is sufficient. None: it
/// refused.
using Outcome = std::optional<std::variant<Int128, AssignedSlots, BucketSizes, LargestAmount, bool>>;

/// By the reference, with `rules` in place of the specification's. The decay is that of the profile `later` where the
/// inputs say so.
Outcome reference_outcome(const Inputs& inputs, const Rules& rules = {});

bool allows(const Answer& answer, const Outcome& outcome);

/// The times of a step, in order.
template <class Visit>
void for_each_time(const Step& step, Visit&& visit) {
    for (std::uint64_t i = 0; i < step.times; ++i) {
        visit(step.time + i * step.every);
    }
}

}  // namespace plumbline::values
