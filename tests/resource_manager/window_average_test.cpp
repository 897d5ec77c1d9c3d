// Chapter 3-window-average.
#include "reference/resource_manager/window_average.hpp"
#include "tests/support/print.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

namespace plumbline {
namespace {

constexpr std::uint64_t window = 1'209'600;
constexpr Seconds<> origin(1'000'000);
constexpr Windows<> twelve{Seconds<>(window), 12};

constexpr Seconds<> at(std::uint64_t seconds) {
    return origin + Seconds<>(seconds);
}

/// An average with `amount` added at its start.
WindowAverage<> with(std::int64_t amount) {
    WindowAverage<> average = window_average_from<Running>(origin);
    add(average, SignedMsat<>(amount), origin, twelve, {});
    return average;
}

std::int64_t value(const WindowAverage<>& average, std::uint64_t age, const Rules& rules = {},
                   const Windows<>& windows = twelve) {
    return value_at(average, at(age), windows, rules).count().get();
}

/// 1 msat for the sum and 1 msat for the quotient (WA-3).
void expect_near(std::int64_t read, long double exact) {
    EXPECT_LE(std::fabs(static_cast<long double>(read) - exact), 2.0L) << read;
}

static_assert(twelve.span() == Seconds<>(14'515'200));

TEST(WindowAverage, BeginsEmptyAndDividesByNothingSmallerThanOne) {  // WA-2, WA-4
    EXPECT_EQ(value(window_average_from<Running>(origin), 0), 0);
    EXPECT_EQ(value(with(1'000'000), 0), 1'000'000) << "age 0 counts as one window";
}

// decayed sum / clamp(age / window, 1, 12), with 50 digits; decay over 12 windows. Rounding the sum before the quotient
// is within WA-3.
TEST(WindowAverage, DividesByTheWindowsThatHaveExisted) {  // WA-2, WA-3
    const WindowAverage<> average = with(1'000'000);
    EXPECT_EQ(value(average, window), 890'899);             // 890 898.718 / 1
    EXPECT_EQ(value(average, window + 1), 890'898);         // 890 897.897, not yet two windows but more than one
    expect_near(value(average, 1'814'407), 560'595.0726L);  // 840 895.854 / 1.500006
    EXPECT_EQ(value(average, 12 * window), 20'833);         // 250 000 / 12
    EXPECT_EQ(value(average, 24 * window), 5'208);          // 62 500 / 12: never more than the count
}

TEST(WindowAverage, FollowsTheProfilesDecay) {
    const WindowAverage<> average = with(1'000'000);
    EXPECT_EQ(value(average, window, later_profile), 920'044);
    expect_near(value(average, 1'814'407, later_profile), 588'328.7149L);
    EXPECT_EQ(value(average, 12 * window, later_profile), 30'657);
}

TEST(WindowAverage, IsWithinToleranceForANegativeSumAtAnOddTime) {
    WindowAverage<> average = window_average_from<Running>(origin);
    add(average, SignedMsat<>(-1'000'001), at(86'413), twelve, {});
    expect_near(value(average, 3'000'017), -305'258.8937L);
    expect_near(value(average, 3'000'017, later_profile), -329'870.5357L);
}

TEST(WindowAverage, ATimeBeforeTheLastUpdateCountsAsTheLastUpdate) {  // WA-4, DA-6
    WindowAverage<> average = window_average_from<Running>(origin);
    add(average, SignedMsat<>(1'000'000), at(2 * window), twelve, {});
    EXPECT_EQ(value(average, 2 * window), 500'000);
    EXPECT_EQ(value(average, window), 500'000) << "two windows old, not one";
    EXPECT_EQ(value_at(average, Seconds<>(0), twelve, {}), SignedMsat<>(500'000)) << "even before it began";
}

TEST(WindowAverage, OfOneWindowIsTheDecayedSum) {
    EXPECT_EQ(value(with(1'000'000), 3 * window, {}, {Seconds<>(window), 1}), 15'625);
}

TEST(WindowAverage, HoldsTheLargestSum) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(value(with(most), 0), most);
    EXPECT_EQ(value(with(-most), 0), -most);
}

TEST(WindowAverage, AReadChangesNothing) {  // DA-5
    const WindowAverage<> average = with(1'000'000);
    const WindowAverage<> before = average;
    static_cast<void>(value(average, 5 * window));
    EXPECT_EQ(average, before);
}

// Six windows of warm-up, a deviation: after one window 793 700.526 (decay over six windows, draft) divided by
// max(6·(1 - e^(-1/6)), 1) = max(0.921, 1); after six, 250 000 / 3.79272 = 65 915.7.
TEST(WindowAverage, WarmsUpUnderADeviation) {
    constexpr Rules six{.window_divisor = WindowDivisor::six_windows_warmup};
    constexpr Windows<> windows{Seconds<>(window), 6};
    EXPECT_EQ(value(with(1'000'000), window, six, windows), 793'701);
    EXPECT_EQ(value(with(1'000'000), 6 * window, six, windows), 65'916);
    EXPECT_EQ(value_at(with(1'000'000), Seconds<>(0), windows, six), SignedMsat<>(1'000'000));
    EXPECT_EQ(value_at(with(600), Seconds<>(0), {Seconds<>(1), 1}, six), SignedMsat<>(600)) << "of age 0, not 1";
}

}  // namespace
}  // namespace plumbline
