// The number domain in which the reference runs.
//
// The reference is a template over a domain `N`. A domain has
//   Natural   0 … 2^64-1: amounts, times, counts        Integer   64-bit signed: reputation
//   Wide      exact intermediate results (128 bit)      Bool      the truth of a comparison
//   Plain     what an operator sets, 64 bits            Count     how many HTLCs refer to a channel, 32 bits
//   SlotSet, SlotTable, PairNumber: slots of a general bucket and their holders
// and the functions below. `Running` computes; the oracle's domain encloses; the prover's domain builds terms. Code
// that is to be read in all of them keeps the truth of a comparison in `auto` and asks for it with `if`.
#pragma once

#include "reference/number/checked.hpp"
#include "reference/number/rounding.hpp"
#include "reference/resource_manager/rules.hpp"
#include "reference/resource_manager/slot_set.hpp"
#include "reference/resource_manager/slot_table.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

namespace plumbline {

struct Running {
    using Natural = Checked<std::uint64_t>;
    using Integer = Checked<std::int64_t>;
    using Wide = Checked<Int128>;
    using Bool = bool;
    using Plain = std::uint64_t;
    using Count = std::uint32_t;
    using SlotSet = plumbline::SlotSet;
    using SlotTable = plumbline::SlotTable;
    using PairNumber = plumbline::PairNumber;

    /// Whether `truth` is known to hold: for leaving a loop early where going on would change nothing.
    static constexpr bool certainly(Bool truth) { return truth; }

    /// A number of slots as the size of a table.
    static constexpr std::size_t table_size(Natural slots) { return static_cast<std::size_t>(slots.get()); }

    static constexpr Wide wide(Natural value) { return plumbline::wide(value); }

    static constexpr Wide wide(Integer value) { return plumbline::wide(value); }

    /// The value as a Natural; outside 0 … 2^64-1 is a violated contract (CV-4).
    static constexpr Natural natural(Wide value) { return Natural(value.get()); }

    /// The value as an Integer, held at ±(2^63-1) (DA-8, OC-3).
    static constexpr Integer saturated(Wide value) { return Integer(held_in_64_bits(value).get()); }

    /// numerator / denominator to the nearest integer, halves away from zero; denominator > 0.
    static constexpr Wide divide_to_nearest(Wide numerator, Wide denominator) {
        return plumbline::divide_to_nearest(numerator, denominator);
    }

    /// value · rate^elapsed to the nearest msat, halves away from zero; window > 0 (DA-1, DA-2, DA-3, DA-7). Computed
    /// in binary64, whose relative error here is below 2^-50.
    static constexpr Integer decay(Integer value, Natural elapsed, Natural window, DecayRate rate) {
        if (elapsed == Natural(0) || value == Integer(0)) {
            return value;
        }
        const double share = static_cast<double>(elapsed.get()) / static_cast<double>(window.get());
        const double kept = rate == DecayRate::draft ? std::exp2(-2.0 * share) : std::exp(-share);
        return nearest(static_cast<double>(value.get()) * kept);
    }

    /// The average of `sum` over the windows that a six-window average with exponential warm-up assumes (a known
    /// deviation).
    static constexpr Integer six_window_warm_up(Integer sum, Natural age, Natural span) {
        const double windows =
            6.0 * (1.0 - std::exp(-static_cast<double>(age.get()) / static_cast<double>(span.get())));
        return nearest(static_cast<double>(sum.get()) / std::fmax(windows, 1.0));
    }

    /// The integer nearest to `real`, halves away from zero, held at ±(2^63-1).
    static constexpr Integer nearest(double real) {
        constexpr double limit = 9223372036854775808.0;
        if (real >= limit) {
            return Integer(std::numeric_limits<std::int64_t>::max());
        }
        if (real <= -limit) {
            return Integer(-std::numeric_limits<std::int64_t>::max());
        }
        return Integer(static_cast<std::int64_t>(std::round(real)));
    }
};

}  // namespace plumbline
