// An HTLC that is added to a scene, or restored to it.
#pragma once

#include "proofs/resource_manager/scene.hpp"
#include "reference/resource_manager/forwarding.hpp"

namespace plumbline::proofs {

/// Any HTLC between the two channels, in `bucket`; its slots are still to be chosen.
template <class Trial>
auto any_htlc(Trial& trial, Bucket bucket) {
    using N = typename Trial::Domain;
    auto htlc = trial.template havoc<PendingHtlc<N>>("htlc");
    htlc.outgoing = our_scid;
    htlc.bucket = bucket;
    return htlc;
}

/// The number of an HTLC that recorded nothing yet.
template <class Trial, class N>
auto new_number(Trial& trial, const KnownOfChannel<N>& known) {
    using Number = typename N::PairNumber;
    const auto number = trial.template number<Number>("htlc.number", {0, KnownOfChannel<N>::htlc_numbers - 1});
    trial.suppose_of(
        [&](const KnownOfChannel<N>& now) {
            trial.suppose_clause([&] {
                return now.recorded_by.every([&now, number](auto slot) { return now.recorded_by[slot] != number; });
            });
        },
        known);
    trial.suppose_clause([&] { return known.pair_of[number] == our_number; });
    return number;
}

/// A channel that may take HTLCs: its limits leave room for what the counters count.
template <class Trial, class N>
void suppose_room_to_count(Trial& trial, const Scene<N>& scene) {
    trial.suppose(scene.of_incoming.incoming < 1000U);
    trial.suppose(scene.of_outgoing.outgoing < (1U << 25U));
}

/// What is known of a channel without HTLCs.
template <class N>
KnownOfChannel<N> known_of_none() {
    KnownOfChannel<N> nothing;
    nothing.recorded_by = typename N::SlotTable(N::table_size(typename N::Natural(max_accepted_htlcs_limit)));
    nothing.pair_of = typename N::SlotTable(N::table_size(typename N::Natural(KnownOfChannel<N>::htlc_numbers)));
    return nothing;
}

/// What is held now may stay, whatever the limits (CH-5).
template <class N>
void tolerate_all(KnownOfChannel<N>& known) {
    tolerate(known.general);
    tolerate(known.congestion);
    tolerate(known.protected_);
    tolerate(known.ours);
    tolerate(known.other);
}

}  // namespace plumbline::proofs
