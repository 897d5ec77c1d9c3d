// What forwarding an HTLC, and resolving it, does to the two channels. Chapters 9-channel and 10-resource-manager.
//
// These steps are templates over the number domain and know nothing of where channels and HTLCs are kept.
#pragma once

#include "reference/resource_manager/channel.hpp"
#include "reference/resource_manager/decision.hpp"
#include "reference/resource_manager/errors.hpp"
#include "reference/resource_manager/opportunity_cost.hpp"

namespace plumbline {

/// A forwarded HTLC (CH-2): what it occupies, what it may cost, and what its resolution will need.
template <class N = Running>
struct PendingHtlc {
    BOOST_HANA_DEFINE_STRUCT(PendingHtlc, (Scid, outgoing), (Bucket, bucket), (typename N::Bool, incoming_accountable),
                             (typename N::Bool, outgoing_accountable),
                             (typename N::SlotSet, slots),  // its slots in the general bucket
                             (Msat<N>, amount),             // on the incoming channel
                             (Msat<N>, fee),                // that counts (OC-5)
                             (WideMsat<N>, risk),           // part of in_flight_risk if accountable (OC-7)
                             (Seconds<N>, added_at), (Height<N>, height_added),
                             (Height<N>, cltv_expiry));  // of the incoming HTLC
    friend constexpr bool operator==(const PendingHtlc&, const PendingHtlc&) = default;
};

/// The window over which reputation is tracked (OC-12).
template <class N>
constexpr Seconds<N> reputation_window(const Parameters<N>& parameters) {
    return Windows<N>{parameters.revenue_window, parameters.reputation_multiplier}.span();
}

/// The windows over which revenue is averaged (WA-5).
template <class N>
constexpr Windows<N> revenue_windows(const Parameters<N>& parameters, const Rules& rules) {
    const bool six = rules.window_divisor == WindowDivisor::six_windows_warmup;
    return {parameters.revenue_window, six ? typename N::Plain(6) : parameters.reputation_multiplier};
}

/// The fee that counts for an HTLC (OC-5).
template <class N>
constexpr Msat<N> counted_fee(const HtlcOffer<N>& offer, const Rules& rules) {
    return rules.fee_source == FeeSource::offered ? offer.incoming_amount - offer.outgoing_amount : offer.fee;
}

/// The outgoing channel's standing for this HTLC at `now` (RM-1, OC-8, OC-9, OC-12, OC-13).
template <class N>
constexpr Standing<N> standing(const Channel<N>& incoming, const Channel<N>& outgoing, const HtlcOffer<N>& offer,
                               Seconds<N> now, const Parameters<N>& parameters, const Rules& rules) {
    return {value_at(outgoing.reputation, now, reputation_window(parameters), rules), outgoing.in_flight_risk,
            WideMsat<N>(N::wide(
                htlc_risk(counted_fee(offer, rules), offer.cltv_expiry, offer.height_added, parameters).count())),
            value_at(incoming.revenue, now, revenue_windows(parameters, rules), rules)};
}

/// What the decision on this HTLC looks at.
template <class N>
constexpr DecisionView<N> decision_view(const Channel<N>& incoming, const Channel<N>& outgoing, const Pair<N>& pair,
                                        const HtlcOffer<N>& offer, Seconds<N> now, const Parameters<N>& parameters,
                                        const Rules& rules) {
    const bool any = rules.congestion_in_flight == CongestionInFlight::any_incoming;
    return {incoming.general,
            pair.general,
            incoming.congestion,
            pair.congestion,
            any ? outgoing.congestion_in_flight : pair.congestion.in_flight,
            incoming.protected_,
            standing(incoming, outgoing, offer, now, parameters, rules),
            now,
            parameters,
            rules};
}

/// What is wrong with an offer; none if it can be decided (RM-10, RM-11, RM-12, PA-7, CH-7). A channel that is not
/// known is null; `duplicate`: an HTLC of this name is pending.
template <class N>
std::optional<Mistake> mistake_in(const HtlcOffer<N>& offer, const Channel<N>* incoming, const Channel<N>* outgoing,
                                  bool duplicate) {
    const Msat<N> most(supply_msat);
    const Height<N> highest(std::numeric_limits<std::uint32_t>::max());
    if (offer.htlc.incoming == offer.outgoing) {
        return Mistake::same_channel;
    }
    if (offer.incoming_amount > most || offer.fee > most) {
        return Mistake::amount_out_of_range;
    }
    if (offer.outgoing_amount > offer.incoming_amount) {
        return Mistake::outgoing_exceeds_incoming;
    }
    if (offer.cltv_expiry > highest || offer.height_added > highest) {
        return Mistake::height_out_of_range;
    }
    if (offer.cltv_expiry <= offer.height_added) {
        return Mistake::expired;
    }
    if (incoming == nullptr || outgoing == nullptr) {
        return Mistake::unknown_channel;
    }
    if (incoming->closing || outgoing->closing) {
        return Mistake::channel_closing;
    }
    if (duplicate) {
        return Mistake::duplicate_htlc;
    }
    return std::nullopt;
}

/// Stores what a decision has read (deviation read-stores-rounded); nothing by the specification (DA-5).
template <class N>
constexpr void note_read_reputation(Channel<N>& outgoing, Seconds<N> now, const Parameters<N>& parameters,
                                    const Rules& rules) {
    if (rules.average_read == AverageRead::stores_rounded) {
        decay_to(outgoing.reputation, now, reputation_window(parameters), rules);
    }
}

template <class N>
constexpr void note_read_threshold(Channel<N>& incoming, Seconds<N> now, const Parameters<N>& parameters,
                                   const Rules& rules) {
    if (rules.average_read == AverageRead::stores_rounded) {
        decay_to(incoming.revenue.sum, now, revenue_windows(parameters, rules).span(), rules);
    }
}

/// Lets the HTLC hold what its record says: resources of its bucket, and a part of the in-flight risk (CH-2, CH-9,
/// OC-8). Its slots must be in the table and free.
template <class N>
constexpr void hold(Channel<N>& incoming, Channel<N>& outgoing, Pair<N>& pair, typename N::PairNumber number,
                    const PendingHtlc<N>& htlc) {
    switch (htlc.bucket) {
    case Bucket::general:
        add_htlc(incoming.general, pair.general, number, htlc.slots, htlc.amount);
        break;
    case Bucket::congestion:
        take(incoming.congestion, htlc.amount, Slots<N>(1));
        pair.congestion.in_flight += Slots<N>(1);
        outgoing.congestion_in_flight += Slots<N>(1);
        break;
    case Bucket::protected_:
        take(incoming.protected_, htlc.amount, Slots<N>(1));
        break;
    case Bucket::none:
        contracts::require<"RM-9">(false, "only what is forwarded is recorded", "hold");
    }
    if (htlc.outgoing_accountable) {
        outgoing.in_flight_risk += htlc.risk;
    }
    ++incoming.pending_incoming;
    ++outgoing.pending_outgoing;
}

/// Occupies what the verdict assigns and returns the record of it; the verdict must forward (CH-2, CH-9, OC-8).
template <class N>
constexpr PendingHtlc<N> occupy(Channel<N>& incoming, Channel<N>& outgoing, Pair<N>& pair,
                                typename N::PairNumber number, const HtlcOffer<N>& offer, const Verdict<N>& verdict,
                                Seconds<N> now, const Rules& rules) {
    const PendingHtlc<N> htlc{offer.outgoing,
                              verdict.bucket,
                              offer.incoming_accountable,
                              verdict.outgoing_accountable,
                              verdict.slots,
                              offer.incoming_amount,
                              counted_fee(offer, rules),
                              verdict.standing.htlc_risk,
                              now,
                              offer.height_added,
                              offer.cltv_expiry};
    hold(incoming, outgoing, pair, number, htlc);
    return htlc;
}

/// Gives back what the HTLC occupied, and marks a congestion slot that was held for too long (CH-10, CB-7, GB-12,
/// OC-10).
template <class N>
constexpr void vacate(Channel<N>& incoming, Channel<N>& outgoing, Pair<N>& pair, typename N::PairNumber number,
                      const PendingHtlc<N>& htlc, Seconds<N> now, const Parameters<N>& parameters, const Rules& rules) {
    switch (htlc.bucket) {
    case Bucket::general: {
        const bool recorded = rules.slots_freed == SlotsFreed::recorded;
        const auto freed =
            recorded ? htlc.slots : first_used(incoming.general, pair.general, number, Slots<N>(htlc.slots.size()));
        remove_htlc(incoming.general, pair.general, number, freed, htlc.amount);
        break;
    }
    case Bucket::congestion:
        release(incoming.congestion, htlc.amount, Slots<N>(1));
        pair.congestion.in_flight -= Slots<N>(1);
        outgoing.congestion_in_flight -= Slots<N>(1);
        note_resolution(pair.congestion, resolution_time(htlc.added_at, now), now, parameters);
        break;
    case Bucket::protected_:
        release(incoming.protected_, htlc.amount, Slots<N>(1));
        break;
    case Bucket::none:
        contracts::require<"RM-9">(false, "only what was forwarded is resolved", "vacate");
    }
    if (htlc.outgoing_accountable) {
        outgoing.in_flight_risk -= htlc.risk;
    }
    --incoming.pending_incoming;
    --outgoing.pending_outgoing;
}

/// Credits or debits the outgoing channel's reputation, and the incoming channel's revenue if the HTLC was settled;
/// gives the effective fee (RM-14, OC-4, OC-12, OC-13).
template <class N>
constexpr SignedMsat<N> account(Channel<N>& incoming, Channel<N>& outgoing, const PendingHtlc<N>& htlc,
                                Resolution resolution, Seconds<N> now, const Parameters<N>& parameters,
                                const Rules& rules) {
    const Seconds<N> held = resolution_time(htlc.added_at, now);
    const SignedMsat<N> effective = effective_fee(htlc.fee, held, htlc.outgoing_accountable, resolution, parameters);
    add(outgoing.reputation, effective, now, reputation_window(parameters), rules);
    if (resolution == Resolution::settled) {
        const SignedMsat<N> fee(N::saturated(N::wide(htlc.fee.count())));
        add(incoming.revenue, fee, now, revenue_windows(parameters, rules), rules);
    }
    return effective;
}

}  // namespace plumbline
