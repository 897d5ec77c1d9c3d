// The symbolic table beside the running one: an unknown table that happens to be a known one, and random steps. After
// each, what the running table says is possible, all together; and until the table is fitted nothing else is. A fitted
// one may seem to end at any slot that is held: that those beyond are free is only said of slots that are read.
#include "proofs/symbolic/explorer.hpp"
#include "proofs/symbolic/slot_table.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace plumbline::symbolic {
namespace {

constexpr PairNumber pairs = 3;

rc::Gen<PairNumber> any_holder() {
    return rc::gen::element<PairNumber>(0, 1, 2, no_pair);
}

template <class Wanted>
Int128 slots_where(const plumbline::SlotTable& table, Wanted wanted) {
    Int128 slots = 0;
    for (std::size_t slot = 0; slot < table.size(); ++slot) {
        slots += wanted(table[slot]) ? 1 : 0;
    }
    return slots;
}

Int128 held_by(const plumbline::SlotTable& table, PairNumber pair) {
    return slots_where(table, [&](PairNumber holder) { return holder == pair; });
}

Int128 held_by_any(const plumbline::SlotTable& table) {
    return slots_where(table, [](PairNumber holder) { return holder != no_pair; });
}

struct Both {
    plumbline::SlotTable running;
    SlotTable symbolic;
    bool fitted = false;
};

z3::expr literal(Explorer& explorer, Int128 value) {
    return explorer.expression(Number{value});
}

// An input, so that nothing folds.
Number held(Explorer& explorer, const std::string& name, Int128 value, Range range) {
    const Number number = explorer.input(name, range);
    explorer.assume(explorer.formula(explorer.expression(number) == literal(explorer, value)));
    return number;
}

// What the running table says of the symbolic one's terms, so far.
class Truths {
public:
    explicit Truths(Explorer& explorer) : explorer_(explorer), all_(explorer.context().bool_val(true)) {}

    void add(Number number, Int128 value, bool exact) {
        const z3::expr same = explorer_.expression(number) == literal(explorer_, value);
        all_ = all_ && same;
        if (exact) {
            RC_ASSERT(!explorer_.witness(!same).has_value());
        }
    }

    void are_possible() { RC_ASSERT(explorer_.witness(all_).has_value()); }

private:
    Explorer& explorer_;
    z3::expr all_;
};

// The unknown table is this one: its cells, and its counts.
Both any_table(Explorer& explorer) {
    const auto cells = *rc::gen::container<std::vector<PairNumber>>(any_holder());
    Both both{plumbline::SlotTable(cells.size()),
              SlotTable::input("table", SlotTable::Size::fitting(
                                            held(explorer, "slots", static_cast<Int128>(cells.size()), {0, 1000})))};
    z3::context& context = explorer.context();
    const z3::func_decl cell_of = context.function("table", context.real_sort(), context.real_sort());
    const z3::func_decl count_of = context.function("table.count", context.real_sort(), context.real_sort());
    for (std::size_t slot = 0; slot < cells.size(); ++slot) {
        both.running.set(slot, cells[slot]);
        explorer.assume(explorer.formula(cell_of(literal(explorer, static_cast<Int128>(slot))) ==
                                         literal(explorer, Int128{cells[slot]})));
    }
    for (PairNumber pair = 0; pair < pairs; ++pair) {
        explorer.assume(explorer.formula(count_of(literal(explorer, Int128{pair})) ==
                                         literal(explorer, held_by(both.running, pair))));
    }
    explorer.assume(explorer.formula(context.real_const("table.held") == literal(explorer, held_by_any(both.running))));
    return both;
}

void any_step(Explorer& explorer, Both& both, const std::string& name) {
    const auto size = both.running.size();
    const auto pair = *any_holder();
    const auto symbolic_pair = SlotTable::Holder::fitting(held(explorer, name + ".pair", pair, Natural16::range));
    const int kind = *rc::gen::inRange(0, 4);
    if (kind <= 1 && size > 0) {
        const auto slot = *rc::gen::inRange<std::size_t>(0, size);
        const auto index =
            SlotTable::Size::fitting(held(explorer, name + ".slot", static_cast<Int128>(slot), {0, 1000}));
        if (kind == 0) {
            both.running.set(slot, pair);
            both.symbolic.set(index, symbolic_pair);
        } else {
            const bool happens = *rc::gen::arbitrary<bool>();
            const Truth guard = explorer.input_truth(name + ".happens");
            explorer.assume(guard == Truth(happens));
            where(guard, [&] { both.symbolic.set(index, symbolic_pair); });
            if (happens) {
                both.running.set(slot, pair);
            }
        }
    } else if (kind == 2 && pair != no_pair) {
        both.running.free_all(pair);
        both.symbolic.free_all(symbolic_pair);
    } else if (kind == 3) {
        const auto slots = *rc::gen::inRange<std::size_t>(0, 20);
        both.fitted = true;
        both.running.fit(slots);
        both.symbolic.fit(
            SlotTable::Size::fitting(held(explorer, name + ".slots", static_cast<Int128>(slots), {0, 1000})));
    }
}

void compare(Truths& truths, const Both& both) {
    const bool exact = !both.fitted;
    truths.add(both.symbolic.size().number(), static_cast<Int128>(both.running.size()), exact);
    truths.add(both.symbolic.held().number(), held_by_any(both.running), true);
    for (PairNumber pair = 0; pair < pairs; ++pair) {
        truths.add(both.symbolic.count(SlotTable::Holder(pair)).number(), held_by(both.running, pair), true);
    }
    if (both.running.size() > 0) {
        const auto slot = *rc::gen::inRange<std::size_t>(0, both.running.size());
        truths.add(both.symbolic[SlotTable::Size(slot)].number(), Int128{both.running[slot]}, exact);
    }
    truths.are_possible();
}

RC_GTEST_PROP(SlotTable, IsTheRunningOne, ()) {
    z3::context context;
    Explorer explorer(context, {});
    explorer.explore([&] {
        Both both = any_table(explorer);
        Truths truths(explorer);
        compare(truths, both);
        const int steps = *rc::gen::inRange(1, 5);
        for (int step = 0; step < steps; ++step) {
            any_step(explorer, both, "step" + std::to_string(step));
            compare(truths, both);
        }
    });
}

}  // namespace
}  // namespace plumbline::symbolic
