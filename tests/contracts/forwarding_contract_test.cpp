// Every clause about occupying and vacating can fail: each is shown figures that break it.
#include "contracts/resource_manager/forwarding.hpp"
#include "reference/resource_manager/figures.hpp"
#include "reference/resource_manager/forwarding.hpp"
#include "tests/support/clauses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace plumbline {
namespace {

using contracts::occupy_contract;
using contracts::vacate_contract;
using support::all_of;
using support::violated_of;
using testing::Contains;
using testing::IsEmpty;
using testing::StartsWith;

/// An HTLC, and the figures without it and with it.
struct Step {
    Figures<> without;
    Figures<> with;
    PendingHtlc<> htlc;
};

BucketResources<> bucket(std::uint64_t slots, std::uint64_t used, std::uint64_t capacity, std::uint64_t msat_used) {
    return {Slots<>(slots), Slots<>(used), Msat<>(capacity), Msat<>(msat_used)};
}

/// Two slots and 1500 msat in the general bucket, accountable with a risk of 7 msat.
Step general_step() {
    Step step;
    step.without = {bucket(20, 4, 20'000, 3'000),
                    bucket(10, 0, 20'000, 0),
                    bucket(20, 1, 20'000, 900),
                    Slots<>(5),
                    Slots<>(1),
                    Msat<>(5'000),
                    Msat<>(500),
                    Slots<>(0),
                    WideMsat<>(10),
                    2,
                    1};
    step.htlc.bucket = Bucket::general;
    step.htlc.slots.push_back(3);
    step.htlc.slots.push_back(1);
    step.htlc.amount = Msat<>(1'500);
    step.htlc.outgoing_accountable = true;
    step.htlc.risk = WideMsat<>(7);

    step.with = step.without;
    step.with.general = bucket(20, 6, 20'000, 4'500);
    step.with.pair_slots_used = Slots<>(3);
    step.with.pair_msat_used = Msat<>(2'000);
    step.with.in_flight_risk = WideMsat<>(17);
    step.with.pending_incoming = 3;
    step.with.pending_outgoing = 2;
    return step;
}

/// The same amount in the congestion bucket.
Step congestion_step() {
    Step step = general_step();
    step.htlc.bucket = Bucket::congestion;
    step.htlc.slots = {};
    step.with.general = step.without.general;
    step.with.pair_slots_used = step.without.pair_slots_used;
    step.with.pair_msat_used = step.without.pair_msat_used;
    step.with.congestion = bucket(10, 1, 20'000, 1'500);
    step.with.pair_congestion = Slots<>(1);
    return step;
}

/// And in the protected bucket.
Step protected_step() {
    Step step = congestion_step();
    step.htlc.bucket = Bucket::protected_;
    step.with.congestion = step.without.congestion;
    step.with.pair_congestion = Slots<>(0);
    step.with.protected_ = bucket(20, 2, 20'000, 2'400);
    return step;
}

Step not_accountable_step() {
    Step step = general_step();
    step.htlc.outgoing_accountable = false;
    step.with.in_flight_risk = step.without.in_flight_risk;
    return step;
}

auto occupied(const Step& step) {
    return violated_of(occupy_contract, step.without, step.with, step.htlc);
}

auto vacated(const Step& step) {
    return violated_of(vacate_contract, step.with, step.without, step.htlc);
}

TEST(ForwardingContract, HoldsForTheRightFiguresInBothDirections) {
    for (const Step& step : {general_step(), congestion_step(), protected_step(), not_accountable_step()}) {
        EXPECT_THAT(occupied(step), IsEmpty());
        EXPECT_THAT(vacated(step), IsEmpty());
    }
}

struct WrongStep {
    std::string occupying_breaks;  ///< an ID; empty where occupying so is right
    std::string vacating_breaks;
    Step step;
};

WrongStep wrong(std::string occupying, std::string vacating, Step step, const std::function<void(Step&)>& change) {
    change(step);
    return {std::move(occupying), std::move(vacating), std::move(step)};
}

std::vector<WrongStep> wrong_steps() {
    using S = Step&;
    const auto general = general_step();
    const auto congestion = congestion_step();
    const auto protected_ = protected_step();
    return {
        wrong("CH-9", "CH-10", general, [](S step) { step.with.general.slots_used += Slots<>(1); }),
        wrong("CH-9", "CH-10", general, [](S step) { step.with.general.msat_used -= Msat<>(1); }),
        wrong("CH-9", "CH-10", general, [](S step) { step.with.congestion.slots_used += Slots<>(1); }),
        wrong("CH-9", "CH-10", general, [](S step) { step.with.protected_.msat_used += Msat<>(1); }),
        wrong("CH-9", "CH-10", congestion, [](S step) { step.with.congestion.msat_used = Msat<>(0); }),
        wrong("CH-9", "CH-10", protected_, [](S step) { step.with.protected_.slots_used = Slots<>(3); }),
        wrong("PA-4", "", general, [](S step) { step.with.general.capacity = Msat<>(4'499); }),
        wrong("PA-4", "", congestion, [](S step) { step.with.congestion.slots = Slots<>(0); }),
        wrong("PA-4", "", protected_, [](S step) { step.with.protected_.slots = Slots<>(1); }),
        wrong("GB-3", "", general, [](S step) { step.with.pair_slots_used = Slots<>(6); }),
        wrong("GB-3", "", general, [](S step) { step.with.pair_msat_used = Msat<>(5'001); }),
        wrong("CB-1", "", congestion, [](S step) { step.with.pair_congestion = Slots<>(2); }),
        wrong("", "CB-1", congestion, [](S step) { step.without.pair_congestion = Slots<>(1); }),
        wrong("CB-6", "", congestion, [](S step) { step.with.congestion.capacity = Msat<>(15'000); }),
        wrong("OC-10", "OC-10", general, [](S step) { step.with.in_flight_risk = WideMsat<>(16); }),
        wrong("OC-10", "OC-10", not_accountable_step(), [](S step) { step.with.in_flight_risk = WideMsat<>(17); }),
        wrong("CH-7", "CH-7", general, [](S step) { step.with.pending_incoming = 2; }),
        wrong("CH-7", "CH-7", general, [](S step) { step.with.pending_outgoing = 1; }),
    };
}

TEST(ForwardingContract, FindsEachWrongFigure) {
    for (const WrongStep& wrong : wrong_steps()) {
        if (!wrong.occupying_breaks.empty()) {
            EXPECT_THAT(occupied(wrong.step), Contains(StartsWith(wrong.occupying_breaks + ":")));
        }
        if (!wrong.vacating_breaks.empty()) {
            EXPECT_THAT(vacated(wrong.step), Contains(StartsWith(wrong.vacating_breaks + ":")));
        }
    }
}

TEST(ForwardingContract, HasNoClauseThatCannotFail) {
    std::set<std::string> by_occupying;
    std::set<std::string> by_vacating;
    for (const WrongStep& wrong : wrong_steps()) {
        by_occupying.merge(occupied(wrong.step));
        by_vacating.merge(vacated(wrong.step));
    }
    EXPECT_EQ(by_occupying, all_of(occupy_contract));
    EXPECT_EQ(by_vacating, all_of(vacate_contract));
}

TEST(ForwardingContract, AllowsUpToTheShareAndUpToTheBucket) {
    Step step = general_step();
    step.with.pair_msat_used = Msat<>(5'000);
    step.with.pair_slots_used = Slots<>(5);
    step.with.general.capacity = Msat<>(4'500);
    step.with.general.slots = Slots<>(6);
    EXPECT_THAT(occupied(step), IsEmpty());
}

}  // namespace
}  // namespace plumbline
