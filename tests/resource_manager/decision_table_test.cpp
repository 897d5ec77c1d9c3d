// Chapter 10-resource-manager: how each row of the decision table comes about in a running manager, and the numbers of
// a verdict.
#include "tests/support/manager.hpp"
#include "tests/support/slots.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace plumbline {
namespace {

using namespace support;

class DecisionTable : public testing::Test {
protected:
    DefaultResourceManager manager = make_manager_with_channels();

    Verdict<> ask(const OfferOf& of, Seconds<> now = start) {
        const auto answer = manager.add_htlc(offer(of), now);
        EXPECT_TRUE(answer.ok());
        return *answer;
    }

    void expect(const OfferOf& of, Bucket bucket, bool accountable) {
        const Verdict<> verdict = ask(of);
        EXPECT_EQ(verdict.bucket, bucket);
        EXPECT_EQ(verdict.outgoing_accountable, accountable);
        EXPECT_EQ(manager.pending(htlc(of.from, of.id)) != nullptr, bucket != Bucket::none) << "RM-9";
    }

    void give_bob_reputation() { earn_reputation(manager, bob, 10'000'000, start); }

    /// All of alice's protected liquidity, at no fee and so at no risk.
    void fill_protected() {
        expect({.id = 900, .amount = 45'000'000, .fee = 0, .accountable = true}, Bucket::protected_, true);
    }

