// One fault in a conforming log is reported for that operation and its requirement, and what follows is clean.
#include "tests/conformance/tests/support/audits.hpp"
#include "tests/conformance/tests/support/exercise.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace plumbline::conformance {
namespace {

using plumbline::support::OfferOf;
using support::after;
using support::alice;
using support::bob;
using support::carol;
using support::offer;
using support::Simulation;

using Tamper = std::function<void(LogEntry&)>;

/// The exercise, before and after one operation of a node that has just been opened by it.
class SingleFault : public testing::Test {
protected:
    SingleFault() {
        for (const Scid scid : {alice, bob, carol}) {
            simulation.run(support::channel(scid, 114, 112'500'000, 0), after(0));
        }
        // Bob may use protected resources of alice's channel.
        settle({.from = carol, .to = bob, .id = 0, .amount = 100'000'000 / 40, .fee = 2'000'000}, 10, 20);
    }

    void settle(const OfferOf& of, std::uint64_t from, std::uint64_t to) {
        simulation.run(AddHtlc{offer(of)}, after(from));
        simulation.run(support::resolution(offer(of)), after(to));
    }

    /// Ordinary traffic over the same channels.
    void go_on() {
        settle({.from = alice, .to = bob, .id = 50}, 2000, 2010);
        settle({.from = carol, .to = bob, .id = 51, .accountable = true}, 3000, 3200);
        settle({.from = bob, .to = alice, .id = 52}, 4000, 4010);
        settle({.from = alice, .to = carol, .id = 53}, 90'000, 90'010);
    }

    /// The HTLC is answered so, goes on its way where it was forwarded, and traffic follows: only its answer is
    /// reported.
    void expect_reported(const OfferOf& of, const Answer& answer, const std::set<std::string>& rules) {
        const LogEntry entry = simulation.run(AddHtlc{offer(of)}, after(1000), answer);
        if (answer.forwarded.value_or(false)) {
            simulation.run(support::resolution(offer(of)), after(1010));
        }
        go_on();
        support::expect_only(simulation.log(), entry, rules);
    }

    /// The same of what is shown behind an HTLC that is settled.
    void expect_reported(const Tamper& after_add, const Tamper& after_resolve, const std::set<std::string>& rules) {
        const HtlcOffer<> offered = offer({.from = alice, .to = bob, .id = 1, .accountable = true});
        LogEntry entry = simulation.run(AddHtlc{offered}, after(1000), {}, after_add);
        const LogEntry resolved = simulation.run(support::resolution(offered), after(1100), {}, after_resolve);
        entry = after_resolve ? resolved : entry;
        go_on();
        support::expect_only(simulation.log(), entry, rules);
    }

    static Answer forwarded(Bucket bucket, bool accountable) {
        Answer answer;
        answer.forwarded = true;
        answer.bucket = bucket;
        answer.outgoing_accountable = accountable;
        return answer;
    }

    static Answer failed() {
        Answer answer;
        answer.forwarded = false;
        return answer;
    }

