// Chapter 9-channel: closing, with HTLCs pending and without, and adding again.
#include "tests/support/manager.hpp"
#include "tests/support/slots.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace plumbline {
namespace {

using namespace support;

class Closing : public testing::Test {
protected:
    DefaultResourceManager manager = make_manager_with_channels();

    Verdict<> add(const OfferOf& of, Seconds<> now = start) { return *manager.add_htlc(offer(of), now); }

    Result<Verdict<>> try_add(Scid from, Scid to, std::uint64_t id) {
        return manager.add_htlc(offer({.from = from, .to = to, .id = id}), start);
    }

    void end(const OfferOf& of, Seconds<> now = start) {
        ASSERT_TRUE(resolve(manager, offer(of), Resolution::settled, now).ok());
    }

    void add_again(Scid channel) { ASSERT_FALSE(manager.add_channel(channel, usual_limits, start)->repetition); }
};

TEST_F(Closing, WithoutPendingHtlcsGoesAtOnce) {  // CH-7
    const auto removed = manager.remove_channel(alice);
    EXPECT_TRUE(removed->gone);
    EXPECT_EQ(removed->repetition, std::nullopt);
    EXPECT_EQ(manager.channel(alice), nullptr);
    EXPECT_EQ(manager.channel_count(), 2U);
    EXPECT_EQ(try_add(alice, bob, 0).mistake(), Mistake::unknown_channel);
    EXPECT_EQ(manager.reputation(alice, start), std::nullopt);
    EXPECT_EQ(manager.incoming_revenue_threshold(alice, start), std::nullopt);
}

TEST_F(Closing, TakesNoNewHtlcInEitherDirection) {  // CH-7
    add({});
    EXPECT_FALSE(manager.remove_channel(alice)->gone);
    EXPECT_EQ(try_add(alice, carol, 1).mistake(), Mistake::channel_closing);
    EXPECT_EQ(try_add(carol, alice, 1).mistake(), Mistake::channel_closing);
    EXPECT_TRUE(try_add(carol, bob, 1).ok()) << "the others go on";
}

TEST_F(Closing, TheIncomingChannelStaysUntilItsLastHtlcIsResolved) {  // CH-7
    add({.id = 0});
    add({.to = carol, .id = 1});
    EXPECT_FALSE(manager.remove_channel(alice)->gone);
    end({.id = 0});
    EXPECT_NE(manager.channel(alice), nullptr);
    end({.to = carol, .id = 1});
    EXPECT_EQ(manager.channel(alice), nullptr);
    EXPECT_EQ(manager.reputation(bob, start), SignedMsat<>(1'000)) << "the outgoing channel has earned its fee";
}

TEST_F(Closing, TheOutgoingChannelStaysUntilItsLastHtlcIsResolved) {  // CH-7
    add({});
    EXPECT_FALSE(manager.remove_channel(bob)->gone);
    end({});
    EXPECT_EQ(manager.channel(bob), nullptr);
    EXPECT_EQ(manager.incoming_revenue_threshold(alice, start), SignedMsat<>(1'000));
    EXPECT_EQ(manager.channel(alice)->general.resources.slots_used, Slots<>(0));
    EXPECT_EQ(manager.channel(alice)->pairs.size(), 0U) << "CH-11: nothing names it any more";
}

TEST_F(Closing, BothChannelsOfAnHtlcGoWithIt) {  // CH-7
    add({});
    EXPECT_FALSE(manager.remove_channel(alice)->gone);
    EXPECT_FALSE(manager.remove_channel(bob)->gone);
    end({});
    EXPECT_EQ(manager.channel_count(), 1U);
    EXPECT_EQ(manager.pending_count(), 0U);
}

TEST_F(Closing, IsNotAddedOrChangedMeanwhile) {  // CH-8
    add({});
    static_cast<void>(manager.remove_channel(alice));
    const DefaultResourceManager before = manager;
    EXPECT_EQ(manager.add_channel(alice, usual_limits, start).mistake(), Mistake::channel_closing);
    EXPECT_EQ(manager.update_channel(alice, limits(5, 5)).mistake(), Mistake::channel_closing);
    EXPECT_TRUE(manager.same_state(before));
}

TEST_F(Closing, AgainIsABenignRepetition) {  // ER-3
    add({});
    static_cast<void>(manager.remove_channel(alice));
    const DefaultResourceManager before = manager;
    EXPECT_EQ(manager.remove_channel(alice)->repetition, Repetition::channel_already_closing);
    EXPECT_EQ(manager.remove_channel(dave)->repetition, Repetition::channel_already_removed);
    EXPECT_TRUE(manager.remove_channel(dave)->gone);
    EXPECT_TRUE(manager.same_state(before));
}

TEST_F(Closing, AddedAgainItIsAFreshChannel) {  // CH-8
    earn_reputation(manager, alice, 700, start);
    settle_at_once(manager, offer(), start);
    const Salt old_salt = manager.channel(alice)->salt;
    ASSERT_TRUE(manager.remove_channel(alice)->gone);
    add_again(alice);
    EXPECT_NE(manager.channel(alice)->salt, old_salt);
    EXPECT_EQ(manager.reputation(alice, start), SignedMsat<>(0));
    EXPECT_EQ(manager.incoming_revenue_threshold(alice, start), SignedMsat<>(0));
    EXPECT_NE(add({.id = 1, .amount = 5'000'000}).slots, slot_set({12, 15, 7, 21, 28}))
        << "other slots with another salt";
}

TEST_F(Closing, MarksOfMisuseGoWithTheOutgoingChannel) {  // CH-11
    add({.id = 900, .amount = 5'000'000});
    ASSERT_EQ(add({.id = 1}).bucket, Bucket::congestion);
    end({.id = 1}, after(91));
    ASSERT_EQ(add({.id = 1}, after(91)).bucket, Bucket::none);
    end({.id = 900, .amount = 5'000'000});

    ASSERT_TRUE(manager.remove_channel(bob)->gone);
    add_again(bob);
    add({.id = 900, .amount = 5'000'000, .fee = 1'000'000'000}, after(91));
    EXPECT_EQ(add({.id = 1}, after(91)).bucket, Bucket::congestion);
}

TEST_F(Closing, ItsSlotsAreFreeForOthers) {  // GB-13: both pairs are assigned slot 15
    add({.id = 1, .amount = 2'000'000});
    static_cast<void>(manager.remove_channel(bob));
    EXPECT_FALSE(add({.to = carol, .id = 2, .amount = 5'000'000, .upgradable = false}).forwarded());
    end({.id = 1, .amount = 2'000'000});
    EXPECT_EQ(add({.to = carol, .id = 2, .amount = 5'000'000}).slots, slot_set({37, 1, 4, 39, 15}));
}

TEST_F(Closing, PairsThatAreGoneLeaveRoomForNewOnes) {  // CH-11
    for (std::uint64_t round = 0; round < 3; ++round) {
        EXPECT_EQ(add({.id = round}).bucket, Bucket::general);
        EXPECT_EQ(add({.to = carol, .id = 10 + round}).bucket, Bucket::general);
        end({.id = round});
        ASSERT_TRUE(manager.remove_channel(bob)->gone);
        EXPECT_EQ(manager.channel(alice)->pairs.size(), 1U);
        add_again(bob);
    }
    EXPECT_EQ(manager.channel(alice)->general.resources.slots_used, Slots<>(3)) << "carol's HTLCs";
}

}  // namespace
}  // namespace plumbline
