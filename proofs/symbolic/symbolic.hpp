// The number domain in which the reference's own code builds the formulas that are proved of it.
#pragma once

#include "proofs/symbolic/slot_set.hpp"
#include "proofs/symbolic/slot_table.hpp"
#include "reference/number/rounding.hpp"
#include "reference/resource_manager/rules.hpp"

namespace plumbline::symbolic {

struct Symbolic {
    using Natural = Int<Natural64>;
    using Integer = Int<Integer64>;
    using Wide = Int<Wide128>;
    using Bool = Truth;
    using Plain = Int<Natural64>;
    using Count = Int<Natural32>;
    using SlotSet = symbolic::SlotSet;
    using SlotTable = symbolic::SlotTable;
    using PairNumber = Int<Natural16>;

    static constexpr bool certainly(Truth truth) { return truth.known() && truth.value(); }

    static constexpr Natural table_size(Natural slots) { return slots; }

    template <class Kind>
    static constexpr Wide wide(Int<Kind> value) {
        return Wide::fitting(value.number());
    }

    static constexpr Natural natural(Wide value) { return Natural(value); }

    static constexpr Integer saturated(Wide value) { return Integer(held_in_64_bits(value)); }

    static constexpr Wide divide_to_nearest(Wide numerator, Wide denominator) {
        return plumbline::divide_to_nearest(numerator, denominator);
    }

    /// value · rate^elapsed to the nearest msat, where of rate^elapsed nothing is known but the axioms of DA-11.
    static Integer decay(Integer value, Natural elapsed, Natural window, DecayRate rate);

    /// Only a known deviation asks for it; of that nothing is known but that it is a function.
    static Integer six_window_warm_up(Integer sum, Natural age, Natural span);
};

}  // namespace plumbline::symbolic