    Simulation simulation{support::header_for(), draft_profile};
};

const OfferOf plain{.from = alice, .to = bob, .id = 1};
const OfferOf accountable{.from = alice, .to = bob, .id = 1, .accountable = true};
const OfferOf unknown_peer{.from = alice, .to = carol, .id = 1, .accountable = true};
const OfferOf large{.from = alice, .to = carol, .id = 1, .amount = 20'000'000};

TEST_F(SingleFault, FailedThoughGeneralHasRoom) {
    expect_reported(plain, failed(), {"RM-4"});
}

TEST_F(SingleFault, FailedThoughReputationSuffices) {
    expect_reported(accountable, failed(), {"RM-3"});
}

TEST_F(SingleFault, ForwardedThoughReputationDoesNotSuffice) {
    expect_reported(unknown_peer, forwarded(Bucket::protected_, true), {"RM-2"});
}

TEST_F(SingleFault, ForwardedThoughNoBucketHasRoom) {
    expect_reported(large, forwarded(Bucket::protected_, true), {"PB-1"});
}

TEST_F(SingleFault, ForwardedInCongestionThoughTheAmountIsTooLarge) {
    expect_reported(large, forwarded(Bucket::congestion, true), {"RM-7"});
}

TEST_F(SingleFault, ProtectedThoughGeneralHasRoom) {
    expect_reported(plain, forwarded(Bucket::protected_, false), {"RM-4"});
}

TEST_F(SingleFault, CongestionThoughGeneralHasRoom) {
    expect_reported(plain, forwarded(Bucket::congestion, false), {"CB-3"});
}

TEST_F(SingleFault, AccountableThoughGeneralWasUsed) {
    expect_reported(plain, forwarded(Bucket::general, true), {"AS-3"});
}

TEST_F(SingleFault, NotAccountableThoughItCameSo) {
    expect_reported(accountable, forwarded(Bucket::protected_, false), {"AS-2"});
}

TEST_F(SingleFault, AccountableWithoutPermission) {
    OfferOf unasked = plain;
    unasked.upgradable = false;
    expect_reported(unasked, forwarded(Bucket::general, true), {"AS-4"});
}

TEST_F(SingleFault, AnErrorWithoutAMistake) {
    Answer error;
    error.ok = false;
    error.error = "busy";
    expect_reported(plain, error, {"ER-2"});
}

ShownChannel& shown(LogEntry& entry, Scid scid) {
    return *std::find_if(entry.shown.channels.begin(), entry.shown.channels.end(),
                         [&](const ShownChannel& channel) { return channel.channel == scid; });
}

TEST_F(SingleFault, RiskOfAnHtlcOffByMoreThanTheTolerance) {
    expect_reported([](LogEntry& entry) { *entry.answer.htlc_risk_msat += 2; }, {}, {"OC-7"});
}

TEST_F(SingleFault, RiskInFlightOffByMoreThanTheTolerance) {
    expect_reported([](LogEntry& entry) { *shown(entry, bob).in_flight_risk += 2; }, {}, {"OC-10"});
}

TEST_F(SingleFault, ReputationReadOffByMoreThanTheTolerance) {
    expect_reported([](LogEntry& entry) { *shown(entry, bob).reputation.read -= 2; }, {}, {"DA-2"});
}

TEST_F(SingleFault, ThresholdOffByMoreThanTheTolerance) {
    expect_reported([](LogEntry& entry) { *shown(entry, alice).revenue.read += 4; }, {}, {"WA-2"});
}

TEST_F(SingleFault, EffectiveFeeOffByMoreThanTheTolerance) {
    const Tamper earn = [](LogEntry& entry) {
        *shown(entry, bob).reputation.value += 5;
        *shown(entry, bob).reputation.read += 5;
    };
    expect_reported({}, earn, {"DA-2", "OC-4"});
}

TEST_F(SingleFault, RevenueOfAResolutionLost) {
    const Tamper lose = [](LogEntry& entry) {
        *shown(entry, alice).revenue.value -= 1000;
        *shown(entry, alice).revenue.read -= 1000;
    };
    expect_reported({}, lose, {"OC-13", "WA-2"});
}

TEST_F(SingleFault, StartOfTheRevenueMoved) {
    expect_reported({}, [](LogEntry& entry) { *shown(entry, alice).revenue.start += 1; }, {"WA-4"});
}

TEST_F(SingleFault, LiquidityNotGivenBack) {
    expect_reported({}, [](LogEntry& entry) { *shown(entry, alice).protected_.msat_used += 1; }, {"CH-9"});
}

TEST_F(SingleFault, AChannelGone) {
    expect_reported({}, [](LogEntry& entry) { entry.shown.channel_count = 2; }, {"CH-7"});
}

TEST_F(SingleFault, AMarkWithoutMisuse) {
    expect_reported({},
                    [](LogEntry& entry) { shown(entry, alice).misuse->emplace_back(bob, after(1100).count().get()); },
                    {"CB-7"});
}

TEST_F(SingleFault, AnotherBucketThanTheOneThatWasUsed) {
    expect_reported({}, [](LogEntry& entry) { entry.answer.bucket = Bucket::general; }, {"CH-2"});
}

/// Off by no more than the tolerance: nothing is reported.
TEST_F(SingleFault, WithinTheToleranceIsNone) {
    const HtlcOffer<> offered = offer(accountable);
    simulation.run(AddHtlc{offered}, after(1000), {}, [](LogEntry& entry) {
        *entry.answer.htlc_risk_msat += 1;
        *shown(entry, bob).in_flight_risk += 1;
    });
    simulation.run(support::resolution(offered), after(1100), {}, [](LogEntry& entry) {
        *shown(entry, bob).reputation.value -= 1;
        *shown(entry, bob).in_flight_risk = 0;
    });
    go_on();
    const AuditResult result = support::audited(simulation.log());
    EXPECT_TRUE(result.conforms()) << support::violated(result).begin()->first;
    EXPECT_TRUE(result.diagnosis.deviations.empty());
    EXPECT_EQ(result.diagnosis.operations_unexplained, 0U);
    EXPECT_GT(result.diagnosis.operations_within_tolerance, 0U);
}

}  // namespace
}  // namespace plumbline::conformance
