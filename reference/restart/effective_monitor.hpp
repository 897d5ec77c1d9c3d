// A monitor with updates applied. Chapter 3.4 (RB-9), 3.1 (DS-11, DS-12).
#pragma once

#include "reference/restart/durable_state.hpp"
#include "reference/restart/errors.hpp"

namespace plumbline::restart {

/// An outbound HTLC that an update took off the monitor.
struct RemovedOutbound {
    MonitoredOutbound htlc;
    UpdateId update_id{};
};

/// Applies updates in their order. What they remove is appended to `removed`. Refused: a claim of an HTLC that the
/// monitor does not have or with a preimage that is not its own, an HTLC ID with another hash or source than before.
std::optional<RestartError> apply(Monitor& monitor, const std::vector<MonitorUpdate>& updates,
                                  std::vector<RemovedOutbound>& removed);

}  // namespace plumbline::restart
