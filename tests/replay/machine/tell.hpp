// The machine's states and steps in the specification's words.
#pragma once

#include "tests/replay/explorer/machine.hpp"
#include "tests/replay/machine/lanes.hpp"
#include "tests/replay/machine/step.hpp"
#include "tests/replay/machine/world.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace plumbline::replay {

std::vector<std::string> participant_names();
/// Kinds of steps, and each without the HTLC or payment that it is about.
std::size_t step_kinds();
std::string told_kind(std::size_t kind);
explorer::StepText told_step(const World& w, const Step& step);
std::vector<explorer::Field> told_state(const World& w, const Lanes& s);
/// What outcome_of() says.
std::string told_outcome(const World& w, std::uint64_t outcome);

}  // namespace plumbline::replay
