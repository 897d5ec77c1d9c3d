// Chapter 7-protected-bucket, and sufficient reputation (RM-1).
#include "reference/resource_manager/parameters.hpp"
#include "reference/resource_manager/protected_bucket.hpp"
#include "tests/support/print.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace plumbline {
namespace {

constexpr BucketResources<> used(std::uint64_t slots_used, std::uint64_t msat_used) {
    return {Slots<>(10), Slots<>(slots_used), Msat<>(1'000), Msat<>(msat_used)};
}

// PB-2: one slot, and the amount.
static_assert(protected_admits(used(0, 0), Msat<>(1'000)));
static_assert(!protected_admits(used(0, 0), Msat<>(1'001)));
static_assert(protected_admits(used(9, 1), Msat<>(999)));
static_assert(!protected_admits(used(10, 0), Msat<>(1)));
static_assert(!protected_admits(used(9, 2), Msat<>(999)));
// PA-9: without slots or liquidity never, not even for nothing.
static_assert(!protected_admits(empty_bucket(Slots<>(0), Msat<>(1'000)), Msat<>(0)));
static_assert(!protected_admits(empty_bucket(Slots<>(10), Msat<>(0)), Msat<>(0)));
static_assert(!has_room(empty_bucket(Slots<>(0), Msat<>(1'000)), Msat<>(0), Slots<>(0)));
static_assert(protected_admits(empty_bucket(Slots<>(1), Msat<>(1)), Msat<>(1)));
// CH-5: a bucket that holds more than its size has no room.
static_assert(!has_room(used(11, 0), Msat<>(0), Slots<>(1)));
static_assert(!has_room(used(0, 1'001), Msat<>(0), Slots<>(1)));

TEST(BucketResources, GivesBackWhatWasTaken) {
    BucketResources<> bucket = used(2, 300);
    take(bucket, Msat<>(100), Slots<>(3));
    EXPECT_EQ(bucket, used(5, 400));
    release(bucket, Msat<>(100), Slots<>(3));
    EXPECT_EQ(bucket, used(2, 300));
}

constexpr Standing<> standing(std::int64_t reputation, std::int64_t in_flight, std::int64_t own,
                              std::int64_t threshold) {
    return {SignedMsat<>(reputation), WideMsat<>(in_flight), WideMsat<>(own), SignedMsat<>(threshold)};
}

// RM-1 with the numbers of the chapter's note.
static_assert(standing(20'000'000, 5'000'000, 959'000, 1'000'000).sufficient());
static_assert(standing(20'000'000, 5'000'000, 13'439'000, 1'000'000).sufficient());
static_assert(standing(20'000'000, 5'000'000, 13'439'000, 1'000'000).with_in_flight_risk() == WideMsat<>(1'561'000));
static_assert(!standing(20'000'000, 18'439'000, 13'439'000, 1'000'000).sufficient());
static_assert(standing(20'000'000, 18'439'000, 13'439'000, 1'000'000).with_in_flight_risk() == WideMsat<>(-11'878'000));
// At least the threshold, its own risk included (OC-9).
static_assert(standing(1'000, 0, 0, 1'000).sufficient());
static_assert(!standing(1'000, 0, 1, 1'000).sufficient());
static_assert(!standing(1'000, 1, 0, 1'000).sufficient());
static_assert(!standing(999, 0, 0, 1'000).sufficient());
// RM-16: a fee of zero gets no rule of its own.
static_assert(standing(0, 0, 0, 0).sufficient());
static_assert(!standing(0, 0, 6, 0).sufficient());

TEST(Standing, ComparesExactlyBeyond64Bits) {  // RM-1, OC-10
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const Standing<> deep_in_debt = standing(-most, most, most, -most);
    EXPECT_FALSE(deep_in_debt.sufficient());
    EXPECT_EQ(deep_in_debt.with_in_flight_risk() + WideMsat<>(most) + WideMsat<>(most) + WideMsat<>(most),
              WideMsat<>(0));
    EXPECT_TRUE(standing(-most, 0, 0, -most).sufficient());
}

}  // namespace
}  // namespace plumbline
