// The number domain that computes: rounding, saturation, decay.
#include "reference/number/running.hpp"
#include "tests/support/violations.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace plumbline {
namespace {

using support::violated_by;

using Natural = Running::Natural;
using Integer = Running::Integer;
using Wide = Running::Wide;

constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max();

// Halves go away from zero (conventions, "Notes").
static_assert(Running::divide_to_nearest(Wide(1), Wide(2)) == Wide(1));
static_assert(Running::divide_to_nearest(Wide(-1), Wide(2)) == Wide(-1));
static_assert(Running::divide_to_nearest(Wide(1), Wide(3)) == Wide(0));
static_assert(Running::divide_to_nearest(Wide(2), Wide(3)) == Wide(1));
static_assert(Running::divide_to_nearest(Wide(-5), Wide(3)) == Wide(-2));
static_assert(Running::divide_to_nearest(Wide(-4), Wide(3)) == Wide(-1));
static_assert(Running::divide_to_nearest(Wide(22), Wide(45)) == Wide(0));
static_assert(Running::divide_to_nearest(Wide(23), Wide(45)) == Wide(1), "an odd divisor has no half");
static_assert(Running::divide_to_nearest(Wide(7), Wide(1)) == Wide(7));

static_assert(Running::saturated(Wide(limit)) == Integer(limit));
static_assert(Running::saturated(Wide(limit) + Wide(1)) == Integer(limit));
static_assert(Running::saturated(Wide(-limit)) == Integer(-limit));
static_assert(Running::saturated(Wide(-limit) - Wide(1)) == Integer(-limit), "the limits are symmetric: DA-8");

TEST(Running, TakesAWideNumberAsNaturalOnlyWithinItsRange) {
    EXPECT_EQ(Running::natural(Wide(7)), Natural(7));
    EXPECT_EQ(violated_by([] { return Running::natural(Wide(-1)); }), "CV-4");
    EXPECT_EQ(violated_by([] { return Running::natural(Wide(limit) * Wide(4)); }), "CV-4");
}

TEST(Running, TakesTheNearestInteger) {
    EXPECT_EQ(Running::nearest(0.5), Integer(1));
    EXPECT_EQ(Running::nearest(-0.5), Integer(-1));
    EXPECT_EQ(Running::nearest(0.49999999999999994), Integer(0));
    EXPECT_EQ(Running::nearest(2.5), Integer(3));
}

TEST(Running, HoldsTheNearestIntegerAtTheLimits) {
    EXPECT_EQ(Running::nearest(1e300), Integer(limit));
    EXPECT_EQ(Running::nearest(-1e300), Integer(-limit));
    EXPECT_EQ(Running::nearest(9223372036854775808.0), Integer(limit));
    EXPECT_EQ(Running::nearest(-9223372036854775808.0), Integer(-limit));
    EXPECT_EQ(Running::nearest(9223372036854774784.0), Integer(9223372036854774784));
}

TEST(Running, DecaysExactlyWhereNothingChanges) {
    for (const DecayRate rate : {DecayRate::draft, DecayRate::exponential}) {
        EXPECT_EQ(Running::decay(Integer(limit), Natural(0), Natural(97), rate), Integer(limit));
        EXPECT_EQ(Running::decay(Integer(0), Natural(5), Natural(97), rate), Integer(0));
        const Integer more_digits_than_binary64_has(9'007'199'254'740'993);
        EXPECT_EQ(Running::decay(more_digits_than_binary64_has, Natural(0), Natural(97), rate),
                  more_digits_than_binary64_has);
    }
}

TEST(Running, DecaysToNothingInTheEnd) {
    const Natural forever(std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(Running::decay(Integer(limit), forever, Natural(1), DecayRate::draft), Integer(0));
    EXPECT_EQ(Running::decay(Integer(-limit), forever, Natural(1), DecayRate::exponential), Integer(0));
}

// Six windows of warm-up: sum / max(6·(1 - e^(-age / span)), 1), with 50 digits:
// age 0 → 600; age = span: 600 / 3.7927233529534... = 158.197; age = 20 spans: 600 / 5.99999998763… = 100.0000002.
TEST(Running, WarmsSixWindowsUp) {
    EXPECT_EQ(Running::six_window_warm_up(Integer(600), Natural(0), Natural(100)), Integer(600));
    EXPECT_EQ(Running::six_window_warm_up(Integer(600), Natural(100), Natural(100)), Integer(158));
    EXPECT_EQ(Running::six_window_warm_up(Integer(-600), Natural(100), Natural(100)), Integer(-158));
    EXPECT_EQ(Running::six_window_warm_up(Integer(600), Natural(2000), Natural(100)), Integer(100));
}

}  // namespace
}  // namespace plumbline
