// Chapter 9-channel: changed limits and splices.
#include "tests/support/manager.hpp"
#include "tests/support/slots.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace plumbline {
namespace {

using namespace support;

class ChangedLimits : public testing::Test {
protected:
    DefaultResourceManager manager = make_manager_with_channels();

    void change(const ChannelLimits<>& to) { ASSERT_TRUE(manager.update_channel(alice, to).ok()); }

    Verdict<> add(const OfferOf& of) { return *manager.add_htlc(offer(of), start); }

    void end(std::uint64_t id, Scid to = bob) {
        ASSERT_TRUE(resolve(manager, offer({.to = to, .id = id}), Resolution::failed, start).ok());
    }

    /// `count` HTLCs of one slot each in alice's general bucket, with IDs from `first`.
    void fill(Scid to, std::uint64_t first, std::uint64_t count) {
        for (std::uint64_t id = first; id < first + count; ++id) {
            ASSERT_EQ(add({.to = to, .id = id}).bucket, Bucket::general);
        }
    }

    [[nodiscard]] const Channel<>& channel() const { return *manager.channel(alice); }
};

// The pair of alice and bob has slots 12, 15, 7, 21, 28 of 45, and 7, 15, 17, 11, 2 of 20.
TEST_F(ChangedLimits, PendingHtlcsKeepTheirSlotsAndNewOnesUseTheNewAssignment) {  // CH-4, CH-5
    fill(bob, 0, 5);
    for (const std::uint64_t id : {1U, 2U, 3U}) {
        end(id);
    }
    change(limits(50, 112'500'000));
    EXPECT_EQ(manager.pending(htlc(alice, 0))->slots, slot_set({12}));
    EXPECT_EQ(manager.pending(htlc(alice, 4))->slots, slot_set({28})) << "a slot that new HTLCs no longer have";
    EXPECT_EQ(channel().general.resources.slots_used, Slots<>(2));
    EXPECT_EQ(add({.id = 10, .amount = 2'250'001}).slots, slot_set({7, 15})) << "a unit is 2 250 000 msat now";
    end(4);
    end(0);
    EXPECT_EQ(channel().general.resources.slots_used, Slots<>(2));
}

TEST_F(ChangedLimits, ASlotThatStillExistsStaysTaken) {  // CH-5: slot 7 is assigned before and after
    fill(bob, 0, 3);
    end(0);
    end(1);
    change(limits(50, 112'500'000));
    EXPECT_EQ(add({.id = 10}).slots, slot_set({15}));
}

// Nine slots held, eight left of them: nothing is admitted until seven are held.
TEST_F(ChangedLimits, BelowWhatIsHeldNothingIsAdmittedUntilItDrained) {  // CH-5, GB-15
    ASSERT_TRUE(manager.add_channel(dave, usual_limits, start).ok());
    fill(bob, 0, 5);
    fill(carol, 10, 4);
    change(limits(20, 112'500'000));
    const OfferOf newcomer{.to = dave, .id = 20, .amount = 1, .upgradable = false};
    EXPECT_EQ(channel().general.resources.slots, Slots<>(8));
    EXPECT_FALSE(add(newcomer).forwarded()) << "9 of 8 held";
    end(0);
    EXPECT_FALSE(add(newcomer).forwarded()) << "8 of 8 held";
    end(10, carol);
    EXPECT_EQ(add(newcomer).bucket, Bucket::general) << "7 of 8 held";
}

TEST_F(ChangedLimits, LiquidityDrainsTheSameWay) {  // CH-5: 5 000 000 msat held, 4 000 000 left of them
    fill(bob, 0, 5);
    change(limits(114, 10'000'000));
    const OfferOf newcomer{.to = carol, .id = 20, .amount = 1, .upgradable = false};
    EXPECT_FALSE(add(newcomer).forwarded());
    end(0);
    EXPECT_FALSE(add(newcomer).forwarded()) << "4 000 000 held of 4 000 000";
    end(1);
    EXPECT_EQ(add(newcomer).bucket, Bucket::general);
}

TEST_F(ChangedLimits, TheSharesOfPairsDrainToo) {  // CH-5, GB-3: two slots of 45 held, of 4 the pair has all
    fill(bob, 0, 2);
    change(limits(114, 22'500'000));  // unit 200 000, share 1 000 000, and the pair holds 2 000 000
    EXPECT_FALSE(add({.id = 20, .amount = 1, .upgradable = false}).forwarded());
    end(0);
    EXPECT_FALSE(add({.id = 20, .amount = 1, .upgradable = false}).forwarded());
    end(1);
    EXPECT_EQ(add({.id = 20, .amount = 1'000'000, .upgradable = false}).bucket, Bucket::general);
}

TEST_F(ChangedLimits, CongestionAndProtectedKeepWhatTheyHold) {  // CH-4, CH-5
    fill(bob, 0, 5);
    ASSERT_EQ(add({.id = 5}).bucket, Bucket::congestion);
    ASSERT_EQ(add({.to = carol, .id = 6, .amount = 6'000'000, .fee = 0}).bucket, Bucket::protected_);
    change(limits(2, 1'000));
    EXPECT_EQ(channel().congestion.slots, Slots<>(0));
    EXPECT_EQ(channel().congestion.slots_used, Slots<>(1));
    EXPECT_EQ(channel().protected_.msat_used, Msat<>(6'000'000));
    EXPECT_FALSE(add({.to = carol, .id = 7, .amount = 1, .fee = 0}).forwarded()) << "protected is over its limit";
    end(5);
    end(6, carol);
    EXPECT_EQ(channel().congestion.slots_used, Slots<>(0));
    EXPECT_EQ(add({.to = carol, .id = 7, .amount = 400, .fee = 0}).bucket, Bucket::protected_);
}

TEST_F(ChangedLimits, GrowingGivesRoomAtOnce) {  // CH-4
    fill(bob, 0, 5);
    EXPECT_FALSE(add({.id = 6, .upgradable = false}).forwarded());
    change(limits(483, 482'500'000));
    EXPECT_EQ(channel().general.resources.slots, Slots<>(193));
    EXPECT_EQ(add({.id = 6}).slots, slot_set({101})) << "the assignment of 193 slots";
    EXPECT_EQ(add({.id = 7, .amount = 3'000'000}).slots, slot_set({45, 40, 10})) << "a pair has 9 of them";
    EXPECT_FALSE(add({.id = 8, .upgradable = false}).forwarded()) << "all nine are held";
}

TEST_F(ChangedLimits, ShrinkingAndGrowingBackChangesNothing) {  // CH-6
    settle_at_once(manager, offer(), start);
    const DefaultResourceManager before = manager;
    change(limits(50, 1'000'000));
    EXPECT_FALSE(manager.same_state(before));
    change(usual_limits);
    EXPECT_EQ(add({.id = 1, .amount = 5'000'000}).slots, slot_set({12, 15, 7, 21, 28}));
}

TEST_F(ChangedLimits, ASpliceKeepsReputationAndRevenue) {  // CH-6
    settle_at_once(manager, offer({.fee = 5'000}), start);
    earn_reputation(manager, alice, 700, start);
    change(limits(114, 200'000'000));
    EXPECT_EQ(manager.incoming_revenue_threshold(alice, start), SignedMsat<>(5'000));
    EXPECT_EQ(manager.reputation(alice, start), SignedMsat<>(700));
    EXPECT_EQ(add({.id = 1}).slots, slot_set({12})) << "the salt is kept: GB-8";
}

TEST_F(ChangedLimits, TheSameLimitsAreABenignRepetition) {  // ER-3
    const DefaultResourceManager before = manager;
    const auto again = manager.update_channel(alice, usual_limits);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->repetition, Repetition::limits_unchanged);
    EXPECT_TRUE(manager.same_state(before));
}

TEST_F(ChangedLimits, ChangingTwiceWhileDrainingStaysConsistent) {  // CH-5, checked by the invariants of mode deep
    fill(bob, 0, 5);
    change(limits(20, 5'000'000));
    end(0);
    change(limits(5, 1'000));
    end(1);
    change(limits(114, 112'500'000));
    EXPECT_EQ(channel().general.resources.slots_used, Slots<>(3));
    EXPECT_EQ(add({.id = 9}).slots, slot_set({12})) << "free again; 7, 21 and 28 are held";
}

}  // namespace
}  // namespace plumbline
