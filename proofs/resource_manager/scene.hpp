// Any incoming and outgoing channel between which HTLCs are forwarded, in any state that the invariants allow, and what
// the ghost state knows of them.
//
// An incoming channel has any number of pairs. Two of them are looked at: the one whose HTLC is added or resolved, and
// one other, of which nothing is known, so that what is proved of it holds for every other. HTLCs are known by their
// sums and, slot by slot, by who recorded it.
#pragma once

#include "contracts/resource_manager/channel.hpp"
#include "proofs/engine/parameters.hpp"
#include "proofs/symbolic/pair_table.hpp"
#include "reference/resource_manager/ghost_sum.hpp"

namespace plumbline::proofs {

inline constexpr Scid incoming_scid{1};
inline constexpr Scid our_scid{2};    ///< the outgoing channel
inline constexpr Scid other_scid{3};  ///< any other outgoing channel
inline constexpr PairNumber our_number = 0;
inline constexpr PairNumber other_number = 1;

inline PairNumber select(bool condition, PairNumber yes, PairNumber no) {
    return condition ? yes : no;
}

inline symbolic::Int<symbolic::Natural16> select(symbolic::Truth condition, symbolic::Int<symbolic::Natural16> yes,
                                                 symbolic::Int<symbolic::Natural16> no) {
    return symbolic::Int<symbolic::Natural16>::fitting(symbolic::select(condition, yes.number(), no.number()));
}

/// What the HTLCs of one channel say together: the members that the invariants ask of a ghost.
template <class N>
struct KnownOfChannel {
    using Holder = typename N::PairNumber;

    /// HTLCs are numbered; this many numbers are enough for every slot to be held by one of its own, and more.
    static constexpr std::uint16_t htlc_numbers = 500;

    GhostSum<N> general;
    GhostSum<N> congestion;
    GhostSum<N> protected_;
    GhostPair<N> ours;
    GhostPair<N> other;
    WideMsat<N> in_flight_risk{};
    typename N::Count incoming{0};
    typename N::Count outgoing{0};
    typename N::SlotTable recorded_by;  ///< slot → the HTLC that recorded it; no_pair if none did
    typename N::SlotTable pair_of;      ///< HTLC → the number of its pair

    [[nodiscard]] const GhostPair<N>& pair(Scid outgoing_channel) const {
        return outgoing_channel == our_scid ? ours : other;
    }

    template <class Pairs, class Slot>
    [[nodiscard]] Holder holder_number(const Pairs& /*pairs*/, Slot slot) const {
        const Holder htlc = recorded_by[slot];
        const auto some = htlc < htlc_numbers;
        return select(some, pair_of[htlc], Holder(no_pair));
    }

    [[nodiscard]] auto slots_held() const { return recorded_by.held(); }
};

template <class N>
struct Scene {
    Parameters<N> parameters;
    Channel<N> incoming;
    Channel<N> outgoing;
    KnownOfChannel<N> of_incoming;
    KnownOfChannel<N> of_outgoing;

