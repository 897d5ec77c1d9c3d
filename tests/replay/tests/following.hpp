// Runs that are written as text, followed through the machine; and what can still be reached from where they lead.
#pragma once

#include "tests/replay/machine/replay_machine.hpp"

#include <absl/container/flat_hash_set.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::replay::testing {

using Machine = ReplayMachine<4>;
using State = Machine::State;

/// The state after the step that is told so; none where it cannot happen.
inline std::optional<State> after_step(const Machine& machine, const State& state, const std::string& text) {
    std::optional<State> next;
    machine.for_each_successor(state, [&](const Step& step, const State& after) {
        if (!next && told_step(machine.world(), step).text == text) {
            next = after;
        }
    });
    return next;
}

/// The parts of a state by name.
inline std::map<std::string, std::string> fields_of(const Machine& machine, const State& state) {
    std::map<std::string, std::string> fields;
    for (const auto& field : machine.describe(state)) {
        fields[field.name] = field.value;
    }
    return fields;
}

/// A good state can be reached; with `by_progress`, without a disturbance.
inline bool can_end_well(const Machine& machine, const State& from, bool by_progress) {
    absl::flat_hash_set<State> known{from};
    std::vector<State> open{from};
    while (!open.empty()) {
        const State state = open.back();
        open.pop_back();
        if (machine.is_good(state)) {
            return true;
        }
        machine.for_each_successor(state, [&](const Step& step, const State& next) {
            if ((!by_progress || machine.is_progress(step)) && known.insert(next).second) {
                open.push_back(next);
            }
        });
    }
    return false;
}

}  // namespace plumbline::replay::testing
