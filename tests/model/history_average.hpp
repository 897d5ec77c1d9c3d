// Averages that forget nothing: every addition is kept with its time, and a value is summed over all of them at each
// look, as DA-1 defines it. What comes out is an interval: it encloses the real number, or everything that a conforming
// implementation may answer.
//
// Written from the chapters 2-decaying-average and 3-window-average alone; shares no code with the reference.
//
// Why the intervals enclose. u = 2^-64 is the unit roundoff of the 64-bit mantissa that is asserted below.
//   share      elapsed and window are exact, so s = elapsed / window carries a relative error of at most u.
//   factor     2^(-2s) or e^(-s), of an argument that is off by at most 2s·u: a relative error of at most 2s·u·ln 2 or
//              s·u, below 1.5·s·u; and exp2l and expl themselves, documented to 2 ulp, taken as 2^-60. Together below
//              2^-60 + s·2^-63 for s <= 1024. Beyond, the factor is less than e^-1024 < 2^-1000.
//   sum        n products and n additions, each off by at most u times the sum of all magnitudes: 2n·u, taken as
//              (2n + 8)·u for what the bounds themselves lose, and 2^-900 for what underflows.
// Checked against MPFI in history_average_test.cpp.
#pragma once

#include "reference/resource_manager/rules.hpp"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <vector>

namespace plumbline::model {

static_assert(LDBL_MANT_DIG >= 64, "every 64-bit integer is exact in a long double");

/// At least everything between the two, ends included. Millisatoshi.
struct Enclosure {
    long double low = 0;
    long double high = 0;

    [[nodiscard]] bool contains(std::int64_t value) const {
        return low <= static_cast<long double>(value) && static_cast<long double>(value) <= high;
    }

    [[nodiscard]] long double magnitude() const { return std::max(std::fabs(low), std::fabs(high)); }

    [[nodiscard]] Enclosure widened(long double by) const { return {low - by, high + by}; }

    /// Cut off at the ends of what an average can hold (DA-8).
    [[nodiscard]] Enclosure saturated() const {
        constexpr long double limit = 9223372036854775807.0L;
        return {std::clamp(low, -limit, limit), std::clamp(high, -limit, limit)};
    }
};

/// rate^elapsed, enclosed; `window` > 0 seconds (DA-2, DA-3).
inline Enclosure decay_factor(std::uint64_t elapsed, std::uint64_t window, DecayRate rate) {
    if (elapsed == 0) {
        return {1, 1};
    }
    const long double share = static_cast<long double>(elapsed) / static_cast<long double>(window);
    if (share > 1024) {
        return {0, std::ldexp(1.0L, -1000)};
    }
    const long double factor = rate == DecayRate::draft ? std::exp2(-2 * share) : std::exp(-share);
    const long double error = factor * (std::ldexp(1.0L, -60) + share * std::ldexp(1.0L, -63));
    return {factor - error, factor + error};
}

/// What DA-7 grants to a read of a value of this magnitude.
inline long double read_tolerance(long double magnitude) {
    return 1 + std::ldexp(magnitude, -44);
}

/// A decaying average (chapter 2-decaying-average).
class HistoryAverage {
public:
    /// Times are seconds. `begin` is the time that counts as the last update before anything was added.
    HistoryAverage(DecayRate rate, std::uint64_t window, std::uint64_t begin = 0)
        : rate_(rate), window_(window), last_update_(begin) {}

    /// Zero changes nothing (DA-10).
    void add(std::int64_t amount, std::uint64_t now) {
        if (amount == 0) {
            return;
        }
        const std::uint64_t time = counted(now);
        const Enclosure before = stored(time);
        const long double slack = read_tolerance(before.magnitude());
        const auto added = static_cast<long double>(amount);
        additions_.push_back({{added, added}, time, slack});
        last_update_ = time;
        const Enclosure after = stored(time);
        const Enclosure held = after.saturated();
        if (held.low != after.low || held.high != after.high) {
            additions_ = {{held, time, 0}};  // what was cut off is gone: as if the limit had been added alone (DA-8)
        }
    }