    Pair<N>& pair() { return incoming.pairs[our_number]; }
};

template <class Trial>
auto any_slot(Trial& trial, const std::string& name, int index) {
    const auto slot = trial.template number<typename Trial::Domain::SlotSet::Index>(
        name + "[" + std::to_string(index) + "]", {0, 482});
    trial.suggest(slot, index);  // many distinct numbers take Z3 long to find
    return slot;
}

/// A set of `count` slot indexes of which nothing is known.
template <class Trial>
auto any_slots(Trial& trial, const std::string& name, int count) {
    using Set = typename Trial::Domain::SlotSet;
    Set slots;
    for (int index = 0; index < count; ++index) {
        slots.push_back(any_slot(trial, name, index));
    }
    return slots;
}

/// The same, of any size from `least` to `most`.
template <class Trial>
auto any_number_of_slots(Trial& trial, const std::string& name, int least, int most) {
    using N = typename Trial::Domain;
    using Set = typename N::SlotSet;
    const auto size = trial.template any<Slots<N>>(name + ".size", {least, most});
    Set slots;
    for (int index = 0; index < most; ++index) {
        slots.push_back_if(Slots<N>(static_cast<unsigned>(index)) < size, any_slot(trial, name, index));
    }
    return slots;
}

template <class Trial>
auto any_sum(Trial& trial, const std::string& name) {
    using N = typename Trial::Domain;
    return GhostSum<N>{trial.template any<Slots<N>>(name + ".slots"), trial.template any<Msat<N>>(name + ".msat"),
                       trial.template any<Slots<N>>(name + ".slots_tolerated"),
                       trial.template any<Msat<N>>(name + ".msat_tolerated")};
}

template <class Trial>
auto any_pair_sum(Trial& trial, const std::string& name) {
    using N = typename Trial::Domain;
    return GhostPair<N>{any_sum(trial, name), trial.template any<Slots<N>>(name + ".congestion")};
}

/// What is known of a channel, any of it.
template <class Trial>
auto any_knowledge(Trial& trial, const std::string& name) {
    using N = typename Trial::Domain;
    KnownOfChannel<N> known;
    known.general = any_sum(trial, name + ".general");
    known.congestion = any_sum(trial, name + ".congestion");
    known.protected_ = any_sum(trial, name + ".protected");
    known.ours = any_pair_sum(trial, name + ".ours");
    known.other = any_pair_sum(trial, name + ".other");
    known.in_flight_risk = trial.template any<WideMsat<N>>(name + ".in_flight_risk");
    known.incoming = trial.template number<typename N::Count>(name + ".incoming", {0, 1000});
    known.outgoing = trial.template number<typename N::Count>(name + ".outgoing", {0, Int128{1} << 25U});
    known.recorded_by = trial.table(name + ".recorded_by", Slots<N>(max_accepted_htlcs_limit));
    known.pair_of = trial.table(name + ".pair_of", Slots<N>(KnownOfChannel<N>::htlc_numbers));
    return known;
}

template <class Trial>
auto any_share(Trial& trial, const std::string& name, typename Trial::Domain::SlotSet assigned) {
    using N = typename Trial::Domain;
    return GeneralShare<N>{std::move(assigned), trial.template any<Slots<N>>(name + ".slots_used"),
                           trial.template any<Msat<N>>(name + ".msat_used")};
}

template <class Trial>
auto any_pair(Trial& trial, const std::string& name, Scid outgoing, typename Trial::Domain::SlotSet assigned) {
    using N = typename Trial::Domain;
    Pair<N> pair;
    pair.outgoing = outgoing;
    pair.general = any_share(trial, name, std::move(assigned));
    pair.congestion = trial.template havoc<CongestionHistory<N>>(name + ".congestion");
    return pair;
}

template <class Trial>
auto any_general_bucket(Trial& trial, const std::string& name) {
    using N = typename Trial::Domain;
    return GeneralBucket<N>{trial.template havoc<BucketResources<N>>(name + ".general"),
                            trial.table(name + ".holder", trial.template any<Slots<N>>(name + ".table"))};
}

template <class Trial>
auto any_channel(Trial& trial, const std::string& name) {
    using N = typename Trial::Domain;
    Channel<N> channel;
    channel.limits = trial.template havoc<ChannelLimits<N>>(name + ".limits");
    channel.closing = trial.truth_of(name + ".closing");
    channel.pending_incoming = trial.template number<typename N::Count>(name + ".pending_incoming", {0, 1000});
    channel.pending_outgoing =
        trial.template number<typename N::Count>(name + ".pending_outgoing", {0, Int128{1} << 25U});
    channel.general = any_general_bucket(trial, name);
    channel.congestion = trial.template havoc<BucketResources<N>>(name + ".congestion");
    channel.protected_ = trial.template havoc<BucketResources<N>>(name + ".protected");
    channel.in_flight_risk = trial.template any<WideMsat<N>>(name + ".in_flight_risk");
    channel.congestion_in_flight = trial.template any<Slots<N>>(name + ".congestion_in_flight", {0, Int128{1} << 25U});
    return channel;
}

/// What the templates rely on beside the invariants, and what keeps it: the table is at least as long as the bucket has
/// slots, and the pair's count of slots is that of the table.
template <class N>
auto table_agrees(const Channel<N>& channel, const KnownOfChannel<N>& known) {
    using contracts::both;
    const auto& holder = channel.general.holder;
    using Holder = typename N::PairNumber;
    const auto size_of = [](const auto& table) { return Slots<N>(table.size()); };
    return both(channel.general.resources.slots <= size_of(holder), [&] {
        return both(Slots<N>(holder.held()) == channel.general.resources.slots_used, [&] {
            auto agree = known.incoming == known.incoming;
            channel.pairs.for_each([&](const auto& pair, PairNumber number) {
                agree = both(agree, [&] { return Slots<N>(holder.count(Holder(number))) == pair.general.slots_used; });
            });
            return agree;
        });
    });
}

/// Slots are recorded by HTLCs that have a number, and every HTLC has a pair.
template <class Trial, class N>
void suppose_numbers(Trial& trial, const KnownOfChannel<N>& known) {
    trial.suppose_of(
        [&](const KnownOfChannel<N>& now) {
            trial.suppose_clause([&] {
                return now.recorded_by.every([&now](auto slot) {
                    const auto htlc = now.recorded_by[slot];
                    return contracts::either(htlc < KnownOfChannel<N>::htlc_numbers, [&] { return htlc == no_pair; });
                });
            });
            trial.suppose_clause(
                [&] { return now.pair_of.every([&now](auto htlc) { return now.pair_of[htlc] != no_pair; }); });
        },
        known);
}

/// Two channels in any state that satisfies the invariants; the pair that is looked at is assigned `assigned`.
template <class Trial>
auto any_scene(Trial& trial, typename Trial::Domain::SlotSet assigned) {
    using N = typename Trial::Domain;
    Scene<N> scene;
    scene.parameters = any_parameters(trial);
    scene.incoming = any_channel(trial, "incoming");
    scene.incoming.pairs.insert(any_pair(trial, "ours", our_scid, std::move(assigned)));
    scene.incoming.pairs.insert(any_pair(trial, "other", other_scid, any_slots(trial, "other.assigned", 1)));
    scene.outgoing = any_channel(trial, "outgoing");
    scene.of_incoming = any_knowledge(trial, "of_incoming");
    scene.of_outgoing = any_knowledge(trial, "of_outgoing");
    trial.suppose_all(contracts::channel_invariants, scene.incoming, scene.of_incoming);
    trial.suppose_all(contracts::channel_invariants, scene.outgoing, scene.of_outgoing);
    suppose_numbers(trial, scene.of_incoming);
    trial.suppose_of(
        [&](const Scene<N>& now) {
            trial.suppose_clause([&] {
                return now.of_incoming.recorded_by.every([&now](auto slot) {
                    return contracts::either(slot < now.incoming.general.holder.size(),
                                             [&] { return now.of_incoming.recorded_by[slot] == no_pair; });
                });
            });
        },
        scene);
    trial.suppose_clause([&] { return table_agrees(scene.incoming, scene.of_incoming); });
    return scene;
}

/// What a channel's limits are split into (PA-6).
template <class N>
struct Sizes {
    Split<Slots<N>> slots;
    Split<Msat<N>> liquidity;
};

template <class N>
Sizes<N> sizes_by_limits(const Channel<N>& channel, const Parameters<N>& parameters) {
    return {split(channel.limits.max_accepted_htlcs, parameters, {}),
            split(channel.limits.max_htlc_value_in_flight, parameters, {})};
}

/// Whether the buckets have these sizes.
template <class N>
auto has_sizes(const Channel<N>& channel, const Sizes<N>& sizes) {
    using contracts::both;
    const auto has = [](const BucketResources<N>& bucket, Slots<N> slots, Msat<N> capacity) {
        return both(bucket.slots == slots, [&] { return bucket.capacity == capacity; });
    };
    return both(has(channel.general.resources, sizes.slots.general, sizes.liquidity.general), [&] {
        return both(has(channel.congestion, sizes.slots.congestion, sizes.liquidity.congestion),
                    [&] { return has(channel.protected_, sizes.slots.protected_, sizes.liquidity.protected_); });
    });
}

/// any_scene() with any `assigned` slots for the pair that is looked at.
template <class Trial>
auto any_scene(Trial& trial, int assigned) {
    return any_scene(trial, any_slots(trial, "ours.assigned", assigned));
}

/// Both channels have their invariants again.
template <class Trial, class N>
void owe_invariants(Trial& trial, const Scene<N>& scene, const std::string& operation) {
    trial.owe_all(contracts::channel_invariants, operation, scene.incoming, scene.of_incoming);
    trial.owe_all(contracts::channel_invariants, operation, scene.outgoing, scene.of_outgoing);
    trial.template owe<"GB-11">("the table counts what the bucket and its pairs count",
                                [&] { return table_agrees(scene.incoming, scene.of_incoming); });
}

}  // namespace plumbline::proofs
