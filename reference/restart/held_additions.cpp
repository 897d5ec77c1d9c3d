// Additions that wait for inbound HTLCs which are not there to be forwarded. Chapter 3.5 (RC-17).
#include "reference/restart/inbound_htlcs.hpp"
#include "reference/restart/rebuilding.hpp"

#include <algorithm>

namespace plumbline::restart {
namespace {

// The inbound channels that held additions name: few, as a rule.
absl::flat_hash_set<ChannelId> named_channels(const Rebuilding& node) {
    absl::flat_hash_set<ChannelId> named;
    for (const ChannelView* view : node.views) {
        const auto held_updates =
            view->open() ? std::span<const HeldUpdate>(view->channel->holding_cell) : std::span<const HeldUpdate>{};
        for (const HeldUpdate& held : held_updates) {
            if (const auto* addition = std::get_if<HeldAddition>(&held)) {
                for (const InboundKey& key : inbound_keys(addition->source)) {
                    named.insert(key.channel);
                }
            }
        }
    }
    return named;
}

}  // namespace

void drop_orphaned_additions(Rebuilding& node) {
    if (!node.obeys(Rule::drop_orphaned_addition)) {
        return;
    }
    absl::flat_hash_set<InboundKey> forwardable;
    for (const ChannelId id : named_channels(node)) {
        if (node.open(id)) {
            for_each_unresolved(*node.view(id)->channel, true,
                                [&](const InboundHtlc& htlc) { forwardable.insert({id, htlc.htlc_id}); });
        }
    }
    for (const ChannelView* view : node.views) {
        if (view->open()) {
            std::erase_if(view->channel->holding_cell, [&](const HeldUpdate& held) {
                const auto* addition = std::get_if<HeldAddition>(&held);
                const auto keys = addition == nullptr ? std::span<const InboundKey>{} : inbound_keys(addition->source);
                return std::any_of(keys.begin(), keys.end(),
                                   [&](const InboundKey& key) { return !forwardable.contains(key); });
            });
        }
    }
}

}  // namespace plumbline::restart
