// Inbound HTLCs that an outbound one forwards are neither decoded again nor failed. Chapter 3.5 (RC-7, RC-8).
#include "reference/restart/rebuilding.hpp"

namespace plumbline::restart {
namespace {

void remove_every_inbound(Rebuilding& node, const HtlcSource& source, Rule from_decode, Rule from_forwarded) {
    const auto keys = inbound_keys(source);
    for (const InboundKey& key : node.obeys(Rule::dedup_every_inbound) || keys.empty() ? keys : keys.first(1)) {
        if (node.obeys(from_decode)) {
            node.decode_update_add_htlcs.erase(key);
        }
        if (node.obeys(from_forwarded)) {
            node.already_forwarded_htlcs.erase(key);
        }
        if (!node.from_monitors) {
            node.forwarded.insert(key);
        }
    }
}

}  // namespace

void dedup_decode_update_add_htlcs(Rebuilding& node) {
    for (const ChannelView* view : node.views) {
        if (view->open()) {
            for_each_outbound(*view->channel, [&](const HtlcSource& source, const PaymentHash& /*hash*/) {
                remove_every_inbound(node, source, Rule::dedup_decode_open, Rule::dedup_forwarded_open);
            });
        } else {
            for (const MonitoredOutbound& htlc : view->outbound_if_closed()) {
                remove_every_inbound(node, htlc.source, Rule::dedup_decode_closed, Rule::dedup_forwarded_closed);
            }
        }
    }
}

}  // namespace plumbline::restart
