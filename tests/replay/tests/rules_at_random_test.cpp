// What is lost without a rule is found by random runs, too, and shortened to near the shortest run.

#include "tests/replay/explorer/sample.hpp"
#include "tests/replay/tests/options.hpp"
#include "tests/replay/tests/random_worlds.hpp"
#include "tests/replay/tests/rule_table.hpp"

#include <gmock/gmock.h>

namespace plumbline::replay {
namespace {

using explorer::Report;
using testing::LargeMachine;
using testing::RuleRow;

Report sampled(const std::string& arguments, std::uint64_t runs, std::size_t steps) {
    const LargeMachine machine(testing::world_of(arguments));
    return explorer::Sample<LargeMachine>(machine, {runs, 1, steps}, 1).run({});
}

/// Rows that lose something, of the first table. Without no-part-again something is lost only in a second attempt,
/// after two crashes at the right moment: no run of some hundred thousand comes there.
std::vector<RuleRow> rows() {
    std::vector<RuleRow> rows = testing::rule_table();
    std::erase_if(rows, [](const RuleRow& row) {
        return row.theorem == "-" || row.world.find("--theorem") != std::string::npos ||
               row.rules == std::vector<std::string>{"no-part-again"};
    });
    return rows;
}

/// A row's world with more payments beside its own, and closings.
std::string large_world(const RuleRow& row) {
    const auto end_of_payments = row.world.find(' ', row.world.find(' ') + 1);
    const auto options = end_of_payments == std::string::npos ? "" : row.world.substr(end_of_payments);
    std::string arguments = row.world.substr(0, end_of_payments) + ",4x4,2x1,1x2,0x1" + options;
    arguments += options.find("--force-close") == std::string::npos ? " --force-close" : "";
    for (const auto& rule : row.rules) {
        arguments += " --without " + rule;
    }
    return arguments;
}

TEST(RulesAtRandom, AreMissedInTheWorldsOfTheTable) {
    ASSERT_GT(rows().size(), 35U);
    std::size_t lengths = 0;
    std::size_t shortest = 0;
    for (const RuleRow& row : rows()) {
        SCOPED_TRACE(row.arguments());
        const Report report = sampled(row.arguments(), 20'000, 60);
        const auto* const lost = testing::first_lost(report);
        ASSERT_NE(lost, nullptr);
        const std::size_t length = lost->run->distance;
        EXPECT_LE(length, report.sampled->found_after);
        EXPECT_LE(length, 2 * row.steps);
        if (lost->kind == explorer::TheoremKind::state && lost->id == row.theorem) {
            EXPECT_GE(length, row.steps) << "then the search is wrong";
        }
        lengths += length;
        shortest += row.steps;
    }
    EXPECT_LE(lengths, shortest + shortest / 4);
}

// Not where channels carry HTLCs both ways: those that wait for each other would do so in a circle through all
// payments.
TEST(RulesAtRandom, AreMissedInLargeWorlds) {
    for (const RuleRow& row : rows()) {
        if (row.world.find("--cross") != std::string::npos) {
            continue;
        }
        const std::string arguments = large_world(row);
        SCOPED_TRACE(arguments);
        const Report report = sampled(arguments, 5'000, 600);
        const auto* const lost = testing::first_lost(report);
        ASSERT_NE(lost, nullptr);
        EXPECT_LE(lost->run->distance, 3 * row.steps) << "found after " << report.sampled->found_after;
    }
}

}  // namespace
}  // namespace plumbline::replay
