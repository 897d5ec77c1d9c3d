#include "tests/restart/scenario.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace plumbline::restart {
namespace {

const Json& member(const Json& json, const std::string& place, const char* name) {
    if (!json.is_object() || !json.contains(name)) {
        throw JsonFormError(place, std::string("has no ") + name);
    }
    return json.at(name);
}

std::string string_member(const Json& json, const std::string& place, const char* name) {
    const Json& value = member(json, place, name);
    if (!value.is_string()) {
        throw JsonFormError(place + "/" + name, "is no text");
    }
    return value.get<std::string>();
}

RestartError error_from(const Json& json) {
    const std::string refusal = string_member(json, "/expected/error", "refusal");
    for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(Refusal::duplicate_payment); ++i) {
        if (name(Refusal{i}) == refusal) {
            return {Refusal{i}, string_member(json, "/expected/error", "place")};
        }
    }
    throw JsonFormError("/expected/error/refusal", "is none of the known names");
}

std::string line(const std::string& what, const Json& expected, const Json& found) {
    return what + ": expected " + expected.dump() + ", found " + found.dump();
}

}  // namespace

Scenario read_scenario(const std::string& text) {
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::exception& error) {
        throw JsonFormError("/", error.what());
    }
    if (member(json, "/", "plumbline_restart_scenario") != 1) {
        throw JsonFormError("/plumbline_restart_scenario", "is not 1");
    }
    Scenario scenario;
    scenario.name = string_member(json, "/", "name");
    const Json& requirements = member(json, "/", "requirements");
    for (const Json& id : requirements) {
        if (!id.is_string()) {
            throw JsonFormError("/requirements", "is no list of IDs");
        }
        scenario.requirements.push_back(id.get<std::string>());
    }
    from_json(member(json, "/", "reconstruct_from_monitors"), "/reconstruct_from_monitors",
              scenario.reconstruct_from_monitors);
    from_json(member(json, "/", "durable_state"), "/durable_state", scenario.durable_state);
    const Json& expected = member(json, "/", "expected");
    if (expected.is_object() && expected.contains("error")) {
        scenario.error = error_from(expected.at("error"));
        return scenario;
    }
    from_json(member(expected, "/expected", "actions"), "/expected/actions", scenario.actions);
    scenario.node = member(expected, "/expected", "node");
    if (!scenario.node.is_object()) {
        throw JsonFormError("/expected/node", "is no object");
    }
    return scenario;
}

std::vector<std::string> run_scenario(const Scenario& scenario, const Without& without) {
    const auto outcome =
        reconstruct(scenario.durable_state, {scenario.reconstruct_from_monitors, contracts::Mode::enforce, without});
    if (const auto* error = std::get_if<RestartError>(&outcome)) {
        return scenario.error == *error ? std::vector<std::string>{} : std::vector{"refused: " + describe(*error)};
    }
    std::vector<std::string> complaints;
    if (scenario.error) {
        complaints.push_back("not refused: " + describe(*scenario.error));
        return complaints;
    }
    const auto& found = std::get<Reconstructed>(outcome);
    if (found.actions != scenario.actions) {
        complaints.push_back(line("actions", to_json(scenario.actions), to_json(found.actions)));
    }
    const Json node = to_json(found.node);
    for (const auto& [name, expected] : scenario.node.items()) {
        // What is empty is left out.
        const Json value = node.contains(name) ? node.at(name) : Json::array();
        if (value != expected) {
            complaints.push_back(line(name, expected, value));
        }
    }
    return complaints;
}

std::vector<std::string> scenario_files() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(PLUMBLINE_SOURCE_DIR "/tests/restart/scenarios")) {
        if (entry.path().extension() == ".json") {
            files.push_back(entry.path().string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string content_of(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Scenario> all_scenarios() {
    std::vector<Scenario> scenarios;
    for (const std::string& file : scenario_files()) {
        scenarios.push_back(read_scenario(content_of(file)));
    }
    return scenarios;
}

}  // namespace plumbline::restart
