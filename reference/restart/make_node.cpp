// The node state, in order. Chapter 3.5 (RC-3, RC-4, RC-18, RC-19, RC-24).
#include "reference/restart/rebuilding.hpp"

#include <algorithm>

namespace plumbline::restart {
namespace {

std::vector<InboundKey> less_forwarded(std::vector<InboundKey> legacy, const Rebuilding& node) {
    std::erase_if(legacy, [&](const InboundKey& key) {
        return node.forwarded.contains(key) || !node.open(key.channel) || node.failed_htlcs.contains(key) ||
               node.pending_claims_to_replay.contains(key);
    });
    std::sort(legacy.begin(), legacy.end());
    return legacy;
}

}  // namespace

NodeState node_state(Rebuilding&& node) {
    Snapshot& manager = node.durable.manager;
    NodeState state{};
    for (const ChannelView* view : node.views) {
        const ChannelId id = view->monitor->channel_id;
        if (view->open()) {
            state.short_to_chan_info.push_back({view->channel->outbound_scid_alias, id});
            state.channels.push_back(std::move(*view->channel));
        } else {
            state.closed_channel_monitor_update_ids.push_back({id, view->monitor->latest_update_id});
        }
        if (!view->in_flight.empty()) {
            state.in_flight_monitor_updates.push_back({id, view->in_flight});
        }
    }
    std::sort(state.short_to_chan_info.begin(), state.short_to_chan_info.end(),
              [](const Alias& a, const Alias& b) { return a.outbound_scid_alias < b.outbound_scid_alias; });
    for (auto& [id, payment] : node.pending_outbound_payments) {
        state.pending_outbound_payments.push_back(std::move(payment));
    }
    std::sort(state.pending_outbound_payments.begin(), state.pending_outbound_payments.end(),
              [](const Payment& a, const Payment& b) { return a.payment_id < b.payment_id; });
    for (const auto& [key, hash] : node.decode_update_add_htlcs) {
        state.decode_update_add_htlcs.push_back(key);
    }
    std::sort(state.decode_update_add_htlcs.begin(), state.decode_update_add_htlcs.end());
    if (!node.from_monitors) {
        state.forward_htlcs = less_forwarded(std::move(manager.forward_htlcs_legacy), node);
        state.pending_intercepted_htlcs = less_forwarded(std::move(manager.pending_intercepted_htlcs_legacy), node);
    }
    state.claimable_payments = std::move(manager.claimable_payments);
    state.pending_claiming_payments = std::move(manager.pending_claiming_payments);
    state.fake_scid_rand_bytes = manager.fake_scid_rand_bytes;
    return state;
}

}  // namespace plumbline::restart
