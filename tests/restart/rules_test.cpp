// Each rule earns its place: without it, some scenario ends otherwise.
#include "tests/restart/scenario.hpp"

#include <gmock/gmock.h>

namespace plumbline::restart {
namespace {

std::vector<std::string> noticed_without(const Without& rules) {
    std::vector<std::string> noticed;
    for (const Scenario& scenario : all_scenarios()) {
        if (!run_scenario(scenario, rules).empty()) {
            noticed.push_back(scenario.name);
        }
    }
    return noticed;
}

// What the pruning of already_forwarded_htlcs by an outbound HTLC leaves over, RC-14 takes away, and the other way
// round but for failures on chain and in flight: one of the two may be missing.
bool has_a_second(Rule rule) {
    return rule == Rule::dedup_forwarded_open || rule == Rule::dedup_forwarded_closed;
}

TEST(RestartRules, AreEachMissedByAScenario) {
    for (const RuleEntry& entry : kRuleTable) {
        EXPECT_EQ(noticed_without({entry.rule}).empty(), has_a_second(entry.rule)) << entry.name;
        EXPECT_THAT(noticed_without({entry.rule, Rule::fail_when_none_lives}), testing::Not(testing::IsEmpty()))
            << entry.name;
    }
    EXPECT_THAT(noticed_without({Rule::dedup_forwarded_open, Rule::fail_when_none_lives}),
                testing::Contains("adding-7-outbound-committed"));
    EXPECT_THAT(noticed_without({Rule::dedup_forwarded_closed, Rule::fail_when_none_lives}),
                testing::Contains("closed-outbound-unburied"));
    EXPECT_THAT(noticed_without({}), testing::IsEmpty());
}

TEST(RestartRules, AreListedInTheirOrderUnderNamesOfTheirOwn) {
    for (std::size_t i = 0; i < kRules; ++i) {
        EXPECT_EQ(static_cast<std::size_t>(kRuleTable.at(i).rule), i);
        for (std::size_t j = 0; j < i; ++j) {
            EXPECT_NE(kRuleTable.at(i).name, kRuleTable.at(j).name);
        }
    }
}

}  // namespace
}  // namespace plumbline::restart
