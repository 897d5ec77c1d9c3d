#include "proofs/attack_bounds/exact.hpp"

#include <cstdint>
#include <utility>

namespace plumbline::attack_bounds {
namespace {

Whole power_of_ten(unsigned exponent) {
    return boost::multiprecision::pow(Whole(10), exponent);
}

}  // namespace

Whole binomial(unsigned from, unsigned chosen) {
    Whole result;
    mpz_bin_uiui(result.backend().data(), from, chosen);
    return result;
}

Rational sum(std::vector<Quotient> terms) {
    if (terms.empty()) {
        return 0;
    }
    // Neighbours are added until one is left, so that most additions are of small numbers.
    while (terms.size() > 1) {
        std::vector<Quotient> fewer;
        fewer.reserve(terms.size() / 2 + 1);
        for (std::size_t i = 0; i + 1 < terms.size(); i += 2) {
            const Quotient& a = terms[i];
            const Quotient& b = terms[i + 1];
            fewer.push_back(
                {a.numerator * b.denominator + b.numerator * a.denominator, Whole(a.denominator * b.denominator)});
        }
        if (terms.size() % 2 == 1) {
            fewer.push_back(std::move(terms.back()));
        }
        terms = std::move(fewer);
    }
    return {terms.front().numerator, terms.front().denominator};
}

std::string decimal(const Rational& number, unsigned places) {
    const bool negative = number < 0;
    const Whole over = abs(numerator(number));
    const Whole under = denominator(number);
    const Whole scaled = (2 * over * power_of_ten(places) + under) / (2 * under);
    std::string digits = scaled.str();
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    if (places > 0) {
        digits.insert(digits.size() - places, ".");
    }
    return negative && scaled != 0 ? "-" + digits : digits;
}

std::string scientific(const Rational& number, unsigned digits) {
    if (number == 0) {
        return "0";
    }
    const Rational magnitude = abs(number);
    std::int64_t exponent = 0;
    Rational scaled = magnitude;
    while (scaled >= 10) {
        scaled /= 10;
        ++exponent;
    }
    while (scaled < 1) {
        scaled *= 10;
        --exponent;
    }
    const Whole shown = numerator(scaled) * power_of_ten(digits - 1) / denominator(scaled);
    std::string text = shown.str();
    if (text.size() > 1) {
        text.insert(1, ".");
    }
    return (number < 0 ? "-" : "") + text + "e" + std::to_string(exponent);
}

}  // namespace plumbline::attack_bounds
