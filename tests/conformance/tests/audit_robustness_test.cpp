// Whatever a readable log says, the audit comes to an end and reports it.
#include "tests/conformance/report/terminal.hpp"
#include "tests/conformance/tests/log_files.hpp"
#include "tests/conformance/tests/support/any_log.hpp"
#include "tests/conformance/tests/support/audits.hpp"
#include "tests/conformance/tests/support/exercise.hpp"

#include <gtest/gtest.h>

namespace plumbline::conformance {
namespace {

using support::after;
using support::alice;
using support::bob;
using support::carol;
using support::RecordedLog;
using support::Simulation;

TEST(AnyLog, IsJudgedToItsEnd) {
    constexpr std::uint64_t logs = 150;
    for (std::uint64_t seed = 0; seed < logs; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        const RecordedLog log = support::any_log(seed);
        World<oracle::Enclosing> world(setting_for<oracle::Enclosing>(log.header, draft_profile));
        World<Running> exact(setting_for<Running>(log.header, draft_profile));
        for (const LogEntry& entry : log.entries) {
            SCOPED_TRACE(operation_text(entry));
            ASSERT_NO_THROW(judge(world.concerned(entry), entry, world.setting(), true));
            ASSERT_NO_THROW(reproduce(exact.concerned(entry), entry, exact.setting(), true));
            ASSERT_NO_THROW(advance(world, entry));
            ASSERT_NO_THROW(advance(exact, entry));
        }
    }
}

TEST(AnyLog, IsAuditedToItsEnd) {
    constexpr std::uint64_t logs = 6;
    for (std::uint64_t seed = 500; seed < 500 + logs; ++seed) {
        const RecordedLog log = support::any_log(seed);
        const AuditResult result = support::audited(log);
        EXPECT_FALSE(result.conforms());
        EXPECT_EQ(result.operations, log.entries.size());
    }
}

RecordedLog opened() {
    Simulation simulation(support::header_for(), draft_profile);
    for (const Scid scid : {alice, bob, carol}) {
        simulation.run(support::channel(scid, 114, 112'500'000, 0), after(0));
    }
    return simulation.log();
}

/// A channel that the operation does not concern is judged for itself, not for one that it does.
TEST(Audit, JudgesChannelsThatAreShownBeyondWhatIsConcerned) {
    Simulation simulation(support::header_for(), draft_profile);
    for (const Scid scid : {alice, bob, carol}) {
        simulation.run(support::channel(scid, 114, 112'500'000, 0), after(0));
    }
    const RecordedLog before = simulation.log();
    simulation.run(AddHtlc{support::offer()}, after(1));
    RecordedLog log = simulation.log();
    log.entries.back().shown.channels.push_back(before.entries[2].shown.channels.front());
    support::expect_conforming(support::audited(log));
    log.entries.back().shown.channels.back().pending_outgoing = 1;
    support::expect_only(log, log.entries.back(), {"CH-9"});
}

TEST(Audit, OfAChannelShownThatWasNeverAddedReportsIt) {
    RecordedLog log = opened();
    log.entries.back().shown.channels.push_back(log.entries.front().shown.channels.front());
    log.entries.back().shown.channels.back().channel = support::erin;
    EXPECT_FALSE(support::judged(log).conforms());
}

TEST(Audit, OfAHeaderAloneChecksNothing) {
    const AuditResult result = support::audited(RecordedLog{support::header_for(), {}});
    EXPECT_EQ(result.operations, 0U);
    EXPECT_TRUE(result.requirements.empty());
    EXPECT_FALSE(result.conforms());
}

TEST(Audit, OfAnUnreadableLogSaysSo) {
    const support::Directory directory;
    EXPECT_THROW(support::audited(directory.path() + "/missing"), UnreadableLog);
    EXPECT_THROW(support::audited(directory.write("empty", "")), UnreadableLog);
}

TEST(Audit, TellsHowFarItIs) {
    std::vector<double> done;
    audit(support::recording("00"), [&](const Work& work) {
        EXPECT_GE(work.done, 0.0);
        EXPECT_LE(work.done, 1.0);
        EXPECT_LE(work.operations, 2000U);
        EXPECT_FALSE(work.what.empty());
        done.push_back(work.done);
    });
    EXPECT_GT(done.size(), 5U);
}

TEST(Audit, TellsHowManyOperationsItHasPassedAndHowFast) {
    const Work work{"judging", 0.345, 340'000};
    EXPECT_EQ(progress_text("log: judging", work, 2.0), "log: judging 34 %, 340 000 operations, 170 000 a second");
    EXPECT_EQ(progress_text("log: judging", work, 0.5), "log: judging 34 %, 340 000 operations");
    EXPECT_EQ(progress_text("log: diagnosing", {"diagnosing", 0.5, 0}, 2.0), "log: diagnosing 50 %");
}

}  // namespace
}  // namespace plumbline::conformance