    /// Encloses the value of DA-1. After a saturation: of what began at the limit.
    [[nodiscard]] Enclosure exact(std::uint64_t now) const { return sum(counted(now), 0); }

    /// Encloses the decay of what a conforming implementation may have stored (DA-7 for each addition, hence DA-9).
    [[nodiscard]] Enclosure stored(std::uint64_t now) const { return sum(counted(now), 1); }

    /// Encloses what a conforming implementation may answer (DA-7, DA-8). Of nothing, it is 0 (RM-16).
    [[nodiscard]] Enclosure read(std::uint64_t now) const {
        if (additions_.empty()) {
            return {};
        }
        const Enclosure exact_decay = stored(now);
        return exact_decay.widened(read_tolerance(exact_decay.magnitude())).saturated();
    }

    [[nodiscard]] bool empty() const { return additions_.empty(); }

    [[nodiscard]] std::uint64_t last_update() const { return last_update_; }

    /// An earlier time counts as the last update (DA-6).
    [[nodiscard]] std::uint64_t counted(std::uint64_t now) const { return std::max(now, last_update_); }

private:
    struct Addition {
        Enclosure amount;
        std::uint64_t time = 0;
        long double slack = 0;  ///< by how much the read may have been off to which the amount was added
    };

    /// The sum over all additions, each widened by `slacks` times its slack.
    [[nodiscard]] Enclosure sum(std::uint64_t now, long double slacks) const {
        Enclosure total;
        long double magnitudes = 0;
        for (const Addition& addition : additions_) {
            const Enclosure factor = decay_factor(now - addition.time, window_, rate_);
            const Enclosure amount = addition.amount.widened(slacks * addition.slack);
            total.low += amount.low * (amount.low < 0 ? factor.high : factor.low);
            total.high += amount.high * (amount.high < 0 ? factor.low : factor.high);
            magnitudes += amount.magnitude() * factor.high;
        }
        const auto terms = static_cast<long double>(additions_.size());
        return total.widened(magnitudes * std::ldexp(2 * terms + 8, -64) + std::ldexp(1.0L, -900));
    }

    DecayRate rate_;
    std::uint64_t window_;
    std::uint64_t last_update_;
    std::vector<Addition> additions_;
};

/// An average per window, over `count` windows (chapter 3-window-average).
class HistoryWindowAverage {
public:
    HistoryWindowAverage(DecayRate rate, std::uint64_t window, std::uint64_t count, std::uint64_t start)
        : window_(window), count_(count), start_(start), sum_(rate, window * count, start) {}

    void add(std::int64_t amount, std::uint64_t now) { sum_.add(amount, now); }

    /// Encloses the value of WA-2, of the sum of DA-1.
    [[nodiscard]] Enclosure exact(std::uint64_t now) const { return per_window(sum_.exact(now), now); }

    /// Encloses what a conforming implementation may answer: within the tolerance of DA-7 plus 1 msat (WA-3).
    [[nodiscard]] Enclosure read(std::uint64_t now) const {
        if (sum_.empty()) {
            return {};
        }
        const Enclosure value = per_window(sum_.stored(now).saturated(), now);
        return value.widened(read_tolerance(value.magnitude()) + 1).saturated();
    }

    [[nodiscard]] const HistoryAverage& sum() const { return sum_; }

private:
    /// Divided by clamp(age / window, 1, count); the quotients' errors are below 2^-62 in relative terms.
    [[nodiscard]] Enclosure per_window(const Enclosure& sum, std::uint64_t now) const {
        const auto age = static_cast<long double>(sum_.counted(now) - start_);
        const long double divisor =
            std::clamp(age / static_cast<long double>(window_), 1.0L, static_cast<long double>(count_));
        const Enclosure quotient{sum.low / divisor, sum.high / divisor};
        return quotient.widened(std::ldexp(quotient.magnitude(), -62));
    }

    std::uint64_t window_;
    std::uint64_t count_;
    std::uint64_t start_;
    HistoryAverage sum_;
};

}  // namespace plumbline::model
