// The restart: what the node makes of its snapshot and its monitors. Written from spec/3-restart, chapters 4 and 5, and
// from nothing else.
#pragma once

#include "tests/replay/machine/lanes.hpp"
#include "tests/replay/machine/world.hpp"

namespace plumbline::replay {

/// The state after a crash in `before` and the restart, up to the actions that go to holding cells and monitors.
Lanes restarted(const World& w, const Lanes& before);

}  // namespace plumbline::replay
