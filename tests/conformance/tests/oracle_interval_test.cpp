// Interval arithmetic against what exact numbers give.
#include "tests/conformance/oracle/enclosing.hpp"
#include "tests/support/violations.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace plumbline::oracle {
namespace {

using plumbline::support::violated_by;
using Bound = Interval::Bound;

constexpr std::int64_t reach = std::int64_t{1} << 62U;

/// An interval and a number in it: small ones, so that ends meet often, or large ones.
struct Sample {
    Interval interval;
    Int128 inside;
};

Sample any_sample() {
    const bool small = *rc::gen::arbitrary<bool>();
    const auto number = [&] { return *rc::gen::inRange<std::int64_t>(small ? -4 : -reach, small ? 5 : reach); };
    std::array<std::int64_t, 3> numbers{number(), number(), number()};
    std::sort(numbers.begin(), numbers.end());
    return {Interval(Bound(numbers[0]), Bound(numbers[2])), numbers[1]};
}

/// Whether an answer allows the truth.
bool allows(Maybe answer, bool truth) {
    return !answer.known() || bool(answer) == truth;
}

RC_GTEST_PROP(Interval, HoldsWhatExactNumbersInItGive, ()) {
    const Sample a = any_sample();
    const Sample b = any_sample();
    RC_ASSERT((a.interval + b.interval).contains(a.inside + b.inside));
    RC_ASSERT((a.interval - b.interval).contains(a.inside - b.inside));
    RC_ASSERT((a.interval * b.interval).contains(a.inside * b.inside));
    RC_ASSERT((-a.interval).contains(-a.inside));
    const auto divisor = *rc::gen::inRange<std::int64_t>(1, 1000);
    RC_ASSERT((a.interval / Interval(divisor)).contains(a.inside / divisor));
}

RC_GTEST_PROP(Interval, NeverDeniesWhatIsTrueOfNumbersInIt, ()) {
    const Sample a = any_sample();
    const Sample b = any_sample();
    RC_ASSERT(allows(a.interval < b.interval, a.inside < b.inside));
    RC_ASSERT(allows(a.interval <= b.interval, a.inside <= b.inside));
    RC_ASSERT(allows(a.interval > b.interval, a.inside > b.inside));
    RC_ASSERT(allows(a.interval >= b.interval, a.inside >= b.inside));
    RC_ASSERT(allows(a.interval == b.interval, a.inside == b.inside));
    RC_ASSERT(allows(a.interval != b.interval, a.inside != b.inside));
}

/// A comparison is open only where two pairs of numbers answer it differently: the ends tell.
RC_GTEST_PROP(Interval, LeavesOpenOnlyWhatItsEndsLeaveOpen, ()) {
    const Interval a = any_sample().interval;
    const Interval b = any_sample().interval;
    RC_ASSERT((a < b).known() == ((a.low() < b.high()) == (a.high() < b.low())));
    RC_ASSERT((a <= b).known() == ((a.low() <= b.high()) == (a.high() <= b.low())));
    const bool meet = a.low() <= b.high() && b.low() <= a.high();
    const bool single = a.low() == a.high() && b.low() == b.high();
    RC_ASSERT((a == b).known() == (!meet || single));
}

RC_GTEST_PROP(Interval, OfExactNumbersIsExact, ()) {
    const auto a = *rc::gen::inRange<std::int64_t>(-reach, reach);
    const auto b = *rc::gen::inRange<std::int64_t>(1, reach);
    const auto is = [](const Interval& interval, Int128 value) {
        return interval.low().get() == value && interval.high().get() == value;
    };
    RC_ASSERT(is(Interval(a) + Interval(b), Int128{a} + b));
    RC_ASSERT(is(Interval(a) - Interval(b), Int128{a} - b));
    RC_ASSERT(is(Interval(a) * Interval(b), Int128{a} * b));
    RC_ASSERT(is(Interval(a) / Interval(b), Int128{a} / b));
}

TEST(Interval, IsDividedByPositiveExactNumbersOnly) {
    const Interval some(Bound(3), Bound(9));
    const auto divided_by = [&](const Interval& divisor) {
        return violated_by([&] { static_cast<void>(some / divisor); });
    };
    EXPECT_EQ(divided_by(Interval(0)), "CV-6");
    EXPECT_EQ(divided_by(Interval(-1)), "CV-6");
    EXPECT_EQ(divided_by(Interval(Bound(1), Bound(2))), "CV-6");
    EXPECT_EQ(divided_by(Interval(2)), "none");
}

TEST(Enclosing, CountsAreExact) {
    EXPECT_EQ(Enclosing::natural(Interval(7)).get(), 7U);
    EXPECT_EQ(violated_by([] { static_cast<void>(Enclosing::natural(Interval(Bound(1), Bound(2)))); }), "CV-6");
    EXPECT_EQ(violated_by([] { static_cast<void>(Enclosing::natural(Interval(-1))); }), "CV-4");
}

TEST(Enclosing, SaturatesAsTheReferenceDoes) {
    constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
    for (const Int128 value : {Int128{0}, most - 1, most, most + 1, -most, -most - 1, 5 * most, -5 * most}) {
        const auto running = Running::saturated(Running::Wide(value)).get();
        const Interval enclosing = Enclosing::saturated(Interval(value));
        EXPECT_EQ(enclosing.low().get(), running);
        EXPECT_EQ(enclosing.high().get(), running);
    }
}

/// OC-2 and WA-3 allow 1 to either side of what is rounded to the nearest, but not the other sign.
RC_GTEST_PROP(Enclosing, DividesWithinOneOfTheNearest, ()) {
    const Sample numerator = any_sample();
    const auto denominator = *rc::gen::inRange<std::int64_t>(1, *rc::gen::element(3, 100, 1'000'000'000));
    const Interval quotient = Enclosing::divide_to_nearest(numerator.interval, Interval(denominator));
    const auto nearest = [&](Int128 value) {
        return Running::divide_to_nearest(Running::Wide(value), Running::Wide(denominator)).get();
    };
    const Int128 middle = nearest(numerator.inside);
    RC_ASSERT(quotient.contains(middle));
    const Interval single = Enclosing::divide_to_nearest(Interval(numerator.inside), Interval(denominator));
    const Int128 lowest = numerator.inside >= 0 ? std::max(middle - 1, Int128{0}) : middle - 1;
    const Int128 highest = numerator.inside <= 0 ? std::min(middle + 1, Int128{0}) : middle + 1;
    RC_ASSERT(single.low().get() == lowest);
    RC_ASSERT(single.high().get() == highest);
    RC_ASSERT(quotient.low().get() >= nearest(numerator.interval.low().get()) - 2);
    RC_ASSERT(quotient.high().get() <= nearest(numerator.interval.high().get()) + 2);
}

// Halves go away from zero on both sides of it.
TEST(Enclosing, DividesWithinOneOfAHalf) {
    const auto is = [](std::int64_t numerator, Int128 lowest, Int128 highest) {
        const Interval quotient = Enclosing::divide_to_nearest(Interval(numerator), Interval(2));
        return quotient.low().get() == lowest && quotient.high().get() == highest;
    };
    EXPECT_TRUE(is(0, 0, 0));
    EXPECT_TRUE(is(1, 0, 2));
    EXPECT_TRUE(is(-1, -2, 0));
    EXPECT_TRUE(is(3, 1, 3));
    EXPECT_TRUE(is(-3, -3, -1));
}

TEST(Enclosing, DividesByPositiveExactNumbersOnly) {
    const auto divided_by = [](const Interval& divisor) {
        return violated_by([&] { static_cast<void>(Enclosing::divide_to_nearest(Interval(5), divisor)); });
    };
    EXPECT_EQ(divided_by(Interval(0)), "CV-6");
    EXPECT_EQ(divided_by(Interval(-3)), "CV-6");
    EXPECT_EQ(divided_by(Interval(Bound(3), Bound(4))), "CV-6");
}

}  // namespace
}  // namespace plumbline::oracle
