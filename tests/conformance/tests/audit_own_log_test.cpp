// Logs of the reference itself conform: nothing that the specification allows is reported.
#include "tests/conformance/tests/support/audits.hpp"
#include "tests/conformance/tests/support/exercise.hpp"
#include "tests/conformance/tests/support/random_log.hpp"

#include <gtest/gtest.h>

namespace plumbline::conformance {
namespace {

using support::expect_conforming;
using support::ManagerRecorder;
using support::Showing;

struct Manner {
    const char* name;
    Rules profile;
    Showing showing;
};

class OwnLog : public testing::TestWithParam<Manner> {};

TEST_P(OwnLog, OfTheExerciseConforms) {
    ManagerRecorder recorder(support::header_for(GetParam().profile), GetParam().profile, GetParam().showing);
    support::exercise(recorder);
    expect_conforming(support::audited(recorder.log()));
}

TEST_P(OwnLog, OfRandomOperationsConforms) {
    constexpr std::uint64_t logs = 12;
    constexpr int operations = 150;
    for (std::uint64_t seed = 1000; seed < 1000 + logs && !HasFailure(); ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        expect_conforming(
            support::audited(support::random_log(GetParam().profile, seed, operations, GetParam().showing)));
    }
}

INSTANTIATE_TEST_SUITE_P(All, OwnLog,
                         testing::Values(Manner{"DraftWithState", draft_profile, Showing::everything},
                                         Manner{"DraftWithoutState", draft_profile, Showing::nothing},
                                         Manner{"LaterWithState", later_profile, Showing::everything},
                                         Manner{"LaterWithoutState", later_profile, Showing::nothing}),
                         [](const auto& instance) { return std::string(instance.param.name); });

TEST(OwnLog, UnderTheOtherProfileIsExplainedByTheRateOfDecay) {
    ManagerRecorder recorder(support::header_for(), later_profile, Showing::everything);
    support::exercise(recorder);
    const AuditResult result = support::audited(recorder.log());
    EXPECT_FALSE(result.conforms());
    EXPECT_EQ(support::names(result.diagnosis), (std::set<std::string>{"decay-half-life-ln2"}));
}

/// Whatever part of its state an implementation shows, it is not told that it is wrong.
TEST(OwnLog, WithAnyPartOfTheStateConforms) {
    using Hide = void (*)(Shown&);
    const auto each = [](Shown& shown, const auto& hide) {
        for (ShownChannel& channel : shown.channels) {
            hide(channel);
        }
    };
    static const auto in_each = each;
    const std::initializer_list<Hide> parts{
        [](Shown& shown) { shown.pair.reset(); },
        [](Shown& shown) { shown.channel_count.reset(); },
        [](Shown& shown) { shown.channels.clear(); },
        [](Shown& shown) { in_each(shown, [](ShownChannel& channel) { channel.occupied.reset(); }); },
        [](Shown& shown) { in_each(shown, [](ShownChannel& channel) { channel.misuse.reset(); }); },
        [](Shown& shown) { in_each(shown, [](ShownChannel& channel) { channel.pending_outgoing.reset(); }); },
        [](Shown& shown) { in_each(shown, [](ShownChannel& channel) { channel.in_flight_risk.reset(); }); },
        [](Shown& shown) { in_each(shown, [](ShownChannel& channel) { channel.general = {}; }); },
        [](Shown& shown) { in_each(shown, [](ShownChannel& channel) { channel.reputation = {}; }); },
        [](Shown& shown) {
            in_each(shown, [](ShownChannel& channel) {
                channel.reputation = {channel.reputation.read, {}, {}, {}};
                channel.revenue = {channel.revenue.read, {}, {}, {}};
            });
        },
    };
    const support::RecordedLog whole = support::random_log(draft_profile, 7, 150, Showing::everything);
    std::size_t number = 0;
    for (const Hide hide : parts) {
        SCOPED_TRACE(testing::Message() << "part " << number++);
        support::RecordedLog log = whole;
        for (LogEntry& entry : log.entries) {
            hide(entry.shown);
        }
        expect_conforming(support::audited(log));
    }
}

}  // namespace
}  // namespace plumbline::conformance
