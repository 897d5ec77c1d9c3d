// Checked integers: every result fits, or the contract CV-4 is violated.
#include "reference/number/checked.hpp"
#include "tests/support/violations.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace plumbline {
namespace {

using support::ContractViolated;
using support::ThrowingViolations;
using support::violated_by;

using Natural = Checked<std::uint64_t>;
using Integer = Checked<std::int64_t>;
using Wide = Checked<Int128>;

constexpr Natural largest(std::numeric_limits<std::uint64_t>::max());
constexpr Integer highest(std::numeric_limits<std::int64_t>::max());
constexpr Integer lowest(std::numeric_limits<std::int64_t>::min());

static_assert(Natural(2) + Natural(3) == Natural(5));
static_assert(Natural(7) / Natural(2) == Natural(3));
static_assert(Integer(-7) / Integer(2) == Integer(-3), "truncates towards zero");
static_assert(wide(largest) * wide(highest) > wide(largest), "an amount times a time fits 127 bits");
static_assert(Wide(7) / Wide(-2) == Wide(-3) && Wide(-7) / Wide(-2) == Wide(3));
static_assert(Wide(5) / (wide(largest) + Wide(2)) == Wide(0), "a divisor of more than 64 bits is not cut short");
static_assert(-Integer(5) == Integer(-5));
static_assert(Integer(-1) < Integer(1));

TEST(Checked, ComputesUpToTheLimitsOfItsType) {
    EXPECT_EQ((largest - Natural(1) + Natural(1)).get(), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ((highest - Integer(1) + Integer(1)).get(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ((lowest + Integer(1) - Integer(1)).get(), std::numeric_limits<std::int64_t>::min());
}

TEST(Checked, StopsWhereAResultDoesNotFit) {
    EXPECT_EQ(violated_by([] { return largest + Natural(1); }), "CV-4");
    EXPECT_EQ(violated_by([] { return Natural(0) - Natural(1); }), "CV-4");
    EXPECT_EQ(violated_by([] { return largest * Natural(2); }), "CV-4");
    EXPECT_EQ(violated_by([] { return highest + Integer(1); }), "CV-4");
    EXPECT_EQ(violated_by([] { return lowest - Integer(1); }), "CV-4");
    EXPECT_EQ(violated_by([] { return -lowest; }), "CV-4");
}

TEST(Checked, StopsAtTheOneQuotientThatDoesNotFit) {
    EXPECT_EQ(violated_by([] { return lowest / Integer(-1); }), "CV-4");
    EXPECT_EQ(lowest / Integer(1), lowest);
    EXPECT_EQ(highest / Integer(-1), -highest);
}

TEST(Checked, StopsAtAProductThatNeedsMoreThan128Bits) {
    const Wide square = wide(highest) * wide(highest);
    EXPECT_EQ(violated_by([&] { return square * Wide(4); }), "CV-4");
    EXPECT_EQ(violated_by([&] { return square * Wide(2); }), "none");
}

TEST(Checked, StopsAtADivisionByZero) {
    EXPECT_EQ(violated_by([] { return Natural(1) / Natural(0); }), "CV-4");
    EXPECT_EQ(violated_by([] { return Integer(0) / Integer(0); }), "CV-4");
    EXPECT_EQ(violated_by([] { return Wide(1) / Wide(0); }), "CV-4");
}

TEST(Checked, StopsAtANumberThatDoesNotFitItsType) {
    EXPECT_EQ(violated_by([] { return Natural(-1); }), "CV-4");
    EXPECT_EQ(violated_by([] { return Integer(std::numeric_limits<std::uint64_t>::max()); }), "CV-4");
    EXPECT_EQ(violated_by([] { return Natural(wide(largest).get() + 1); }), "CV-4");
    EXPECT_EQ(violated_by([] { return Integer(wide(lowest).get() - 1); }), "CV-4");
    EXPECT_EQ(violated_by([] { return Natural(wide(largest).get()); }), "none");
}

TEST(Checked, CompoundAssignmentThatStopsLeavesTheNumberAsItWas) {
    Natural number(3);
    EXPECT_EQ(violated_by([&] { number -= Natural(4); }), "CV-4");
    EXPECT_EQ(number, Natural(3));
    number += Natural(4);
    EXPECT_EQ(number, Natural(7));
}

TEST(Checked, TellsWhichOperationDidNotFit) {
    const ThrowingViolations throwing;
    try {
        static_cast<void>(largest * Natural(2));
        FAIL() << "the product was taken";
    } catch (const ContractViolated& violated) {
        EXPECT_EQ(violated.violation().operation, "multiplication");
        EXPECT_EQ(violated.violation().clause.says, "a result fits its type");
    }
}

}  // namespace
}  // namespace plumbline
