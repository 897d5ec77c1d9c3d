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

/// A mark of misuse goes with the outgoing channel that earned it, also where both happen in one resolution.
TEST(OwnLog, OfAMarkThatGoesWithItsChannelConforms) {
    ManagerRecorder recorder(support::header_for(), draft_profile, Showing::everything);
    for (const Scid scid : {support::alice, support::bob}) {
        recorder.run(AddChannel{scid, plumbline::support::limits(114, 112'500'000), std::nullopt}, support::after(0));
    }
    const HtlcOffer<> general = support::offer({.id = 1, .amount = 4'900'000});
    const HtlcOffer<> congestion = support::offer({.id = 2, .amount = 600'000});
    recorder.run(AddHtlc{general}, support::after(1));
    ASSERT_EQ(recorder.run(AddHtlc{congestion}, support::after(2)).answer.bucket, Bucket::congestion);
    recorder.run(RemoveChannel{support::bob}, support::after(3));
    recorder.run(support::resolution(general), support::after(4));
    const LogEntry& last = recorder.run(support::resolution(congestion), support::after(200));
    ASSERT_FALSE(last.shown.channels.back().present);
    EXPECT_TRUE(support::judged(recorder.log()).conforms()) << support::judged(recorder.log()).mismatches;
    expect_conforming(support::audited(recorder.log()));
}

/// An HTLC keeps slots that its pair is not assigned any more, also when its name is offered again and refused.
TEST(OwnLog, OfARefusedRepetitionAfterLimitsShrankConforms) {
    ManagerRecorder recorder(support::header_for(), draft_profile, Showing::everything);
    for (const Scid scid : {support::alice, support::bob}) {
        recorder.run(AddChannel{scid, plumbline::support::limits(483, 483'000'000), std::nullopt}, support::after(0));
    }
    const auto htlc = [](std::uint64_t id) { return support::offer({.id = id, .amount = 900'000}); };
    for (std::uint64_t id = 0; id < 5; ++id) {
        ASSERT_EQ(recorder.run(AddHtlc{htlc(id)}, support::after(1)).answer.bucket, Bucket::general);
    }
    recorder.run(UpdateChannel{support::alice, plumbline::support::limits(30, 30'000'000)}, support::after(2));
    for (std::uint64_t id = 0; id < 5; ++id) {
        ASSERT_FALSE(recorder.run(AddHtlc{htlc(id)}, support::after(3)).answer.ok);
    }
    for (std::uint64_t id = 0; id < 5; ++id) {
        recorder.run(support::resolution(htlc(id)), support::after(4));
    }
    EXPECT_TRUE(support::judged(recorder.log()).conforms()) << support::judged(recorder.log()).mismatches;
    expect_conforming(support::audited(recorder.log()));
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
