// Chapter 11-errors in the manager: each mistake of a caller is refused by its name and changes nothing.
#include "tests/support/manager.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace plumbline {
namespace {

using namespace support;

/// alice, bob and carol with one HTLC pending from alice to bob under ID 7, and dave, who is closing.
DefaultResourceManager example() {
    DefaultResourceManager manager = make_manager_with_channels();
    static_cast<void>(manager.add_channel(dave, usual_limits, start));
    static_cast<void>(manager.add_htlc(offer({.id = 7}), start));
    static_cast<void>(manager.add_htlc(offer({.from = dave, .to = carol, .id = 7}), start));
    static_cast<void>(manager.remove_channel(dave));
    return manager;
}

template <class Value>
std::optional<Mistake> mistake_of(const Result<Value>& result) {
    return result.ok() ? std::nullopt : std::optional(result.mistake());
}

std::optional<Mistake> adding(
    DefaultResourceManager& manager, const OfferOf& of,
    const std::function<void(HtlcOffer<>&)>& change = [](HtlcOffer<>&) {}) {
    HtlcOffer<> changed = offer(of);
    change(changed);
    return mistake_of(manager.add_htlc(changed, start));
}

struct Call {
    Mistake expected;
    std::function<std::optional<Mistake>(DefaultResourceManager&)> make;
};

std::vector<Call> calls_about_channels() {
    using M = DefaultResourceManager&;
    constexpr Scid nobody{1};
    return {
        {Mistake::limits_out_of_range, [=](M m) { return mistake_of(m.add_channel(nobody, limits(0, 1), start)); }},
        {Mistake::limits_out_of_range, [=](M m) { return mistake_of(m.add_channel(nobody, limits(484, 1), start)); }},
        {Mistake::limits_out_of_range, [](M m) { return mistake_of(m.update_channel(alice, limits(0, 1))); }},
        {Mistake::channel_exists, [](M m) { return mistake_of(m.add_channel(alice, limits(114, 1), start)); }},
        {Mistake::channel_closing, [](M m) { return mistake_of(m.add_channel(dave, usual_limits, start)); }},
        {Mistake::channel_closing, [](M m) { return mistake_of(m.update_channel(dave, limits(1, 1))); }},
        {Mistake::unknown_channel, [=](M m) { return mistake_of(m.update_channel(nobody, usual_limits)); }},
    };
}

std::vector<Call> calls_about_htlcs() {
    using M = DefaultResourceManager&;
    using O = HtlcOffer<>&;
    constexpr std::uint64_t too_high = std::uint64_t{1} << 32U;
    return {
        {Mistake::unknown_channel, [](M m) { return adding(m, {.from = Scid{1}}); }},
        {Mistake::unknown_channel, [](M m) { return adding(m, {.to = Scid{1}}); }},
        {Mistake::channel_closing, [](M m) { return adding(m, {.from = dave}); }},
        {Mistake::channel_closing, [](M m) { return adding(m, {.to = dave}); }},
        {Mistake::same_channel, [](M m) { return adding(m, {.to = alice}); }},
        {Mistake::expired, [](M m) { return adding(m, {.blocks = 0}); }},
        {Mistake::expired, [](M m) { return adding(m, {}, [](O o) { o.cltv_expiry = Height<>(1); }); }},
        {Mistake::height_out_of_range,
         [=](M m) { return adding(m, {}, [](O o) { o.cltv_expiry = Height<>(too_high); }); }},
        {Mistake::height_out_of_range,
         [=](M m) { return adding(m, {}, [](O o) { o.height_added = Height<>(too_high); }); }},
        {Mistake::expired,
         [=](M m) { return adding(m, {}, [](O o) { o.cltv_expiry = o.height_added = Height<>(too_high - 1); }); }},
        {Mistake::outgoing_exceeds_incoming,
         [](M m) { return adding(m, {.amount = 5}, [](O o) { o.outgoing_amount = Msat<>(6); }); }},
        {Mistake::amount_out_of_range, [](M m) { return adding(m, {.amount = supply_msat + 1}); }},
        {Mistake::amount_out_of_range, [](M m) { return adding(m, {.fee = supply_msat + 1}); }},
        {Mistake::duplicate_htlc, [](M m) { return adding(m, {.id = 7}); }},
        {Mistake::duplicate_htlc, [](M m) { return adding(m, {.to = carol, .id = 7, .amount = 2}); }},
        {Mistake::unknown_htlc,
         [](M m) { return mistake_of(resolve(m, offer({.id = 8}), Resolution::settled, start)); }},
        {Mistake::unknown_htlc,
         [](M m) {
             return mistake_of(resolve(m, offer({.from = bob, .to = alice, .id = 7}), Resolution::settled, start));
         }},
        {Mistake::wrong_outgoing_channel,
         [](M m) { return mistake_of(resolve(m, offer({.to = carol, .id = 7}), Resolution::failed, start)); }},
    };
}

void expect_refused_without_trace(const std::vector<Call>& calls) {
    const DefaultResourceManager before = example();
    for (const Call& call : calls) {
        DefaultResourceManager manager = before;
        const auto mistake = call.make(manager);
        ASSERT_TRUE(mistake.has_value()) << "expected " << name(call.expected);
        EXPECT_EQ(*mistake, call.expected);
        EXPECT_TRUE(manager.same_state(before)) << "after " << name(call.expected) << ": CV-7";
    }
}

TEST(Mistakes, AboutChannelsAreRefusedAndChangeNothing) {  // CV-7, ER-1, ER-2
    expect_refused_without_trace(calls_about_channels());
}

TEST(Mistakes, AboutHtlcsAreRefusedAndChangeNothing) {  // CV-7, ER-1, RM-9 to RM-12
    expect_refused_without_trace(calls_about_htlcs());
}

TEST(Mistakes, TooManyChannels) {  // PA-7
    auto manager = make_manager(contracts::Mode::off);
    for (std::uint64_t scid = 0; scid < max_channels; ++scid) {
        ASSERT_TRUE(manager.add_channel(Scid{scid}, limits(1, 0), start).ok());
    }
    EXPECT_EQ(manager.add_channel(Scid{max_channels}, limits(1, 0), start).mistake(), Mistake::too_many_channels);
    EXPECT_EQ(manager.channel_count(), max_channels);
    EXPECT_TRUE(manager.remove_channel(Scid{0})->gone);
    EXPECT_TRUE(manager.add_channel(Scid{max_channels}, limits(1, 0), start).ok());
}

TEST(Mistakes, TheLimitsOfRangesAreInside) {  // PA-7, CV-3, RM-11
    auto manager = make_manager_with_channels(limits(483, supply_msat));
    HtlcOffer<> largest = offer({.amount = supply_msat, .fee = supply_msat});
    largest.outgoing_amount = largest.incoming_amount;
    largest.height_added = Height<>(0);
    largest.cltv_expiry = Height<>(std::numeric_limits<std::uint32_t>::max());
    EXPECT_TRUE(manager.add_htlc(largest, start).ok());
    HtlcOffer<> smallest = offer({.id = 1, .amount = 0, .fee = 0, .blocks = 1});
    EXPECT_TRUE(manager.add_htlc(smallest, start).ok());
}

TEST(Repetitions, AreAnsweredAndChangeNothing) {  // ER-1, ER-3
    DefaultResourceManager manager = example();
    const DefaultResourceManager before = manager;
    EXPECT_EQ(manager.add_channel(alice, usual_limits, after(5))->repetition, Repetition::channel_already_added);
    EXPECT_EQ(manager.update_channel(alice, usual_limits)->repetition, Repetition::limits_unchanged);
    EXPECT_EQ(manager.remove_channel(dave)->repetition, Repetition::channel_already_closing);
    EXPECT_EQ(manager.remove_channel(Scid{1})->repetition, Repetition::channel_already_removed);
    EXPECT_TRUE(manager.same_state(before));
}

TEST(HtlcNames, AreFreeAgainAfterResolution) {  // RM-12
    DefaultResourceManager manager = example();
    ASSERT_TRUE(resolve(manager, offer({.id = 7}), Resolution::settled, start).ok());
    EXPECT_EQ(resolve(manager, offer({.id = 7}), Resolution::settled, start).mistake(), Mistake::unknown_htlc);
    EXPECT_TRUE(manager.add_htlc(offer({.to = carol, .id = 7}), start)->forwarded());
}

TEST(HtlcNames, AreOfTheirIncomingChannel) {  // RM-12
    DefaultResourceManager manager = example();
    EXPECT_TRUE(manager.add_htlc(offer({.from = bob, .to = alice, .id = 7}), start)->forwarded());
    EXPECT_EQ(manager.pending_count(), 3U);
}

TEST(HtlcNames, WhatFailedIsNotRecorded) {  // RM-9
    DefaultResourceManager manager = example();
    const OfferOf refused{.id = 9, .accountable = true, .upgradable = false};
    ASSERT_FALSE(manager.add_htlc(offer(refused), start)->forwarded());
    EXPECT_EQ(manager.pending(htlc(alice, 9)), nullptr);
    EXPECT_EQ(resolve(manager, offer(refused), Resolution::failed, start).mistake(), Mistake::unknown_htlc);
}

}  // namespace
}  // namespace plumbline
