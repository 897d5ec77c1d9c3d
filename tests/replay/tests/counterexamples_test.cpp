// The shortest run against a theorem that the search finds without each rule (tests/replay/scenarios/without), followed
// step by step: it ends as it is recorded, and with all rules nothing comes of it.

#include "tests/conformance/tests/support/json_schema.hpp"
#include "tests/replay/tests/following.hpp"
#include "tests/replay/tests/options.hpp"
#include "tests/replay/tests/rule_table.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace plumbline::replay {
namespace {

using nlohmann::json;
using testing::after_step;
using testing::can_end_well;
using testing::fields_of;
using testing::Machine;
using testing::RuleRow;
using testing::State;

json parsed(const std::string& path) {
    std::ifstream file(path);
    return json::parse(file);
}

std::vector<RuleRow> rows_with_a_run() {
    std::vector<RuleRow> rows = testing::rule_table();
    std::erase_if(rows, [](const RuleRow& row) { return row.theorem == "-"; });
    return rows;
}

json scenario_of(const RuleRow& row) {
    return parsed(testing::counterexample_directory() + "/" + row.file_name());
}

State first_state(const Machine& machine) {
    State first{};
    machine.for_each_initial([&](const State& state) { first = state; });
    return first;
}

std::string violated_id(const Machine& machine, const State& state) {
    const auto violated = machine.violated(state);
    return violated ? std::string{machine.theorems()[*violated].id} : "";
}

/// The states of a run, the first one included. Each step can happen and changes what is recorded.
std::vector<State> followed(const Machine& machine, const json& scenario) {
    std::vector<State> states{first_state(machine)};
    for (const json& step : scenario.at("steps")) {
        const auto text = step.at("text").get<std::string>();
        const auto next = after_step(machine, states.back(), text);
        if (!next) {
            ADD_FAILURE() << "cannot happen: " << text;
            break;
        }
        const auto before = fields_of(machine, states.back());
        json changed = json::object();
        for (const auto& [name, value] : fields_of(machine, *next)) {
            if (value != before.at(name)) {
                changed[name] = {before.at(name), value};
            }
        }
        EXPECT_EQ(changed, step.at("changed")) << text;
        states.push_back(*next);
    }
    return states;
}

/// Nothing goes on from the end of a run but what brings it back to where it was.
void expect_end(const Machine& machine, const std::vector<State>& states, const json& scenario) {
    bool stuck = true;
    bool back = false;
    machine.for_each_successor(states.back(), [&](const Step& step, const State& next) {
        if (machine.is_progress(step)) {
            stuck = false;
            back = back || (scenario.contains("back_to") && next == states.at(scenario.at("back_to")));
        }
    });
    EXPECT_NE(stuck, back);
}

void expect_lost(const Machine& machine, const json& scenario) {
    const auto states = followed(machine, scenario);
    const auto distance = scenario.at("distance").get<std::size_t>();
    ASSERT_EQ(states.size(), scenario.at("steps").size() + 1);
    ASSERT_GT(distance, 0U);
    for (std::size_t i = 0; i < distance; ++i) {
        EXPECT_EQ(violated_id(machine, states[i]), "") << "after step " << i;
    }
    EXPECT_EQ(json(fields_of(machine, states.back())), scenario.at("final"));
    if (scenario.at("kind") == "state") {
        EXPECT_EQ(states.size(), distance + 1);
        EXPECT_EQ(violated_id(machine, states.back()), scenario.at("theorem").get<std::string>());
        return;
    }
    ASSERT_THAT(scenario.at("kind"), ::testing::AnyOf("reachable", "fair"));
    const bool by_progress = scenario.at("kind") == "fair";
    EXPECT_TRUE(can_end_well(machine, states[distance - 1], by_progress));
    EXPECT_FALSE(can_end_well(machine, states[distance], by_progress));
    expect_end(machine, states, scenario);
}

/// As far as the run can be followed with all rules, it violates nothing, and it can end well from there.
void expect_kept(const Machine& machine, const json& scenario) {
    State state = first_state(machine);
    for (const json& step : scenario.at("steps")) {
        const auto next = after_step(machine, state, step.at("text"));
        if (!next) {
            break;
        }
        state = *next;
        EXPECT_EQ(violated_id(machine, state), "") << step.at("text");
    }
    EXPECT_TRUE(can_end_well(machine, state, true));
}

TEST(Counterexamples, AreOfEveryRowOfTheTable) {
    std::vector<std::string> wanted;
    for (const auto& row : rows_with_a_run()) {
        wanted.push_back(row.file_name());
    }
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(testing::counterexample_directory())) {
        found.push_back(entry.path().filename().string());
    }
    EXPECT_GE(found.size(), 20U);
    EXPECT_THAT(found, ::testing::UnorderedElementsAreArray(wanted));
}

TEST(Counterexamples, AreAsTheirSchemaAndTheirRowSay) {
    const json schema = parsed(PLUMBLINE_SOURCE_DIR "/tests/replay/explorer/run-1.schema.json");
    for (const auto& row : rows_with_a_run()) {
        SCOPED_TRACE(row.file_name());
        const json scenario = scenario_of(row);
        EXPECT_THAT(conformance::support::schema_complaints(schema, scenario), ::testing::IsEmpty());
        EXPECT_EQ(scenario.at("theorem").get<std::string>(), row.theorem);
        EXPECT_EQ(scenario.at("distance").get<std::size_t>(), row.steps);
        EXPECT_EQ(scenario.at("arguments").get<std::string>(),
                  arguments_of(testing::world_of(row.arguments()).shape()));
    }
}

TEST(Counterexamples, LoseTheTheoremWithoutTheRule) {
    for (const auto& row : rows_with_a_run()) {
        SCOPED_TRACE(row.file_name());
        const json scenario = scenario_of(row);
        expect_lost(Machine(testing::world_of(scenario.at("arguments").get<std::string>())), scenario);
    }
}

TEST(Counterexamples, LoseNothingWithAllRules) {
    for (const auto& row : rows_with_a_run()) {
        SCOPED_TRACE(row.file_name());
        const json scenario = scenario_of(row);
        WorldShape shape = testing::world_of(scenario.at("arguments").get<std::string>()).shape();
        shape.without = {};
        expect_kept(Machine(World(shape)), scenario);
    }
}

}  // namespace
}  // namespace plumbline::replay
