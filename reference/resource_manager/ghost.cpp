#include "reference/resource_manager/ghost.hpp"

#include <algorithm>

namespace plumbline {
namespace {

GhostSum& bucket_sum(GhostChannel& channel, Bucket bucket) {
    switch (bucket) {
    case Bucket::general:
        return channel.general;
    case Bucket::congestion:
        return channel.congestion;
    default:
        return channel.protected_;
    }
}

Slots<> slots_of(const PendingHtlc<>& htlc) {
    return Slots<>(htlc.bucket == Bucket::general ? htlc.slots.size() : std::size_t{1});
}

void grow(GhostSum& sum, const PendingHtlc<>& htlc) {
    sum.slots += slots_of(htlc);
    sum.msat += htlc.amount;
}

// What a shrunk bucket tolerates falls with what is resolved.
void shrink(GhostSum& sum, const PendingHtlc<>& htlc) {
    sum.slots -= slots_of(htlc);
    sum.msat -= htlc.amount;
    sum.slots_tolerated = std::min(sum.slots_tolerated, sum.slots);
    sum.msat_tolerated = std::min(sum.msat_tolerated, sum.msat);
}

void tolerate(GhostSum& sum) {
    sum.slots_tolerated = sum.slots;
    sum.msat_tolerated = sum.msat;
}

}  // namespace

const Scid* GhostChannel::holder_of(std::size_t slot) const {
    const auto held = holders.find(slot);
    return held == holders.end() ? nullptr : &outgoing_of.at(held->second);
}

const GhostPair& GhostChannel::pair(Scid outgoing_channel) const {
    static const GhostPair none;
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
    grow(bucket_sum(incoming, htlc.bucket), htlc);
    GhostPair& pair = incoming.pairs[htlc.outgoing];
    if (htlc.bucket == Bucket::general) {
        grow(pair, htlc);
    }
    if (htlc.bucket == Bucket::congestion) {
        ++pair.congestion;
    }
    for (const SlotIndex slot : htlc.slots) {
        incoming.holders[slot] = ref;
    }
    incoming.outgoing_of[ref] = htlc.outgoing;
    ++incoming.incoming;
    GhostChannel& outgoing = channels_.at(htlc.outgoing);
    ++outgoing.outgoing;
    if (htlc.outgoing_accountable) {
        outgoing.in_flight_risk += htlc.risk;
    }
}

void Ghost::htlc_resolved(const HtlcRef& ref, const PendingHtlc<>& htlc) {
    GhostChannel& incoming = channels_.at(ref.incoming);
    shrink(bucket_sum(incoming, htlc.bucket), htlc);
    GhostPair& pair = incoming.pairs[htlc.outgoing];
    if (htlc.bucket == Bucket::general) {
        shrink(pair, htlc);
    }
    if (htlc.bucket == Bucket::congestion) {
        --pair.congestion;
    }
    std::erase_if(incoming.holders, [&](const auto& held) { return held.second == ref; });
    incoming.outgoing_of.erase(ref);
    --incoming.incoming;
    GhostChannel& outgoing = channels_.at(htlc.outgoing);
    --outgoing.outgoing;
    if (htlc.outgoing_accountable) {
        outgoing.in_flight_risk -= htlc.risk;
    }
}

}  // namespace plumbline
