// Inbound HTLCs whose outbound HTLCs have failed, for good, all of them. Chapter 3.5 (RC-13, RC-14, RC-28, RC-30).
#include "reference/restart/rebuilding.hpp"

#include <algorithm>

namespace plumbline::restart {

void find_onchain_failures(Rebuilding& node) {
    for (const ChannelView* view : node.views) {
        for (const MonitoredOutbound& htlc : view->outbound_if_closed()) {
            for (const InboundKey& key : htlc.onchain_failed&& node.obeys(Rule::fail_onchain)
                                             ? inbound_keys(htlc.source)
                                             : std::span<const InboundKey>{}) {
                node.failed_htlcs.try_emplace(key, PendingFailure{htlc.payment_hash, {}});
            }
        }
    }
}

// The failure was not passed on when the snapshot was taken, since the removal was not durable. It is passed on when it
// is; until then nobody decodes the HTLC again.
void find_failures_in_flight(Rebuilding& node) {
    for (const auto& [channel, removed] : node.removed_in_flight) {
        for (const InboundKey& key :
             removed.htlc.preimage ? std::span<const InboundKey>{} : inbound_keys(removed.htlc.source)) {
            PendingFailure& failure = node.failed_htlcs[key];
            failure.hash = removed.htlc.payment_hash;
            if (node.obeys(Rule::fail_after_removal_durable)) {
                failure.when_durable.push_back({channel, removed.update_id});
            }
        }
    }
}

// Nothing is decoded again in this mode, so what was never sent, or has failed since, is not found otherwise.
void find_missing_forwards(Rebuilding& node) {
    if (node.from_monitors) {
        return;
    }
    for (const Channel& channel : node.durable.manager.channels) {
        const ChannelView* const view = node.view(channel.channel_id);
        if (view == nullptr || view->open()) {
            continue;
        }
        absl::flat_hash_set<InboundKey> monitored;
        for (const MonitoredOutbound& htlc : view->monitor->outbound_htlcs) {
            const auto keys = inbound_keys(htlc.source);
            monitored.insert(keys.begin(), keys.end());
        }
        for_each_outbound(channel, [&](const HtlcSource& source, const PaymentHash& hash) {
            for (const InboundKey& key : inbound_keys(source)) {
                if (!monitored.contains(key)) {
                    node.failed_htlcs.try_emplace(key, PendingFailure{hash, {}});
                }
            }
        });
    }
}

void keep_what_lives(Rebuilding& node) {
    if (!node.obeys(Rule::fail_when_none_lives)) {
        return;
    }
    const auto keep = [&](const HtlcSource& source) {
        for (const InboundKey& key : inbound_keys(source)) {
            node.failed_htlcs.erase(key);
            node.already_forwarded_htlcs.erase(key);
        }
    };
    for (const ChannelView* view : node.views) {
        if (view->open()) {
            for_each_outbound(*view->channel,
                              [&](const HtlcSource& source, const PaymentHash& /*hash*/) { keep(source); });
        } else {
            for (const MonitoredOutbound& htlc : view->monitor->outbound_htlcs) {
                if (!htlc.preimage && !htlc.onchain_failed) {
                    keep(htlc.source);
                }
            }
        }
    }
}

}  // namespace plumbline::restart
