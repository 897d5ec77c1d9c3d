// The counters that adding or resolving one HTLC may move: what the contracts compare before and after, in constant
// time.
#pragma once

#include "reference/resource_manager/channel.hpp"

namespace plumbline {

template <class N = Running>
struct Figures {
    BOOST_HANA_DEFINE_STRUCT(Figures, (BucketResources<N>, general), (BucketResources<N>, congestion),
                             (BucketResources<N>, protected_), (Slots<N>, pair_slots),  // assigned to the pair
                             (Slots<N>, pair_slots_used),
                             (Msat<N>, pair_capacity),  // slot liquidity times assigned slots
                             (Msat<N>, pair_msat_used),
                             (Slots<N>, pair_congestion),  // in flight in the congestion bucket
                             (WideMsat<N>, in_flight_risk), (typename N::Count, pending_incoming),
                             (typename N::Count, pending_outgoing));
};

template <class N>
constexpr Figures<N> figures(const Channel<N>& incoming, const Channel<N>& outgoing, const Pair<N>& pair,
                             const Rules& rules) {
    const Slots<N> allocation(pair.general.assigned.size());
    const Msat<N> unit = slot_liquidity(incoming.general.resources, allocation, rules);
    return {incoming.general.resources, incoming.congestion,
            incoming.protected_,        allocation,
            pair.general.slots_used,    Msat<N>(unit.count() * allocation.count()),
            pair.general.msat_used,     pair.congestion.in_flight,
            outgoing.in_flight_risk,    incoming.pending_incoming,
            outgoing.pending_outgoing};
}

}  // namespace plumbline
