// What happens when a contract is violated: the handler is told, then the program stops.
#include "contracts/violation.hpp"
#include "tests/support/violations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace plumbline::contracts {
namespace {

using support::ThrowingViolations;
using support::violated_by;
using testing::HasSubstr;

Violation example() {
    return {{req<"GB-3">, ClauseKind::invariant, "a pair holds at most its share"}, "add_htlc", "{slots_used: 6}"};
}

TEST(Violation, ReadsAsAReportOfRequirementOperationAndState) {
    const std::string text = describe(example());
    EXPECT_THAT(text, HasSubstr("violated contract GB-3 (invariant): a pair holds at most its share\n"));
    EXPECT_THAT(text, HasSubstr("requirement: " + std::string(req<"GB-3">.get().sentence)));
    EXPECT_THAT(text, HasSubstr("operation:   add_htlc\n"));
    EXPECT_THAT(text, HasSubstr("state:       {slots_used: 6}\n"));
}

TEST(Violation, LeavesAnEmptyStateOut) {
    Violation violation = example();
    violation.state.clear();
    EXPECT_THAT(describe(violation), Not(HasSubstr("state:")));
}

TEST(Violation, ThrowsWhereATestAsksForIt) {
    EXPECT_EQ(violated_by([] { stop(example()); }), "GB-3");
    EXPECT_EQ(violated_by([] { require<"GB-14">(false, "an index is in the table", "example"); }), "GB-14");
    EXPECT_EQ(violated_by([] { require<"GB-14">(true, "an index is in the table", "example"); }), "none");
}

TEST(Violation, GivesTheHandlerBackThatWasThereBefore) {
    const ViolationHandler mine = [](const Violation&) {};
    const ViolationHandler original = set_violation_handler(mine);
    {
        const ThrowingViolations throwing;
    }
    EXPECT_EQ(set_violation_handler(original), mine);
}

TEST(ViolationDeathTest, StopsTheProgramWithItsReport) {
    EXPECT_DEATH(stop(example()), "violated contract GB-3");
}

TEST(ViolationDeathTest, StopsTheProgramEvenIfTheHandlerReturns) {
    EXPECT_DEATH(
        {
            set_violation_handler([](const Violation&) {});
            stop(example());
        },
        "");
}

}  // namespace
}  // namespace plumbline::contracts
