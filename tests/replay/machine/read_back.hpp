// What a restart reads: chapter 4, and what chapter 5 takes from channels.
#pragma once

#include "tests/replay/machine/lanes.hpp"
#include "tests/replay/machine/world.hpp"

namespace plumbline::replay {

/// The state after a crash in `before`, with stale channels closed, and each HTLC as its channel has it.
Lanes read_back(const World& w, const Lanes& before);

}  // namespace plumbline::replay
