// Channel: everything the manager knows of one channel, in both directions. Chapter 9-channel.
#pragma once

#include "reference/resource_manager/congestion_bucket.hpp"
#include "reference/resource_manager/general_bucket.hpp"
#include "reference/resource_manager/salt.hpp"
#include "reference/resource_manager/window_average.hpp"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <vector>

namespace plumbline {

/// What an incoming channel keeps of one outgoing channel.
template <class N = Running>
struct Pair {
    Scid outgoing{};
    GeneralShare<N> general;
    CongestionHistory<N> congestion;
    friend bool operator==(const Pair&, const Pair&) = default;
};

/// The pairs of an incoming channel, found by outgoing channel or by number. Numbers are stable while the pair lives.
template <class N = Running>
class PairTable {
public:
    /// The pair's number; no_pair if there is none.
    [[nodiscard]] PairNumber find(Scid outgoing) const {
        const auto found = numbers_.find(outgoing);
        return found == numbers_.end() ? no_pair : found->second;
    }

    [[nodiscard]] Pair<N>& operator[](PairNumber number) { return pairs_[number]; }

    [[nodiscard]] const Pair<N>& operator[](PairNumber number) const { return pairs_[number]; }

    /// A new pair; there must be none for its outgoing channel.
    PairNumber insert(Pair<N> pair) {
        PairNumber number = first_free_;
        if (number == no_pair) {
            number = static_cast<PairNumber>(pairs_.size());
            contracts::require<"ER-6">(pairs_.size() < no_pair, "a pair's number fits 16 bits", "PairTable::insert");
            pairs_.push_back(std::move(pair));
        } else {
            first_free_ = static_cast<PairNumber>(pairs_[number].outgoing);
            pairs_[number] = std::move(pair);
        }
        numbers_.emplace(pairs_[number].outgoing, number);
        return number;
    }

    void erase(Scid outgoing) {
        const auto found = numbers_.find(outgoing);
        if (found != numbers_.end()) {
            pairs_[found->second] = {};
            pairs_[found->second].outgoing = Scid{first_free_};
            first_free_ = found->second;
            numbers_.erase(found);
        }
    }

    [[nodiscard]] std::size_t size() const { return numbers_.size(); }

    /// Calls `visit(pair, number)` for each pair, in no particular order.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (const auto& [outgoing, number] : numbers_) {
            visit(pairs_[number], number);
        }
    }

    template <class Visit>
    void for_each(Visit&& visit) {
        for (const auto& [outgoing, number] : numbers_) {
            visit(pairs_[number], number);
        }
    }

    friend bool operator==(const PairTable&, const PairTable&) = default;

private:
    std::vector<Pair<N>> pairs_;  // a free entry has the number of the next free one in place of a channel
    absl::flat_hash_map<Scid, PairNumber> numbers_;
    PairNumber first_free_ = no_pair;
};

/// A channel (CH-1). As incoming channel it has buckets, pairs and revenue; as outgoing channel reputation and
/// in-flight risk.
template <class N = Running>
struct Channel {
    ChannelLimits<N> limits;
    typename N::Bool closing{false};  ///< takes no new HTLC; goes when nothing refers to it (CH-7)
    typename N::Count pending_incoming{0};
    typename N::Count pending_outgoing{0};

    // As incoming channel.
    Salt salt{};
    GeneralBucket<N> general;
    BucketResources<N> congestion;
    BucketResources<N> protected_;
    PairTable<N> pairs;
    WindowAverage<N> revenue;

    // As outgoing channel.
    DecayingAverage<N> reputation;
    WideMsat<N> in_flight_risk{};
    Slots<N> congestion_in_flight{};        ///< in the congestion buckets of all incoming channels
    absl::flat_hash_set<Scid> paired_with;  ///< incoming channels that keep a pair for this one

    friend bool operator==(const Channel&, const Channel&) = default;
};

/// A new channel with empty buckets and no history (PA-4, PA-6, CH-8). The limits must be valid.
template <class N>
Channel<N> make_channel(const ChannelLimits<N>& limits, const Salt& salt, Seconds<N> now,
                        const Parameters<N>& parameters, const Rules& rules) {
    const auto slots = split(limits.max_accepted_htlcs, parameters, rules);
    const auto liquidity = split(limits.max_htlc_value_in_flight, parameters, rules);
    Channel<N> channel;
    channel.limits = limits;
    channel.salt = salt;
    channel.general = general_bucket(slots.general, liquidity.general);
    channel.congestion = empty_bucket(slots.congestion, liquidity.congestion);
    channel.protected_ = empty_bucket(slots.protected_, liquidity.protected_);
    channel.revenue = window_average_from<N>(now);
    channel.reputation = {SignedMsat<N>(0), now};
    return channel;
}

/// Whether nothing refers to a closing channel any more: then it goes (CH-7).
template <class N>
constexpr auto unused(const Channel<N>& channel) -> typename N::Bool {
    using contracts::both;
    using Count = typename N::Count;
    return both(channel.closing, [&] {
        return both(channel.pending_incoming == Count(0), [&] { return channel.pending_outgoing == Count(0); });
    });
}

/// The slots that a pair is assigned in a bucket of `total` slots (GB-4); none without slots, or under slot-tries-ten.
inline std::optional<SlotSet> assigned_slots(const Salt& salt, Scid incoming, Scid outgoing, std::size_t total,
                                             const Rules& rules) {
    if (total == 0) {
        return SlotSet{};
    }
    return assign_slots(KeyStream(salt, incoming, outgoing), total, rules);
}

/// New limits, after a splice or a change of policy. Pending HTLCs keep bucket, slots and amount; what exceeds the new
/// sizes is released only by resolution, and nothing more is admitted until then; pairs are assigned slots anew, by
/// `assign(outgoing, slots)` (CH-4, CH-5, CH-6).
template <class N, class Assign>
void change_limits(Channel<N>& channel, const ChannelLimits<N>& limits, const Parameters<N>& parameters,
                   const Rules& rules, Assign&& assign) {
    const auto slots = split(limits.max_accepted_htlcs, parameters, rules);
    const auto liquidity = split(limits.max_htlc_value_in_flight, parameters, rules);
    const auto resize = [](BucketResources<N>& bucket, Slots<N> size, Msat<N> capacity) {
        bucket.slots = size;
        bucket.capacity = capacity;
    };
    channel.limits = limits;
    resize(channel.general.resources, slots.general, liquidity.general);
    resize(channel.congestion, slots.congestion, liquidity.congestion);
    resize(channel.protected_, slots.protected_, liquidity.protected_);

    channel.general.holder.fit(N::table_size(slots.general.count()));
    channel.pairs.for_each(
        [&](Pair<N>& pair, PairNumber) { pair.general.assigned = assign(pair.outgoing, slots.general); });
}

/// The same, with the slots that each pair draws from its key stream (GB-4); a channel of ID `scid`.
template <class N>
void change_limits(Channel<N>& channel, Scid scid, const ChannelLimits<N>& limits, const Parameters<N>& parameters,
                   const Rules& rules) {
    change_limits(channel, limits, parameters, rules, [&](Scid outgoing, Slots<N> slots) {
        return assigned_slots(channel.salt, scid, outgoing, N::table_size(slots.count()), rules).value_or(SlotSet{});
    });
}

}  // namespace plumbline
