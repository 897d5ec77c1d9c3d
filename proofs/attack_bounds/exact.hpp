// Exact numbers: whole numbers and quotients without a limit, and their decimals. No floating point.
#pragma once

#include <boost/multiprecision/gmp.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace plumbline::attack_bounds {

using Whole = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational = boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;

/// In how many ways `chosen` of `from` can be chosen; 0 where there are not so many.
Whole binomial(unsigned from, unsigned chosen);

/// A quotient that need not be in lowest terms: sums of many are reduced once, at their end.
struct Quotient {
    Whole numerator;
    Whole denominator;  ///< positive
};

/// The sum, in lowest terms.
Rational sum(std::vector<Quotient> terms);

/// To the nearest in the given decimal place, halves away from zero: "38.16".
std::string decimal(const Rational& number, unsigned places);

/// With so many significant digits, cut off: "8.18e-7"; "0" for 0.
std::string scientific(const Rational& number, unsigned digits);

}  // namespace plumbline::attack_bounds
