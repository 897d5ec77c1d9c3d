// What holds when everything in flight is resolved, in whatever order.
#pragma once

#include "tests/support/checked_world.hpp"

namespace plumbline::worlds {

/// Resolves all pending HTLCs of a copy of the world in every order (of up to three; beyond that forwards and
/// backwards) and throws Disagreement unless each order leaves every bucket empty (CH-10) and all end in the same
/// state.
void check_resolving(const support::World& world);

}  // namespace plumbline::worlds
