// Revocations that wait for preimages. Chapter 3.5 (RC-21), 3.3 (MU-8 to MU-10).
#include "reference/restart/rebuilding.hpp"

namespace plumbline::restart {

void hold_revocations(Rebuilding& node) {
    if (!node.obeys(Rule::rebuild_holds)) {
        return;
    }
    for (const ChannelView* view : node.views) {
        for (const MonitoredOutbound& htlc : view->outbound_if_open()) {
            HoldRevocation hold{view->monitor->channel_id, htlc.htlc_id, {}};
            for (const InboundKey& key : htlc.preimage ? inbound_keys(htlc.source) : std::span<const InboundKey>{}) {
                const MonitorPreimage* const known = node.preimage(key, htlc.payment_hash);
                if (known == nullptr || (!known->durable && node.obeys(Rule::in_flight_holds))) {
                    hold.waits_for.push_back(key);
                }
            }
            if (!hold.waits_for.empty()) {
                node.holds.push_back(std::move(hold));
            }
        }
    }
}

}  // namespace plumbline::restart
