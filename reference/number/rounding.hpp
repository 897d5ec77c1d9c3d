// Rounding and saturation, for every domain whose wide numbers are exact.
#pragma once

#include <cstdint>
#include <limits>

namespace plumbline {

/// numerator / denominator to the nearest integer, halves away from zero; denominator > 0 (OC-2, WA-3).
template <class Wide>
constexpr Wide divide_to_nearest(const Wide& numerator, const Wide& denominator) {
    const Wide half = denominator / Wide(2);
    if (numerator < Wide(0)) {
        return (numerator - half) / denominator;
    }
    return (numerator + half) / denominator;
}

/// The value, held at ±(2^63-1) (DA-8, OC-3).
template <class Wide>
constexpr Wide held_in_64_bits(const Wide& value) {
    Wide limit(std::numeric_limits<std::int64_t>::max());
    if (value > limit) {
        return limit;
    }
    if (value < -limit) {
        return -limit;
    }
    return value;
}

}  // namespace plumbline
