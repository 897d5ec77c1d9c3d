// Chapter 1-parameters: what may be set, and how a channel is split.
#include "reference/resource_manager/parameters.hpp"
#include "tests/support/manager.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <functional>

namespace plumbline {
namespace {

using support::limits;

constexpr Split<Slots<>> slots(std::uint64_t total, const Parameters<>& parameters = {}, const Rules& rules = {}) {
    return split(Slots<>(total), parameters, rules);
}

constexpr bool is(const Split<Slots<>>& split, std::uint64_t general, std::uint64_t congestion,
                  std::uint64_t protected_) {
    return split.general == Slots<>(general) && split.congestion == Slots<>(congestion) &&
           split.protected_ == Slots<>(protected_);
}

// PA-5, PA-6: the table of the chapter.
static_assert(is(slots(483), 193, 96, 194));
static_assert(is(slots(114), 45, 22, 47));
static_assert(is(slots(50), 20, 10, 20));
static_assert(is(slots(20), 8, 4, 8));
static_assert(is(slots(12), 4, 2, 6));
static_assert(is(slots(5), 2, 1, 2));
static_assert(is(slots(1), 0, 0, 1));
static_assert(is(slots(9, {.general_percent = 11, .congestion_percent = 0}), 0, 0, 9));  // 0.99 of a slot

TEST(Parameters, DefaultsAreTheDrafts) {
    const Parameters<> defaults;
    EXPECT_EQ(defaults.resolution_period, Seconds<>(90));                // PA-1
    EXPECT_EQ(defaults.revenue_window, Seconds<>(2016 * 600));           // PA-2
    EXPECT_EQ(defaults.reputation_multiplier, 12U);                      // PA-3
    EXPECT_EQ(defaults.congestion_misuse_window, Seconds<>(1'209'600));  // PA-8
    EXPECT_TRUE(valid(defaults));
}

TEST(Parameters, PeriodsLieBetweenOneSecondAndTwoToTheFortieth) {  // PA-10
    constexpr std::uint64_t longest = std::uint64_t{1} << 40U;
    constexpr std::array periods{&Parameters<>::resolution_period, &Parameters<>::revenue_window,
                                 &Parameters<>::congestion_misuse_window};
    for (const auto period : periods) {
        const auto valid_with = [&](std::uint64_t seconds) {
            Parameters<> parameters;
            parameters.*period = Seconds<>(seconds);
            return valid(parameters);
        };
        EXPECT_FALSE(valid_with(0));
        EXPECT_TRUE(valid_with(1));
        EXPECT_TRUE(valid_with(longest));
        EXPECT_FALSE(valid_with(longest + 1));
    }
}

TEST(Parameters, TheMultiplierLiesBetween1And1000) {  // PA-10
    const auto valid_with = [](std::uint64_t multiplier) {
        return valid(Parameters<>{.reputation_multiplier = multiplier});
    };
    EXPECT_FALSE(valid_with(0));
    EXPECT_TRUE(valid_with(1));
    EXPECT_TRUE(valid_with(1000));
    EXPECT_FALSE(valid_with(1001));
}

TEST(Parameters, PercentagesSumToAtMost100) {  // PA-6
    const auto valid_with = [](std::uint64_t general, std::uint64_t congestion) {
        return valid(Parameters<>{.general_percent = general, .congestion_percent = congestion});
    };
    EXPECT_TRUE(valid_with(0, 0));
    EXPECT_TRUE(valid_with(60, 40));
    EXPECT_TRUE(valid_with(100, 0));
    EXPECT_TRUE(valid_with(0, 100));
    EXPECT_FALSE(valid_with(60, 41));
    EXPECT_FALSE(valid_with(101, 0));
    EXPECT_FALSE(valid_with(2, ~std::uint64_t{0})) << "a sum that wraps around is no small sum";
    EXPECT_FALSE(valid_with(~std::uint64_t{0}, 2));
}

TEST(Limits, LieInTheirRange) {  // PA-7
    EXPECT_FALSE(valid(limits(0, 1'000), {}));
    EXPECT_TRUE(valid(limits(1, 0), {}));
    EXPECT_TRUE(valid(limits(483, supply_msat), {}));
    EXPECT_FALSE(valid(limits(484, 1'000), {}));
    EXPECT_FALSE(valid(limits(483, supply_msat + 1), {}));
}

TEST(Limits, SmallChannelsAreRefusedOnlyUnderADeviation) {
    constexpr Rules minimum{.minimum_sizes = MinimumSizes::some};
    EXPECT_FALSE(valid(limits(11, 1'000'000), minimum));
    EXPECT_FALSE(valid(limits(12, 999'999), minimum));
    EXPECT_FALSE(valid(limits(12, supply_msat), minimum));
    EXPECT_TRUE(valid(limits(12, 1'000'000), minimum));
}

TEST(Split, SumsToTheTotalWhateverThePercentages) {  // PA-4
    for (std::uint64_t total = 0; total <= 483; ++total) {
        for (const BucketSplit rounding : {BucketSplit::floored, BucketSplit::rounded}) {
            for (const auto& [general, congestion] :
                 {std::pair{40U, 20U}, {50U, 50U}, {33U, 67U}, {0U, 100U}, {1U, 0U}}) {
                const Parameters<> parameters{.general_percent = general, .congestion_percent = congestion};
                const auto parts = slots(total, parameters, {.bucket_split = rounding});
                ASSERT_EQ(parts.general + parts.congestion + parts.protected_, Slots<>(total));
            }
        }
    }
}

TEST(Split, LiquidityIsSplitTheSameWayUpToTheSupply) {  // PA-6
    const auto parts = split(Msat<>(supply_msat), Parameters<>{}, Rules{});
    EXPECT_EQ(parts.general, Msat<>(840'000'000'000'000'000));
    EXPECT_EQ(parts.congestion, Msat<>(420'000'000'000'000'000));
    EXPECT_EQ(parts.protected_, Msat<>(840'000'000'000'000'000));
    const auto odd = split(Msat<>(1'000'004), Parameters<>{}, Rules{});
    EXPECT_EQ(odd.general, Msat<>(400'001));
    EXPECT_EQ(odd.congestion, Msat<>(200'000));
    EXPECT_EQ(odd.protected_, Msat<>(400'003)) << "the protected bucket takes what rounding leaves over";
}

TEST(Split, RoundsToNearestUnderADeviation) {
    const Rules rounded{.bucket_split = BucketSplit::rounded};
    EXPECT_TRUE(is(slots(114, {}, rounded), 46, 23, 45));
    EXPECT_TRUE(is(slots(7, {.general_percent = 7, .congestion_percent = 0}, rounded), 0, 0, 7)) << "0.49 of a slot";
    EXPECT_TRUE(is(slots(5, {.general_percent = 50, .congestion_percent = 50}, rounded), 3, 2, 0))
        << "the congestion bucket yields where two halves exceed the total";
}

TEST(Create, RefusesParametersOutOfRange) {  // PA-10
    DefaultResourceManager::Options options;
    options.parameters.reputation_multiplier = 0;
    const auto refused = DefaultResourceManager::create(options);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.mistake(), Mistake::parameters_out_of_range);
}

}  // namespace
}  // namespace plumbline
