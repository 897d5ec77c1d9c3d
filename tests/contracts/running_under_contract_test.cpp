// The manager under contract. A known deviation plays the bug: the same contract sees it in each mode as far as that
// mode looks.
#include "tests/support/manager.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plumbline {
namespace {

using namespace support;
using contracts::Mode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

constexpr Rules upgrades_unasked{.upgrade = Upgrade::not_asked};
constexpr Rules frees_first_used{.slots_freed = SlotsFreed::first_used};

DefaultResourceManager manager_with(const Rules& rules, Mode mode) {
    return make_manager_with_channels(usual_limits, mode, rules);
}

/// An HTLC that nobody allowed to upgrade and that the general bucket cannot take; with no reputation and no fee it is
/// sufficient (RM-16), so that the deviation protects it.
const HtlcOffer<> not_to_be_upgraded = offer({.amount = 6'000'000, .fee = 0, .upgradable = false});

TEST(RunningUnderContract, EnforceStopsAtTheDecision) {
    const ThrowingViolations throwing;
    auto manager = manager_with(upgrades_unasked, Mode::enforce);
    try {
        static_cast<void>(manager.add_htlc(not_to_be_upgraded, start));
        FAIL() << "nothing stopped";
    } catch (const ContractViolated& violated) {
        EXPECT_EQ(violated.violation().clause.requirement.id(), "AS-4");
        EXPECT_EQ(violated.violation().clause.kind, contracts::ClauseKind::postcondition);
        EXPECT_EQ(violated.violation().operation, "add_htlc");
        EXPECT_THAT(violated.violation().state, HasSubstr("upgrade_accountability: false"));
    }
    EXPECT_EQ(manager.pending_count(), 0U) << "stopped before the HTLC was recorded";
}

TEST(RunningUnderContract, ObserveCountsAndGoesOn) {
    auto manager = manager_with(upgrades_unasked, Mode::observe);
    EXPECT_EQ(manager.add_htlc(not_to_be_upgraded, start)->bucket, Bucket::protected_);
    EXPECT_THAT(manager.monitor().violations(), ElementsAre(Pair("AS-4", 1), Pair("PB-4", 1)));
    EXPECT_EQ(manager.monitor().first_violations().size(), 2U);
    EXPECT_EQ(manager.pending_count(), 1U);
}

TEST(RunningUnderContract, OffLooksAtNothing) {
    auto manager = manager_with(upgrades_unasked, Mode::off);
    EXPECT_EQ(manager.add_htlc(not_to_be_upgraded, start)->bucket, Bucket::protected_);
    EXPECT_EQ(manager.monitor().checked(), 0U);
    EXPECT_THAT(manager.monitor().violations(), IsEmpty());
}

/// Two HTLCs, on slots 12 and 15; the second is resolved. The deviation frees slot 12 for it.
void resolve_the_second(DefaultResourceManager& manager) {
    static_cast<void>(manager.add_htlc(offer({.id = 0}), start));
    static_cast<void>(manager.add_htlc(offer({.id = 1}), start));
    static_cast<void>(resolve(manager, offer({.id = 1}), Resolution::settled, start));
}

TEST(RunningUnderContract, DeepSeesWhatCountersDoNotShow) {
    EXPECT_EQ(violated_by([] {
                  auto manager = manager_with(frees_first_used, Mode::deep);
                  resolve_the_second(manager);
              }),
              "GB-11");
    EXPECT_EQ(violated_by([] {
                  auto manager = manager_with(frees_first_used, Mode::enforce);
                  resolve_the_second(manager);
              }),
              "none")
        << "one slot was freed, as it should be; which one takes the whole state to tell";
}

TEST(RunningUnderContract, DeepNamesTheOperationAndTheChannel) {
    const ThrowingViolations throwing;
    auto manager = manager_with(frees_first_used, Mode::deep);
    try {
        resolve_the_second(manager);
        FAIL() << "nothing stopped";
    } catch (const ContractViolated& violated) {
        EXPECT_EQ(violated.violation().operation, "resolve_htlc");
        EXPECT_THAT(violated.violation().state, HasSubstr("channel 879609302220865536"));
    }
}

TEST(RunningUnderContract, AShareThatIsTooLargeIsSeenInTheWholeState) {
    EXPECT_EQ(violated_by([] {
                  auto manager = manager_with({.slot_liquidity = SlotLiquidity::pair_share}, Mode::deep);
                  for (std::uint64_t id = 0; id < 2; ++id) {
                      static_cast<void>(manager.add_htlc(offer({.id = id, .amount = 4'000'000}), start));
                  }
              }),
              "GB-3");
}

/// 22 congestion slots and 22 000 000 msat: an equal share is 1 000 000 msat, which CB-6 does not admit.
TEST(RunningUnderContract, ACongestionAmountOfAnEqualShareIsSeenWhenItIsOccupied) {
    EXPECT_EQ(violated_by([] {
                  auto manager = make_manager_with_channels(limits(114, 110'000'000), Mode::enforce,
                                                            {.congestion_amount = CongestionAmount::at_most_floored});
                  for (std::uint64_t id = 0; id < 5; ++id) {
                      static_cast<void>(manager.add_htlc(offer({.id = id, .amount = 900'000}), start));
                  }
                  static_cast<void>(manager.add_htlc(offer({.id = 5}), start));
              }),
              "CB-6");
}

TEST(RunningUnderContract, ChecksNothingWholeStateUnlessDeep) {
    auto deep = make_manager_with_channels(usual_limits, Mode::deep);
    auto enforcing = make_manager_with_channels(usual_limits, Mode::enforce);
    EXPECT_GT(deep.monitor().checked(), 0U);
    EXPECT_EQ(enforcing.monitor().checked(), 0U);
    static_cast<void>(enforcing.add_htlc(offer(), start));
    EXPECT_GT(enforcing.monitor().checked(), 0U);
}

}  // namespace
}  // namespace plumbline
