// The machine's restart beside the reference's: two readings of the chapters.
#pragma once

#include "tests/replay/machine/lanes.hpp"
#include "tests/replay/machine/world.hpp"

namespace plumbline::replay::testing {

/// What a crash leaves: the memory is of no account.
Lanes left_by_crash(const World& w, Lanes state);

/// RC-29: what a channel keeps of a failure that waits is its own affair, and not in the reference's durable state.
bool has_waiting_failure(const World& w, const Lanes& s);

/// Both make the same of what a crash left.
void expect_same_restart(const World& w, const Lanes& left);

}  // namespace plumbline::replay::testing
