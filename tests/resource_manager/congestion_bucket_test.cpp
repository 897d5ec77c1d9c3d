// Chapter 6-congestion-bucket.
#include "reference/resource_manager/congestion_bucket.hpp"
#include "tests/support/print.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace plumbline {
namespace {

constexpr std::uint64_t two_weeks = 1'209'600;

constexpr BucketResources<> bucket(std::uint64_t slots, std::uint64_t capacity) {
    return empty_bucket(Slots<>(slots), Msat<>(capacity));
}

constexpr bool small(std::uint64_t capacity, std::uint64_t slots, std::uint64_t amount, const Rules& rules = {}) {
    return small_enough(bucket(slots, capacity), Msat<>(amount), rules);
}

// CB-6, the chapter's table: amount · slots < capacity, exactly.
static_assert(small(10, 3, 3));
static_assert(!small(9, 3, 3));
static_assert(small(200'000'000, 96, 2'083'333));
static_assert(!small(200'000'000, 96, 2'083'334));
static_assert(small(400'000, 2, 199'999));
static_assert(!small(400'000, 2, 200'000));
static_assert(!small(0, 3, 0));
static_assert(!small(10, 0, 1), "nothing divides by zero: PA-9");
static_assert(!small(supply_msat, 483, supply_msat), "the product needs more than 64 bits");
// The deviation compares with the floored share.
static_assert(small(9, 3, 3, {.congestion_amount = CongestionAmount::at_most_floored}));
static_assert(!small(10, 3, 4, {.congestion_amount = CongestionAmount::at_most_floored}));

/// A misuse at time 1000.
constexpr CongestionHistory<> misused{Slots<>(0), true, Seconds<>(1'000)};

constexpr bool counts(const CongestionHistory<>& history, std::uint64_t now) {
    return misuse_counts(history, Seconds<>(now), Parameters<>{});
}

// CB-2: less than two weeks old.
static_assert(!counts({}, 0));
static_assert(counts(misused, 1'000));
static_assert(counts(misused, 1'000 + two_weeks - 1));
static_assert(!counts(misused, 1'000 + two_weeks));
static_assert(counts(misused, 999), "a time before the mark counts as the mark");

constexpr bool admits(const BucketResources<>& resources, const CongestionHistory<>& history, std::uint64_t amount,
                      std::uint64_t now = 2'000) {
    return congestion_admits(resources, history, history.in_flight, Msat<>(amount), Seconds<>(now), Parameters<>{},
                             Rules{});
}

constexpr BucketResources<> used(std::uint64_t slots_used, std::uint64_t msat_used) {
    return {Slots<>(10), Slots<>(slots_used), Msat<>(1'000), Msat<>(msat_used)};
}

TEST(CongestionBucket, AdmitsOneSmallHtlcOfAnOutgoingChannelWithoutMisuse) {
    EXPECT_TRUE(admits(used(0, 0), {}, 99));
    EXPECT_FALSE(admits(used(0, 0), {}, 100)) << "CB-6";
    EXPECT_FALSE(admits(used(0, 0), {Slots<>(1), false, Seconds<>(0)}, 99)) << "CB-1";
    EXPECT_FALSE(admits(used(0, 0), misused, 99)) << "CB-2";
    EXPECT_TRUE(admits(used(0, 0), misused, 99, 1'000 + two_weeks)) << "CB-2: it has expired";
}

TEST(CongestionBucket, NeedsAFreeSlotAndFreeLiquidity) {  // CB-8
    EXPECT_TRUE(admits(used(9, 0), {}, 99));
    EXPECT_FALSE(admits(used(10, 0), {}, 99));
    EXPECT_TRUE(admits(used(0, 901), {}, 99));
    EXPECT_FALSE(admits(used(0, 902), {}, 99));
}

TEST(CongestionBucket, OfNoSizeIsNeverAvailable) {  // PA-9
    EXPECT_FALSE(admits(bucket(0, 1'000), {}, 0));
    EXPECT_FALSE(admits(bucket(10, 0), {}, 0));
}

constexpr CongestionHistory<> resolved(CongestionHistory<> history, std::uint64_t held, std::uint64_t now) {
    note_resolution(history, Seconds<>(held), Seconds<>(now), Parameters<>{});
    return history;
}

TEST(CongestionBucket, MarksAMisuseAfterMoreThanThePeriod) {  // CB-7
    EXPECT_FALSE(resolved({}, 90, 5'000).misused);
    EXPECT_TRUE(resolved({}, 91, 5'000).misused);
    EXPECT_EQ(resolved({}, 91, 5'000).misused_at, Seconds<>(5'000));
}

TEST(CongestionBucket, KeepsTheLatestMark) {  // CB-7
    EXPECT_EQ(resolved(misused, 91, 5'000).misused_at, Seconds<>(5'000));
    EXPECT_EQ(resolved(misused, 91, 500).misused_at, Seconds<>(1'000)) << "it never moves back";
    EXPECT_EQ(resolved(misused, 90, 5'000), misused) << "good behaviour does not take it away";
}

}  // namespace
}  // namespace plumbline
