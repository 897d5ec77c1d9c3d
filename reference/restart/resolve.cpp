// Each inbound HTLC in one place. Chapter 3.5 (RC-15, RC-16).
#include "reference/restart/rebuilding.hpp"

namespace plumbline::restart {

void let_claims_win(Rebuilding& node) {
    if (!node.obeys(Rule::claims_win)) {
        return;
    }
    for (const auto& [key, claim] : node.pending_claims_to_replay) {
        node.failed_htlcs.erase(key);
        node.already_forwarded_htlcs.erase(key);
        node.decode_update_add_htlcs.erase(key);
    }
    const auto has_preimage = [&](const InboundKey& key, const PaymentHash& hash) {
        return node.preimage(key, hash) != nullptr;
    };
    absl::erase_if(node.failed_htlcs, [&](const auto& entry) { return has_preimage(entry.first, entry.second.hash); });
    absl::erase_if(node.already_forwarded_htlcs,
                   [&](const auto& entry) { return has_preimage(entry.first, entry.second); });
    absl::erase_if(node.decode_update_add_htlcs,
                   [&](const auto& entry) { return has_preimage(entry.first, entry.second); });
}

void resolve_once(Rebuilding& node) {
    if (!node.obeys(Rule::dedup_resolved)) {
        return;
    }
    const auto resolved = [&](const InboundKey& key) {
        node.decode_update_add_htlcs.erase(key);
        node.already_forwarded_htlcs.erase(key);
    };
    for (const auto& [key, failure] : node.failed_htlcs) {
        resolved(key);
    }
    for (InboundPayment& payment : node.durable.manager.claimable_payments) {
        std::erase_if(payment.inbound, [&](const InboundKey& key) { return node.failed_htlcs.contains(key); });
        for (const InboundKey& key : payment.inbound) {
            resolved(key);
        }
    }
    std::erase_if(node.durable.manager.claimable_payments,
                  [](const InboundPayment& payment) { return payment.inbound.empty(); });
}

}  // namespace plumbline::restart
