// Faults that implementations are known to have had (spec/deviations, "Known faults"), as a log shows them: each is
// found. Here those of slots, liquidity and what a restart forgets.
#include "tests/conformance/tests/support/faults.hpp"

#include <gmock/gmock.h>

namespace plumbline::conformance {
namespace {

using plumbline::support::OfferOf;
using support::after;
using support::alice;
using support::bob;
using support::carol;
using support::expect_only;
using support::Faults;
using support::offer;
using support::shown;
using support::Simulation;
using testing::AllOf;
using testing::Contains;
using testing::Key;

class SlotFaults : public Faults {};

// 1: from the second on, each index is the XOR of all key stream words so far.
TEST_F(SlotFaults, SlotIndexesAreXored) {
    Rules rules;
    rules.slot_words = SlotWords::xored;
    Simulation xored(support::header_for(), rules);
    xored.run(support::channel(alice, 114, 112'500'000, 0), after(0));
    xored.run(support::channel(bob, 114, 112'500'000, 1), after(0));
    const LogEntry entry = xored.run(AddHtlc{offer()}, after(1));
    const auto right = assigned_slots(plumbline::support::numbered_salt(0), alice, bob, 45, {});
    ASSERT_EQ(entry.shown.pair->front().first, *right->begin());
    ASSERT_NE(entry.shown.pair->back().first, *(right->end() - 1));
    EXPECT_THAT(support::judged(xored.log()).violated, Contains(Key("GB-4")));
}

// 2: five slots of which each holds the whole share of 5 000 000 msat; the bucket has 45 000 000, the channel 112 500
// 000.
TEST_F(SlotFaults, APairHoldsManyTimesItsShareAndTheBucketMoreThanItHas) {
    Rules rules;
    rules.slot_liquidity = SlotLiquidity::pair_share;
    Simulation generous(support::header_for(), rules);
    generous.run(support::channel(alice, 114, 112'500'000, 0), after(0));
    for (std::uint64_t peer = 0; peer < 3; ++peer) {
        const Scid outgoing{static_cast<std::uint64_t>(support::frank) + peer};
        generous.run(support::channel(outgoing, 114, 112'500'000, 1), after(0));
        const LogEntry entry =
            generous.run(AddHtlc{offer({.to = outgoing, .id = peer, .amount = 20'000'000})}, after(1));
        ASSERT_EQ(entry.answer.bucket, Bucket::general);
    }
    const auto violated = support::judged(generous.log()).violated;
    EXPECT_EQ(violated.at("GB-3"), (support::Broken{3, 4}));   // 20 000 000 > 5 000 000
    EXPECT_EQ(violated.at("GB-15"), (support::Broken{1, 8}));  // 60 000 000 > 45 000 000
}

// 6: a restart forgets hold times, misuse and which bucket is in use.
TEST_F(SlotFaults, ARestartForgets) {
    open();
    const OfferOf held{.id = 0, .amount = 900'000, .blocks = 400};
    for (std::uint64_t id = 1; id <= 5; ++id) {
        add({.id = id}, 1);
    }
    ASSERT_EQ(add(held, 2).answer.bucket, Bucket::congestion);
    // Held for 600 s, of which the node knows none: it earns the whole fee, and no mark.
    resolve(held, 602, [](LogEntry& seen) {
        seen.answer.bucket = Bucket::general;
        shown(seen, bob).reputation.value = shown(seen, bob).reputation.read = 1000;
        shown(seen, alice).misuse->clear();
    });
    EXPECT_THAT(violated(), AllOf(Contains(Key("CH-2")), Contains(Key("OC-4")), Contains(Key("CB-7"))));
}

// 7: 40 % of 12 HTLCs are 4 slots, and five are wanted.
TEST_F(SlotFaults, FiveSlotsOfFour) {
    open(12, 12'000'000);
    const LogEntry entry = add({.amount = 1000}, 1, {}, [](LogEntry& seen) {
        seen.shown.pair->emplace_back(4, false);
        shown(seen, alice).pair_allocation = 5;
    });
    const auto broken = violated();
    EXPECT_EQ(broken.at("GB-1").line, entry.line);
    EXPECT_EQ(broken.at("GB-4").line, entry.line);
}

TEST_F(SlotFaults, TheSearchForFiveSlotsOfFourEndsInAnError) {
    open(12, 12'000'000);
    Answer error;
    error.ok = false;
    error.error = "no slots";
    const LogEntry entry = add({.amount = 1000}, 1, error);
    expect_only(simulation.log(), entry, {"ER-2"});
}

// 8: removing a channel leaks the slots that it held; removing an HTLC frees another's.
TEST_F(SlotFaults, SlotsLeakWhenAChannelIsRemoved) {
    open();
    add({.id = 0}, 1);
    simulation.run(RemoveChannel{bob}, after(2));
    const auto held = simulation.log().entries[3].shown.channels.front().occupied;
    const LogEntry entry = resolve({.id = 0}, 3, [&](LogEntry& seen) {
        shown(seen, alice).occupied = held;
        shown(seen, alice).general.slots_used = 1;
    });
    EXPECT_EQ(entry.shown.channels.back().present, false);
    expect_only(simulation.log(), entry, {"GB-9", "GB-12"});
}

TEST_F(SlotFaults, PendingHtlcsAreDroppedWithTheirChannel) {
    open();
    add({.id = 0}, 1);
    const LogEntry entry = simulation.run(RemoveChannel{bob}, after(2), {}, [](LogEntry& seen) {
        seen.shown.channels.front() = {};
        seen.shown.channels.front().channel = bob;
        seen.shown.channels.front().present = false;
        seen.shown.channel_count = 2;
    });
    expect_only(simulation.log(), entry, {"CH-7"});
}

TEST_F(SlotFaults, AnHtlcFreesTheSlotsOfAnother) {
    open();
    add({.id = 0}, 1);
    add({.id = 1}, 2);
    const ShownPair both = *simulation.log().entries.back().shown.pair;
    ASSERT_TRUE(both[0].second && both[1].second);
    const LogEntry entry = resolve({.id = 1}, 3, [&](LogEntry& seen) {
        seen.shown.pair = both;
        seen.shown.pair->front().second = false;
        shown(seen, alice).occupied = std::vector<SlotIndex>{both[1].first};
    });
    resolve({.id = 0}, 4);
    expect_only(simulation.log(), entry, {"GB-12"});
}

// 6: … and assigns other slots than the ones in use.
TEST_F(SlotFaults, ARestartAssignsOtherSlots) {
    open();
    add({.id = 0}, 1);
    resolve({.id = 0}, 2);
    const LogEntry entry = add({.id = 1}, 3, {}, [](LogEntry& seen) {
        const SlotIndex before = seen.shown.pair->back().first;
        seen.shown.pair->back().first = static_cast<SlotIndex>(before == 0 ? 1 : before - 1);
    });
    const auto& pair = *entry.shown.pair;
    ASSERT_TRUE(
        std::none_of(pair.begin(), pair.end() - 1, [&](const auto& slot) { return slot.first == pair.back().first; }));
    expect_only(simulation.log(), entry, {"GB-4"});
}

}  // namespace
}  // namespace plumbline::conformance
