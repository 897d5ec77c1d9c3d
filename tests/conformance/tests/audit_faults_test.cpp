// Faults that implementations are known to have had (spec/deviations, "Known faults"), as a log shows them: each is
// found. Here those of numbers and decisions.
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
using testing::Contains;
using testing::Key;

// 3: with 24 weeks and e^(-t/W), polled once a second, 7 257 600 msat never decays. Only reads are shown.
TEST(RoundingAtEveryRead, StopsDecay) {
    Rules rules = later_profile;
    rules.average_read = AverageRead::stores_rounded;
    Simulation polled(support::header_for(later_profile), rules, support::Showing::everything);
    for (const Scid scid : {alice, bob, carol}) {
        polled.run(support::channel(scid, 114, 112'500'000, 0), after(0));
    }
    const OfferOf earned{.from = carol, .to = bob, .amount = 8'000'000 / 2, .fee = 7'257'600};
    polled.run(AddHtlc{offer(earned)}, after(0));
    polled.run(support::resolution(offer(earned)), after(0));
    for (std::uint64_t second = 1; second <= 8; ++second) {
        polled.run(AddHtlc{offer({.to = bob, .id = second, .amount = 1, .fee = 0})}, after(second));
    }
    support::RecordedLog log = polled.log();
    ASSERT_EQ(log.entries.back().shown.channels.back().reputation.read, 7'257'600);
    for (LogEntry& entry : log.entries) {
        for (ShownChannel& channel : entry.shown.channels) {
            channel.reputation = {channel.reputation.read, {}, {}, {}};
            channel.revenue = {channel.revenue.read, {}, {}, {}};
        }
    }
    // After s seconds s/2 msat are missing; from the third on, that is more than 1.
    const auto violated = support::judged(log).violated;
    EXPECT_EQ(violated.at("DA-2"), (support::Broken{6, log.entries[5 + 2].line}));
}

// 4: (expiry - height) · 600 s in 32 bits; the same in nanoseconds in 64 bits.
TEST_F(Faults, TheRiskOverflows) {
    open();
    const std::uint64_t in_32_bits = std::uint64_t{7'158'279} * 600 % (std::uint64_t{1} << 32U);
    ASSERT_EQ(in_32_bits, 104U);
    const LogEntry entry = add({.fee = 90, .blocks = 7'158'279}, 1, {},
                               [&](LogEntry& seen) { seen.answer.htlc_risk_msat = in_32_bits - 90; });
    expect_only(simulation.log(), entry, {"OC-7"});
}

TEST_F(Faults, TheRiskIsNothingFromALargeDeltaOn) {
    open();
    const LogEntry entry =
        add({.fee = 90, .blocks = 15'372'287}, 1, {}, [](LogEntry& seen) { seen.answer.htlc_risk_msat = 0; });
    expect_only(simulation.log(), entry, {"OC-7"});
}

TEST_F(Faults, TheLargestDeltaIsJudgedWithoutOverflow) {
    open();
    const LogEntry entry = add({.fee = 90, .blocks = 0xffff'ffff - 800'000}, 1);
    EXPECT_EQ(entry.answer.htlc_risk_msat, (std::int64_t{0xffff'ffff} - 800'000) * 600 - 90);
    support::expect_conforming(support::audited(simulation.log()));
}

// 5: accountable is set without upgrade_accountability; a log-only wrapper sends suggested failures on as accountable.
TEST_F(Faults, AccountableWithoutPermission) {
    open();
    const LogEntry entry = add({.amount = 20'000'000, .upgradable = false}, 1, forwarded(Bucket::protected_, true));
    expect_only(simulation.log(), entry, {"AS-4"});
}

// 9: the height at which an HTLC expires, taken for the blocks until then.
TEST_F(Faults, AnAbsoluteExpiryAsADelta) {
    open();
    const LogEntry entry = add({.fee = 90, .blocks = 40}, 1, {}, [](LogEntry& seen) {
        seen.answer.htlc_risk_msat = std::int64_t{800'040} * 600 - 90;
        shown(seen, bob).in_flight_risk = 0;
    });
    expect_only(simulation.log(), entry, {"OC-7"});
}

// 10: after a restart, an average that was restored stands for the sum.
TEST_F(Faults, ARestoredAverageIsTakenForTheSum) {
    open();
    const OfferOf earning{.from = carol, .to = bob, .id = 0, .fee = 1'200'000};
    add(earning, 1);
    resolve(earning, 2);
    const std::uint64_t age = 12 * std::uint64_t{1'209'600};
    const LogEntry entry = add({.from = carol, .to = bob, .id = 1}, age, {}, [](LogEntry& seen) {
        ShownChannel& restored = shown(seen, carol);
        restored.revenue.value = *restored.revenue.value / 12;
        restored.revenue.read = *restored.revenue.read / 12;
    });
    expect_only(simulation.log(), entry, {"DA-5", "WA-2"});
}

// 11: 0/0 in a bucket without slots compares false, and lets an HTLC pass.
TEST_F(Faults, ABucketWithoutSlotsTakesAnHtlc) {
    open(4, 100'000'000);
    const LogEntry entry = add({.amount = 90'000'000}, 1, forwarded(Bucket::congestion, true));
    EXPECT_EQ(entry.shown.channels.front().congestion.slots, 0U);
    EXPECT_THAT(violated(), Contains(Key("RM-7")));
}

// 12: one channel as incoming and outgoing.
TEST_F(Faults, TheSameChannelInAndOut) {
    open();
    const LogEntry entry = add({.from = alice, .to = alice}, 1, forwarded(Bucket::general));
    expect_only(simulation.log(), entry, {"RM-10"});
}

// A refusal that changes something all the same (errors leave later steps undone).
TEST_F(Faults, AnErrorChangesTheState) {
    open();
    add({.id = 0}, 1);
    const LogEntry entry = add({.id = 0}, 2, {}, [](LogEntry& seen) { *shown(seen, bob).pending_outgoing += 1; });
    ASSERT_FALSE(entry.answer.ok);
    expect_only(simulation.log(), entry, {"CH-9"});
}

}  // namespace
}  // namespace plumbline::conformance
