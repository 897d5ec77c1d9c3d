// Chapter 5-general-bucket: shares, availability, and who holds a slot.
#include "reference/resource_manager/general_bucket.hpp"
#include "tests/support/manager.hpp"
#include "tests/support/slots.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace plumbline {
namespace {

using support::slot_set;
using support::violated_by;

constexpr PairNumber ours = 0;
constexpr PairNumber theirs = 1;

/// The bucket of the chapter's example, 45 slots of 1 000 000 msat, and two pairs in it that share slot 15.
struct Example {
    GeneralBucket<> bucket = general_bucket(Slots<>(45), Msat<>(45'000'000));
    GeneralShare<> we{slot_set({12, 15, 7, 21, 28}), Slots<>(0), Msat<>(0)};
    GeneralShare<> they{slot_set({37, 1, 4, 39, 15}), Slots<>(0), Msat<>(0)};

    [[nodiscard]] std::optional<SlotSet> slots_for(std::uint64_t amount, const Rules& rules = {}) const {
        return slots_for_amount(bucket, we, Msat<>(amount), rules);
    }

    void add(const SlotSet& slots, std::uint64_t amount) { add_htlc(bucket, we, ours, slots, Msat<>(amount)); }

    void remove(const SlotSet& slots, std::uint64_t amount) { remove_htlc(bucket, we, ours, slots, Msat<>(amount)); }

    void they_take(const SlotSet& slots, std::uint64_t amount) {
        add_htlc(bucket, they, theirs, slots, Msat<>(amount));
    }

