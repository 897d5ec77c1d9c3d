// Updates in flight: dropped, or handed out again, and counted into the effective monitors. Chapter 3.4 (RB-7 to RB-9).
#include "reference/restart/effective_monitor.hpp"
#include "reference/restart/rebuilding.hpp"

#include <algorithm>

namespace plumbline::restart {
namespace {

// The updates follow one another, and the first that the monitor lacks is the one after its latest.
bool follow(const std::vector<MonitorUpdate>& updates, UpdateId latest) {
    const auto gap = std::adjacent_find(updates.begin(), updates.end(),
                                        [](const auto& a, const auto& b) { return b.update_id != next(a.update_id); });
    return gap == updates.end() && (updates.empty() || updates.front().update_id <= next(latest));
}

// Of a channel in the snapshot: what was handed out is on the monitor or in flight (DS-17).
bool ends_at(const std::vector<MonitorUpdate>& updates, UpdateId latest, UpdateId handed_out) {
    return updates.empty() ? handed_out <= latest : updates.back().update_id == handed_out;
}

// The blocked ones follow those that were handed out (DS-7).
bool blocked_follow(const Channel& channel) {
    UpdateId expected = next(channel.latest_monitor_update_id);
    return std::all_of(channel.blocked_monitor_updates.begin(), channel.blocked_monitor_updates.end(),
                       [&](const MonitorUpdate& update) {
                           const bool follows = update.update_id == expected;
                           expected = next(expected);
                           return follows;
                       });
}

std::optional<RestartError> find_gap(const Rebuilding& node) {
    const auto gap = [](ChannelId id) {
        return RestartError{Refusal::update_gap, "channel " + std::to_string(static_cast<std::uint64_t>(id))};
    };
    // No run counts as far, and IDs must not wrap round.
    constexpr UpdateId far{std::uint64_t{1} << 63U};
    for (const Monitor& monitor : node.durable.monitors) {
        if (monitor.latest_update_id >= far) {
            return gap(monitor.channel_id);
        }
    }
    static const std::vector<MonitorUpdate> none;
    absl::flat_hash_map<ChannelId, const std::vector<MonitorUpdate>*> lists;
    for (const InFlightUpdates& list : node.durable.manager.in_flight_monitor_updates) {
        lists.emplace(list.channel_id, &list.updates);
        if (!follow(list.updates, node.view(list.channel_id)->monitor->latest_update_id)) {
            return gap(list.channel_id);
        }
    }
    for (const Channel& channel : node.durable.manager.channels) {
        const ChannelView* const view = node.view(channel.channel_id);
        const auto list = lists.find(channel.channel_id);
        const std::vector<MonitorUpdate>& updates = list == lists.end() ? none : *list->second;
        if (view != nullptr && (!ends_at(updates, view->monitor->latest_update_id, channel.latest_monitor_update_id) ||
                                !blocked_follow(channel))) {
            return gap(channel.channel_id);
        }
    }
    return std::nullopt;
}

void know_preimages(Rebuilding& node, const Monitor& monitor, bool durable) {
    for (const PaymentPreimage& known : monitor.preimages) {
        node.preimages.try_emplace({monitor.channel_id, known.payment_hash}, MonitorPreimage{known.preimage, durable});
    }
}

}  // namespace

std::optional<RestartError> handle_in_flight_updates(Rebuilding& node) {
    if (auto error = find_gap(node)) {
        return error;
    }
    for (const Monitor& monitor : node.durable.monitors) {
        know_preimages(node, monitor, true);
    }
    for (InFlightUpdates& list : node.durable.manager.in_flight_monitor_updates) {
        ChannelView& view = node.channels[list.channel_id];
        std::erase_if(list.updates,
                      [&](const MonitorUpdate& update) { return update.update_id <= view.monitor->latest_update_id; });
        if (!node.obeys(Rule::replay_in_flight)) {
            list.updates.clear();
        }
        view.in_flight = std::move(list.updates);
        std::vector<RemovedOutbound> removed;
        if (auto error = apply(*view.monitor, view.in_flight, removed)) {
            return error;
        }
        for (RemovedOutbound& outbound : removed) {
            node.removed_in_flight.emplace_back(list.channel_id, std::move(outbound));
        }
        if (!view.in_flight.empty()) {
            know_preimages(node, *view.monitor, false);
        }
    }
    return std::nullopt;
}

}  // namespace plumbline::restart
