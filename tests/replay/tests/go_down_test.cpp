// Every "if we go down here" of the seed, as a run and what the restart makes of it (tests/replay/scenarios).

#include "tests/replay/machine/replay_machine.hpp"
#include "tests/replay/tests/options.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>

namespace plumbline::replay {
namespace {

std::map<std::string, std::string> fields_of(const World& world, const Lanes& state) {
    std::map<std::string, std::string> fields;
    for (const auto& field : told_state(world, state)) {
        fields[field.name] = field.value;
    }
    return fields;
}

TEST(GoDown, EndsAsTheScenariosSay) {
    std::ifstream file(PLUMBLINE_SOURCE_DIR "/tests/replay/scenarios/go-down-1.json");
    const auto scenarios = nlohmann::json::parse(file).at("scenarios");
    ASSERT_GE(scenarios.size(), 12U);
    for (const auto& scenario : scenarios) {
        SCOPED_TRACE(scenario.at("name").get<std::string>());
        const World world = testing::world_of(scenario.at("world"));
        const ReplayMachine<4> machine(world);
        auto state = Lanes{}.pack<4>();
        for (const auto& told : scenario.at("steps")) {
            const auto text = told.get<std::string>();
            std::optional<ReplayMachine<4>::State> next;
            machine.for_each_successor(state, [&](const Step& step, const auto& after) {
                if (told_step(world, step).text == text) {
                    next = after;
                }
            });
            ASSERT_TRUE(next) << "cannot happen: " << text;
            ASSERT_FALSE(machine.violated(*next));
            state = *next;
        }
        const auto fields = fields_of(world, Lanes::unpack(state));
        for (const auto& [name, value] : scenario.at("then").items()) {
            ASSERT_TRUE(fields.contains(name)) << name;
            EXPECT_EQ(fields.at(name), value.get<std::string>()) << name;
        }
    }
}

}  // namespace
}  // namespace plumbline::replay
