// From what a crash left to a node that goes on. Chapter 3.5, Reconstruction.
//
// `reconstruct` is a pure function: nothing but its arguments enters, and it does nothing; what is to be done, it
// lists. So it can be run on a copy of a node's disk, and again after a crash in the midst of its actions.
#pragma once

#include "contracts/monitor.hpp"
#include "reference/restart/errors.hpp"
#include "reference/restart/node_state.hpp"
#include "reference/restart/rules.hpp"

#include <variant>

namespace plumbline::restart {

struct Options {
    /// Take what is to be decoded and forwarded from channels and monitors, not from the snapshot's collections
    /// (RC-24).
    bool reconstruct_from_monitors = true;
    contracts::Mode contracts = contracts::Mode::enforce;
    /// Rules taken away; contracts are then of no use, and are not checked.
    Without without{};
};

/// A node, and what it does first, in this order (RC-20). The node state is that before the actions.
struct Reconstructed {
    NodeState node;
    std::vector<Action> actions;
    friend bool operator==(const Reconstructed&, const Reconstructed&) = default;
};

/// RC-1. Time and memory grow in proportion to the HTLCs, inbound keys and updates in `durable` (RC-26).
std::variant<Reconstructed, RestartError> reconstruct(DurableState durable, const Options& options = {});

}  // namespace plumbline::restart
