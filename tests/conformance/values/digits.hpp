// Whole numbers as strings of decimal digits, without grouping.
#pragma once

#include "reference/number/checked.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumbline::values {

std::string digits(Int128 number);

/// None unless `text` is exactly what digits() writes: no sign but "-", no zeros in front, at most 30 digits.
std::optional<Int128> number_from(std::string_view text);

/// Whether `text` is a decimal number as the files write it: "-12.5", no zeros in front or at the end of the fraction,
/// at most 60 characters.
bool is_decimal(std::string_view text);

}  // namespace plumbline::values
