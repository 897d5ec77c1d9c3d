#include "reference/resource_manager/ghost.hpp"

namespace plumbline {

PairNumber GhostChannel::holder_number(const PairTable<>& pairs_now, std::size_t slot) const {
    const auto held = holders.find(slot);
    return held == holders.end() ? no_pair : pairs_now.find(outgoing_of.at(held->second));
}

const GhostPair<>& GhostChannel::pair(Scid outgoing_channel) const {
    static const GhostPair<> none;
    const auto found = pairs.find(outgoing_channel);
    return found == pairs.end() ? none : found->second;
}

void Ghost::channel_added(Scid channel) {
    channels_[channel] = {};
}

void Ghost::channel_gone(Scid channel) {
    channels_.erase(channel);
    for (auto& [scid, other] : channels_) {
        other.pairs.erase(channel);
    }
}

void Ghost::limits_changed(Scid channel) {
    GhostChannel& changed = channels_.at(channel);
    tolerate(changed.general);
    tolerate(changed.congestion);
    tolerate(changed.protected_);
    for (auto& [outgoing, pair] : changed.pairs) {
        tolerate(pair);
    }
}

void Ghost::htlc_added(const HtlcRef& ref, const PendingHtlc<>& htlc) {
    GhostChannel& incoming = channels_.at(ref.incoming);
    count_added(incoming, channels_.at(htlc.outgoing), incoming.pairs[htlc.outgoing], htlc);
    for (const SlotIndex slot : htlc.slots) {
        incoming.holders[slot] = ref;
    }
    incoming.outgoing_of[ref] = htlc.outgoing;
}

void Ghost::htlc_resolved(const HtlcRef& ref, const PendingHtlc<>& htlc) {
    GhostChannel& incoming = channels_.at(ref.incoming);
    count_resolved(incoming, channels_.at(htlc.outgoing), incoming.pairs[htlc.outgoing], htlc);
    std::erase_if(incoming.holders, [&](const auto& held) { return held.second == ref; });
    incoming.outgoing_of.erase(ref);
}

}  // namespace plumbline
