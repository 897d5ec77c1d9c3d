// What forwarding is made of: windows, fees, what an HTLC holds and what is recorded of it. Chapters 9 and 10.
#include "reference/resource_manager/forwarding.hpp"
#include "tests/support/manager.hpp"

#include <gtest/gtest.h>

namespace plumbline {
namespace {

/// No two spans are alike, so that none can stand in for another one.
constexpr Parameters<> odd{.resolution_period = Seconds<>(7),
                           .revenue_window = Seconds<>(100),
                           .congestion_misuse_window = Seconds<>(11),
                           .reputation_multiplier = 3};

constexpr bool is(const Windows<>& windows, std::uint64_t window, std::uint64_t count) {
    return windows.window == Seconds<>(window) && windows.count == count;
}

static_assert(reputation_window(odd) == Seconds<>(300));                                                 // OC-12
static_assert(is(revenue_windows(odd, {}), 100, 3));                                                     // WA-5
static_assert(is(revenue_windows(odd, {.window_divisor = WindowDivisor::six_windows_warmup}), 100, 6));  // a deviation
static_assert(Windows<>{Seconds<>(100)}.span() == Seconds<>(100));

constexpr HtlcOffer<> three_fees = [] {
    HtlcOffer<> offer = support::offer({.amount = 1'000, .fee = 17});
    offer.outgoing_amount = Msat<>(900);
    return offer;
}();

static_assert(counted_fee(three_fees, {}) == Msat<>(17));                                   // OC-5
static_assert(counted_fee(three_fees, {.fee_source = FeeSource::offered}) == Msat<>(100));  // a deviation

// WA-4, DA-4: a new channel's averages are as of its addition, so that a clock that goes back finds none older.
TEST(NewChannel, ItsAveragesBeginWithIt) {
    const DefaultResourceManager manager = support::make_manager_with_channels();
    const Channel<>& channel = *manager.channel(support::alice);
    EXPECT_EQ(channel.reputation, (DecayingAverage<>{SignedMsat<>(0), support::start}));
    EXPECT_EQ(channel.revenue.start, support::start);
    EXPECT_EQ(channel.revenue.sum, (DecayingAverage<>{SignedMsat<>(0), support::start}));
}

TEST(Forwarding, TheRecordSaysWhatWasOffered) {  // CH-2
    DefaultResourceManager manager = support::make_manager_with_channels();
    HtlcOffer<> offer = support::offer({.amount = 3'000'000, .fee = 17});
    offer.outgoing_amount = Msat<>(2'000'000);
    const Verdict<> verdict = *manager.add_htlc(offer, support::after(5));
    const PendingHtlc<>& record = *manager.pending(offer.htlc);
    const PendingHtlc<> expected{support::bob,
                                 Bucket::general,
                                 false,
                                 false,
                                 verdict.slots,
                                 Msat<>(3'000'000),
                                 Msat<>(17),
                                 verdict.standing.htlc_risk,
                                 support::after(5),
                                 offer.height_added,
                                 offer.cltv_expiry};
    EXPECT_EQ(record, expected);
}

TEST(Forwarding, OnlyWhatIsForwardedIsHeld) {  // RM-9
    const Channel<> channel = *support::make_manager_with_channels().channel(support::alice);
    Channel<> incoming = channel;
    Channel<> outgoing = channel;
    Pair<> pair;
    const PendingHtlc<> none{};
    EXPECT_EQ(support::violated_by([&] { hold(incoming, outgoing, pair, 0, none); }), "RM-9");
    EXPECT_EQ(support::violated_by([&] { vacate(incoming, outgoing, pair, 0, none, Seconds<>(0), odd, {}); }), "RM-9");
    EXPECT_EQ(incoming, channel);
}

class InTheCongestionBucket : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(manager.add_htlc(support::offer({.id = 1, .amount = 5'000'000}), support::start)->forwarded());
        ASSERT_EQ(manager.add_htlc(offer, support::start)->bucket, Bucket::congestion);
    }

    DefaultResourceManager manager = support::make_manager_with_channels();
    HtlcOffer<> offer = support::offer({.id = 2});
};

TEST_F(InTheCongestionBucket, TheOutgoingChannelCountsIt) {  // CB-1 under a deviation looks at the sum
    EXPECT_EQ(manager.channel(support::bob)->congestion_in_flight, Slots<>(1));
    ASSERT_TRUE(support::resolve(manager, offer, Resolution::failed, support::start).ok());
    EXPECT_EQ(manager.channel(support::bob)->congestion_in_flight, Slots<>(0));
}

TEST_F(InTheCongestionBucket, ItIsAccountableAndPaysForItsTime) {  // OC-4: the signal that was sent decides
    const auto resolved = support::resolve(manager, offer, Resolution::settled, support::after(270));
    EXPECT_EQ(resolved->effective_fee, SignedMsat<>(1'000 - 2'000));
}

TEST(Deviations, AReadOfAnAverageIsStored) {
    DefaultResourceManager manager = support::make_manager_with_channels(
        support::usual_limits, contracts::Mode::enforce, {.average_read = AverageRead::stores_rounded});
    ASSERT_TRUE(manager.add_htlc(support::offer({.accountable = true}), support::after(7)).ok());
    EXPECT_EQ(manager.channel(support::bob)->reputation.last_update, support::after(7));
    EXPECT_EQ(manager.channel(support::alice)->revenue.sum.last_update, support::after(7));
}

TEST(Deviations, TheFirstUsedSlotsAreFreed) {
    DefaultResourceManager manager = support::make_manager_with_channels(support::usual_limits, contracts::Mode::off,
                                                                         {.slots_freed = SlotsFreed::first_used});
    const SlotSet freed = manager.add_htlc(support::offer({.id = 1}), support::start)->slots;
    const HtlcOffer<> second = support::offer({.id = 2});
    const SlotSet kept = manager.add_htlc(second, support::start)->slots;
    ASSERT_TRUE(support::resolve(manager, second, Resolution::settled, support::start).ok());
    const SlotTable& holder = manager.channel(support::alice)->general.holder;
    EXPECT_NE(holder[*kept.begin()], no_pair);
    EXPECT_EQ(holder[*freed.begin()], no_pair) << "the other one's was freed";
}

}  // namespace
}  // namespace plumbline
