// The table of holders keeps what it is given, whether a holder's number fits a byte or not.
#include "reference/resource_manager/slot_set.hpp"
#include "reference/resource_manager/slot_table.hpp"
#include "tests/support/violations.hpp"

#include <gtest/gtest.h>

#include <array>

namespace plumbline {
namespace {

// On both sides of the number from which a holder needs two bytes.
constexpr std::array<PairNumber, 8> numbers{0, 1, 253, 254, 255, 256, 0xfffe, no_pair};

constexpr bool keeps_every_number() {
    for (const PairNumber first : numbers) {
        for (const PairNumber second : numbers) {
            SlotTable table(4);
            table.set(1, first);
            table.set(2, second);
            table.set(3, 7);
            if (table[0] != no_pair || table[1] != first || table[2] != second || table[3] != 7) {
                return false;
            }
        }
    }
    return true;
}

static_assert(keeps_every_number());

constexpr bool resizes(PairNumber holder) {
    SlotTable table(2);
    table.set(1, holder);
    table.resize(5);
    const bool more = table.size() == 5 && table[1] == holder && table[4] == no_pair;
    table.resize(1);
    return more && table.size() == 1 && table[0] == no_pair;
}

static_assert(resizes(3) && resizes(300));

// A table that once had a holder with a large number equals one that never had.
constexpr bool compares_holders_only() {
    SlotTable once(3);
    once.set(0, 1000);
    const bool different = !(once == SlotTable(3));
    once.set(0, no_pair);
    return different && once == SlotTable(3) && !(once == SlotTable(2));
}

static_assert(compares_holders_only());

// Every slot that is held is found, once and in order, whether a holder takes one byte or two.
constexpr bool finds_what_is_held(PairNumber holder) {
    SlotTable table(6);
    table.set(0, 3);
    table.set(4, holder);
    return table.next_held(0) == 0 && table.next_held(1) == 4 && table.next_held(4) == 4 && table.next_held(5) == 6 &&
           table.next_held(6) == 6 && SlotTable().next_held(0) == 0;
}

static_assert(finds_what_is_held(0) && finds_what_is_held(254) && finds_what_is_held(255));

// GB-14
TEST(SlotTable, AnIndexOutsideIsAViolatedContract) {
    SlotTable table(3);
    EXPECT_DEATH(table.set(3, 0), "GB-14");
    EXPECT_DEATH(static_cast<void>(table[3]), "GB-14");
    table.set(0, 300);
    EXPECT_DEATH(static_cast<void>(table[3]), "GB-14");
}

TEST(SlotTable, CoversASlotBeyondItsEnd) {
    SlotTable table(2);
    table.set(1, 7);
    table.cover(1);
    EXPECT_EQ(table.size(), 2U);
    table.cover(5);
    EXPECT_EQ(table.size(), 6U);
    EXPECT_EQ(table[1], 7);
    EXPECT_EQ(table[5], no_pair);
}

TEST(SlotTable, AsksOfEverySlot) {
    SlotTable table(3);
    table.set(0, 7);
    const auto is_free = [&](std::size_t slot) { return table[slot] == no_pair; };
    EXPECT_FALSE(table.every(is_free));
    EXPECT_TRUE(table.every([&](std::size_t slot) { return slot == 0 || is_free(slot); }));
    std::size_t asked = 0;
    EXPECT_TRUE(table.every([&](std::size_t slot) { return slot == asked++; }));
    EXPECT_EQ(asked, 3U);
}

TEST(SlotSet, ComparesEveryTwo) {
    const auto differ = [](SlotIndex earlier, SlotIndex later) { return earlier != later; };
    const auto ascend = [](SlotIndex earlier, SlotIndex later) { return earlier < later; };
    SlotSet slots;
    EXPECT_TRUE(slots.every_two(differ));
    slots.push_back(3);
    slots.push_back(8);
    EXPECT_TRUE(slots.every_two(differ));
    EXPECT_TRUE(slots.every_two(ascend));
    slots.push_back(5);
    EXPECT_FALSE(slots.every_two(ascend));
    slots.push_back(3);
    EXPECT_FALSE(slots.every_two(differ));
    EXPECT_FALSE(slots.every([](SlotIndex slot) { return slot != 3; }));
    EXPECT_TRUE(slots.every([](SlotIndex slot) { return slot < 9; }));
}

}  // namespace
}  // namespace plumbline
