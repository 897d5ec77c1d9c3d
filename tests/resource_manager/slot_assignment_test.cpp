// Chapter 5-general-bucket: how many slots a pair is assigned, and which.
#include "reference/resource_manager/salt.hpp"
#include "reference/resource_manager/slot_assignment.hpp"
#include "tests/support/manager.hpp"
#include "tests/support/slots.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace plumbline {
namespace {

using support::alice;
using support::bob;
using support::carol;
using support::GivenWords;
using support::numbered_salt;
using support::slot_set;

// GB-1: 5 %, at least 5, never more than there are.
static_assert(pair_slot_allocation(193, {}) == 9);
static_assert(pair_slot_allocation(483, {}) == 24);
static_assert(pair_slot_allocation(120, {}) == 6);
static_assert(pair_slot_allocation(119, {}) == 5);
static_assert(pair_slot_allocation(45, {}) == 5);
static_assert(pair_slot_allocation(4, {}) == 4);
static_assert(pair_slot_allocation(1, {}) == 1);
static_assert(pair_slot_allocation(0, {}) == 0);
static_assert(pair_slot_allocation(193, {.pair_slots = PairSlots::rounded_up}) == 10);
static_assert(pair_slot_allocation(200, {.pair_slots = PairSlots::rounded_up}) == 10);
static_assert(pair_slot_allocation(483, {.pair_slots = PairSlots::rounded_up}) == max_pair_slots);

// GB-4, GB-5: each word modulo the total, what was drawn before is skipped, in the order drawn.
static_assert(assign_slots(GivenWords{1, 2, 3, 4, 5}, 10, {}) == slot_set({1, 2, 3, 4, 5}));
static_assert(assign_slots(GivenWords{19, 9, 29, 0, 10, 5, 4, 3}, 10, {}) == slot_set({9, 0, 5, 4, 3}));
static_assert(assign_slots(GivenWords{0xffff'ffff, 0, 1, 2, 3}, 7, {}) == slot_set({3, 0, 1, 2, 4}),
              "2^32-1 is 3 modulo 7; the words end, and 4 is the lowest that is not assigned");

// GB-6: words that repeat for ever still give an assignment.
static_assert(assign_slots(GivenWords{6}, 10, {}) == slot_set({6, 0, 1, 2, 3}));
static_assert(assign_slots(GivenWords{2, 0}, 10, {}) == slot_set({2, 0, 1, 3, 4}));

// A stream that begins with many times the same word is drawn from until the pair has its slots; under a deviation, ten
// times for each slot.
struct LateWords {
    std::size_t repeated = 0;

    [[nodiscard]] static constexpr std::size_t size() { return 1024; }

    constexpr std::uint32_t operator[](std::size_t draw) const {
        return draw < repeated ? 6 : static_cast<std::uint32_t>(draw);
    }
};

static_assert(assign_slots(LateWords{60}, 100, {}) == slot_set({6, 60, 61, 62, 63}));
static_assert(assign_slots(LateWords{46}, 100, {.slot_tries = SlotTries::ten_per_slot}) ==
              slot_set({6, 46, 47, 48, 49}));
static_assert(!assign_slots(LateWords{47}, 100, {.slot_tries = SlotTries::ten_per_slot}));

// Where there are no more slots than the pair is assigned, it has all of them.
static_assert(assign_slots(GivenWords{3, 3, 3, 1, 0, 2}, 4, {}) == slot_set({3, 1, 0, 2}));
static_assert(assign_slots(GivenWords{7}, 1, {}) == slot_set({0}));

// The deviations: each word XORed into those before; ten draws per slot and then an error.
static_assert(assign_slots(GivenWords{1, 2, 4, 8, 16}, 10, {.slot_words = SlotWords::xored}) ==
                  slot_set({1, 3, 7, 5, 0}),
              "1, 3, 7, 15, 31; then 15 and 31 again; completed by 0");
static_assert(!assign_slots(GivenWords{6}, 10, {.slot_tries = SlotTries::ten_per_slot}));
static_assert(assign_slots(GivenWords{1, 2, 3, 4, 5}, 10, {.slot_tries = SlotTries::ten_per_slot}) ==
              slot_set({1, 2, 3, 4, 5}));

SlotSet assigned(Scid incoming, Scid outgoing, std::size_t total, const Rules& rules = {}) {
    return assign_slots(KeyStream(numbered_salt(incoming == alice ? 0 : 1), incoming, outgoing), total, rules).value();
}

// The chapter's example.
TEST(SlotAssignment, IsThatOfTheChaptersExample) {  // GB-4
    EXPECT_EQ(assigned(alice, bob, 45), slot_set({12, 15, 7, 21, 28}));
    EXPECT_EQ(assigned(alice, bob, 193), slot_set({101, 45, 40, 10, 75, 12, 55, 41, 152}));
    EXPECT_EQ(assigned(alice, bob, 5), slot_set({2, 0, 1, 3, 4}));
    EXPECT_EQ(assigned(alice, bob, 45, {.slot_words = SlotWords::xored}), slot_set({12, 18, 7, 35, 25}));
}

// Computed by an independent ChaCha20 in Python.
TEST(SlotAssignment, DiffersFromPairToPair) {
    EXPECT_EQ(assigned(alice, carol, 45), slot_set({37, 1, 4, 39, 15}));
    EXPECT_EQ(assigned(bob, alice, 45), slot_set({12, 9, 21, 19, 34})) << "the way back has slots of its own";
    EXPECT_EQ(assigned(bob, carol, 45), slot_set({41, 31, 40, 19, 3}));
}

TEST(SlotAssignment, IsDistinctInTheTableAndAsLongAsAllocatedForEveryTotal) {
    for (std::size_t total = 1; total <= 483; ++total) {
        const SlotSet slots = assigned(alice, bob, total);
        ASSERT_EQ(slots.size(), pair_slot_allocation(total, {}));
        for (const SlotIndex* slot = slots.begin(); slot != slots.end(); ++slot) {
            ASSERT_LT(*slot, total);
            ASSERT_EQ(std::find(slots.begin(), slot, *slot), slot);
        }
    }
}

TEST(SlotSet, HoldsAtMostTwentyFive) {  // GB-14
    SlotSet slots;
    for (SlotIndex index = 0; index < max_pair_slots; ++index) {
        slots.push_back(index);
    }
    EXPECT_EQ(support::violated_by([&] { slots.push_back(99); }), "GB-14");
    EXPECT_EQ(slots.size(), max_pair_slots);
}

TEST(SlotSet, IsTheSameOnlyInTheSameOrder) {
    EXPECT_EQ(slot_set({1, 2}), slot_set({1, 2}));
    EXPECT_FALSE(slot_set({1, 2}) == slot_set({2, 1}));
    EXPECT_FALSE(slot_set({1}) == slot_set({1, 2}));
    EXPECT_TRUE(slot_set({7, 9}).contains(9));
    EXPECT_FALSE(slot_set({7, 9}).contains(8));
}

}  // namespace
}  // namespace plumbline
