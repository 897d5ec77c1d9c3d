#include "proofs/symbolic/range.hpp"

#include "contracts/describe.hpp"

#include <algorithm>
#include <stdexcept>

namespace plumbline::symbolic {
namespace {

Int128 held(Int128 value) {
    return std::clamp(value, -unbounded, unbounded);
}

Int128 held_product(Int128 a, Int128 b) {
    Int128 result = 0;
    if (__builtin_mul_overflow(a, b, &result)) {
        return (a < 0) == (b < 0) ? unbounded : -unbounded;
    }
    return held(result);
}

}  // namespace

std::string to_text(Int128 value) {
    return contracts::describe_value(value);
}

Int128 from_text(const std::string& text) {
    const bool negative = !text.empty() && text.front() == '-';
    Int128 value = 0;
    for (std::size_t at = negative ? 1 : 0; at < text.size(); ++at) {
        const int digit = text[at] - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, Int128{10}, &value) ||
            __builtin_sub_overflow(value, Int128{digit}, &value)) {
            throw std::logic_error("no number of 128 bits: " + text);
        }
    }
    return negative ? value : -value;
}

// Where nothing is known of one, nothing is known of the sum.
Range sum(Range a, Range b) {
    const bool no_low = a.low <= -unbounded || b.low <= -unbounded;
    const bool no_high = a.high >= unbounded || b.high >= unbounded;
    return {no_low ? -unbounded : held(a.low + b.low), no_high ? unbounded : held(a.high + b.high)};
}

Range negated(Range a) {
    return {-held(a.high), -held(a.low)};
}

Range product(Range a, Range b) {
    const auto [low, high] =
        std::minmax({held_product(held(a.low), held(b.low)), held_product(held(a.low), held(b.high)),
                     held_product(held(a.high), held(b.low)), held_product(held(a.high), held(b.high))});
    return {low, high};
}

bool surely_less(Range a, Range b) {
    return a.high < b.low && a.high < unbounded && b.low > -unbounded;
}

bool surely_not_less(Range a, Range b) {
    return a.low >= b.high && a.low > -unbounded && b.high < unbounded;
}

Range hull(Range a, Range b) {
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

}  // namespace plumbline::symbolic
