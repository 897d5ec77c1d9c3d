// A whole manager, read in the running and in the oracle's domain side by side, over random histories.
#include "tests/conformance/audit/audit.hpp"
#include "tests/conformance/tests/support/random_log.hpp"

#include <gtest/gtest.h>

namespace plumbline::conformance {
namespace {

using oracle::Enclosing;
using oracle::Interval;
using support::ManagerRecorder;
using support::RandomHistory;
using support::Showing;

constexpr std::uint64_t histories = 20;
constexpr int steps = 150;

/// The channel as the world has it.
template <class N>
std::optional<Channel<N>> channel_in(const World<N>& world, Scid scid) {
    LogEntry asked;
    asked.operation = RemoveChannel{scid};
    return world.concerned(asked).incoming.channel;
}

template <class N, class Unit>
auto bare(const Quantity<Unit, N>& quantity) {
    return quantity.count();
}

/// What is counted is exact in both; what passes through a rounding is enclosed.
void expect_enclosed(const Channel<>& running, const Channel<Enclosing>& enclosing, Seconds<> now,
                     const Setting<Enclosing>& setting, const DefaultResourceManager& manager, Scid scid) {
    const Seconds<Enclosing> then = converted<Enclosing>(now);
    const auto reputation = value_at(enclosing.reputation, then, reputation_window(setting.parameters), setting.rules);
    const auto threshold =
        value_at(enclosing.revenue, then, revenue_windows(setting.parameters, setting.rules), setting.rules);
    EXPECT_TRUE(reputation.count().contains(manager.reputation(scid, now)->count().get()));
    EXPECT_TRUE(threshold.count().contains(manager.incoming_revenue_threshold(scid, now)->count().get()));
    EXPECT_TRUE(enclosing.in_flight_risk.count().contains(running.in_flight_risk.count().get()));
    EXPECT_EQ(bare(enclosing.revenue.start).get(), bare(running.revenue.start).get());
    EXPECT_EQ(enclosing.pending_incoming, running.pending_incoming);
    EXPECT_EQ(enclosing.pending_outgoing, running.pending_outgoing);
    EXPECT_EQ(enclosing.general.holder.size(), running.general.holder.size());
    EXPECT_EQ(bare(enclosing.general.resources.slots_used).get(), bare(running.general.resources.slots_used).get());
    EXPECT_EQ(bare(enclosing.congestion.msat_used).get(), bare(running.congestion.msat_used).get());
    EXPECT_EQ(bare(enclosing.protected_.msat_used).get(), bare(running.protected_.msat_used).get());
}

void expect_enclosed(const World<Enclosing>& world, const DefaultResourceManager& manager, Seconds<> now) {
    for (const Scid scid : support::node_channels) {
        SCOPED_TRACE(static_cast<std::uint64_t>(scid));
        const auto enclosing = channel_in(world, scid);
        const Channel<>* running = manager.channel(scid);
        ASSERT_EQ(enclosing.has_value(), running != nullptr);
        if (running != nullptr) {
            expect_enclosed(*running, *enclosing, now, world.setting(), manager, scid);
        }
    }
}

/// Nothing is shown: from the operations and answers alone, the oracle follows the manager.
void follow(const Rules& profile) {
    for (std::uint64_t seed = 0; seed < histories && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        ManagerRecorder recorder(support::header_for(profile), profile, Showing::nothing);
        World<Enclosing> world(setting_for<Enclosing>(recorder.log().header, profile));
        RandomHistory history(profile, seed);
        for (int step = 0; step < steps && !testing::Test::HasFailure(); ++step) {
            const LogEntry entry = history.step(recorder);
            SCOPED_TRACE(operation_text(entry));
            const Findings findings = judge(world.concerned(entry), entry, world.setting(), true);
            EXPECT_TRUE(findings.clean()) << findings.mismatches().front().what;
            advance(world, entry);
            expect_enclosed(world, recorder.manager(), entry.time);
        }
    }
}

TEST(OracleOfAManager, EnclosesItUnderTheDraft) {
    follow(draft_profile);
}

TEST(OracleOfAManager, EnclosesItUnderTheLaterText) {
    follow(later_profile);
}

/// The steps with which the kit follows an implementation are the manager's: what they show is equal, entry by entry.
TEST(StepsOfTheKit, AreThoseOfTheManager) {
    for (std::uint64_t seed = 100; seed < 100 + histories; ++seed) {
        const Rules& profile = seed % 2 == 0 ? draft_profile : later_profile;
        ManagerRecorder manager(support::header_for(profile), profile, Showing::everything);
        World<Running> world(setting_for<Running>(manager.log().header, profile));
        RandomHistory history(profile, seed);
        for (int step = 0; step < steps; ++step) {
            LogEntry entry = history.step(manager);
            SCOPED_TRACE(testing::Message() << "seed " << seed << ": " << operation_text(entry));
            const Findings findings = reproduce(world.concerned(entry), entry, world.setting(), true);
            ASSERT_TRUE(findings.clean())
                << findings.mismatches().front().what << ": " << findings.mismatches().front().allowed << ", "
                << findings.mismatches().front().seen;
            entry.shown = {};  // so that the world goes on from its own steps
            advance(world, entry);
        }
    }
}

}  // namespace
}  // namespace plumbline::conformance
