// pending_outbound_payments. Chapter 3.5 (RC-6, RC-9, RC-27).
#include "reference/restart/rebuilding.hpp"

#include <algorithm>

namespace plumbline::restart {
namespace {

/// Parts that are in an open channel or on a closed channel's effective monitor.
absl::flat_hash_set<PaymentPart> parts_found(const Rebuilding& node) {
    absl::flat_hash_set<PaymentPart> found;
    const auto find = [&](const HtlcSource& source) {
        if (const auto part = payment_part(source)) {
            found.insert(*part);
        }
    };
    for (const ChannelView* view : node.views) {
        if (view->open()) {
            for_each_outbound(*view->channel,
                              [&](const HtlcSource& source, const PaymentHash& /*hash*/) { find(source); });
        } else {
            for (const MonitoredOutbound& htlc : view->monitor->outbound_htlcs) {
                if (!htlc.onchain_failed) {
                    find(htlc.source);
                }
            }
        }
    }
    return found;
}

}  // namespace

void insert_from_monitor_on_startup(Rebuilding& node) {
    for (Payment& payment : node.durable.manager.pending_outbound_payments) {
        node.pending_outbound_payments.emplace(payment.payment_id, std::move(payment));
    }
    for (const ChannelView* view : node.views) {
        for (const MonitoredOutbound& htlc : view->outbound_if_closed()) {
            if (const auto part = payment_part(htlc.source); part && node.obeys(Rule::insert_payments)) {
                const PaymentOrigin origin =
                    std::holds_alternative<OutboundRoute>(htlc.source) ? PaymentOrigin::own : PaymentOrigin::trampoline;
                // Abandoned is what is not retried: it ends with the parts that are there.
                Payment& payment =
                    node.pending_outbound_payments
                        .try_emplace(part->payment,
                                     Payment{part->payment, origin, htlc.payment_hash, PaymentState::Abandoned, {}})
                        .first->second;
                const auto place = std::lower_bound(payment.parts.begin(), payment.parts.end(), part->part);
                if (place == payment.parts.end() || *place != part->part) {
                    payment.parts.insert(place, part->part);
                }
            }
        }
    }
}

void make_fulfilled(Rebuilding& node, PaymentId id, const Preimage& preimage) {
    const auto payment = node.pending_outbound_payments.find(id);
    if (payment != node.pending_outbound_payments.end() && payment->second.state != PaymentState::Fulfilled) {
        payment->second.state = PaymentState::Fulfilled;
        if (payment->second.origin == PaymentOrigin::own) {
            node.fulfilled.push_back({id, preimage});
        }
    }
}

void claim_own_payments(Rebuilding& node) {
    for (const ChannelView* view : node.views) {
        for (const MonitoredOutbound& htlc : view->outbound_if_closed()) {
            const auto* route = std::get_if<OutboundRoute>(&htlc.source);
            if (route != nullptr && htlc.preimage) {
                make_fulfilled(node, route->payment_id, *htlc.preimage);
            }
        }
    }
    std::sort(node.fulfilled.begin(), node.fulfilled.end(),
              [](const ReportFulfilled& a, const ReportFulfilled& b) { return a.payment_id < b.payment_id; });
}

void drop_missing_parts(Rebuilding& node) {
    if (node.pending_outbound_payments.empty()) {
        return;
    }
    const absl::flat_hash_set<PaymentPart> found = parts_found(node);
    absl::erase_if(node.pending_outbound_payments, [&](auto& entry) {
        Payment& payment = entry.second;
        std::erase_if(payment.parts, [&](PartId part) { return !found.contains({payment.payment_id, part}); });
        if (!payment.parts.empty()) {
            return false;
        }
        if (payment.origin == PaymentOrigin::own && payment.state != PaymentState::Fulfilled) {
            payment.state = PaymentState::Abandoned;
            node.failed_payments.push_back(payment.payment_id);
        }
        return payment.origin == PaymentOrigin::trampoline;
    });
    std::sort(node.failed_payments.begin(), node.failed_payments.end());
}

}  // namespace plumbline::restart
