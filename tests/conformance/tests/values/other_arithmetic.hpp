// What the chapters allow, by another arithmetic than the oracle's and the reference's: 100 decimal digits and whole
// numbers of any size, with formulas written from the chapters alone.
#pragma once

#include "tests/conformance/values/published.hpp"

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

namespace plumbline::values::other {

using Decimal = boost::multiprecision::cpp_dec_float_100;
using Whole = boost::multiprecision::cpp_int;

/// A number as the chapters have it, and what may be shown for it.
struct Allowed {
    Decimal exact;
    Whole lowest;
    Whole highest;
    Whole rounded;  ///< the reference's way: every value to the nearest
    /// By how much DA-9 lets a stored average differ from the exact one; 0 where it says nothing.
    Decimal error_bound;
};

Allowed allowed(const DecayingAverageInputs& inputs);
Allowed allowed(const WindowAverageInputs& inputs);
Allowed allowed(const OpportunityCostInputs& inputs);
Allowed allowed(const EffectiveFeeInputs& inputs);
Allowed allowed(const InFlightRiskInputs& inputs);
/// Of the margin.
Allowed allowed(const SufficiencyInputs& inputs);

/// ChaCha20 as RFC 8439 has it, and GB-4 to GB-6.
std::vector<std::uint32_t> assigned(const SlotAssignmentInputs& inputs);

}  // namespace plumbline::values::other
