// A decaying sum over the reals, with the error that the specification grants to a stored one (DA-1, DA-7, DA-9).
#pragma once

#include "reference/resource_manager/rules.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace plumbline::support {

class RealSum {
public:
    RealSum() = default;

    explicit RealSum(std::uint64_t begin) : last_(begin) {}

    [[nodiscard]] long double at(std::uint64_t now, std::uint64_t window, DecayRate rate) const {
        if (now <= last_) {
            return value_;
        }
        const long double share = static_cast<long double>(now - last_) / static_cast<long double>(window);
        return value_ * (rate == DecayRate::draft ? std::exp2(-2.0L * share) : std::exp(-share));
    }

    void add(std::int64_t amount, std::uint64_t now, std::uint64_t window, DecayRate rate) {
        if (amount == 0) {
            return;
        }
        constexpr long double limit = 9223372036854775807.0L;
        value_ = std::clamp(at(now, window, rate) + static_cast<long double>(amount), -limit, limit);
        last_ = std::max(last_, now);
        ++additions_;
        largest_ = std::max(largest_, std::fabs(value_));
    }

    /// By how much a read of the stored sum may differ: one tolerance for each addition, and one for the read.
    [[nodiscard]] long double tolerance() const {
        return static_cast<long double>(additions_ + 1) * (1.0L + std::ldexp(largest_, -44));
    }

    /// The time for which the stored value holds.
    [[nodiscard]] std::uint64_t last_update() const { return last_; }

private:
    long double value_ = 0;
    std::uint64_t last_ = 0;
    std::uint64_t additions_ = 0;
    long double largest_ = 0;
};

}  // namespace plumbline::support
