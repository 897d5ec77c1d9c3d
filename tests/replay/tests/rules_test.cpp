// The table of spec/3-restart/7-theorems.md: what is lost without each rule, how short the shortest run is, and that
// the scenario kept of it is what the search finds.

#include "tests/replay/command/explore.hpp"
#include "tests/replay/tests/options.hpp"
#include "tests/replay/tests/rule_table.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <set>
#include <sstream>

namespace plumbline::replay {
namespace {

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

TEST(Rules, EachHasARow) {
    std::set<std::string> listed;
    for (const auto& row : testing::rule_table()) {
        if (row.rules.size() == 1) {
            listed.insert(row.rules.front());
        }
    }
    for (const auto& rule : rule_names()) {
        EXPECT_TRUE(listed.contains(std::string{rule.name})) << rule.name;
    }
}

TEST(Rules, LoseWhatTheTableSays) {
    ASSERT_THAT(testing::rule_table(), ::testing::Not(::testing::IsEmpty()));
    for (const auto& row : testing::rule_table()) {
        SCOPED_TRACE(row.arguments());
        const auto report = search_world(testing::world_of(row.arguments()), {});
        const auto* const lost = testing::first_lost(report);
        ASSERT_EQ(lost == nullptr ? "-" : lost->id, row.theorem);
        if (lost != nullptr) {
            EXPECT_EQ(lost->run->distance, row.steps);
            std::ostringstream run;
            write_run_json(run, report, *lost);
            EXPECT_EQ(run.str(), content_of(testing::counterexample_directory() + "/" + row.file_name()))
                << "write_counterexamples writes it anew";
        }
    }
}

}  // namespace
}  // namespace plumbline::replay