    friend bool operator==(const Example&, const Example&) = default;
};

constexpr BucketResources<> resources(std::uint64_t slots, std::uint64_t capacity) {
    return empty_bucket(Slots<>(slots), Msat<>(capacity));
}

// GB-2: the unit is floored.
static_assert(slot_liquidity(resources(45, 45'000'000), Slots<>(5), {}) == Msat<>(1'000'000));
static_assert(slot_liquidity(resources(45, 45'000'044), Slots<>(5), {}) == Msat<>(1'000'000));
static_assert(slot_liquidity(resources(45, 44), Slots<>(5), {}) == Msat<>(0));
static_assert(slot_liquidity(resources(0, 0), Slots<>(0), {}) == Msat<>(0), "nothing divides by zero: PA-9");
static_assert(slot_liquidity(resources(45, 45'000'000), Slots<>(5), {.slot_liquidity = SlotLiquidity::pair_share}) ==
              Msat<>(5'000'000));
static_assert(slot_liquidity(resources(45, 44), Slots<>(5), {.slot_liquidity = SlotLiquidity::pair_share}) ==
              Msat<>(4));

// GB-9: one slot per started unit, at least one.
static_assert(slots_needed(Msat<>(0), Msat<>(10)) == Slots<>(1));
static_assert(slots_needed(Msat<>(10), Msat<>(10)) == Slots<>(1));
static_assert(slots_needed(Msat<>(11), Msat<>(10)) == Slots<>(2));
static_assert(slots_needed(Msat<>(20), Msat<>(10)) == Slots<>(2));
static_assert(slots_needed(Msat<>(supply_msat), Msat<>(1)) == Slots<>(supply_msat));

TEST(GeneralBucket, TakesTheFirstFreeSlotsInOrderOfAssignment) {  // GB-9, the chapter's table
    const Example example;
    EXPECT_EQ(example.slots_for(1), slot_set({12}));
    EXPECT_EQ(example.slots_for(1'000'000), slot_set({12}));
    EXPECT_EQ(example.slots_for(1'000'001), slot_set({12, 15}));
    EXPECT_EQ(example.slots_for(4'000'000), slot_set({12, 15, 7, 21}));
    EXPECT_EQ(example.slots_for(5'000'000), slot_set({12, 15, 7, 21, 28}));
    EXPECT_EQ(example.slots_for(5'000'001), std::nullopt) << "more than the pair's share: GB-3";
}

TEST(GeneralBucket, PassesOverSlotsThatAnotherPairHolds) {  // GB-10
    Example example;
    example.they_take(slot_set({15}), 1);
    EXPECT_EQ(example.slots_for(1'000'001), slot_set({12, 7}));
    EXPECT_EQ(example.slots_for(4'000'000), slot_set({12, 7, 21, 28}));
    EXPECT_EQ(example.slots_for(4'000'001), std::nullopt) << "five are needed and four are free";
}

TEST(GeneralBucket, CountsWhatThePairHoldsAgainstItsShare) {  // GB-3
    Example example;
    example.add(slot_set({12, 15, 7}), 2'500'000);
    EXPECT_EQ(example.slots_for(2'000'000), slot_set({21, 28}));
    EXPECT_EQ(example.slots_for(2'000'001), std::nullopt);
}

TEST(GeneralBucket, KeepsThePairWithinItsShareOfLiquidityAfterTheUnitShrank) {  // GB-3
    Example example;
    example.add(slot_set({12}), 1'000'000);
    example.bucket.resources.capacity = Msat<>(9'000'000);  // unit 200 000, share 1 000 000
    EXPECT_EQ(example.slots_for(1), std::nullopt) << "four slots are left, but no liquidity";
}

TEST(GeneralBucket, KeepsWithinItsSlotsAndItsCapacity) {  // GB-15
    Example slots_gone;
    slots_gone.bucket.resources.slots_used = Slots<>(45);
    EXPECT_EQ(slots_gone.slots_for(1), std::nullopt);
    Example one_left;
    one_left.bucket.resources.slots_used = Slots<>(44);
    EXPECT_EQ(one_left.slots_for(1'000'000), slot_set({12}));
    EXPECT_EQ(one_left.slots_for(1'000'001), std::nullopt);
    Example liquidity_gone;
    liquidity_gone.bucket.resources.msat_used = Msat<>(44'500'000);
    EXPECT_EQ(liquidity_gone.slots_for(500'000), slot_set({12}));
    EXPECT_EQ(liquidity_gone.slots_for(500'001), std::nullopt);
}

TEST(GeneralBucket, WithoutAUnitIsNeverAvailable) {  // GB-16, PA-9
    Example poor;
    poor.bucket.resources.capacity = Msat<>(44);
    EXPECT_EQ(poor.slots_for(0), std::nullopt);
    const GeneralBucket<> none = general_bucket(Slots<>(0), Msat<>(0));
    EXPECT_EQ(slots_for_amount(none, GeneralShare<>{}, Msat<>(0), Rules{}), std::nullopt);
}

TEST(GeneralBucket, GivesAShareForEverySlotUnderADeviation) {
    const Rules pair_share{.slot_liquidity = SlotLiquidity::pair_share};
    EXPECT_EQ(Example{}.slots_for(5'000'000, pair_share), slot_set({12}));
    EXPECT_EQ(Example{}.slots_for(25'000'000, pair_share), slot_set({12, 15, 7, 21, 28}));
}

TEST(GeneralBucket, RemovingRestoresWhatAddingTook) {  // GB-12, CH-10
    Example example;
    example.they_take(slot_set({15}), 7);
    const Example before = example;
    example.add(slot_set({12, 7}), 1'500'000);
    EXPECT_EQ(example.bucket.resources.slots_used, Slots<>(3));
    EXPECT_EQ(example.bucket.resources.msat_used, Msat<>(1'500'007));
    EXPECT_EQ(example.bucket.holder[12], ours);
    EXPECT_EQ(example.bucket.holder[15], theirs);
    example.remove(slot_set({12, 7}), 1'500'000);
    EXPECT_EQ(example, before);
}

TEST(GeneralBucket, ASlotHasOneHolder) {  // GB-11
    Example example;
    example.they_take(slot_set({15}), 1);
    const Example before = example;
    EXPECT_EQ(violated_by([&] { example.add(slot_set({12, 15}), 1); }), "GB-11");
    EXPECT_EQ(example, before) << "stopped before anything was changed";
}

TEST(GeneralBucket, FreesOnlyWhatThePairHolds) {  // GB-12
    Example example;
    example.they_take(slot_set({15}), 1);
    example.add(slot_set({12}), 1);
    const Example before = example;
    EXPECT_EQ(violated_by([&] { example.remove(slot_set({12, 15}), 1); }), "GB-12");
    EXPECT_EQ(violated_by([&] { example.remove(slot_set({7}), 1); }), "GB-12") << "a slot that is free";
    EXPECT_EQ(example, before);
}

TEST(GeneralBucket, StopsAtAnIndexOutsideTheTable) {  // GB-14
    Example example;
    const Example before = example;
    EXPECT_EQ(violated_by([&] { example.add(slot_set({12, 45}), 1); }), "GB-14");
    EXPECT_EQ(violated_by([&] { example.remove(slot_set({45}), 1); }), "GB-14");
    EXPECT_EQ(example, before);
    example.we.assigned = slot_set({45});
    EXPECT_EQ(violated_by([&] { static_cast<void>(example.slots_for(1)); }), "GB-14");
}

TEST(GeneralBucket, FreesEverySlotOfAChannelThatGoes) {  // GB-13
    Example example;
    example.they_take(slot_set({15}), 7);
    const Example before = example;
    example.add(slot_set({12, 7}), 1'500'000);
    example.add(slot_set({21}), 1);
    remove_channel_slots(example.bucket, example.we, ours);
    EXPECT_EQ(example, before);
    example.add(slot_set({0}), 1);
    remove_channel_slots(example.bucket, example.we, ours);
    EXPECT_EQ(example, before) << "a single slot, the first one";
}

TEST(GeneralBucket, FreesTheFirstUsedSlotsUnderADeviation) {
    Example example;
    example.add(slot_set({15, 7}), 2);
    EXPECT_EQ(first_used(example.bucket, example.we, ours, Slots<>(1)), slot_set({15}));
    EXPECT_EQ(first_used(example.bucket, example.we, ours, Slots<>(5)), slot_set({15, 7}));
    example.we.assigned = slot_set({15, 45});
    EXPECT_EQ(violated_by([&] { static_cast<void>(first_used(example.bucket, example.we, ours, Slots<>(1))); }),
              "GB-14")
        << "an index outside the table, though it is not looked at";
}

}  // namespace
}  // namespace plumbline
