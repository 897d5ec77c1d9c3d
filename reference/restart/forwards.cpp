// Inbound HTLCs that an outbound one forwards are neither decoded again nor failed. Chapter 3.5 (RC-7, RC-8).
#include "reference/restart/rebuilding.hpp"

namespace plumbline::restart {
namespace {

void remove_every_inbound(Rebuilding& node, const HtlcSource& source) {
    for (const InboundKey& key : inbound_keys(source)) {
        node.decode_update_add_htlcs.erase(key);
        node.already_forwarded_htlcs.erase(key);
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
                remove_every_inbound(node, source);
            });
        } else {
            for (const MonitoredOutbound& htlc : view->outbound_if_closed()) {
                remove_every_inbound(node, htlc.source);
            }
        }
    }
}

}  // namespace plumbline::restart
