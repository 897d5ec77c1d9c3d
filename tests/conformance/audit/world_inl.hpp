// Members of World. Included by world.hpp only.
#pragma once

#include <algorithm>

namespace plumbline::conformance {

/// A holder of slots whose pair the log has not named.
inline constexpr PairNumber unnamed_pair = no_pair - 1;

template <class N>
Concerned<N> World<N>::concerned(const LogEntry& entry) const {
    const Subject subject = subject_of(entry.operation);
    const auto named = [&](Scid scid) {
        const auto found = channels_.find(scid);
        return found == channels_.end() ? NamedChannel<N>{.scid = scid} : found->second;
    };
    Concerned<N> result;
    result.channel_count = channels_.size();
    result.incoming = named(subject.incoming);
    for (const ShownChannel& shown : entry.shown.channels) {
        const bool named_as_outgoing = subject.names_htlc && shown.channel == subject.outgoing;
        if (shown.channel != subject.incoming && !named_as_outgoing) {
            result.others.push_back(named(shown.channel));
        }
    }
    if (!subject.names_htlc) {
        return result;
    }
    result.outgoing = named(subject.outgoing);
    const auto first = pending_.lower_bound({subject.htlc, Scid{}});
    result.duplicate = first != pending_.end() && first->first.ref == subject.htlc;
    const auto there = pending_.find({subject.htlc, subject.outgoing});
    result.duplicate_there = there != pending_.end();
    if (std::holds_alternative<ResolveHtlc>(entry.operation) && result.duplicate_there && result.incoming.channel &&
        result.outgoing.channel) {
        result.htlc = there->second;
    }
    result.assignment_known = result.incoming.knows_slots_of(subject.outgoing);
    return result;
}

template <class N>
void World<N>::advance(const LogEntry& entry, const Concerned<N>& after) {
    store(after.incoming);
    if (subject_of(entry.operation).names_htlc) {
        store(after.outgoing);
    }
    update_pending(entry, after);
    for (const ShownChannel& shown : entry.shown.channels) {
        take_over(shown);
    }
    take_over_pair(entry, after.htlc.has_value());
    for (const ShownChannel& shown : entry.shown.channels) {
        const auto found = channels_.find(shown.channel);
        if (found != channels_.end() && shown.occupied) {
            take_over_slots(shown.channel, *found->second.channel, *shown.occupied);
        }
    }
}

template <class N>
void World<N>::store(const NamedChannel<N>& named) {
    if (named.channel) {
        channels_[named.scid] = named;
        return;
    }
    channels_.erase(named.scid);
    for (auto& [scid, other] : channels_) {
        other.erase_pair(named.scid);
    }
}

template <class N>
void World<N>::update_pending(const LogEntry& entry, const Concerned<N>& after) {
    const Subject subject = subject_of(entry.operation);
    if (!subject.names_htlc) {
        return;
    }
    const HtlcKey key{subject.htlc, subject.outgoing};
    if (std::holds_alternative<AddHtlc>(entry.operation)) {
        if (after.htlc) {
            pending_.insert_or_assign(key, *after.htlc);
        }
        return;
    }
    const auto found = pending_.find(key);
    if (found == pending_.end()) {
        return;
    }
    // An error may have removed the HTLC all the same; the number of pending HTLCs tells.
    bool removed = entry.answer.ok || !after.htlc;
    for (const ShownChannel& shown : entry.shown.channels) {
        const auto channel = channels_.find(shown.channel);
        if (!removed && shown.channel == subject.outgoing && shown.pending_outgoing && channel != channels_.end()) {
            Channel<N>& outgoing = *channel->second.channel;
            removed = *shown.pending_outgoing < outgoing.pending_outgoing;
            const auto incoming = channels_.find(subject.incoming);
            if (removed && incoming != channels_.end()) {
                --incoming->second.channel->pending_incoming;
            }
        }
    }
    if (removed) {
        pending_.erase(found);
    }
}

template <class N>
void take_over_average(DecayingAverage<N>& average, const ShownAverage& shown) {
    if (shown.value) {
        average.value = SignedMsat<N>(*shown.value);
    }
    if (shown.last_update) {
        average.last_update = Seconds<N>(*shown.last_update);
    }
}

template <class N>
void take_over_bucket(BucketResources<N>& bucket, const ShownBucket& shown) {
    bucket.slots = shown.slots ? Slots<N>(*shown.slots) : bucket.slots;
    bucket.slots_used = shown.slots_used ? Slots<N>(*shown.slots_used) : bucket.slots_used;
    bucket.capacity = shown.msat ? Msat<N>(*shown.msat) : bucket.capacity;
    bucket.msat_used = shown.msat_used ? Msat<N>(*shown.msat_used) : bucket.msat_used;
}

template <class N>
void World<N>::take_over(const ShownChannel& shown) {
    if (!shown.present) {
        store({.scid = shown.channel});
        return;
    }
    NamedChannel<N>& named = channels_[shown.channel];
    named.scid = shown.channel;
    if (!named.channel) {
        named.channel.emplace();
    }
    Channel<N>& channel = *named.channel;
    channel.closing = shown.closing.value_or(static_cast<bool>(channel.closing));
    take_over_average(channel.reputation, shown.reputation);
    take_over_average(channel.revenue.sum, shown.revenue);
    if (shown.revenue.start) {
        channel.revenue.start = Seconds<N>(*shown.revenue.start);
    }
    if (shown.in_flight_risk) {
        channel.in_flight_risk = WideMsat<N>(*shown.in_flight_risk);
    }
    if (shown.pending_outgoing) {
        channel.pending_outgoing = static_cast<std::uint32_t>(*shown.pending_outgoing);
    }
    if (shown.congestion_in_flight && !*shown.congestion_in_flight) {
        channel.congestion_in_flight = Slots<N>(0);
    }
    take_over_bucket(channel.general.resources, shown.general);
    take_over_bucket(channel.congestion, shown.congestion);
    take_over_bucket(channel.protected_, shown.protected_);
    // More slots than a channel can have are reported, and not kept.
    const std::uint64_t slots = std::min(shown.general.slots.value_or(0), max_accepted_htlcs_limit);
    if (slots > channel.general.holder.size()) {
        channel.general.holder.resize(slots);
    }
    if (shown.misuse) {
        take_over_marks(named, *shown.misuse, [&](Scid scid) {
            const auto found = channels_.find(scid);
            return found == channels_.end() ? nullptr : &*found->second.channel;
        });
    }
}

// The pair's slots as shown become its HTLCs' slots. An HTLC keeps those it had that are still in use, or of which
// nothing is shown; one whose slots went to another takes of what is left; the one just added has the rest.
template <class N>
void World<N>::take_over_pair(const LogEntry& entry, bool has_htlc) {
    const Subject subject = subject_of(entry.operation);
    const auto found = subject.names_htlc && entry.shown.pair ? channels_.find(subject.incoming) : channels_.end();
    if (found == channels_.end()) {
        return;
    }
    Channel<N>& channel = *found->second.channel;
    PairNumber number = channel.pairs.find(subject.outgoing);
    if (number == no_pair) {
        number = channel.pairs.insert({subject.outgoing, {}, {}});
    }
    GeneralShare<N>& share = channel.pairs[number].general;
    share.assigned = slots_in(*entry.shown.pair);
    found->second.note_slots_known(number);
    std::vector<SlotIndex> unclaimed;
    for (const auto& [slot, used] : *entry.shown.pair) {
        if (used) {
            unclaimed.push_back(slot);
        }
    }
    share.slots_used = Slots<N>(unclaimed.size());

    struct Claim {
        PendingHtlc<N>* htlc;
        SlotSet kept;
    };

    std::vector<Claim> claims;
    PendingHtlc<N>* added = nullptr;
    for (auto& [key, htlc] : pending_) {
        if (key.ref.incoming != subject.incoming || key.outgoing != subject.outgoing ||
            htlc.bucket != Bucket::general) {
            continue;
        }
        // A refused repetition of a pending HTLC's name adds none.
        if (std::holds_alternative<AddHtlc>(entry.operation) && has_htlc && key.ref == subject.htlc) {
            added = &htlc;
            continue;
        }
        Claim claim{&htlc, {}};
        for (const SlotIndex slot : htlc.slots) {
            // Outside of what is assigned since limits changed, nothing is shown of a slot: it is kept (CH-5).
            const bool outside = !share.assigned.contains(slot);
            share.slots_used += Slots<N>(outside ? 1 : 0);
            if (outside || std::erase(unclaimed, slot) > 0) {
                claim.kept.push_back(slot);
            }
        }
        claims.push_back(claim);
    }
    for (Claim& claim : claims) {
        while (claim.kept.size() < claim.htlc->slots.size() && !unclaimed.empty()) {
            claim.kept.push_back(unclaimed.front());
            unclaimed.erase(unclaimed.begin());
        }
        claim.htlc->slots = claim.kept;
    }
    if (added != nullptr) {
        unclaimed.resize(std::min(unclaimed.size(), max_pair_slots));
        added->slots = {};
        for (const SlotIndex slot : unclaimed) {
            added->slots.push_back(slot);
        }
    }
}

// The table of holders agrees with the occupied slots that the log shows, each held by the pair whose HTLC has it.
template <class N>
void World<N>::take_over_slots(Scid scid, Channel<N>& channel, const std::vector<SlotIndex>& occupied) {
    auto& holder = channel.general.holder;
    holder = SlotTable(holder.size());
    for (const SlotIndex slot : occupied) {
        if (slot >= holder.size()) {
            holder.resize(slot + std::size_t{1});
        }
        holder.set(slot, unnamed_pair);
    }
    for (auto it = pending_.lower_bound({{scid, HtlcId{}}, Scid{}});
         it != pending_.end() && it->first.ref.incoming == scid; ++it) {
        for (const SlotIndex slot : it->second.slots) {
            if (slot < holder.size() && holder[slot] == unnamed_pair) {
                holder.set(slot, channel.pairs.find(it->second.outgoing));
            }
        }
    }
}

}  // namespace plumbline::conformance
