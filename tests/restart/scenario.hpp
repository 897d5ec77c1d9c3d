// A restart scenario: what a crash left, and what is to come of it (scenario-1.schema.json).
#pragma once

#include "tests/restart/json_form.hpp"

namespace plumbline::restart {

struct Scenario {
    std::string name;
    std::vector<std::string> requirements;  ///< the IDs that decide
    bool reconstruct_from_monitors = true;
    DurableState durable_state{};
    std::optional<RestartError> error;  ///< expected; else `actions` and `node`
    std::vector<Action> actions;
    Json node = Json::object();  ///< those members of the node state that are of interest
};

/// Throws JsonFormError, whatever the text.
Scenario read_scenario(const std::string& text);

/// What of the outcome is not as expected, one line each; nothing if all is.
std::vector<std::string> run_scenario(const Scenario& scenario, const Without& without = {});

/// Those in tests/restart/scenarios, by file name.
std::vector<Scenario> all_scenarios();
std::vector<std::string> scenario_files();
std::string content_of(const std::string& path);

}  // namespace plumbline::restart
