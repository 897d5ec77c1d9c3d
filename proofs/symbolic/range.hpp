// What a symbolic number may be: the ranges of the running domain's types, and the bounds that are known of a term.
#pragma once

#include "reference/number/checked.hpp"

#include <string>
#include <string_view>

namespace plumbline::symbolic {

/// From `low` to `high`, both included.
struct Range {
    Int128 low = 0;
    Int128 high = 0;
};

/// Beyond this nothing is known of a term; far enough inside 128 bits that sums of two bounds do not overflow.
inline constexpr Int128 unbounded = Int128{1} << 125U;

namespace detail {

constexpr Int128 power_of_two(unsigned exponent) {
    return Int128{1} << exponent;
}

}  // namespace detail

/// The kinds of number that the running domain has, each with the values that fit its type. A result outside is a
/// violated contract (CV-4), and so is what a proof has to exclude.
struct Natural64 {
    static constexpr std::string_view type = "an unsigned 64-bit number";
    static constexpr Range range{0, detail::power_of_two(64) - 1};
};

struct Integer64 {
    static constexpr std::string_view type = "a signed 64-bit number";
    static constexpr Range range{-detail::power_of_two(63), detail::power_of_two(63) - 1};
};

struct Natural32 {
    static constexpr std::string_view type = "an unsigned 32-bit number";
    static constexpr Range range{0, detail::power_of_two(32) - 1};
};

struct Natural16 {
    static constexpr std::string_view type = "an unsigned 16-bit number";
    static constexpr Range range{0, detail::power_of_two(16) - 1};
};

/// 128 bits, signed.
struct Wide128 {
    static constexpr std::string_view type = "a signed 128-bit number";
    static constexpr Range range{-detail::power_of_two(126) - (detail::power_of_two(126) - 1) - 1,
                                 detail::power_of_two(126) + (detail::power_of_two(126) - 1)};
};

std::string to_text(Int128 value);

/// The number that `text` spells in decimal; one that does not fit 128 bits is a fault of the engine.
Int128 from_text(const std::string& text);

/// Bounds of the results, held at ±unbounded.
Range sum(Range a, Range b);
Range negated(Range a);
Range product(Range a, Range b);
Range hull(Range a, Range b);

/// Whether every number of `a` is less than every number of `b`; whether none is.
bool surely_less(Range a, Range b);
bool surely_not_less(Range a, Range b);

}  // namespace plumbline::symbolic
