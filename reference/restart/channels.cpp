// Which channels are open, and what of the snapshot they keep. Chapter 3.4 (RB-1 to RB-5, RB-12).
#include "reference/restart/rebuilding.hpp"

#include <algorithm>

namespace plumbline::restart {
namespace {

// RB-5
void drop_written_blocked_updates(Channel& channel, const Monitor& monitor) {
    std::erase_if(channel.blocked_monitor_updates,
                  [&](const MonitorUpdate& update) { return update.update_id <= monitor.latest_update_id; });
}

// HS-6: what the peer did not sign does not bind it.
void forget_unsigned_removals(Channel& channel) {
    for (OutboundHtlc& htlc : channel.pending_outbound_htlcs) {
        if (htlc.state == OutboundState::RemoteRemoved) {
            htlc.state = OutboundState::Committed;
            htlc.preimage.reset();
        }
    }
}

}  // namespace

std::optional<RestartError> read_channels(Rebuilding& node) {
    for (Monitor& monitor : node.durable.monitors) {
        node.channels[monitor.channel_id].monitor = &monitor;
    }
    for (Monitor& monitor : node.durable.monitors) {
        node.views.push_back(&node.channels[monitor.channel_id]);
    }
    for (Channel& channel : node.durable.manager.channels) {
        const auto found = node.channels.find(channel.channel_id);
        if (found == node.channels.end()) {
            if (!channel.awaiting_initial_mon_persist) {  // RB-1
                return RestartError{Refusal::missing_monitor,
                                    "channel " + std::to_string(static_cast<std::uint64_t>(channel.channel_id))};
            }
            continue;
        }
        ChannelView& view = found->second;
        view.behind_monitor = node.obeys(Rule::close_stale_channel) &&  // RB-2
                              channel.latest_monitor_update_id < view.monitor->latest_update_id;
        if (!view.behind_monitor && !view.monitor->closed) {  // RB-3
            view.channel = &channel;
            drop_written_blocked_updates(channel, *view.monitor);
            forget_unsigned_removals(channel);
        }
    }
    return std::nullopt;
}

}  // namespace plumbline::restart
