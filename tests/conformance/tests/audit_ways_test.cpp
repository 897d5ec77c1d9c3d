// The audit's two ways come to the same result: the reference beside the log, and all that the specification allows.
#include "tests/benchmarks/random_node.hpp"
#include "tests/conformance/audit/replica.hpp"
#include "tests/conformance/report/report.hpp"
#include "tests/conformance/tests/log_files.hpp"
#include "tests/conformance/tests/support/audits.hpp"
#include "tests/conformance/tests/support/exercise.hpp"
#include "tests/conformance/tests/support/random_log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace plumbline::conformance {
namespace {

using oracle::Enclosing;
using support::ManagerRecorder;
using support::RecordedLog;
using support::Showing;

std::string report(const AuditResult& result) {
    std::ostringstream out;
    write_json(out, result);
    return out.str();
}

void expect_same_report(const RecordedLog& log) {
    const support::Directory directory;
    const std::string path = directory.write("log.jsonl", log.text());
    EXPECT_EQ(report(support::audited(path, Way::quickest)), report(support::audited(path, Way::exact)));
}

RecordedLog busy_log(std::uint64_t seed, benchmarks::Showing showing, int operations) {
    benchmarks::RandomNode node(seed, showing, 12);
    RecordedLog log{node.header(), {}};
    for (int i = 0; i < operations; ++i) {
        log.entries.push_back(node.next());
        log.entries.back().line = log.entries.size() + 1;
    }
    return log;
}

/// How far the replica followed a log.
struct Followed {
    std::size_t operations = 0;
    bool to_the_end = true;
};

/// Whatever the replica takes is what the specification allows; its state is that of the world, which is brought up to
/// date from what is shown.
Followed follow(const RecordedLog& log) {
    Replica replica(log.header);
    World<Running> running(setting_for<Running>(log.header, log.header.profile));
    World<Enclosing> enclosing(setting_for<Enclosing>(log.header, log.header.profile));
    Followed followed;
    for (const LogEntry& entry : log.entries) {
        SCOPED_TRACE(operation_text(entry));
        const Concerned<Running> kept = running.concerned(entry);
        const Concerned<Running> taken = replica.concerned(entry);
        EXPECT_TRUE(taken.incoming.channel == kept.incoming.channel);
        EXPECT_TRUE(taken.outgoing.channel == kept.outgoing.channel);
        EXPECT_EQ(taken.incoming.shown_marks, kept.incoming.shown_marks);
        EXPECT_EQ(taken.incoming.salt_known, kept.incoming.salt_known);
        EXPECT_TRUE(taken.htlc == kept.htlc);
        EXPECT_EQ(taken.duplicate, kept.duplicate);
        EXPECT_EQ(taken.duplicate_there, kept.duplicate_there);
        EXPECT_EQ(taken.assignment_known, kept.assignment_known);
        EXPECT_EQ(taken.channel_count, kept.channel_count);
        Findings findings;
        {
            const ContradictionsThrow guard;
            followed.to_the_end = replica.take(entry, findings);
        }
        if (!followed.to_the_end || testing::Test::HasFailure()) {
            return followed;
        }
        const Findings allowed = judge(enclosing.concerned(entry), entry, enclosing.setting(), true);
        EXPECT_TRUE(allowed.clean()) << allowed.mismatches().front().what;
        advance(running, entry);
        advance(enclosing, entry);
        ++followed.operations;
    }
    return followed;
}

void expect_followed(const RecordedLog& log) {
    EXPECT_TRUE(follow(log).to_the_end);
}

TEST(Replica, FollowsRandomLogs) {
    for (std::uint64_t seed = 2000; seed < 2012 && !HasFailure(); ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        for (const Rules& profile : {draft_profile, later_profile}) {
            expect_followed(support::random_log(profile, seed, 150, Showing::everything));
            expect_followed(support::random_log(profile, seed, 150, Showing::nothing));
        }
    }
}

TEST(Replica, FollowsABusyNode) {
    for (std::uint64_t seed = 1; seed <= 3 && !HasFailure(); ++seed) {
        expect_followed(busy_log(seed, benchmarks::Showing::concerned, 1500));
        expect_followed(busy_log(seed, benchmarks::Showing::nothing, 1500));
    }
}

TEST(Replica, FollowsTheExercise) {
    for (const Rules& profile : {draft_profile, later_profile}) {
        ManagerRecorder recorder(support::header_for(profile), profile, Showing::everything);
        support::exercise(recorder);
        expect_followed(recorder.log());
    }
}

/// Without a salt, the slots of pairs cannot be known; decisions and figures can.
TEST(Replica, FollowsALogWithoutSaltsAndSlots) {
    RecordedLog log = busy_log(4, benchmarks::Showing::concerned, 1000);
    for (LogEntry& entry : log.entries) {
        if (auto* add = std::get_if<AddChannel>(&entry.operation)) {
            add->salt.reset();
        }
        entry.shown.pair.reset();
        for (ShownChannel& channel : entry.shown.channels) {
            channel.occupied.reset();
        }
    }
    follow(log);
}

/// Where an implementation deviates, nothing that is wrong is taken.
TEST(Replica, TakesNothingThatADeviationMakesWrong) {
    std::size_t stopped = 0;
    for (std::size_t i = 0; i < known_deviations().size() && !HasFailure(); ++i) {
        SCOPED_TRACE(known_deviations()[i].name);
        support::Simulation simulation(support::header_for(), rules_with(draft_profile, DeviationSet{1} << i));
        support::exercise(simulation);
        stopped += follow(simulation.log()).to_the_end ? 0U : 1U;
    }
    EXPECT_GT(stopped, known_deviations().size() / 2);
}

/// Of a log in which one value is changed, the replica takes at most what comes before.
TEST(Replica, TakesNoValueThatIsOffByOne) {
    const RecordedLog log = busy_log(5, benchmarks::Showing::concerned, 400);
    using Change = void (*)(ShownChannel&);
    const std::initializer_list<Change> changes{
        [](ShownChannel& seen) { ++*seen.reputation.read; },
        [](ShownChannel& seen) { ++*seen.reputation.value; },
        [](ShownChannel& seen) { ++*seen.reputation.last_update; },
        [](ShownChannel& seen) { ++*seen.revenue.read; },
        [](ShownChannel& seen) { ++*seen.revenue.start; },
        [](ShownChannel& seen) { ++*seen.pending_outgoing; },
        [](ShownChannel& seen) { ++*seen.in_flight_risk; },
        [](ShownChannel& seen) { *seen.congestion_in_flight = !*seen.congestion_in_flight; },
        [](ShownChannel& seen) { *seen.closing = !*seen.closing; },
        [](ShownChannel& seen) { ++*seen.general.slots_used; },
        [](ShownChannel& seen) { ++*seen.congestion.slots; },
        [](ShownChannel& seen) { ++*seen.protected_.msat_used; },
        [](ShownChannel& seen) { ++*seen.pair_allocation; },
        [](ShownChannel& seen) { ++*seen.slot_liquidity_msat; },
        [](ShownChannel& seen) { seen.occupied->push_back(480); },
        [](ShownChannel& seen) { seen.misuse->emplace_back(Scid{7}, 1); },
    };
    std::size_t number = 0;
    for (const Change change : changes) {
        SCOPED_TRACE(testing::Message() << "change " << number++);
        RecordedLog changed = log;
        std::size_t at = 300;
        while (changed.entries[at].shown.channels.empty() || !changed.entries[at].shown.channels.front().present) {
            ++at;
        }
        change(changed.entries[at].shown.channels.front());
        EXPECT_EQ(follow(changed).operations, at);
    }
}

/// What is shown beside a refusal is not judged, but it counts as shown: the replica has no such state.
TEST(Replica, DoesNotTakeAnotherPairBesideARefusal) {
    RecordedLog log = busy_log(5, benchmarks::Showing::concerned, 2000);
    const auto refused =
        std::ranges::find_if(log.entries, [](const LogEntry& entry) { return !entry.answer.ok && entry.shown.pair; });
    ASSERT_NE(refused, log.entries.end());
    refused->shown.pair->front().second = !refused->shown.pair->front().second;
    EXPECT_EQ(follow(log).operations, static_cast<std::size_t>(refused - log.entries.begin()));
}

TEST(Ways, ReportTheSameOfLogsThatConform) {
    for (std::uint64_t seed = 3000; seed < 3006 && !HasFailure(); ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        for (const Rules& profile : {draft_profile, later_profile}) {
            expect_same_report(support::random_log(profile, seed, 150, Showing::everything));
            expect_same_report(support::random_log(profile, seed, 150, Showing::nothing));
        }
        expect_same_report(busy_log(seed, benchmarks::Showing::concerned, 400));
        expect_same_report(busy_log(seed, benchmarks::Showing::nothing, 400));
    }
}

TEST(Ways, ReportTheSameOfLogsThatDeviate) {
    for (const DeviationSet set : {DeviationSet{1}, DeviationSet{4}, DeviationSet{0x1040}}) {
        support::Simulation simulation(support::header_for(), rules_with(draft_profile, set));
        support::exercise(simulation);
        expect_same_report(simulation.log());
    }
}

TEST(Ways, ReportTheSameOfAFaultLateInTheLog) {
    for (const auto showing : {benchmarks::Showing::concerned, benchmarks::Showing::nothing}) {
        RecordedLog log = busy_log(6, showing, 600);
        for (std::size_t at = 500; at < log.entries.size(); ++at) {
            if (log.entries[at].answer.bucket == Bucket::general) {
                log.entries[at].answer.bucket = Bucket::protected_;
                break;
            }
        }
        expect_same_report(log);
    }
}

}  // namespace
}  // namespace plumbline::conformance