    /// The whole share of the pair of alice and bob.
    void fill_general() { expect({.id = 901, .amount = 5'000'000}, Bucket::general, false); }
};

TEST_F(DecisionTable, Row1CorruptedSignal) {  // AS-5
    give_bob_reputation();
    expect({.accountable = true, .upgradable = false}, Bucket::none, false);
    EXPECT_TRUE(ask({.accountable = true, .upgradable = false}).signal_corrupted);
}

TEST_F(DecisionTable, Row2AccountableWithoutReputation) {  // RM-2
    expect({.accountable = true}, Bucket::none, false);
    EXPECT_FALSE(ask({.accountable = true}).signal_corrupted);
}

TEST_F(DecisionTable, Row3AccountableWithReputation) {  // RM-3
    give_bob_reputation();
    expect({.accountable = true}, Bucket::protected_, true);
}

TEST_F(DecisionTable, Row4ProtectedFullGeneralFree) {  // PB-3, AS-2
    give_bob_reputation();
    fill_protected();
    expect({.accountable = true}, Bucket::general, true);
    EXPECT_EQ(manager.pending(htlc(alice, 0))->slots, slot_set({12})) << "it takes slots like any other";
}

TEST_F(DecisionTable, Row5ProtectedAndGeneralFull) {  // PB-3, CB-5
    give_bob_reputation();
    fill_protected();
    fill_general();
    expect({.accountable = true}, Bucket::none, false);
}

TEST_F(DecisionTable, Row6GeneralFree) {  // RM-4, AS-3
    expect({.id = 1}, Bucket::general, false);
    expect({.id = 2, .upgradable = false}, Bucket::general, false);
    give_bob_reputation();
    expect({.id = 3}, Bucket::general, false);
    EXPECT_EQ(manager.pending(htlc(alice, 3))->slots, slot_set({7}));
}

TEST_F(DecisionTable, Row7NotUpgradableAndGeneralFull) {  // AS-4, PB-4, CB-4
    give_bob_reputation();
    fill_general();
    expect({.upgradable = false}, Bucket::none, false);
}

TEST_F(DecisionTable, Row8UpgradedByReputation) {  // RM-5
    give_bob_reputation();
    fill_general();
    expect({}, Bucket::protected_, true);
}

TEST_F(DecisionTable, Row9ReputationButProtectedFull) {  // PB-3, RM-6
    give_bob_reputation();
    fill_protected();
    fill_general();
    expect({}, Bucket::congestion, true);
}

TEST_F(DecisionTable, Row10NothingLeftDespiteReputation) {  // RM-7
    give_bob_reputation();
    fill_protected();
    fill_general();
    expect({.id = 1}, Bucket::congestion, true);
    expect({.id = 2}, Bucket::none, false);
}

TEST_F(DecisionTable, Row11OneChanceWithoutReputation) {  // RM-6, CB-1, CB-6
    fill_general();
    expect({.id = 1, .amount = 1'022'728}, Bucket::none, false);
    expect({.id = 2, .amount = 1'022'727}, Bucket::congestion, true);
}

TEST_F(DecisionTable, Row12NothingLeftWithoutReputation) {  // RM-7, CB-1
    fill_general();
    expect({.id = 1}, Bucket::congestion, true);
    expect({.id = 2}, Bucket::none, false);
    static_cast<void>(resolve(manager, offer({.id = 1}), Resolution::failed, start));
    expect({.id = 3}, Bucket::congestion, true);
}

TEST_F(DecisionTable, SlotsOfOnePairAreClosedToTheOther) {           // GB-10: both pairs are assigned slot 15
    expect({.id = 1, .amount = 2'000'000}, Bucket::general, false);  // 12, 15
    EXPECT_EQ(ask({.to = carol, .id = 2, .amount = 4'000'000}).slots, slot_set({37, 1, 4, 39}));
    EXPECT_FALSE(ask({.to = carol, .id = 3, .upgradable = false}).forwarded());
}

TEST_F(DecisionTable, AFeeOfZeroGetsNoRuleOfItsOwn) {  // RM-16
    fill_general();
    EXPECT_EQ(ask({.id = 1, .fee = 0}).bucket, Bucket::protected_) << "0 >= 0";
    const Verdict<> one_msat = ask({.id = 2, .amount = 5'000'000, .fee = 1, .blocks = 1});
    EXPECT_EQ(one_msat.bucket, Bucket::none) << "0 - 6 >= 0 is false";
    EXPECT_EQ(one_msat.standing.htlc_risk, WideMsat<>(6));
}

// The chapter's comparison by numbers: reputation 20 000 000, 5 000 000 of it at risk, threshold 1 000 000.
TEST_F(DecisionTable, AVerdictShowsItsNumbers) {  // RM-1, RM-8, OC-9
    earn_reputation(manager, bob, 20'000'000, start);
    settle_at_once(manager, offer({.to = carol, .id = 100, .fee = 1'000'000}), start);
    expect({.id = 101, .fee = 882'353, .blocks = 1, .accountable = true}, Bucket::protected_, true);

    const auto shown = [](DefaultResourceManager& asked, const OfferOf& of) {
        return *asked.add_htlc(offer(of), start);
    };
    DefaultResourceManager a_day = manager;
    const Verdict<> short_one = shown(a_day, {.blocks = 144, .accountable = true});
    EXPECT_EQ(short_one.standing.reputation, SignedMsat<>(20'000'000));
    EXPECT_EQ(short_one.standing.in_flight_risk, WideMsat<>(5'000'000));
    EXPECT_EQ(short_one.standing.htlc_risk, WideMsat<>(959'000));
    EXPECT_EQ(short_one.standing.incoming_revenue_threshold, SignedMsat<>(1'000'000));
    EXPECT_EQ(short_one.standing.with_in_flight_risk(), WideMsat<>(14'041'000));
    EXPECT_TRUE(short_one.forwarded());

    DefaultResourceManager two_weeks = manager;
    EXPECT_TRUE(shown(two_weeks, {.id = 1, .blocks = 2'016, .accountable = true}).forwarded());
    const Verdict<> second = shown(two_weeks, {.id = 2, .blocks = 2'016, .accountable = true});
    EXPECT_EQ(second.standing.with_in_flight_risk(), WideMsat<>(-11'878'000));
    EXPECT_FALSE(second.forwarded());
}

TEST_F(DecisionTable, TheThresholdIsReachedExactly) {  // RM-1
    earn_reputation(manager, bob, 265'667, start);
    EXPECT_EQ(ask({.id = 1, .accountable = true}).bucket, Bucket::protected_);
    EXPECT_EQ(ask({.id = 2, .fee = 1, .blocks = 1, .accountable = true}).bucket, Bucket::none);
}

TEST_F(DecisionTable, TheLargestRiskSaturatesAndIsInsufficient) {  // OC-3, OC-11
    HtlcOffer<> largest = offer({.fee = supply_msat, .accountable = true});
    largest.height_added = Height<>(0);
    largest.cltv_expiry = Height<>(std::numeric_limits<std::uint32_t>::max());
    const auto verdict = manager.add_htlc(largest, start);
    ASSERT_TRUE(verdict.ok());
    EXPECT_FALSE(verdict->forwarded());
    EXPECT_EQ(verdict->standing.htlc_risk, WideMsat<>(std::numeric_limits<std::int64_t>::max()));
}

TEST_F(DecisionTable, AskingAgainChangesNothing) {  // DA-5, RM-9
    fill_general();
    const OfferOf refused{.id = 1, .upgradable = false};
    EXPECT_FALSE(ask(refused).forwarded());
    const DefaultResourceManager before = manager;
    for (std::uint64_t second = 1; second <= 100; ++second) {
        EXPECT_FALSE(ask(refused, after(second)).forwarded());
        static_cast<void>(manager.reputation(bob, after(second)));
        static_cast<void>(manager.incoming_revenue_threshold(alice, after(second)));
    }
    EXPECT_TRUE(manager.same_state(before));
}

}  // namespace
}  // namespace plumbline
