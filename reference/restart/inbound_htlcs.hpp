// Inbound HTLCs that are neither claimed nor failed nor about to be. Chapter 3.2 (HS-4).
#pragma once

#include "reference/restart/durable_state.hpp"

#include <absl/container/flat_hash_set.h>

namespace plumbline::restart {

/// Calls visit(htlc) for each of the channel's inbound HTLCs in Committed for which no removal waits in the holding
/// cell.
template <class Visit>
void for_each_unresolved(const Channel& channel, bool skip_held_removals, Visit&& visit) {
    absl::flat_hash_set<HtlcId> held;
    for (const HeldUpdate& update : channel.holding_cell) {
        if (!skip_held_removals) {
            break;
        }
        if (const auto* claim = std::get_if<HeldClaim>(&update)) {
            held.insert(claim->htlc_id);
        } else if (const auto* failure = std::get_if<HeldFailure>(&update)) {
            held.insert(failure->htlc_id);
        }
    }
    for (const InboundHtlc& htlc : channel.pending_inbound_htlcs) {
        if (htlc.state == InboundState::Committed && (held.empty() || !held.contains(htlc.htlc_id))) {
            visit(htlc);
        }
    }
}

}  // namespace plumbline::restart
