// Chapters 4 and 10: what a resolution does to reputation, revenue, risk and resources (RM-14).
#include "tests/support/manager.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

namespace plumbline {
namespace {

using namespace support;

class Accounting : public testing::Test {
protected:
    DefaultResourceManager manager = make_manager_with_channels();

    Verdict<> add(const OfferOf& of, Seconds<> now = start) { return *manager.add_htlc(offer(of), now); }

    Resolved end(const OfferOf& of, Resolution resolution, Seconds<> now) {
        return *resolve(manager, offer(of), resolution, now);
    }

    void expect(std::int64_t reputation_of_bob, std::int64_t threshold_of_alice, Seconds<> now) {
        EXPECT_EQ(manager.reputation(bob, now), SignedMsat<>(reputation_of_bob));
        EXPECT_EQ(manager.incoming_revenue_threshold(alice, now), SignedMsat<>(threshold_of_alice));
    }

    [[nodiscard]] WideMsat<> risk_of_bob() const { return manager.channel(bob)->in_flight_risk; }
};

TEST_F(Accounting, SettledInTimeEarnsTheFee) {  // OC-4, OC-12, OC-13
    add({});
    const Resolved resolved = end({}, Resolution::settled, after(90));
    EXPECT_EQ(resolved.bucket, Bucket::general);
    EXPECT_EQ(resolved.effective_fee, SignedMsat<>(1'000));
    expect(1'000, 1'000, after(90));
    EXPECT_EQ(manager.reputation(alice, after(90)), SignedMsat<>(0)) << "the incoming channel earns no reputation";
    EXPECT_EQ(manager.incoming_revenue_threshold(bob, after(90)), SignedMsat<>(0));
}

TEST_F(Accounting, SettledLateEarnsRevenueOnly) {  // OC-4, OC-13
    add({});
    EXPECT_EQ(end({}, Resolution::settled, after(91)).effective_fee, SignedMsat<>(0));
    expect(0, 1'000, after(91));
}

TEST_F(Accounting, FailedEarnsNothing) {  // OC-13
    add({});
    EXPECT_EQ(end({}, Resolution::failed, after(1)).effective_fee, SignedMsat<>(0));
    expect(0, 0, after(1));
}

// 1 000 000 msat of reputation decay over 24 weeks to 1 000 000 · (1/2)^(2 · 3600 / 14 515 200) = 999 656.24; the HTLC
// was held 39 periods too long: -39 000.
TEST_F(Accounting, AccountableAndSlowCostsReputation) {  // OC-4, DA-4
    earn_reputation(manager, bob, 1'000'000, start);
    const OfferOf slow{.accountable = true};
    EXPECT_EQ(add(slow).bucket, Bucket::protected_);
    DefaultResourceManager other = manager;
    EXPECT_EQ(end(slow, Resolution::failed, after(3'600)).effective_fee, SignedMsat<>(-39'000));
    expect(960'656, 0, after(3'600));
    EXPECT_EQ(resolve(other, offer(slow), Resolution::settled, after(3'600))->effective_fee, SignedMsat<>(-38'000));
    EXPECT_EQ(other.reputation(bob, after(3'600)), SignedMsat<>(961'656));
    EXPECT_EQ(other.incoming_revenue_threshold(alice, after(3'600)), SignedMsat<>(1'000))
        << "revenue is the fee itself";
}

// 5000 · (1/2)^(2 · 1 000 003 / 14 515 200) = 4544.56.
TEST_F(Accounting, ReputationDecaysOverTwelveWindows) {  // OC-12
    earn_reputation(manager, bob, 5'000, start);
    EXPECT_EQ(manager.reputation(bob, after(1'000'003)), SignedMsat<>(4'545));
    auto later = make_manager_with_channels(usual_limits, contracts::Mode::deep, later_profile);
    earn_reputation(later, bob, 5'000, start);
    EXPECT_EQ(later.reputation(bob, after(1'000'003)), SignedMsat<>(4'667)) << "5000 · e^(-0.0688935) = 4667.13";
}

TEST_F(Accounting, InFlightRiskIsThatOfAccountableHtlcs) {  // OC-8
    ASSERT_TRUE(manager.add_channel(dave, usual_limits, start).ok());
    earn_reputation(manager, bob, 10'000'000, start);
    add({.id = 1});
    EXPECT_EQ(risk_of_bob(), WideMsat<>(0)) << "in the general bucket, not accountable";
    add({.id = 2, .accountable = true});
    EXPECT_EQ(risk_of_bob(), WideMsat<>(265'667));
    add({.from = dave, .id = 2, .fee = 1, .blocks = 1, .accountable = true});
    EXPECT_EQ(risk_of_bob(), WideMsat<>(265'673)) << "from every incoming channel";
    end({.id = 2}, Resolution::failed, after(5));
    EXPECT_EQ(risk_of_bob(), WideMsat<>(6));
    end({.from = dave, .id = 2}, Resolution::settled, after(5));
    EXPECT_EQ(risk_of_bob(), WideMsat<>(0));
    EXPECT_EQ(manager.channel(alice)->in_flight_risk, WideMsat<>(0)) << "as outgoing channel only";
}

TEST_F(Accounting, ARecordedHtlcSaysWhatItHolds) {  // CH-2
    add({.id = 7, .amount = 1'500'000, .fee = 3}, after(11));
    const PendingHtlc<>* pending = manager.pending(htlc(alice, 7));
    ASSERT_NE(pending, nullptr);
    EXPECT_EQ(pending->outgoing, bob);
    EXPECT_EQ(pending->bucket, Bucket::general);
    EXPECT_EQ(pending->slots.size(), 2U);
    EXPECT_EQ(pending->amount, Msat<>(1'500'000));
    EXPECT_EQ(pending->fee, Msat<>(3));
    EXPECT_EQ(pending->risk, WideMsat<>(797)) << "265 2/3 periods";
    EXPECT_EQ(pending->added_at, after(11));
    EXPECT_EQ(pending->height_added, Height<>(800'000));
    EXPECT_FALSE(pending->incoming_accountable);
    EXPECT_FALSE(pending->outgoing_accountable);
}

TEST_F(Accounting, AddingAndFailingRestoresEverything) {  // CH-10
    earn_reputation(manager, bob, 10'000'000, start);
    add({.id = 1, .amount = 5'000'000});
    const DefaultResourceManager before = manager;
    for (const bool accountable : {true, false}) {
        add({.id = 2, .accountable = accountable});
        EXPECT_FALSE(manager.same_state(before));
        end({.id = 2}, Resolution::failed, after(90));
        EXPECT_TRUE(manager.same_state(before)) << "held for no more than a period, it leaves no trace";
    }
}

TEST_F(Accounting, TheFeeThatCountsIsThePolicys) {  // OC-5
    HtlcOffer<> overpaid = offer({.fee = 1'000});
    overpaid.outgoing_amount = Msat<>(0);
    settle_at_once(manager, overpaid, start);
    expect(1'000, 1'000, start);

    auto offered = make_manager_with_channels(usual_limits, contracts::Mode::deep, {.fee_source = FeeSource::offered});
    settle_at_once(offered, overpaid, start);
    EXPECT_EQ(offered.reputation(bob, start), SignedMsat<>(1'000'000)) << "a deviation";
}

TEST_F(Accounting, AClockThatGoesBackMakesNoTimePass) {  // OC-6, DA-6
    add({.id = 1}, after(1'000));
    EXPECT_EQ(end({.id = 1}, Resolution::settled, after(0)).effective_fee, SignedMsat<>(1'000));
    expect(1'000, 1'000, after(0));
    settle_at_once(manager, offer({.id = 2}), after(500));
    EXPECT_EQ(manager.reputation(bob, after(500)), SignedMsat<>(2'000));
    EXPECT_EQ(manager.reputation(bob, Seconds<>(0)), SignedMsat<>(2'000));
}

/// Fills the pair's share of the general bucket, so that what comes next needs the congestion bucket.
class Congestion : public Accounting {
protected:
    Congestion() { add({.id = 900, .amount = 5'000'000}); }

    /// Uses the congestion bucket, held for so many seconds from `now`.
    void use_for(std::uint64_t seconds, Resolution resolution, Seconds<> now = start) {
        ASSERT_EQ(add({.id = 1}, now).bucket, Bucket::congestion);
        end({.id = 1}, resolution, now + Seconds<>(seconds));
    }

    Bucket next(Seconds<> now) { return add({.id = 2}, now).bucket; }
};

TEST_F(Congestion, GoodUseLeavesItOpen) {  // CB-7
    use_for(90, Resolution::settled);
    EXPECT_EQ(next(after(90)), Bucket::congestion);
}

TEST_F(Congestion, MisuseClosesItForTwoWeeksFromTheResolution) {  // CB-2, CB-7
    use_for(91, Resolution::settled);
    EXPECT_EQ(next(after(91)), Bucket::none);
    EXPECT_EQ(next(after(91 + 2 * week - 1)), Bucket::none);
    EXPECT_EQ(next(after(91 + 2 * week)), Bucket::congestion);
}

TEST_F(Congestion, AFailedOneMisusesItToo) {  // CB-7
    use_for(91, Resolution::failed);
    EXPECT_EQ(next(after(91)), Bucket::none);
}

TEST_F(Congestion, MisuseOfOneIncomingChannelLeavesTheOthersOpen) {  // CB-1, CB-2
    use_for(91, Resolution::settled);
    add({.from = carol, .id = 900, .amount = 5'000'000});
    EXPECT_EQ(add({.from = carol, .id = 2}, after(91)).bucket, Bucket::congestion);
}

TEST_F(Congestion, AnotherIncomingChannelHasAChanceOfItsOwn) {  // CB-1
    EXPECT_EQ(add({.id = 1}).bucket, Bucket::congestion);
    add({.from = carol, .id = 900, .amount = 5'000'000});
    EXPECT_EQ(add({.from = carol, .id = 1}).bucket, Bucket::congestion);
}

TEST(CongestionOfAnyIncoming, IsOneChanceForAllUnderADeviation) {
    auto manager = make_manager_with_channels(usual_limits, contracts::Mode::deep,
                                              {.congestion_in_flight = CongestionInFlight::any_incoming});
    for (const Scid from : {alice, carol}) {
        EXPECT_EQ(manager.add_htlc(offer({.from = from, .id = 900, .amount = 5'000'000}), start)->bucket,
                  Bucket::general);
    }
    EXPECT_EQ(manager.add_htlc(offer({.id = 1}), start)->bucket, Bucket::congestion);
    EXPECT_EQ(manager.add_htlc(offer({.from = carol, .id = 1}), start)->bucket, Bucket::none);
}

}  // namespace
}  // namespace plumbline
