// Chapter 4-opportunity-cost.
#include "reference/resource_manager/opportunity_cost.hpp"
#include "tests/support/print.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace plumbline {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

constexpr std::int64_t cost(std::uint64_t held, std::uint64_t fee, const Parameters<>& parameters = {}) {
    return opportunity_cost(Seconds<>(held), Msat<>(fee), parameters).count().get();
}

constexpr std::int64_t effective(std::uint64_t held, std::uint64_t fee, bool accountable, Resolution resolution) {
    return effective_fee(Msat<>(fee), Seconds<>(held), accountable, resolution, Parameters<>{}).count().get();
}

constexpr std::int64_t risk(std::uint64_t blocks, std::uint64_t fee) {
    return htlc_risk(Msat<>(fee), Height<>(100 + blocks), Height<>(100), Parameters<>{}).count().get();
}

// OC-1: nothing within the period, then a line.
static_assert(cost(0, 1'000) == 0);
static_assert(cost(90, 1'000) == 0);
static_assert(cost(91, 1'000) == 11);
static_assert(cost(180, 1'000) == 1'000);
static_assert(cost(3'600, 1'000) == 39'000);
static_assert(cost(3'600, 0) == 0);
// OC-2: to the nearest msat, halves up.
static_assert(cost(91, 45) == 1);
static_assert(cost(134, 1) == 0);
static_assert(cost(135, 1) == 1);
static_assert(cost(15, 1, {.resolution_period = Seconds<>(7)}) == 1, "8/7, an odd period");
static_assert(cost(10, 1, {.resolution_period = Seconds<>(7)}) == 0, "3/7");

TEST(OpportunityCost, Saturates) {  // OC-3
    EXPECT_EQ(cost(1'000'000'000'000'000'000, 900), most) << "exactly 9 999 999 999 999 999 100";
    EXPECT_EQ(cost(90 + 90 * 9, 1'000'000'000'000'000'000), 9'000'000'000'000'000'000);
    EXPECT_EQ(cost(90 + 90 * 10, 1'000'000'000'000'000'000), most);
    EXPECT_EQ(cost(std::numeric_limits<std::uint64_t>::max(), 2'100'000'000'000'000'000), most);
}

constexpr auto settled = Resolution::settled;
constexpr auto failed = Resolution::failed;

// OC-4: accountable HTLCs earn their fee if they settle, and pay for their time in any case.
static_assert(effective(89, 1'000, true, settled) == 1'000);
static_assert(effective(90, 1'000, true, settled) == 1'000);
static_assert(effective(91, 1'000, true, settled) == 989);
static_assert(effective(180, 1'000, true, settled) == 0);
static_assert(effective(3'600, 1'000, true, settled) == -38'000);
static_assert(effective(90, 1'000, true, failed) == 0);
static_assert(effective(91, 1'000, true, failed) == -11);
static_assert(effective(3'600, 1'000, true, failed) == -39'000);
// Others earn it if they settle in time, and never lose.
static_assert(effective(90, 1'000, false, settled) == 1'000);
static_assert(effective(91, 1'000, false, settled) == 0);
static_assert(effective(90, 1'000, false, failed) == 0);
static_assert(effective(3'600, 1'000, false, failed) == 0);

TEST(EffectiveFee, SaturatesBelow) {  // OC-3, OC-4
    EXPECT_EQ(effective(1'000'000'000'000'000'000, 900, true, settled), 900 - most);
    EXPECT_EQ(effective(1'000'000'000'000'000'000, 900, true, failed), -most);
}

// OC-6
static_assert(resolution_time(Seconds<>(100), Seconds<>(190)) == Seconds<>(90));
static_assert(resolution_time(Seconds<>(100), Seconds<>(99)) == Seconds<>(0), "a step back of the clock is no time");

// OC-7: blocks of 600 s.
static_assert(risk(1, 1) == 6);
static_assert(risk(3, 1'000) == 19'000);
static_assert(risk(40, 1'000) == 265'667);
static_assert(risk(144, 1'000) == 959'000);
static_assert(risk(2'016, 1'000) == 13'439'000);
static_assert(risk(2'016, 0) == 0);
static_assert(risk(0, 1'000) == 0, "expired: nothing left to wait for");

// (600 · blocks - 90) / 90 · fee with Python's fractions.
TEST(Risk, IsRightForEveryExpiry) {  // OC-11
    EXPECT_EQ(risk(7'158'278, 1), 47'721'852) << "the last whose seconds fit 32 bits";
    EXPECT_EQ(risk(7'158'279, 1), 47'721'859);
    EXPECT_EQ(risk(15'372'286, 1), 102'481'906) << "the last whose nanoseconds fit signed 64 bits";
    EXPECT_EQ(risk(15'372'287, 1), 102'481'912);
    EXPECT_EQ(risk(15'372'287, 12'345), 1'265'139'207'755);
    EXPECT_EQ(htlc_risk(Msat<>(1), Height<>(4'294'967'295), Height<>(0), Parameters<>{}), SignedMsat<>(28'633'115'299));
}

TEST(Risk, OfAllBitcoinUntilTheLastBlockSaturates) {  // OC-3, OC-11
    EXPECT_EQ(htlc_risk(Msat<>(2'100'000'000'000'000'000), Height<>(4'294'967'295), Height<>(0), Parameters<>{}),
              SignedMsat<>(most));
}

TEST(Risk, CountsFromTheHeightOfTheAddition) {  // OC-7
    EXPECT_EQ(htlc_risk(Msat<>(1'000), Height<>(800'040), Height<>(800'000), Parameters<>{}), SignedMsat<>(265'667));
    EXPECT_EQ(htlc_risk(Msat<>(1'000), Height<>(799'999), Height<>(800'000), Parameters<>{}), SignedMsat<>(0));
}

}  // namespace
}  // namespace plumbline
