// What is to be decoded, and what was forwarded already. Chapter 3.5 (RC-5, RC-24).
#include "reference/restart/inbound_htlcs.hpp"
#include "reference/restart/rebuilding.hpp"

namespace plumbline::restart {
namespace {

// Room at once: growing step by step would move each entry several times.
void make_room(Rebuilding& node) {
    std::size_t undecoded = 0;
    std::size_t forwarded = 0;
    for (const ChannelView* view : node.views) {
        for (const InboundHtlc& htlc : view->open() ? std::span<const InboundHtlc>(view->channel->pending_inbound_htlcs)
                                                    : std::span<const InboundHtlc>{}) {
            undecoded += htlc.update_add == InboundUpdateAdd::WithOnion ? 1U : 0U;
            forwarded += htlc.update_add == InboundUpdateAdd::Forwarded ? 1U : 0U;
        }
    }
    node.decode_update_add_htlcs.reserve(undecoded);
    node.already_forwarded_htlcs.reserve(forwarded);
}

// RC-24: the snapshot's own collection serves; the hashes come from wherever an HTLC is known.
void read_legacy(Rebuilding& node) {
    for (const InboundKey& key : node.durable.manager.decode_update_add_htlcs_legacy) {
        if (node.open(key.channel)) {
            node.decode_update_add_htlcs.try_emplace(key);
        }
    }
    const auto learn = [&](ChannelId channel, HtlcId htlc, const PaymentHash& hash) {
        const auto entry = node.decode_update_add_htlcs.find({channel, htlc});
        if (entry != node.decode_update_add_htlcs.end()) {
            entry->second = hash;
        }
    };
    for (const ChannelView* view : node.views) {
        const ChannelId id = view->monitor->channel_id;
        for (const MonitoredInbound& htlc : view->monitor->inbound_htlcs) {
            learn(id, htlc.htlc_id, htlc.payment_hash);
        }
        if (view->open()) {
            for (const InboundHtlc& htlc : view->channel->pending_inbound_htlcs) {
                learn(id, htlc.htlc_id, htlc.payment_hash);
            }
        }
    }
}

}  // namespace

void read_inbound(Rebuilding& node) {
    if (!node.from_monitors) {
        read_legacy(node);
        return;
    }
    make_room(node);
    for (const ChannelView* view : node.views) {
        if (view->open()) {
            for_each_unresolved(*view->channel, node.obeys(Rule::skip_held_removals), [&](const InboundHtlc& htlc) {
                auto& list = htlc.update_add == InboundUpdateAdd::Forwarded ? node.already_forwarded_htlcs
                                                                            : node.decode_update_add_htlcs;
                if (htlc.update_add == InboundUpdateAdd::Forwarded || node.obeys(Rule::replay_undecoded)) {
                    list.emplace(InboundKey{view->channel->channel_id, htlc.htlc_id}, htlc.payment_hash);
                }
            });
        }
    }
}

}  // namespace plumbline::restart
