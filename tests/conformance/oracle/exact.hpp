// Averages over the reals: no tolerance, and no rounding but the one that is asked for.
#pragma once

#include "tests/conformance/oracle/real.hpp"

#include <cstdint>

namespace plumbline::oracle {

/// Whether an average keeps its fractions.
enum class Keeping : std::uint8_t {
    reals,    ///< the sum of DA-1
    nearest,  ///< whole msat: every decayed value is rounded to the nearest, halves away from zero
};

/// A decaying average as chapter 2-decaying-average has it, for published values.
class ExactAverage {
public:
    /// An empty one that begins at `start`; window > 0.
    ExactAverage(std::uint64_t start, std::uint64_t window, DecayRate rate, Keeping keeping)
        : last_(start), window_(window), rate_(rate), keeping_(keeping) {}

    /// DA-6, DA-8, DA-10.
    void add(std::int64_t amount, std::uint64_t now);

    /// The value at `now`, a time before the last update counting as the last update (DA-6).
    [[nodiscard]] Real at(std::uint64_t now) const;

    [[nodiscard]] std::uint64_t last_update() const { return last_; }

private:
    Real value_{std::int64_t{0}};
    std::uint64_t last_;
    std::uint64_t window_;
    DecayRate rate_;
    Keeping keeping_;
};

/// numerator / denominator; denominator > 0.
Real quotient(Int128 numerator, Int128 denominator);

}  // namespace plumbline::oracle
