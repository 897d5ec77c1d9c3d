// Every "if we go down here" of the seed, as a run and what the restart makes of it (tests/replay/scenarios).

#include "tests/conformance/tests/support/json_schema.hpp"
#include "tests/replay/tests/following.hpp"
#include "tests/replay/tests/options.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace plumbline::replay {
namespace {

using nlohmann::json;
using testing::after_step;
using testing::fields_of;
using testing::Machine;
using testing::State;

TEST(GoDown, EndsAsTheScenariosSay) {
    std::ifstream file(PLUMBLINE_SOURCE_DIR "/tests/replay/scenarios/go-down-1.json");
    const auto whole = json::parse(file);
    std::ifstream schema(PLUMBLINE_SOURCE_DIR "/tests/replay/scenarios/go-down-1.schema.json");
    ASSERT_THAT(conformance::support::schema_complaints(json::parse(schema), whole), ::testing::IsEmpty());
    const auto& scenarios = whole.at("scenarios");
    ASSERT_GE(scenarios.size(), 12U);
    for (const auto& scenario : scenarios) {
        SCOPED_TRACE(scenario.at("name").get<std::string>());
        const Machine machine(testing::world_of(scenario.at("world")));
        State state{};
        for (const auto& told : scenario.at("steps")) {
            const auto text = told.get<std::string>();
            const auto next = after_step(machine, state, text);
            ASSERT_TRUE(next) << "cannot happen: " << text;
            ASSERT_FALSE(machine.violated(*next));
            state = *next;
        }
        const auto fields = fields_of(machine, state);
        for (const auto& [name, value] : scenario.at("then").items()) {
            ASSERT_TRUE(fields.contains(name)) << name;
            EXPECT_EQ(fields.at(name), value.get<std::string>()) << name;
        }
    }
}

}  // namespace
}  // namespace plumbline::replay
