// The table of spec/3-restart/7-theorems.md: what is lost without each rule, and how short the shortest run is.

#include "tests/replay/command/explore.hpp"
#include "tests/replay/tests/options.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <set>

namespace plumbline::replay {
namespace {

struct Row {
    std::vector<std::string> rules;
    std::string theorem;  ///< "-": none is lost
    std::size_t steps = 0;
    std::string world;
};

// | `rule` `rule` | TH-2 | 12 | `--payments 1x1` |
std::vector<Row> table() {
    std::ifstream chapter(PLUMBLINE_SOURCE_DIR "/spec/3-restart/7-theorems.md");
    const std::regex form{R"(^\| ((?:`[a-z-]+`,? ?)+) \| (TH-[0-9]+|-) \| ([0-9]+|-) \| `([^`]*)` \|.*)"};
    const std::regex rule{"`([a-z-]+)`"};
    std::vector<Row> rows;
    for (std::string line; std::getline(chapter, line);) {
        std::smatch parts;
        if (std::regex_match(line, parts, form)) {
            Row row{{}, parts[2], parts[3] == "-" ? 0 : std::stoul(parts[3]), parts[4]};
            const std::string names = parts[1];
            for (std::sregex_iterator at(names.begin(), names.end(), rule), end; at != end; ++at) {
                row.rules.push_back((*at)[1]);
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

TEST(Rules, EachHasARow) {
    std::set<std::string> listed;
    for (const auto& row : table()) {
        if (row.rules.size() == 1) {
            listed.insert(row.rules.front());
        }
    }
    for (const auto& rule : rule_names()) {
        EXPECT_TRUE(listed.contains(std::string{rule.name})) << rule.name;
    }
}

TEST(Rules, LoseWhatTheTableSays) {
    ASSERT_THAT(table(), ::testing::Not(::testing::IsEmpty()));
    for (const auto& row : table()) {
        std::string arguments = row.world;
        for (const auto& rule : row.rules) {
            arguments += " --without " + rule;
        }
        const auto report = search_world(testing::world_of(arguments), {});
        std::string lost = "-";
        std::size_t steps = 0;
        for (const auto& theorem : report.theorems) {
            if (theorem.verdict == explorer::Verdict::violated && lost == "-") {
                lost = theorem.id;
                steps = theorem.run ? theorem.run->distance : 0;
            }
        }
        EXPECT_EQ(lost, row.theorem) << arguments;
        EXPECT_EQ(steps, row.steps) << arguments;
    }
}

}  // namespace
}  // namespace plumbline::replay
