// Each inbound HTLC in one place. Chapter 3.5 (RC-15, RC-16, RC-31).
#include "reference/restart/rebuilding.hpp"

#include <algorithm>

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

void move_claimed_payments(Rebuilding& node) {
    Snapshot& manager = node.durable.manager;
    const auto claimed = [&](const InboundPayment& payment) {
        return std::any_of(payment.inbound.begin(), payment.inbound.end(), [&](const InboundKey& key) {
            return node.pending_claims_to_replay.contains(key) || node.preimage(key, payment.payment_hash) != nullptr;
        });
    };
    const auto by_hash = [](const InboundPayment& a, const InboundPayment& b) {
        return a.payment_hash < b.payment_hash;
    };
    std::vector<InboundPayment>& claiming = manager.pending_claiming_payments;
    std::vector<InboundPayment> moved;
    for (const InboundPayment& payment : manager.claimable_payments) {
        if (claimed(payment) && !std::binary_search(claiming.begin(), claiming.end(), payment, by_hash)) {
            moved.push_back(payment);
        }
    }
    claiming.insert(claiming.end(), moved.begin(), moved.end());
    std::sort(claiming.begin(), claiming.end(), by_hash);
    std::erase_if(manager.claimable_payments, claimed);
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
