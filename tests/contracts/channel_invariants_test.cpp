// Every invariant of a channel can fail: each is shown a channel that breaks it.
#include "contracts/resource_manager/channel.hpp"
#include "tests/support/clauses.hpp"
#include "tests/support/manager.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace plumbline {
namespace {

using namespace support;
using contracts::channel_invariants;
using testing::Contains;
using testing::IsEmpty;
using testing::StartsWith;

/// A channel, and what the ghost state knows of it.
struct Known {
    Channel<> channel;
    GhostChannel ghost;
};

/// The channel alice with five HTLCs to bob in the general bucket, a sixth in the congestion bucket, and one to carol
/// in the protected bucket.
Known busy_channel() {
    DefaultResourceManager manager = make_manager_with_channels();
    earn_reputation(manager, carol, 20'000'000, start, bob);
    Ghost ghost;
    for (const Scid channel : {alice, bob, carol}) {
        ghost.channel_added(channel);
    }
    const auto add = [&](const OfferOf& of) {
        EXPECT_TRUE(manager.add_htlc(offer(of), start)->forwarded());
        ghost.htlc_added(htlc(alice, of.id), *manager.pending(htlc(alice, of.id)));
    };
    for (std::uint64_t id = 0; id < 6; ++id) {
        add({.id = id});
    }
    add({.to = carol, .id = 6, .amount = 6'000'000});
    return {*manager.channel(alice), ghost.channels().at(alice)};
}

auto violated(const Known& known) {
    auto violated = violated_of(channel_invariants, known.channel, known.ghost);
    violated.merge(violated_of(contracts::closing_invariants, known.channel));
    return violated;
}

Pair<>& pair_with(Channel<>& channel, Scid outgoing) {
    return channel.pairs[channel.pairs.find(outgoing)];
}

TEST(ChannelInvariants, HoldForABusyChannel) {
    const Known busy = busy_channel();
    EXPECT_EQ(busy.channel.general.resources.slots_used, Slots<>(5));
    EXPECT_EQ(busy.channel.congestion.slots_used, Slots<>(1));
    EXPECT_EQ(busy.channel.protected_.slots_used, Slots<>(1));
    EXPECT_THAT(violated(busy), IsEmpty());
}

struct WrongChannel {
    std::string breaks;
    std::function<void(Channel<>&)> change;
};

std::vector<WrongChannel> wrong_channels() {
    using C = Channel<>&;
    return {
        {"CH-9: general", [](C channel) { channel.general.resources.slots_used += Slots<>(1); }},
        {"CH-9: general", [](C channel) { channel.general.resources.msat_used -= Msat<>(1); }},
        {"CH-9: congestion", [](C channel) { channel.congestion.slots_used = Slots<>(0); }},
        {"CH-9: protected", [](C channel) { channel.protected_.msat_used += Msat<>(1); }},
        {"PA-4", [](C channel) { channel.protected_.slots += Slots<>(1); }},
        {"PA-4", [](C channel) { channel.congestion.capacity -= Msat<>(1); }},
        {"GB-15", [](C channel) { channel.general.resources.slots = Slots<>(4); }},
        {"GB-15", [](C channel) { channel.general.resources.capacity = Msat<>(4'999'999); }},
        {"CB-8", [](C channel) { channel.congestion.slots = Slots<>(0); }},
        {"PB-2", [](C channel) { channel.protected_.capacity = Msat<>(5'999'999); }},
        {"GB-11",
         [](C channel) { channel.general.holder.set(pair_with(channel, bob).general.assigned.begin()[0], no_pair); }},
        {"GB-11", [](C channel) { channel.general.holder.set(44, channel.pairs.find(carol)); }},
        {"GB-11", [](C channel) { channel.general.holder.set(12, channel.pairs.find(carol)); }},
        {"GB-3", [](C channel) { pair_with(channel, bob).general.slots_used = Slots<>(4); }},
        {"GB-3", [](C channel) { pair_with(channel, bob).general.msat_used += Msat<>(1); }},
        {"GB-3", [](C channel) { pair_with(channel, bob).general.assigned = {}; }},
        {"GB-1", [](C channel) { channel.general.resources.slots = Slots<>(4); }},
        {"GB-4", [](C channel) { pair_with(channel, bob).general.assigned.push_back(45); }},
        {"GB-4", [](C channel) { pair_with(channel, bob).general.assigned.push_back(12); }},
        {"CB-1", [](C channel) { pair_with(channel, bob).congestion.in_flight = Slots<>(0); }},
        {"CB-1", [](C channel) { pair_with(channel, carol).congestion.in_flight = Slots<>(1); }},
        {"OC-10", [](C channel) { channel.in_flight_risk += WideMsat<>(1); }},
        {"CH-7", [](C channel) { ++channel.pending_incoming; }},
        {"CH-7", [](C channel) { ++channel.pending_outgoing; }},
    };
}

TEST(ChannelInvariants, FindEachWrongChannel) {
    const Known busy = busy_channel();
    for (const WrongChannel& wrong : wrong_channels()) {
        Known known = busy;
        wrong.change(known.channel);
        EXPECT_THAT(violated(known), Contains(StartsWith(wrong.breaks)));
    }
}

TEST(ChannelInvariants, HaveNoneThatCannotFail) {
    const Known busy = busy_channel();
    std::set<std::string> failed;
    for (const WrongChannel& wrong : wrong_channels()) {
        Known known = busy;
        wrong.change(known.channel);
        failed.merge(violated(known));
    }
    EXPECT_EQ(failed, all_of(channel_invariants));
}

TEST(ChannelInvariants, TwoInCongestionAreTooManyEvenIfBothAreKnown) {
    Known known = busy_channel();
    pair_with(known.channel, bob).congestion.in_flight = Slots<>(2);
    known.ghost.pairs[bob].congestion = Slots<>(2);
    EXPECT_THAT(violated(known), Contains(StartsWith("CB-1")));
}

TEST(ChannelInvariants, AClosingChannelMayStayOnlyWhileSomethingRefersToIt) {
    Known known = busy_channel();
    known.channel.closing = true;
    EXPECT_THAT(violated(known), IsEmpty());

    Known unused{*make_manager_with_channels().channel(alice), {}};
    EXPECT_THAT(violated(unused), IsEmpty());
    unused.channel.closing = true;
    EXPECT_THAT(violated(unused), testing::ElementsAre(StartsWith("CH-7")));
}

TEST(ChannelInvariants, WhatWasHeldWhenLimitsShrankIsTolerated) {
    Known known = busy_channel();
    known.channel.general.resources.slots = Slots<>(4);
    known.ghost.general.slots_tolerated = Slots<>(5);
    EXPECT_THAT(violated(known), Not(Contains(StartsWith("GB-15"))));
    known.ghost.general.slots_tolerated = Slots<>(4);
    EXPECT_THAT(violated(known), Contains(StartsWith("GB-15")));
}

}  // namespace
}  // namespace plumbline
