// Units: quantities of one unit add, subtract and compare. That others do not is in tests/compile_fail/units.cpp.
#include "reference/units.hpp"
#include "tests/support/print.hpp"
#include "tests/support/violations.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <set>
#include <type_traits>

namespace plumbline {
namespace {

using support::violated_by;

static_assert(Msat<>(2) + Msat<>(3) == Msat<>(5));
static_assert(Msat<>(3) - Msat<>(3) == Msat<>{}, "a quantity begins at zero");
static_assert(-SignedMsat<>(3) == SignedMsat<>(-3));
static_assert(Slots<>(1) < Slots<>(2) && Slots<>(2) <= Slots<>(2) && Slots<>(3) > Slots<>(2) &&
              Slots<>(2) >= Slots<>(2));
static_assert(Height<>(7) != Height<>(8));
static_assert(!std::is_convertible_v<std::uint64_t, Msat<>>, "a bare number has no unit");
static_assert(!std::is_convertible_v<Scid, std::uint64_t>, "a channel's name is not a number");
static_assert(!std::is_constructible_v<Msat<>, Slots<>>);

TEST(Units, AddInPlace) {
    Seconds<> time(10);
    time += Seconds<>(5);
    time -= Seconds<>(1);
    EXPECT_EQ(time, Seconds<>(14));
}

TEST(Units, AnAmountIsNeverNegative) {
    EXPECT_EQ(violated_by([] { return Msat<>(1) - Msat<>(2); }), "CV-4");
    EXPECT_EQ(violated_by([] { return Msat<>(-1); }), "CV-4");
}

TEST(Units, ASignedAmountMayBe) {
    EXPECT_EQ(SignedMsat<>(1) - SignedMsat<>(2), SignedMsat<>(-1));
}

TEST(Units, AWideAmountHoldsTheSumOfManyLargeOnes) {
    WideMsat<> sum;
    for (int i = 0; i < 1000; ++i) {
        sum += WideMsat<>(std::numeric_limits<std::int64_t>::max());
    }
    for (int i = 0; i < 1000; ++i) {
        sum -= WideMsat<>(std::numeric_limits<std::int64_t>::max());
    }
    EXPECT_EQ(sum, WideMsat<>(0));
}

TEST(Units, AnHtlcIsNamedByItsIncomingChannelAndItsId) {
    const HtlcRef one{Scid{7}, HtlcId{1}};
    EXPECT_EQ(one, (HtlcRef{Scid{7}, HtlcId{1}}));
    EXPECT_EQ((std::set<HtlcRef>{one, {Scid{7}, HtlcId{2}}, {Scid{8}, HtlcId{1}}, one}.size()), 3U);
}

}  // namespace
}  // namespace plumbline
