// What a proof is told of products, quotients and decays holds of the numbers themselves: no fact excludes the true
// result, and with the exact equations no other is left.
#include "proofs/symbolic/explorer.hpp"
#include "proofs/symbolic/symbolic.hpp"
#include "reference/number/running.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace plumbline::symbolic {
namespace {

using Wide = Symbolic::Wide;

// Near zero, near the ends of 64 bits, and anywhere between.
rc::Gen<std::int64_t> any_integer() {
    return rc::gen::oneOf(
        rc::gen::inRange<std::int64_t>(-20, 20), rc::gen::arbitrary<std::int64_t>(),
        rc::gen::map(rc::gen::inRange<std::int64_t>(0, 20),
                     [](std::int64_t less) { return std::numeric_limits<std::int64_t>::max() - less; }),
        rc::gen::map(rc::gen::inRange<std::int64_t>(0, 20),
                     [](std::int64_t more) { return std::numeric_limits<std::int64_t>::min() + more; }));
}

// A range around `value`, however narrow or wide.
Range range_around(Int128 value) {
    const auto below = *rc::gen::oneOf(rc::gen::just<std::uint32_t>(0), rc::gen::arbitrary<std::uint32_t>());
    const auto above = *rc::gen::oneOf(rc::gen::just<std::uint32_t>(0), rc::gen::arbitrary<std::uint32_t>());
    return {value - Int128{below}, value + Int128{above}};
}

// An input of the range that is known only by an assumption, so that nothing folds.
Number held(Explorer& explorer, const char* name, Int128 value, Range range) {
    const Number number = explorer.input(name, range);
    explorer.assume(explorer.formula(explorer.expression(number) == explorer.expression(Number{value})));
    return number;
}

// Whether the facts allow `result` to be `value`; with the exact equations.
bool allows(Explorer& explorer, Number result, Int128 value) {
    return explorer.witness(explorer.expression(result) == explorer.expression(Number{value})).has_value();
}

bool allows_another(Explorer& explorer, Number result, Int128 value) {
    return explorer.witness(explorer.expression(result) != explorer.expression(Number{value})).has_value();
}

bool within(Range range, Int128 value) {
    return (range.low <= -unbounded || range.low <= value) && (range.high >= unbounded || value <= range.high);
}

template <class Check>
void on_a_path(Check check) {
    z3::context context;
    Explorer explorer(context, {});
    explorer.explore([&] { check(explorer); });
}

// Bounds that stand for "nothing is known" stay that, and a comparison with such a term is not decided by them.
TEST(Facts, OfWhatIsUnboundedStayUnbounded) {
    on_a_path([](Explorer& explorer) {
        constexpr Range all = Natural64::range;
        const Number p = term_product(explorer.input("x", all), explorer.input("y", all));
        const Number less = term_difference(p, Number{5});
        const Number quarter = term_quotient(p, Number{4});
        EXPECT_GE(explorer.range(p).high, unbounded);
        EXPECT_GE(explorer.range(less).high, unbounded);
        EXPECT_GE(explorer.range(quarter).high, unbounded);
        EXPECT_FALSE(term_less(p, Number{unbounded + 1}).known());
        EXPECT_FALSE(term_less(less, Number{unbounded + 1}).known());
        EXPECT_FALSE(term_equal(p, Number{unbounded + 1}).known());
        EXPECT_TRUE(allows(explorer, p, all.high * (all.high / 4)));
    });
}

RC_GTEST_PROP(Facts, OfAProductHold, ()) {
    const Int128 a = *any_integer();
    const Int128 b = *any_integer();
    const Range a_range = range_around(a);
    const Range b_range = range_around(b);
    on_a_path([&](Explorer& explorer) {
        const Number x = held(explorer, "x", a, a_range);
        const Number y = held(explorer, "y", b, b_range);
        const Number p = term_product(x, y);
        RC_ASSERT(allows(explorer, p, a * b));
        RC_ASSERT(!allows_another(explorer, p, a * b));
        RC_ASSERT(within(explorer.range(p), a * b));
    });
}

RC_GTEST_PROP(Facts, OfAQuotientHold, ()) {
    const Int128 a = *any_integer();
    const Int128 b = *any_integer();
    const Range a_range = range_around(a);
    const Range b_range = range_around(b);
    on_a_path([&](Explorer& explorer) {
        const Number x = held(explorer, "x", a, a_range);
        const Number y = held(explorer, "y", b, b_range);
        const Number q = term_quotient(x, y);
        const Number r = term_remainder(x, y);
        if (b == 0) {
            RC_ASSERT(explorer.witness(explorer.context().bool_val(true)).has_value());
            return;
        }
        RC_ASSERT(allows(explorer, q, a / b));
        RC_ASSERT(!allows_another(explorer, q, a / b));
        RC_ASSERT(allows(explorer, r, a % b));
        RC_ASSERT(!allows_another(explorer, r, a % b));
        RC_ASSERT(within(explorer.range(q), a / b));
        RC_ASSERT(within(explorer.range(r), a % b));
    });
}

// A count of shares floor(a / b), for known counts.
RC_GTEST_PROP(Facts, OfSharesHold, ()) {
    const Int128 a = *rc::gen::arbitrary<std::uint32_t>();
    const Int128 b = *rc::gen::inRange<std::uint32_t>(1, 500);
    const Int128 count = *rc::gen::inRange<std::uint32_t>(0, 600);
    on_a_path([&](Explorer& explorer) {
        const Number x = held(explorer, "x", a, range_around(a));
        const Number y = held(explorer, "y", b, {1, 500});
        const Number all = term_product(Number{count}, term_quotient(x, y));
        RC_ASSERT(allows(explorer, all, count * (a / b)));
        RC_ASSERT(!allows_another(explorer, all, count * (a / b)));
    });
}

// The facts without the exact equations: the true result is within them at every corner of the ranges.
RC_GTEST_PROP(Facts, OfAProductHoldAtTheCorners, ()) {
    const Range xs = range_around(*any_integer());
    const Range ys = range_around(*any_integer());
    for (const Int128 a : {xs.low, xs.high}) {
        for (const Int128 b : {ys.low, ys.high}) {
            on_a_path([&](Explorer& explorer) {
                const Number p = term_product(held(explorer, "x", a, xs), held(explorer, "y", b, ys));
                const z3::expr other = explorer.expression(p) == explorer.expression(Number{a * b});
                RC_ASSERT(allows(explorer, p, a * b));
                // At a corner the linear facts alone leave nothing else.
                explorer.oblige(other, {{contracts::req<"CV-4">, contracts::ClauseKind::postcondition, "corner"}, ""});
                explorer.settle();
                RC_ASSERT(explorer.findings().back().result == Result::proved);
            });
        }
    }
}

struct OneDecay {
    std::int64_t value;
    std::uint64_t elapsed;
};

RC_GTEST_PROP(Facts, OfTwoDecaysHold, ()) {
    const std::uint64_t window = *rc::gen::inRange<std::uint64_t>(1, 2'000'000);
    const auto any_decay = [&] {
        return OneDecay{*any_integer(), *rc::gen::oneOf(rc::gen::just<std::uint64_t>(0),
                                                        rc::gen::inRange<std::uint64_t>(0, 2'000'000))};
    };
    OneDecay decays[] = {any_decay(), any_decay()};
    // Half of the pairs share the value, half the time: then the facts about two say something.
    const int shared = *rc::gen::inRange(0, 3);
    decays[1].value = shared == 1 ? decays[0].value : decays[1].value;
    decays[1].elapsed = shared == 2 ? decays[0].elapsed : decays[1].elapsed;
    const DecayRate rate = *rc::gen::element(DecayRate::draft, DecayRate::exponential);
    on_a_path([&](Explorer& explorer) {
        z3::expr all = explorer.context().bool_val(true);
        for (const OneDecay& one : decays) {
            const std::string name = std::to_string(&one - decays);
            const auto value =
                Symbolic::Integer::fitting(held(explorer, ("value" + name).c_str(), one.value, Integer64::range));
            const auto elapsed =
                Symbolic::Natural::fitting(held(explorer, ("elapsed" + name).c_str(), one.elapsed, Natural64::range));
            const Number decayed = Symbolic::decay(value, elapsed, Symbolic::Natural(window), rate).number();
            const std::int64_t running = Running::decay(Running::Integer(one.value), Running::Natural(one.elapsed),
                                                        Running::Natural(window), rate)
                                             .get();
            all = all && explorer.expression(decayed) == explorer.expression(Number{running});
        }
        RC_ASSERT(explorer.witness(all).has_value());
    });
}

}  // namespace
}  // namespace plumbline::symbolic
