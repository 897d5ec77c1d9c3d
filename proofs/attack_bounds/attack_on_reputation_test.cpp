// Chapter 14 on the reference's manager: what reputation costs an attacker, and where the draft's bound ends.
#include "tests/support/manager.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace plumbline::attack_bounds {
namespace {

using support::after;
using support::alice;
using support::bob;
using support::carol;
using support::dave;
using support::earn_reputation;
using support::offer;
using support::resolve;
using support::start;
using support::usual_limits;
using support::week;

constexpr std::uint64_t two_weeks = 2 * week;
constexpr std::uint64_t longest_expiry = 2'016;  // blocks, two weeks
constexpr std::uint64_t threshold = 50'000'000;
constexpr std::uint64_t protected_slots = 47;  // of 114

/// alice and carol bring HTLCs in, bob is the attacker's outgoing channel, dave belongs to neither.
DefaultResourceManager node() {
    DefaultResourceManager manager = support::make_manager_with_channels(usual_limits, contracts::Mode::enforce);
    EXPECT_TRUE(manager.add_channel(dave, usual_limits, start).ok());
    return manager;
}

/// Fills the protected bucket of `incoming` with HTLCs to bob of this fee; returns how many are admitted.
std::vector<HtlcOffer<>> jam(DefaultResourceManager& manager, Scid incoming, std::uint64_t fee, Seconds<> now,
                             std::uint64_t first_id = 0) {
    std::vector<HtlcOffer<>> admitted;
    for (std::uint64_t id = first_id; id < first_id + protected_slots; ++id) {
        HtlcOffer<> htlc =
            offer({.from = incoming, .id = id, .amount = 1, .blocks = longest_expiry, .accountable = true});
        htlc.fee = Msat<>(fee);
        if (manager.add_htlc(htlc, now).value().bucket == Bucket::protected_) {
            admitted.push_back(htlc);
        }
    }
    return admitted;
}

SignedMsat<> fail(DefaultResourceManager& manager, const std::vector<HtlcOffer<>>& held, Seconds<> now) {
    SignedMsat<> effect(0);
    for (const HtlcOffer<>& htlc : held) {
        effect += resolve(manager, htlc, Resolution::failed, now).value().effective_fee;
    }
    return effect;
}

// AB-13, AB-14, AB-18: with a fee of 1 msat, 47 slots for two weeks have a price, paid beforehand and lost afterwards.
TEST(ReputationUnderAttack, CostsWhatItRisks) {
    for (const std::uint64_t paid : {631'632U, 631'633U}) {
        DefaultResourceManager manager = node();
        earn_reputation(manager, bob, paid, start, dave);
        const auto held = jam(manager, alice, 1, start);
        EXPECT_EQ(held.size(), paid == 631'633 ? 47U : 46U);
        EXPECT_EQ(fail(manager, held, after(two_weeks)).count().get(),
                  -13'439 * static_cast<std::int64_t>(held.size()));
        EXPECT_TRUE(jam(manager, alice, 1, after(two_weeks), 100).empty()) << "and again only for further fees";
    }
}

// AB-17, AB-18: HTLCs without a fee have no risk. What sufficed once suffices for ever.
TEST(ReputationUnderAttack, CostsOneThresholdForAnyNumberOfRounds) {
    DefaultResourceManager manager = node();
    earn_reputation(manager, dave, threshold, start, alice);  // what alice's channel earns
    earn_reputation(manager, bob, threshold - 1, start, dave);
    EXPECT_TRUE(jam(manager, alice, 0, start).empty()) << "1 msat less than the threshold";
    earn_reputation(manager, bob, 1, start, carol);
    for (std::uint64_t round = 0; round < 30; ++round) {
        const Seconds<> now = after(round * two_weeks);
        const auto held = jam(manager, alice, 0, now, 1'000 * (round + 1));
        EXPECT_EQ(held.size(), protected_slots) << round;
        EXPECT_EQ(manager.channel(alice)->protected_.slots_used, Slots<>(protected_slots));
        EXPECT_EQ(fail(manager, held, now + Seconds<>(two_weeks)), SignedMsat<>(0));
    }
}

// AB-17: the threshold is that of each incoming channel, not their sum.
TEST(ReputationUnderAttack, OfOneThresholdServesForTwoIncomingChannels) {
    DefaultResourceManager manager = node();
    earn_reputation(manager, dave, threshold, start, alice);
    earn_reputation(manager, dave, threshold, start, carol);
    earn_reputation(manager, bob, threshold, start, dave);
    EXPECT_EQ(manager.incoming_revenue_threshold(alice, start), SignedMsat<>(threshold));
    EXPECT_EQ(manager.incoming_revenue_threshold(carol, start), SignedMsat<>(threshold));
    EXPECT_EQ(jam(manager, alice, 0, start).size(), protected_slots);
    EXPECT_EQ(jam(manager, carol, 0, start).size(), protected_slots);
}

// AB-14, AB-15: with blocks of twelve minutes more is lost than was paid.
TEST(ReputationUnderAttack, IsOutrunBySlowBlocks) {
    constexpr std::uint64_t risk = 13'439'000;
    DefaultResourceManager manager = node();
    earn_reputation(manager, bob, risk, start, dave);
    const HtlcOffer<> htlc = offer({.blocks = longest_expiry, .accountable = true});
    ASSERT_EQ(manager.add_htlc(htlc, start).value().bucket, Bucket::protected_);
    const auto resolved = resolve(manager, htlc, Resolution::failed, after(longest_expiry * 720));
    EXPECT_EQ(resolved.value().effective_fee, SignedMsat<>(-16'127'000));
}

// AB-12: what is offered above the policy's fee has no effect.
TEST(ReputationUnderAttack, IsNotBoughtByOverpayment) {
    DefaultResourceManager manager = node();
    HtlcOffer<> htlc = offer({.fee = 1'000});
    htlc.outgoing_amount = Msat<>(1);
    support::settle_at_once(manager, htlc, start);
    EXPECT_EQ(manager.reputation(bob, start), SignedMsat<>(1'000));
}

// AB-16: what is failed within the period costs nothing, however often.
TEST(ReputationUnderAttack, SurvivesFastJamming) {
    DefaultResourceManager manager = node();
    earn_reputation(manager, bob, 700'000'000, start, dave);
    for (std::uint64_t round = 0; round < 100; ++round) {
        const Seconds<> now = after(90 * round);
        const auto held = jam(manager, alice, 1'000, now, 1'000 * (round + 1));
        EXPECT_EQ(held.size(), protected_slots) << round;
        EXPECT_EQ(fail(manager, held, now + Seconds<>(90)), SignedMsat<>(0));
    }
}

// AB-19: after twelve windows, a payment raises the threshold by a twelfth of what it would raise one window's.
TEST(ThresholdUnderAttack, RisesByATwelfth) {
    DefaultResourceManager manager = node();
    const Seconds<> now = after(12 * two_weeks);
    earn_reputation(manager, dave, 12'000'000, now, alice);
    EXPECT_EQ(manager.incoming_revenue_threshold(alice, now), SignedMsat<>(1'000'000));
    earn_reputation(manager, dave, 12'000'000, now, carol);
    EXPECT_EQ(manager.reputation(dave, now), SignedMsat<>(24'000'000));
}

/// A node further on, where bob's channel comes in and eve's goes out.
struct NextNode {
    DefaultResourceManager manager = node();
    Scid eve = dave;

    bool forwards(Seconds<> now) { return manager.add_htlc(htlc(), now).value().forwarded(); }

    [[nodiscard]] HtlcOffer<> htlc() const {
        return offer({.from = bob, .to = eve, .fee = 1, .blocks = longest_expiry - 40, .accountable = true});
    }
};

// AB-20: an accountable HTLC does not reach an attacker without reputation, and costs one with reputation there what
// the last node charges, the nodes before what they charge.
TEST(PathUnderAttack, IsGuardedByTheNextNodeAtItsOwnPrice) {
    DefaultResourceManager first = node();
    earn_reputation(first, bob, 20'000'000, start, dave);
    const HtlcOffer<> htlc = offer({.fee = 1'000, .blocks = longest_expiry, .accountable = true});
    ASSERT_TRUE(first.add_htlc(htlc, start).value().outgoing_accountable);

    NextNode unknown;
    EXPECT_FALSE(unknown.forwards(start));
    DefaultResourceManager failed_back = first;
    EXPECT_EQ(resolve(failed_back, htlc, Resolution::failed, after(2)).value().effective_fee, SignedMsat<>(0));

    NextNode trusting;
    earn_reputation(trusting.manager, trusting.eve, 13'173, start, alice);
    ASSERT_TRUE(trusting.forwards(start)) << "1976 blocks at a fee of 1 msat";
    const Seconds<> end = after((longest_expiry - 40) * 600);
    EXPECT_EQ(resolve(trusting.manager, trusting.htlc(), Resolution::failed, end).value().effective_fee,
              SignedMsat<>(-13'172));
    EXPECT_EQ(resolve(first, htlc, Resolution::failed, end).value().effective_fee, SignedMsat<>(-13'172'333));
}

}  // namespace
}  // namespace plumbline::attack_bounds
