// Claims to be made again, wherever the preimage is found. Chapter 3.5 (RC-10 to RC-12).
#include "reference/restart/rebuilding.hpp"

namespace plumbline::restart {
namespace {

void claim_every_inbound(Rebuilding& node, std::span<const InboundKey> payment, const PaymentHash& hash,
                         const Preimage& preimage) {
    for (const InboundKey& key : payment) {
        node.pending_claims_to_replay.try_emplace(key, PendingClaim{hash, preimage, payment});
    }
}

}  // namespace

void find_claims(Rebuilding& node) {
    for (const ChannelView* view : node.views) {
        for (const MonitoredOutbound& htlc : view->monitor->outbound_htlcs) {
            const auto keys = inbound_keys(htlc.source);
            if (htlc.preimage && !keys.empty() && node.obeys(Rule::claim_from_outbound)) {
                claim_every_inbound(node, keys, htlc.payment_hash, *htlc.preimage);
                if (const auto part = payment_part(htlc.source)) {
                    make_fulfilled(node, part->payment, *htlc.preimage);
                }
            }
        }
        for (const PaymentPreimage& known : node.obeys(Rule::claim_from_inbound)
                                                ? std::span<const PaymentPreimage>(view->monitor->preimages)
                                                : std::span<const PaymentPreimage>{}) {
            claim_every_inbound(node, known.inbound, known.payment_hash, known.preimage);
        }
    }
}

void drop_needless_claims(Rebuilding& node) {
    absl::erase_if(node.pending_claims_to_replay,
                   [&](const auto& entry) { return node.preimage(entry.first, entry.second.hash) != nullptr; });
}

}  // namespace plumbline::restart
