// What holds after the passes. Chapter 3.5.
//
// A node has `views` as in reading_back.hpp and the collections under the chapter's names, each with contains(inbound
// key).
#pragma once

#include "contracts/clause.hpp"

#include <algorithm>

namespace plumbline::contracts::restart {

/// Whether holds(key) for every inbound key of a source.
inline constexpr auto every_inbound = [](const auto& source, auto holds) {
    const auto keys = inbound_keys(source);
    return std::all_of(keys.begin(), keys.end(), holds);
};

/// Whether holds(source) for every HTLC in outbound_htlc_forwards of open channels.
inline constexpr auto every_open_forward = [](const auto& node, auto holds) {
    return std::all_of(node.views.begin(), node.views.end(), [&](const auto* view) {
        bool all = true;
        if (view->open()) {
            for_each_outbound(*view->channel, [&](const auto& source, const auto&) { all = all && holds(source); });
        }
        return all;
    });
};

/// Whether holds(htlc) for every outbound HTLC on the effective monitors of closed channels.
inline constexpr auto every_closed_outbound = [](const auto& node, auto holds) {
    return std::all_of(node.views.begin(), node.views.end(), [&](const auto* view) {
        const auto htlcs = view->outbound_if_closed();
        return std::all_of(htlcs.begin(), htlcs.end(), holds);
    });
};

/// Neither decoded again nor taken for failed.
inline constexpr auto left_alone = [](const auto& node) {
    return [&](const auto& key) {
        return !node.decode_update_add_htlcs.contains(key) && !node.already_forwarded_htlcs.contains(key);
    };
};

// clang-format off
inline constexpr auto dedup_contract = boost::hana::make_tuple(
    postcondition<"RC-7">("what an open channel forwards is in neither collection", [](const auto& node) {
        return every_open_forward(node, [&](const auto& source) { return every_inbound(source, left_alone(node)); });
    }),
    postcondition<"RC-8">("what a closed channel forwards is in neither collection", [](const auto& node) {
        return every_closed_outbound(node, [&](const auto& htlc) { return every_inbound(htlc.source, left_alone(node)); });
    }),
    postcondition<"RC-17">("no held addition waits for an inbound HTLC of a channel that is closed", [](const auto& node) {
        return std::all_of(node.views.begin(), node.views.end(), [&](const auto* view) {
            return !view->open() || std::all_of(view->channel->holding_cell.begin(), view->channel->holding_cell.end(), [&](const auto& held) {
                return std::visit([&](const auto& update) {
                    if constexpr (requires { update.source; }) {
                        return every_inbound(update.source, [&](const auto& key) { return node.open(key.channel); });
                    } else {
                        return true;
                    }
                }, held);
            });
        });
    }));

inline constexpr auto claims_contract = boost::hana::make_tuple(
    postcondition<"RC-10">("a known preimage claims every inbound HTLC of its source", [](const auto& node) {
        return std::all_of(node.views.begin(), node.views.end(), [&](const auto* view) {
            const auto& htlcs = view->monitor->outbound_htlcs;
            return std::all_of(htlcs.begin(), htlcs.end(), [&](const auto& htlc) {
                return !htlc.preimage || every_inbound(htlc.source, [&](const auto& key) { return node.pending_claims_to_replay.contains(key); });
            });
        });
    }),
    postcondition<"RC-11">("a preimage on an inbound monitor claims every inbound HTLC of its payment", [](const auto& node) {
        return std::all_of(node.views.begin(), node.views.end(), [&](const auto* view) {
            const auto& known = view->monitor->preimages;
            return std::all_of(known.begin(), known.end(), [&](const auto& preimage) {
                return std::all_of(preimage.inbound.begin(), preimage.inbound.end(),
                                   [&](const auto& key) { return node.pending_claims_to_replay.contains(key); });
            });
        });
    }));

inline constexpr auto resolution_contract = boost::hana::make_tuple(
    postcondition<"RC-14">("nothing is failed of which an outbound HTLC lives", [](const auto& node) {
        const auto not_failed = [&](const auto& key) {
            return !node.failed_htlcs.contains(key) && !node.already_forwarded_htlcs.contains(key);
        };
        return every_open_forward(node, [&](const auto& source) { return every_inbound(source, not_failed); }) &&
               every_closed_outbound(node, [&](const auto& htlc) {
                   return htlc.preimage || htlc.onchain_failed || every_inbound(htlc.source, not_failed);
               });
    }),
    postcondition<"RC-15">("what is claimed is neither failed nor decoded", [](const auto& node) {
        const auto claimed = [&](const auto& entry) { return node.pending_claims_to_replay.contains(entry.first); };
        return std::none_of(node.failed_htlcs.begin(), node.failed_htlcs.end(), claimed) &&
               std::none_of(node.already_forwarded_htlcs.begin(), node.already_forwarded_htlcs.end(), claimed) &&
               std::none_of(node.decode_update_add_htlcs.begin(), node.decode_update_add_htlcs.end(), claimed);
    }),
    postcondition<"RC-16">("what is failed or claimable is not decoded, and what is failed is not claimable", [](const auto& node) {
        const auto& claimable = node.durable.manager.claimable_payments;
        return std::none_of(node.failed_htlcs.begin(), node.failed_htlcs.end(),
                            [&](const auto& entry) { return node.decode_update_add_htlcs.contains(entry.first); }) &&
               std::all_of(claimable.begin(), claimable.end(), [&](const auto& payment) {
                   return std::all_of(payment.inbound.begin(), payment.inbound.end(), [&](const auto& key) {
                       return left_alone(node)(key) && !node.failed_htlcs.contains(key);
                   });
               });
    }));
// clang-format on

}  // namespace plumbline::contracts::restart
