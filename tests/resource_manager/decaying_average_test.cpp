// Chapter 2-decaying-average.
#include "reference/resource_manager/decaying_average.hpp"
#include "tests/support/print.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

namespace plumbline {
namespace {

constexpr Seconds<> weeks_24(14'515'200);
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// What is left of `value` msat after `elapsed` seconds.
std::int64_t left(std::int64_t value, std::uint64_t elapsed, std::uint64_t window, const Rules& rules) {
    const DecayingAverage<> average{SignedMsat<>(value), Seconds<>(1'000)};
    return value_at(average, Seconds<>(1'000 + elapsed), Seconds<>(window), rules).count().get();
}

/// An exact value as its whole part and the rest, both of the value's sign.
struct Exact {
    std::int64_t whole;
    long double rest;
};

/// At most 1 msat + 2^-44 of the value away from it (DA-7).
void expect_within_tolerance(std::int64_t read, const Exact& exact) {
    const long double apart = std::fabs(static_cast<long double>(read - exact.whole) - exact.rest);
    const long double tolerance = 1.0L + std::ldexp(std::fabs(static_cast<long double>(exact.whole)), -44);
    EXPECT_LE(apart, tolerance) << read << " for " << exact.whole << " + " << exact.rest;
}

struct Row {
    std::int64_t added;
    std::uint64_t elapsed;
    std::uint64_t window;
    Exact draft;  ///< added · (1/2)^(2 · elapsed / window)
    Exact later;  ///< added · e^(-elapsed / window)
};

// Computed with 50 decimal digits by mpmath: v·mpf(2)**(-mpf(2*t)/w) and v·exp(-mpf(t)/w).
constexpr Row rows[] = {
    {1'000'000, 1, 1'209'600, {999'998, 0.85392397L}, {999'999, 0.17328077L}},
    {1'000'000, 1, 14'515'200, {999'999, 0.90449361L}, {999'999, 0.9311067L}},
    {1'000'000, 90, 1'209'600, {999'896, 0.85841759L}, {999'925, 0.59800606L}},
    {1'000'000, 86'400, 1'209'600, {905'723, 0.66426391L}, {931'062, 0.77970402L}},
    {1'000'000, 302'400, 1'209'600, {707'106, 0.78118655L}, {778'800, 0.7830714L}},
    {1'000'000, 1'209'600, 1'209'600, {250'000, 0.0L}, {367'879, 0.44117144L}},
    {1'000'000, 12'096'000, 1'209'600, {0, 0.95367432L}, {45, 0.39992976L}},
    {1'000'000, 25, 97, {699'567, 0.94137168L}, {772'802, 0.34724519L}},
    {-1'000'000, 604'801, 1'209'600, {-499'999, -0.42696198L}, {-606'530, -0.15828207L}},
    {-987'654'321'987, 3'333'333, 14'515'200, {-718'365'258'617, -0.078847906L}, {-785'003'719'582, -0.86292585L}},
    {123'456'789, 604'799, 1'209'600, {61'728'465, 0.24551443L}, {74'880'389, 0.58323178L}},
    {1, 302'400, 1'209'600, {0, 0.70710678L}, {0, 0.77880078L}},
    {1, 838'429, 1'209'600, {0, 0.38254693L}, {0, 0.50000076L}},
    {-5, 1, 3, {-3, -0.14980262L}, {-3, -0.58265655L}},
    {7, 13, 31, {3, 0.91400404L}, {4, 0.602296L}},
    {7'257'600, 1, 14'515'200, {7'257'599, 0.30685285L}, {7'257'599, 0.50000002L}},
    {5'235'303, 1, 14'515'200, {5'235'302, 0.49999513L}, {5'235'302, 0.63932272L}},
    {999'999'999'999, 7'257'601, 14'515'200, {499'999'952'246, 0.30697067L}, {606'530'617'926, 0.13081028L}},
    {123'456'789'012'345'678,
     5'000'011,
     1'099'511'627'776,
     {123'456'010'724'589'637, 0.44380383L},
     {123'456'227'595'909'555, 0.57734076L}},
    {2'100'000'000'000'000'000,
     1'000'003,
     14'515'200,
     {1'908'715'814'670'016'728, 0.35285555L},
     {1'960'194'768'500'897'315, 0.26253793L}},
    {-most, 123'457, 14'515'200, {-9'115'258'512'233'792'389, -0.37453276L}, {-9'145'256'609'029'124'361, -0.8210298L}},
    {most, 7'777'777, 14'515'200, {4'388'174'429'352'073'828, 0.8135821L}, {5'397'327'870'381'168'654, 0.5763483L}},
    {most, 1, 14'515'200, {9'223'371'155'963'845'291, 0.70699186L}, {9'223'371'401'426'278'842, 0.40263471L}},
    {most, 38'102'400, 1'209'600, {0, 1.0L}, {192'581, 0.048501252L}},
};

TEST(DecayingAverage, ReadsWithinTheToleranceOfTheExactValue) {  // DA-2, DA-3, DA-7
    for (const Row& row : rows) {
        expect_within_tolerance(left(row.added, row.elapsed, row.window, draft_profile), row.draft);
        expect_within_tolerance(left(row.added, row.elapsed, row.window, later_profile), row.later);
    }
}

TEST(DecayingAverage, RoundsToNearestWhereADoubleHasDigitsLeft) {  // DA-7
    const auto nearest = [](const Exact& exact) { return exact.whole + std::llround(exact.rest); };
    for (const Row& row : rows) {
        if (std::abs(row.added) < 1'000'000'000'000) {
            EXPECT_EQ(left(row.added, row.elapsed, row.window, draft_profile), nearest(row.draft));
            EXPECT_EQ(left(row.added, row.elapsed, row.window, later_profile), nearest(row.later));
        }
    }
}

TEST(DecayingAverage, HalvesTwiceInAWindow) {  // DA-2
    EXPECT_EQ(left(1'000'000, 604'800, 1'209'600, draft_profile), 500'000);
    EXPECT_EQ(left(1'000'000, 1'209'600, 1'209'600, draft_profile), 250'000);
    EXPECT_EQ(left(1'000'000, 1'814'400, 1'209'600, draft_profile), 125'000);
}

TEST(DecayingAverage, RoundsHalvesAwayFromZero) {  // DA-7
    EXPECT_EQ(left(1, 604'800, 1'209'600, draft_profile), 1);
    EXPECT_EQ(left(-1, 604'800, 1'209'600, draft_profile), -1);
    EXPECT_EQ(left(3, 604'800, 1'209'600, draft_profile), 2);
}

TEST(DecayingAverage, IsWhatWasStoredUntilTimePasses) {  // DA-6
    const DecayingAverage<> average{SignedMsat<>(most), Seconds<>(1'000)};
    EXPECT_EQ(value_at(average, Seconds<>(1'000), weeks_24, {}), SignedMsat<>(most));
    EXPECT_EQ(value_at(average, Seconds<>(0), weeks_24, {}), SignedMsat<>(most))
        << "a clock that goes back decays nothing";
}

TEST(DecayingAverage, ReadingLeavesNoTrace) {  // DA-5
    DecayingAverage<> read_often{SignedMsat<>(5'235'252), Seconds<>(0)};
    const DecayingAverage<> before = read_often;
    for (std::uint64_t second = 1; second <= 1'000; ++second) {
        static_cast<void>(value_at(read_often, Seconds<>(second), weeks_24, {}));
    }
    EXPECT_EQ(read_often, before);
}

// Additions of 1 000 003 at 0, -500 001 at 86 399 and 2 000 000 at 777 777 s, read at 1 209 601 s. The sum over the
// reals (DA-1) is 2 360 954.0407 and 2 398 654.4277; three additions may be off by 3 msat (DA-9).
TEST(DecayingAverage, SumsWhatDecaysFromItsOwnTime) {
    const auto sum = [](const Rules& rules) {
        DecayingAverage<> average;
        add(average, SignedMsat<>(1'000'003), Seconds<>(0), weeks_24, rules);
        add(average, SignedMsat<>(-500'001), Seconds<>(86'399), weeks_24, rules);
        add(average, SignedMsat<>(2'000'000), Seconds<>(777'777), weeks_24, rules);
        return value_at(average, Seconds<>(1'209'601), weeks_24, rules).count().get();
    };
    EXPECT_NEAR(static_cast<double>(sum(draft_profile)), 2'360'954.0407, 3);
    EXPECT_NEAR(static_cast<double>(sum(later_profile)), 2'398'654.4277, 3);
    EXPECT_EQ(sum(draft_profile), 2'360'954) << "decayed and rounded before each addition: DA-4";
    EXPECT_EQ(sum(later_profile), 2'398'654);
}

TEST(DecayingAverage, AddsAtTheLastUpdateWhereTheClockWentBack) {  // DA-6
    DecayingAverage<> average{SignedMsat<>(1'000), Seconds<>(500'000)};
    add(average, SignedMsat<>(7), Seconds<>(499'999), weeks_24, {});
    EXPECT_EQ(average, (DecayingAverage<>{SignedMsat<>(1'007), Seconds<>(500'000)}));
}

TEST(DecayingAverage, Saturates) {  // DA-8
    DecayingAverage<> average{SignedMsat<>(most - 1), Seconds<>(0)};
    add(average, SignedMsat<>(5), Seconds<>(0), weeks_24, {});
    EXPECT_EQ(average.value, SignedMsat<>(most));
    add(average, SignedMsat<>(-most), Seconds<>(0), weeks_24, {});
    EXPECT_EQ(average.value, SignedMsat<>(0));
    add(average, SignedMsat<>(-most), Seconds<>(0), weeks_24, {});
    add(average, SignedMsat<>(-5), Seconds<>(0), weeks_24, {});
    EXPECT_EQ(average.value, SignedMsat<>(-most));
}

TEST(DecayingAverage, AddingNothingChangesNothing) {  // DA-10
    DecayingAverage<> average{SignedMsat<>(1'000), Seconds<>(0)};
    const DecayingAverage<> before = average;
    add(average, SignedMsat<>(0), Seconds<>(500'000), weeks_24, {});
    EXPECT_EQ(average, before);
}

TEST(DecayingAverage, StandsStillUnderADeviationThatStoresWhatItReads) {
    constexpr Rules stores{.decay_rate = DecayRate::exponential, .average_read = AverageRead::stores_rounded};
    DecayingAverage<> average{SignedMsat<>(7'257'600), Seconds<>(0)};
    for (std::uint64_t second = 1; second <= 1'000; ++second) {
        add(average, SignedMsat<>(0), Seconds<>(second), weeks_24, stores);
    }
    EXPECT_EQ(average, (DecayingAverage<>{SignedMsat<>(7'257'600), Seconds<>(1'000)}));
    EXPECT_LT(left(7'257'600, 1'000, 14'515'200, later_profile), 7'257'200) << "left alone, it decays";
}

}  // namespace
}  // namespace plumbline
