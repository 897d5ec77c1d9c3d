// An integer that is known only to lie between two others.
#pragma once

#include "reference/number/checked.hpp"
#include "tests/conformance/oracle/maybe.hpp"

#include <algorithm>
#include <concepts>

namespace plumbline::oracle {

class Interval {
public:
    using Bound = Checked<Int128>;

    constexpr Interval() = default;

    template <class Number>
        requires(std::integral<Number> || std::same_as<Number, Int128>)
    constexpr explicit Interval(Number exact) : low_(exact), high_(exact) {}

    /// low <= high
    constexpr Interval(Bound low, Bound high) : low_(low), high_(high) {}

    [[nodiscard]] constexpr Bound low() const { return low_; }

    [[nodiscard]] constexpr Bound high() const { return high_; }

    [[nodiscard]] constexpr bool contains(Int128 value) const { return low_.get() <= value && value <= high_.get(); }

    friend constexpr Interval operator+(const Interval& a, const Interval& b) {
        return {a.low_ + b.low_, a.high_ + b.high_};
    }

    friend constexpr Interval operator-(const Interval& a, const Interval& b) {
        return {a.low_ - b.high_, a.high_ - b.low_};
    }

    friend constexpr Interval operator*(const Interval& a, const Interval& b) {
        const auto corners = {a.low_ * b.low_, a.low_ * b.high_, a.high_ * b.low_, a.high_ * b.high_};
        return {std::min(corners), std::max(corners)};
    }

    /// Towards zero; a single positive divisor.
    friend constexpr Interval operator/(const Interval& a, const Interval& b) {
        contracts::require<"CV-6">(b.low_ == b.high_ && b.low_ > Bound(0), "a divisor is exact and positive",
                                   "Interval division");
        return {a.low_ / b.low_, a.high_ / b.low_};
    }

    constexpr Interval operator-() const { return {-high_, -low_}; }

    friend constexpr Maybe operator<(const Interval& a, const Interval& b) {
        return a.high_ < b.low_ ? Maybe(true) : a.low_ >= b.high_ ? Maybe(false) : Maybe::open();
    }

    friend constexpr Maybe operator>(const Interval& a, const Interval& b) { return b < a; }

    friend constexpr Maybe operator<=(const Interval& a, const Interval& b) { return !(b < a); }

    friend constexpr Maybe operator>=(const Interval& a, const Interval& b) { return !(a < b); }

    friend constexpr Maybe operator==(const Interval& a, const Interval& b) {
        if (a.high_ < b.low_ || b.high_ < a.low_) {
            return false;
        }
        return a.low_ == a.high_ && b.low_ == b.high_ ? Maybe(true) : Maybe::open();
    }

    friend constexpr Maybe operator!=(const Interval& a, const Interval& b) { return !(a == b); }

private:
    Bound low_{};
    Bound high_{};
};

}  // namespace plumbline::oracle
