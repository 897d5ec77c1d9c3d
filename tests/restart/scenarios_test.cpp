// Every scenario ends as it says.
#include "tests/conformance/tests/support/json_schema.hpp"
#include "tests/restart/scenario.hpp"

#include <gmock/gmock.h>

namespace plumbline::restart {
namespace {

TEST(RestartScenarios, EndAsTheySay) {
    const auto files = scenario_files();
    EXPECT_GE(files.size(), 30U);
    for (const std::string& file : files) {
        SCOPED_TRACE(file);
        const Scenario scenario = read_scenario(content_of(file));
        EXPECT_THAT(run_scenario(scenario), testing::IsEmpty()) << scenario.name;
    }
}

TEST(RestartScenarios, NameRequirementsThatChaptersDefine) {
    for (const std::string& file : scenario_files()) {
        const Scenario scenario = read_scenario(content_of(file));
        EXPECT_FALSE(scenario.requirements.empty()) << file;
        for (const std::string& id : scenario.requirements) {
            const auto known = std::any_of(spec::requirements.begin(), spec::requirements.end(),
                                           [&](const auto& requirement) { return requirement.id == id; });
            EXPECT_TRUE(known) << file << ": " << id;
        }
    }
}

TEST(RestartScenarios, AreWhatTheSchemaDescribes) {
    const auto schema = nlohmann::json::parse(content_of(PLUMBLINE_SOURCE_DIR "/tests/restart/scenario-1.schema.json"));
    for (const std::string& file : scenario_files()) {
        const auto scenario = nlohmann::json::parse(content_of(file));
        EXPECT_THAT(conformance::support::schema_complaints(schema, scenario), testing::IsEmpty()) << file;
        EXPECT_THAT(file, testing::EndsWith("/" + scenario.at("name").get<std::string>() + ".json"));
        auto changed = scenario;
        changed["durable_state"]["manager"]["chanels"] = nlohmann::json::array();
        EXPECT_THAT(conformance::support::schema_complaints(schema, changed), testing::SizeIs(1));
    }
}

// A scenario that nothing could fail would show nothing.
TEST(RestartScenarios, CanFail) {
    for (const std::string& file : scenario_files()) {
        Scenario scenario = read_scenario(content_of(file));
        if (scenario.error) {
            scenario.error->place += " ";
        } else {
            scenario.actions.emplace_back(DecodeInbound{{ChannelId{99}, HtlcId{0}}});
        }
        EXPECT_THAT(run_scenario(scenario), testing::Not(testing::IsEmpty())) << file;
    }
}

TEST(RestartScenarios, AreReadBackAsTheyAreWritten) {
    for (const std::string& file : scenario_files()) {
        const Scenario scenario = read_scenario(content_of(file));
        DurableState again{};
        from_json(to_json(scenario.durable_state), "", again);
        EXPECT_EQ(again, scenario.durable_state) << file;
    }
}

// Whatever is cut off or replaced, the reader says where it stopped, or reads something.
TEST(RestartScenarios, AreReadWithoutHarmHoweverTheyAreSpoiled) {
    std::size_t refused = 0;
    for (const std::string& file : scenario_files()) {
        const std::string good = content_of(file);
        for (std::size_t at = 0; at < good.size(); at += 37) {
            std::string bad = good;
            bad[at] = static_cast<char>(at % 2 == 0 ? '7' : bad[at] ^ 2);
            for (const std::string& text : {bad, good.substr(0, at)}) {
                try {
                    run_scenario(read_scenario(text));
                } catch (const JsonFormError& error) {
                    EXPECT_THAT(error.what(), testing::StartsWith("/"));
                    ++refused;
                }
            }
        }
    }
    EXPECT_GT(refused, 1'000U);
}

}  // namespace
}  // namespace plumbline::restart
