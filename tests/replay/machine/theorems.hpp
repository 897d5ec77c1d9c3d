// spec/3-restart/7-theorems.md, as predicates over a state.
#pragma once

#include "tests/replay/explorer/machine.hpp"
#include "tests/replay/machine/lanes.hpp"
#include "tests/replay/machine/world.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace plumbline::replay {

std::span<const explorer::Theorem> theorem_list();

/// Those that the world is to be judged by.
std::span<const explorer::Theorem> theorems_of(const World& w);

/// The first theorem that does not hold, as a place in theorems_of().
std::optional<std::uint8_t> violated_theorem(const World& w, const Lanes& s);

/// Nothing is left to do, and each payment has ended as it may.
bool is_settled(const World& w, const Lanes& s);

/// How a settled state ended: two bits for each inbound HTLC, one for each part, two for each own payment.
std::uint64_t outcome_of(const World& w, const Lanes& s);

}  // namespace plumbline::replay
