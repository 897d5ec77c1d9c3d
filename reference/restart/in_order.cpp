#include "reference/restart/rebuilding.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace plumbline::restart {
namespace {

// Most lists come in order; to see that is cheaper than to sort. What has one name twice is refused, so that the order
// of the two does not matter.
template <class List, class Name>
void by(List& list, Name name) {
    const auto before = [&](const auto& a, const auto& b) { return std::invoke(name, a) < std::invoke(name, b); };
    if (!std::is_sorted(list.begin(), list.end(), before)) {
        std::sort(list.begin(), list.end(), before);
    }
}

// Payments and preimages, by hash and then by their inbound HTLCs.
template <class List>
void by_hash(List& list) {
    for (auto& entry : list) {
        if (!std::is_sorted(entry.inbound.begin(), entry.inbound.end())) {
            std::sort(entry.inbound.begin(), entry.inbound.end());
        }
    }
    by(list, [](const auto& entry) { return std::tie(entry.payment_hash, entry.inbound); });
}

}  // namespace

void put_in_order(DurableState& durable) {
    Snapshot& manager = durable.manager;
    by(manager.channels, &Channel::channel_id);
    for (Channel& channel : manager.channels) {
        by(channel.pending_inbound_htlcs, &InboundHtlc::htlc_id);
        by(channel.pending_outbound_htlcs, &OutboundHtlc::htlc_id);
    }
    by(manager.in_flight_monitor_updates, &InFlightUpdates::channel_id);
    by(manager.pending_outbound_payments, &Payment::payment_id);
    for (Payment& payment : manager.pending_outbound_payments) {
        std::sort(payment.parts.begin(), payment.parts.end());
    }
    by_hash(manager.claimable_payments);
    by_hash(manager.pending_claiming_payments);
    by(durable.monitors, &Monitor::channel_id);
    for (Monitor& monitor : durable.monitors) {
        by(monitor.inbound_htlcs, &MonitoredInbound::htlc_id);
        by(monitor.outbound_htlcs, &MonitoredOutbound::htlc_id);
        by_hash(monitor.preimages);
    }
}

}  // namespace plumbline::restart
