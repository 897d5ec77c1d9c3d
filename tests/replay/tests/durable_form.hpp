// The machine's states as the reference takes them, and what the reference makes of one as the machine says it. Each
// HTLC has a channel of its own, so worlds with shared channels have no such form.
#pragma once

#include "reference/restart/reconstruct.hpp"
#include "tests/replay/machine/lanes.hpp"
#include "tests/replay/machine/world.hpp"

namespace plumbline::replay::testing {

/// What a crash in `s` leaves.
restart::DurableState durable_form(const World& w, const Lanes& s);

/// `before` with the memory that the reference rebuilds, and with the channels closed that it closes. Of own payments
/// the entries are left as they are, and so is what the chain says.
Lanes rebuilt_form(const World& w, const Lanes& before, const restart::Reconstructed& node);

}  // namespace plumbline::replay::testing
