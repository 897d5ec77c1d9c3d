// When two managers are in the same state: where every answer from now on is the same.
#include "tests/support/manager.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace plumbline {
namespace {

using namespace support;

TEST(SameState, PairsThatHoldNothingDoNotCount) {
    const DefaultResourceManager without = make_manager_with_channels();
    DefaultResourceManager with = without;
    const HtlcOffer<> free_of_charge = offer({.fee = 0});
    settle_at_once(with, free_of_charge, start);
    ASSERT_EQ(with.channel(alice)->pairs.size(), 1U);
    EXPECT_TRUE(with.same_state(without));
    EXPECT_TRUE(without.same_state(with));
}

// The same HTLCs, added in another order: pairs are numbered otherwise.
TEST(SameState, NumbersOfPairsDoNotCount) {
    DefaultResourceManager one = make_manager_with_channels();
    DefaultResourceManager other = one;
    const HtlcOffer<> to_bob = offer({.id = 1, .amount = 1});
    const HtlcOffer<> to_carol = offer({.to = carol, .id = 2, .amount = 1});
    for (const auto& added : {to_bob, to_carol}) {
        ASSERT_EQ(one.add_htlc(added, start)->bucket, Bucket::general);
    }
    for (const auto& added : {to_carol, to_bob}) {
        ASSERT_EQ(other.add_htlc(added, start)->bucket, Bucket::general);
    }
    ASSERT_NE(one.channel(alice)->pairs.find(bob), other.channel(alice)->pairs.find(bob));
    EXPECT_TRUE(one.same_state(other));
}

// Slots that went with a shrunk limit, once free, are as if they had never been there.
TEST(SameState, FreeSlotsAboveTheSizeDoNotCount) {
    DefaultResourceManager shrunk = make_manager_with_channels();
    ASSERT_TRUE(shrunk.add_htlc(offer({.amount = 5'000'000}), start).ok());
    ASSERT_TRUE(shrunk.update_channel(alice, limits(50, 112'500'000)).ok());
    ASSERT_TRUE(resolve(shrunk, offer(), Resolution::failed, start).ok());
    DefaultResourceManager never_held = make_manager_with_channels();
    ASSERT_TRUE(never_held.update_channel(alice, limits(50, 112'500'000)).ok());
    ASSERT_GT(shrunk.channel(alice)->general.holder.size(), never_held.channel(alice)->general.holder.size());
    EXPECT_TRUE(shrunk.same_state(never_held));
    EXPECT_TRUE(never_held.same_state(shrunk));
}

/// The pair of alice and bob misuses the congestion bucket and holds nothing afterwards; the mark is of `when`.
void misuse(DefaultResourceManager& manager, Seconds<> when) {
    const HtlcOffer<> filler = offer({.id = 10, .amount = 5'000'000, .fee = 0});
    const HtlcOffer<> late = offer({.id = 11, .fee = 1});
    static_cast<void>(manager.add_htlc(filler, start));
    static_cast<void>(manager.add_htlc(late, start));
    static_cast<void>(resolve(manager, late, Resolution::failed, when));
    static_cast<void>(resolve(manager, filler, Resolution::failed, start));
}

TEST(SameState, WhatAnAnswerDependsOnCounts) {
    struct Change {
        std::string what;
        std::function<void(DefaultResourceManager&)> make;
    };

    const auto adds = [](const HtlcOffer<>& offered, Seconds<> now = start) {
        return [=](DefaultResourceManager& manager) { static_cast<void>(manager.add_htlc(offered, now)); };
    };
    const std::vector<Change> changes{
        {"nothing", [](DefaultResourceManager&) {}},
        {"channel", [](auto& manager) { static_cast<void>(manager.add_channel(dave, usual_limits, start)); }},
        {"channel gone", [](auto& manager) { static_cast<void>(manager.remove_channel(carol)); }},
        {"limits", [](auto& manager) { static_cast<void>(manager.update_channel(alice, limits(50, 1))); }},
        {"reputation and revenue", [](auto& manager) { earn_reputation(manager, bob, 5, start); }},
        {"another reputation", [](auto& manager) { earn_reputation(manager, bob, 6, start); }},
        {"a later reputation", [](auto& manager) { earn_reputation(manager, bob, 5, after(1)); }},
        {"another revenue", [](auto& manager) { earn_reputation(manager, bob, 5, start, alice); }},
        {"mark", [](auto& manager) { misuse(manager, after(91)); }},
        {"a later mark", [](auto& manager) { misuse(manager, after(92)); }},
        {"HTLC", adds(offer())},
        {"HTLC of another name", adds(offer({.id = 1}))},
        {"HTLC of another amount", adds(offer({.amount = 1'000'001}))},
        {"HTLC of another fee", adds(offer({.fee = 1'001}))},
        {"HTLC of another expiry", adds(offer({.blocks = 41}))},
        {"HTLC of another time", adds(offer(), after(1))},
        {"HTLC from another channel", adds(offer({.from = carol}))},
        {"HTLC to another channel", adds(offer({.to = carol}))},
        {"accountable HTLC", adds(offer({.fee = 0, .accountable = true}))},
        {"HTLC and a closing channel",
         [](auto& manager) {
             static_cast<void>(manager.add_htlc(offer(), start));
             static_cast<void>(manager.remove_channel(bob));
         }},
        {"another salt",
         [](auto& manager) {
             static_cast<void>(manager.remove_channel(alice));
             static_cast<void>(manager.add_channel(alice, usual_limits, start));
         }},
    };
    for (const Change& one : changes) {
        for (const Change& other : changes) {
            DefaultResourceManager first = make_manager_with_channels();
            DefaultResourceManager second = make_manager_with_channels();
            one.make(first);
            other.make(second);
            EXPECT_EQ(first.same_state(second), one.what == other.what) << one.what << ", " << other.what;
        }
    }
}

}  // namespace
}  // namespace plumbline
