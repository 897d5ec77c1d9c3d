// The monitor: the same clauses in four modes.
#include "contracts/monitor.hpp"
#include "tests/support/violations.hpp"

#include <boost/hana/tuple.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace plumbline::contracts {
namespace {

using support::ContractViolated;
using support::ThrowingViolations;
using support::violated_by;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr auto small_and_even =
    boost::hana::make_tuple(invariant<"GB-3">("small", [](int number) { return number < 10; }),
                            invariant<"GB-4">("even", [](int number) { return number % 2 == 0; }));

/// Checks `number` as the operation "set", with the number as the state.
void set(Monitor& monitor, int number) {
    monitor.check(small_and_even, "set", [&] { return "number " + std::to_string(number); }, number);
}

TEST(Monitor, EnforcesByDefault) {
    EXPECT_EQ(Monitor().mode(), Mode::enforce);
}

TEST(Monitor, IsActiveInEveryModeButOffAndDeepInOne) {
    EXPECT_FALSE(Monitor(Mode::off).active());
    EXPECT_TRUE(Monitor(Mode::observe).active());
    EXPECT_TRUE(Monitor(Mode::enforce).active());
    EXPECT_TRUE(Monitor(Mode::deep).active());
    EXPECT_TRUE(Monitor(Mode::deep).deep());
    EXPECT_FALSE(Monitor(Mode::enforce).deep());
}

TEST(Monitor, OffEvaluatesNothing) {
    Monitor monitor(Mode::off);
    EXPECT_EQ(violated_by([&] { set(monitor, 11); }), "none");
    EXPECT_EQ(monitor.checked(), 0U);
    EXPECT_THAT(monitor.violations(), IsEmpty());
}

TEST(Monitor, ObserveCountsAndKeepsTheFirstOfEach) {
    Monitor monitor(Mode::observe);
    EXPECT_EQ(violated_by([&] {
                  set(monitor, 2);
                  set(monitor, 3);
                  set(monitor, 11);
                  set(monitor, 12);
              }),
              "none");
    EXPECT_EQ(monitor.checked(), 8U);
    EXPECT_THAT(monitor.violations(), ElementsAre(Pair("GB-3", 2), Pair("GB-4", 2)));
    ASSERT_EQ(monitor.first_violations().size(), 2U);
    EXPECT_EQ(monitor.first_violations()[0].clause.requirement, req<"GB-4">);
    EXPECT_EQ(monitor.first_violations()[0].state, "number 3");
    EXPECT_EQ(monitor.first_violations()[1].clause.requirement, req<"GB-3">);
    EXPECT_EQ(monitor.first_violations()[1].state, "number 11");
}

TEST(Monitor, EnforceAndDeepStopAtTheFirstViolation) {
    for (const Mode mode : {Mode::enforce, Mode::deep}) {
        Monitor monitor(mode);
        EXPECT_EQ(violated_by([&] { set(monitor, 8); }), "none");
        EXPECT_EQ(violated_by([&] { set(monitor, 9); }), "GB-4");
        EXPECT_EQ(violated_by([&] { set(monitor, 11); }), "GB-3");
    }
}

TEST(Monitor, AStoppedViolationCarriesRequirementOperationAndState) {
    const ThrowingViolations throwing;
    Monitor monitor(Mode::enforce);
    try {
        set(monitor, 9);
        FAIL() << "nothing stopped";
    } catch (const ContractViolated& violated) {
        EXPECT_EQ(violated.violation().clause, (ClauseName{req<"GB-4">, ClauseKind::invariant, "even"}));
        EXPECT_EQ(violated.violation().operation, "set");
        EXPECT_EQ(violated.violation().state, "number 9");
    }
}

TEST(Monitor, ShowsTheStateOnlyForAViolation) {
    Monitor monitor(Mode::observe);
    int shown = 0;
    const auto show = [&] {
        ++shown;
        return std::string();
    };
    monitor.check(small_and_even, "set", show, 2);
    EXPECT_EQ(shown, 0);
    monitor.check(small_and_even, "set", show, 11);
    EXPECT_EQ(shown, 2);
}

}  // namespace
}  // namespace plumbline::contracts
