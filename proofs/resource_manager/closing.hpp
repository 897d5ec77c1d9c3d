// When a closing channel goes, and what is left then. Chapter 9.
#pragma once

#include "proofs/resource_manager/scene.hpp"

namespace plumbline::proofs {

/// Whether no HTLC refers to the channel that this is known of.
template <class N>
auto none_refers(const KnownOfChannel<N>& known) {
    using Count = typename N::Count;
    return contracts::both(known.incoming == Count(0), [&] { return known.outgoing == Count(0); });
}

// The sums of no HTLC at all are 0, and no HTLC recorded a slot.
template <class Trial, class N>
void suppose_sums_of_none(Trial& trial, const KnownOfChannel<N>& known) {
    using Count = typename N::Count;
    const auto nothing = [](const auto& sum) {
        return contracts::both(sum.slots == Slots<N>(0), [&] { return sum.msat == Msat<N>(0); });
    };
    trial.suppose_clause([&] {
        return contracts::implies(known.incoming == Count(0), [&] {
            return contracts::both(
                contracts::both(nothing(known.general), [&] { return nothing(known.congestion); }), [&] {
                    return contracts::both(nothing(known.protected_),
                                           [&] { return Slots<N>(known.slots_held()) == Slots<N>(0); });
                });
        });
    });
    trial.suppose_clause([&] {
        return contracts::implies(known.outgoing == Count(0), [&] { return known.in_flight_risk == WideMsat<N>(0); });
    });
}

template <class Trial, class N>
void owe_closing(Trial& trial, const Channel<N>& channel, const KnownOfChannel<N>& known) {
    trial.template owe<"CH-7">("it goes exactly when it is closing and no HTLC refers to it", [&] {
        return contracts::iff(unused(channel), contracts::both(channel.closing, [&] { return none_refers(known); }));
    });
    contracts::for_each_clause(contracts::closing_invariants, [&](const auto& clause) {
        trial.owe_clause([&] { return contracts::either(unused(channel), [&] { return clause.holds(channel); }); },
                         clause.name, "what does not go");
    });
    const auto empty = [](const BucketResources<N>& bucket) {
        return contracts::both(bucket.slots_used == Slots<N>(0), [&] { return bucket.msat_used == Msat<N>(0); });
    };
    trial.template owe<"CH-7">("what goes holds nothing", [&] {
        return contracts::implies(unused(channel), [&] {
            const auto buckets =
                contracts::both(empty(channel.general.resources), [&] { return empty(channel.congestion); });
            return contracts::both(contracts::both(buckets, [&] { return empty(channel.protected_); }), [&] {
                return contracts::both(Slots<N>(channel.general.holder.held()) == Slots<N>(0),
                                       [&] { return channel.in_flight_risk == WideMsat<N>(0); });
            });
        });
    });
}

}  // namespace plumbline::proofs
