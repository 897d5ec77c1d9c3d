// The oracle's number domain: every value that the specification allows, as an interval.
//
// Amounts, times and counts are exact. What passes through a decay or a rounding is an interval that holds whatever a
// conforming implementation may have there (DA-7, WA-3, OC-2). The reference's own code runs in this domain; where a
// comparison is open, both answers are allowed, and Paths visits each.
#pragma once

#include "reference/resource_manager/forwarding.hpp"
#include "tests/conformance/oracle/interval.hpp"

namespace plumbline::oracle {

struct Enclosing {
    using Natural = Checked<std::uint64_t>;
    using Integer = Interval;
    using Wide = Interval;
    using Bool = Maybe;
    using Plain = Running::Plain;
    using Count = Running::Count;
    using SlotSet = plumbline::SlotSet;
    using SlotTable = plumbline::SlotTable;
    using PairNumber = plumbline::PairNumber;

    static constexpr bool certainly(bool truth) { return truth; }

    static constexpr std::size_t table_size(Natural slots) { return Running::table_size(slots); }

    static constexpr Wide wide(Natural value) { return Interval(Int128{value.get()}); }

    static constexpr Wide wide(const Integer& value) { return value; }

    /// Of an exact value only: what is counted never passes through a rounding.
    static constexpr Natural natural(const Wide& value) {
        contracts::require<"CV-6">(value.low() == value.high(), "a count is exact", "Enclosing::natural");
        return Natural(value.low().get());
    }

    static constexpr Integer saturated(const Wide& value) { return {held(value.low()), held(value.high())}; }

    /// Every integer at most 1 from the nearest one to the exact quotient and not of the other sign (OC-2, WA-3);
    /// denominator > 0 and exact.
    static Wide divide_to_nearest(const Wide& numerator, const Wide& denominator);

    /// Everything within the precision that DA-7 asks for.
    static Integer decay(const Integer& value, Natural elapsed, Natural window, DecayRate rate);

    /// Encloses the deviation's quotient, with the same precision.
    static Integer six_window_warm_up(const Integer& sum, Natural age, Natural span);

private:
    static constexpr Interval::Bound held(Interval::Bound value) {
        constexpr Interval::Bound limit(std::numeric_limits<std::int64_t>::max());
        return std::clamp(value, -limit, limit);
    }
};

/// value · rate^elapsed for one value, as the narrowest pair of integers around the exact result; without any
/// tolerance. For published values and tests.
Interval exact_decay(std::int64_t value, std::uint64_t elapsed, std::uint64_t window, DecayRate rate);

}  // namespace plumbline::oracle
