// The pairs of a channel: numbers that are stable while a pair lives, and used again when it is gone.
#include "reference/resource_manager/channel.hpp"
#include "tests/support/violations.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace plumbline {
namespace {

Pair<> pair_for(std::uint64_t scid, std::uint64_t slots_used = 0) {
    return {Scid{scid}, {{}, Slots<>(slots_used), Msat<>(0)}, {}};
}

TEST(PairTable, NumbersAreUsedAgain) {
    PairTable<> table;
    EXPECT_EQ(table.insert(pair_for(1)), 0);
    EXPECT_EQ(table.insert(pair_for(2)), 1);
    EXPECT_EQ(table.insert(pair_for(3)), 2);
    table.erase(Scid{1});
    table.erase(Scid{2});
    EXPECT_EQ(table.insert(pair_for(4)), 1) << "the last one that became free";
    EXPECT_EQ(table.insert(pair_for(5)), 0);
    EXPECT_EQ(table.insert(pair_for(6)), 3);
    EXPECT_EQ(table.find(Scid{3}), 2) << "the others keep theirs";
    EXPECT_EQ(table[0].outgoing, Scid{5});
}

TEST(PairTable, NothingOfAPairIsLeft) {
    PairTable<> one;
    one.insert(pair_for(1, 5));
    one.erase(Scid{1});
    PairTable<> other;
    other.insert(pair_for(2, 7));
    other.erase(Scid{2});
    EXPECT_EQ(one, other);
    EXPECT_EQ(one.find(Scid{1}), no_pair);
    EXPECT_EQ(one.size(), 0U);
}

TEST(PairTable, ErasingWhatIsNotThereChangesNothing) {
    PairTable<> table;
    table.insert(pair_for(1));
    const PairTable<> before = table;
    table.erase(Scid{2});
    EXPECT_EQ(table, before);
}

// ER-6: as many pairs as there are channels at most, and one number says that there is none.
TEST(PairTable, OnePairTooManyIsAViolatedContract) {
    PairTable<> table;
    for (std::uint64_t scid = 0; scid < no_pair; ++scid) {
        table.insert(pair_for(scid));
    }
    EXPECT_EQ(table.find(Scid{no_pair - 1}), no_pair - 1);
    EXPECT_EQ(support::violated_by([&] { table.insert(pair_for(no_pair)); }), "ER-6");
}

}  // namespace
}  // namespace plumbline
