// What the theorems of chapter 14 are about, computed by the reference's own functions: an HTLC that is held, and the
// account of an outgoing channel over its life.
//
// Templates over the number domain, like the reference. `Functions` are the reference's; a test puts mistaken ones in
// their place, which the clauses of contracts/resource_manager/attack_bounds.hpp must refuse.
#pragma once

#include "reference/resource_manager/opportunity_cost.hpp"
#include "reference/resource_manager/protected_bucket.hpp"
#include "reference/resource_manager/window_average.hpp"

namespace plumbline::attack_bounds {

/// An HTLC as it is held and resolved.
template <class N = Running>
struct HeldHtlc {
    BOOST_HANA_DEFINE_STRUCT(HeldHtlc, (Msat<N>, fee), (Height<N>, cltv_expiry), (Height<N>, height_added),
                             (Seconds<N>, held),               // from its addition to its resolution
                             (typename N::Bool, accountable),  // in the offered update_add_htlc
                             (Resolution, resolution));
};

/// What came of it.
template <class N = Running>
struct HoldOutcome {
    BOOST_HANA_DEFINE_STRUCT(HoldOutcome, (SignedMsat<N>, effective_fee), (SignedMsat<N>, cost),  // OC-4, OC-1
                             (SignedMsat<N>, risk));                                              // OC-7
};

/// The reference's functions, by names that a test can replace.
struct ReferenceFunctions {
    template <class N>
    static constexpr SignedMsat<N> cost(const HeldHtlc<N>& htlc, const Parameters<N>& parameters) {
        return opportunity_cost(htlc.held, htlc.fee, parameters);
    }

    template <class N>
    static constexpr SignedMsat<N> effect(const HeldHtlc<N>& htlc, const Parameters<N>& parameters) {
        return effective_fee(htlc.fee, htlc.held, htlc.accountable, htlc.resolution, parameters);
    }

    template <class N>
    static constexpr SignedMsat<N> risk(const HeldHtlc<N>& htlc, const Parameters<N>& parameters) {
        return htlc_risk(htlc.fee, htlc.cltv_expiry, htlc.height_added, parameters);
    }

    template <class N>
    static constexpr auto sufficient(const Standing<N>& standing) {
        return standing.sufficient();
    }

    template <class N>
    static constexpr SignedMsat<N> read(const DecayingAverage<N>& average, Seconds<N> now, Seconds<N> span,
                                        const Rules& rules) {
        return value_at(average, now, span, rules);
    }

    template <class N>
    static constexpr void add(DecayingAverage<N>& average, const SignedMsat<N>& amount, Seconds<N> now, Seconds<N> span,
                              const Rules& rules) {
        plumbline::add(average, amount, now, span, rules);
    }
};

template <class Functions = ReferenceFunctions, class N>
constexpr HoldOutcome<N> outcome_of(const HeldHtlc<N>& htlc, const Parameters<N>& parameters) {
    return {Functions::effect(htlc, parameters), Functions::cost(htlc, parameters), Functions::risk(htlc, parameters)};
}

/// An outgoing channel's account. Nothing in it decays but the reputation.
template <class N = Running>
struct Account {
    BOOST_HANA_DEFINE_STRUCT(Account, (DecayingAverage<N>, reputation),
                             (WideMsat<N>, paid),      // fees of all HTLCs that settled on it
                             (WideMsat<N>, lost),      // costs of the resolved ones that were admitted by reputation
                             (WideMsat<N>, at_risk));  // risk of those admitted by reputation that are in flight
};

/// The parameters and the profile under which an account is kept.
template <class N = Running>
struct Terms {
    Parameters<N> parameters;
    Rules rules;

    [[nodiscard]] constexpr Seconds<N> span() const {
        return Seconds<N>(parameters.revenue_window.count() * typename N::Natural(parameters.reputation_multiplier));
    }
};

template <class N>
constexpr WideMsat<N> widened(const SignedMsat<N>& amount) {
    return WideMsat<N>(N::wide(amount.count()));
}

/// How the outgoing channel stands for an HTLC against `threshold`, while `other_risk` is in flight on it beside what
/// was admitted by reputation: HTLCs of the congestion bucket (RM-1, OC-8, OC-9).
template <class Functions = ReferenceFunctions, class N>
constexpr Standing<N> standing_for(const Account<N>& account, const HeldHtlc<N>& htlc, WideMsat<N> other_risk,
                                   SignedMsat<N> threshold, Seconds<N> now, const Terms<N>& terms) {
    return {Functions::read(account.reputation, now, terms.span(), terms.rules), account.at_risk + other_risk,
            widened(Functions::risk(htlc, terms.parameters)), threshold};
}

/// Forwards the HTLC as accountable if reputation suffices; returns whether it does.
template <class Functions = ReferenceFunctions, class N>
constexpr bool admit(Account<N>& account, const Standing<N>& standing) {
    if (Functions::sufficient(standing)) {
        account.at_risk += standing.htlc_risk;
        return true;
    }
    return false;
}

/// Resolves an HTLC at `now`; `admitted` tells whether it was admitted by reputation (RM-14).
template <class Functions = ReferenceFunctions, class N>
constexpr void resolve(Account<N>& account, const HeldHtlc<N>& htlc, bool admitted, Seconds<N> now,
                       const Terms<N>& terms) {
    Functions::add(account.reputation, Functions::effect(htlc, terms.parameters), now, terms.span(), terms.rules);
    if (htlc.resolution == Resolution::settled) {
        account.paid += WideMsat<N>(N::wide(htlc.fee.count()));
    }
    if (admitted) {
        account.lost += widened(Functions::cost(htlc, terms.parameters));
        account.at_risk -= widened(Functions::risk(htlc, terms.parameters));
    }
}

/// A payment's effect on a threshold.
template <class N = Running>
struct Shock {
    BOOST_HANA_DEFINE_STRUCT(Shock, (SignedMsat<N>, before), (SignedMsat<N>, after), (SignedMsat<N>, amount),
                             (Seconds<N>, window), (Seconds<N>, counted));  // clamp(age, window, window · count)
};

/// Adds `amount` to a window average at `now` and reads it before and after.
template <class N>
constexpr Shock<N> shock_of(WindowAverage<N> average, const SignedMsat<N>& amount, Seconds<N> now,
                            const Windows<N>& windows, const Rules& rules) {
    const SignedMsat<N> before = value_at(average, now, windows, rules);
    add(average, amount, now, windows, rules);
    Seconds<N> counted = now > average.start ? now - average.start : Seconds<N>(0);
    if (counted < windows.window) {
        counted = windows.window;
    }
    if (counted > windows.span()) {
        counted = windows.span();
    }
    return {before, value_at(average, now, windows, rules), amount, windows.window, counted};
}

}  // namespace plumbline::attack_bounds
