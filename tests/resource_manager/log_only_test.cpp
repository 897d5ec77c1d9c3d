// Chapter 13-log-only: watches, reports, and decides nothing.
#include "reference/resource_manager/log_only.hpp"
#include "tests/support/manager.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

namespace plumbline {
namespace {

using namespace support;

class LogOnly : public testing::Test {
protected:
    std::vector<Observation> observed;
    DefaultResourceManager* watched = nullptr;  // owned by the wrapper
    LogOnlyResourceManager log_only = wrap();

    LogOnlyResourceManager wrap() {
        auto manager = std::make_unique<DefaultResourceManager>(make_manager_with_channels());
        watched = manager.get();
        return {std::move(manager), [this](const Observation& observation) { observed.push_back(observation); }};
    }

    Verdict<> add(const OfferOf& of) { return *log_only.add_htlc(offer(of), start); }

    void fill_general() { add({.id = 900, .amount = 5'000'000}); }
};

constexpr OfferOf would_fail{.id = 1, .accountable = true};
constexpr OfferOf corrupted{.id = 2, .accountable = true, .upgradable = false};
constexpr OfferOf would_be_upgraded{.id = 3, .amount = 1'000'000, .fee = 0};

TEST_F(LogOnly, AlwaysForwards) {  // LO-1
    fill_general();
    for (const OfferOf& of : {OfferOf{}, would_fail, corrupted, would_be_upgraded}) {
        const Verdict<> answer = add(of);
        EXPECT_TRUE(answer.forwarded());
        EXPECT_FALSE(answer.signal_corrupted);
    }
}

TEST_F(LogOnly, CopiesTheSignal) {  // LO-2
    fill_general();
    EXPECT_TRUE(add(would_fail).outgoing_accountable);
    EXPECT_TRUE(add(corrupted).outgoing_accountable);
    EXPECT_FALSE(add(would_be_upgraded).outgoing_accountable) << "never upgrades";
}

TEST_F(LogOnly, ReportsWhatItWouldHaveDone) {  // LO-3
    fill_general();
    add(would_fail);
    add(corrupted);
    add(would_be_upgraded);
    ASSERT_EQ(observed.size(), 4U);
    EXPECT_EQ(observed[0].suggested.bucket, Bucket::general);
    EXPECT_EQ(observed[1].offer, offer(would_fail));
    EXPECT_FALSE(observed[1].suggested.forwarded());
    EXPECT_TRUE(observed[2].suggested.signal_corrupted);
    EXPECT_EQ(observed[3].suggested.bucket, Bucket::protected_);
    EXPECT_TRUE(observed[3].suggested.outgoing_accountable);
}

TEST_F(LogOnly, AccountsWhatItSuggested) {  // LO-4
    add(would_fail);
    EXPECT_EQ(watched->pending_count(), 0U);
    EXPECT_EQ(watched->channel(alice)->protected_.slots_used, Slots<>(0));

    const auto resolved = resolve(log_only, offer(would_fail), Resolution::settled, after(1));
    ASSERT_TRUE(resolved.ok()) << "its resolution is accepted silently";
    EXPECT_EQ(resolved->bucket, Bucket::none);
    EXPECT_EQ(watched->reputation(bob, after(1)), SignedMsat<>(0)) << "no reputation for what it would have failed";
    EXPECT_EQ(watched->incoming_revenue_threshold(alice, after(1)), SignedMsat<>(0));
}

TEST_F(LogOnly, AccountsWhatItWouldHaveForwarded) {  // LO-4
    add({});
    EXPECT_EQ(watched->pending_count(), 1U);
    EXPECT_EQ(resolve(log_only, offer(), Resolution::settled, after(1))->bucket, Bucket::general);
    EXPECT_EQ(watched->reputation(bob, after(1)), SignedMsat<>(1'000));
    EXPECT_EQ(watched->incoming_revenue_threshold(alice, after(1)), SignedMsat<>(1'000));
}

TEST_F(LogOnly, DecidesLikeTheManagerThatItWraps) {
    DefaultResourceManager alone = make_manager_with_channels();
    for (const OfferOf& of : {OfferOf{.id = 9, .amount = 5'000'000}, would_fail, corrupted, would_be_upgraded}) {
        EXPECT_EQ(alone.add_htlc(offer(of), start)->bucket, (add(of), observed.back().suggested.bucket));
    }
    EXPECT_TRUE(alone.same_state(*watched));
}

TEST_F(LogOnly, PassesTheMistakesOfItsCallerOn) {
    EXPECT_EQ(log_only.add_htlc(offer({.to = alice}), start).mistake(), Mistake::same_channel);
    add({});
    EXPECT_EQ(resolve(log_only, offer({.to = carol}), Resolution::settled, start).mistake(),
              Mistake::wrong_outgoing_channel);
    EXPECT_EQ(observed.size(), 1U) << "a mistake is nothing to report a verdict on";
}

TEST_F(LogOnly, PassesChannelsOn) {
    EXPECT_TRUE(log_only.add_channel(dave, usual_limits, start).ok());
    EXPECT_TRUE(log_only.update_channel(dave, limits(5, 5)).ok());
    EXPECT_EQ(watched->channel(dave)->limits, limits(5, 5));
    EXPECT_TRUE(log_only.remove_channel(dave)->gone);
    EXPECT_EQ(watched->channel(dave), nullptr);
}

}  // namespace
}  // namespace plumbline
