// The clauses about what an attack costs, over the reference as it runs: one HTLC, one step of an account from any
// state that satisfies its invariants, and whole lives of accounts. Each mistake in what they are about is refused by a
// clause.
#include "contracts/resource_manager/attack_bounds.hpp"
#include "proofs/attack_bounds/account_cases.hpp"
#include "proofs/attack_bounds/mistaken_functions.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string_view>

namespace plumbline::attack_bounds {
namespace {

/// The requirement of the first clause that a step violates; empty if none.
using Refused = std::string_view;

template <class Clauses, class... State>
Refused refused(const Clauses& clauses, const State&... state) {
    const auto violated = contracts::first_violated(clauses, state...);
    return violated ? violated->requirement.id() : Refused{};
}

template <class Functions>
Refused hold(const Parameters<>& parameters) {
    const HeldHtlc<> htlc = any_htlc(parameters);
    const HoldOutcome<> outcome = outcome_of<Functions>(htlc, parameters);
    const Refused by = refused(contracts::effect_bounds, htlc, outcome, parameters);
    return by.empty() ? refused(contracts::risk_bounds, htlc, outcome, parameters) : by;
}

/// How often admission was asked for, by its outcome: a bound that is never asked holds.
struct Admissions {
    unsigned granted = 0;
    unsigned refused = 0;
};

Admissions admissions;

/// Asks for an HTLC's admission, against a threshold and beside HTLCs of the congestion bucket.
template <class Functions>
Refused ask(Account<>& account, const HeldHtlc<>& htlc, Seconds<> now, const Terms<Running>& terms) {
    const Account<> before = account;
    const SignedMsat<> threshold(Running::saturated(any_sum().count()));
    const WideMsat<> other(*evenly(2) == 0 ? *near_boundaries(supply_msat) : 0);
    const SignedMsat<> small(*evenly(1) == 0 ? 0 : *near_boundaries(1'000'000));
    const Standing<> standing =
        standing_for<Functions>(account, htlc, other, *evenly(2) == 0 ? threshold : small, now, terms);
    const bool admitted = admit<Functions>(account, standing);
    ++(admitted ? admissions.granted : admissions.refused);
    const Refused bound = refused(contracts::admission_bounds, before, standing, admitted);
    return bound.empty() ? refused(contracts::account_invariants, account) : bound;
}

/// One step from any account: an HTLC is asked for, resolved, or resolved that was not admitted by reputation.
template <class Functions>
Refused step(const Terms<Running>& terms) {
    Account<> account = any_account();
    const Seconds<> now = later(account);
    switch (*evenly(2)) {
    case 0:
        return ask<Functions>(account, any_htlc(terms.parameters), now, terms);
    case 1: {
        HeldHtlc<> htlc = any_htlc(terms.parameters, false);
        htlc.accountable = true;
        const WideMsat<> risk = widened(Functions::risk(htlc, terms.parameters));
        account.at_risk += risk;  // one of those in flight
        account.paid += risk;
        resolve<Functions>(account, htlc, true, now, terms);
        break;
    }
    default:
        resolve<Functions>(account, any_htlc(terms.parameters), false, now, terms);
    }
    return refused(contracts::account_invariants, account);
}

/// A life: HTLCs come and go, every one resolved by its expiry.
template <class Functions>
Refused live(const Terms<Running>& terms) {
    Account<> account{};
    std::vector<HeldHtlc<>> pending;
    Seconds<> now(1'700'000'000);
    for (int n = 0; n < 40; ++n) {
        now += Seconds<>(*properties::a_while());
        HeldHtlc<> htlc = any_htlc(terms.parameters, false);
        if (*evenly(1) == 0 && !pending.empty()) {
            resolve<Functions>(account, pending.back(), true, now, terms);
            pending.pop_back();
        } else if (*evenly(1) == 0) {
            resolve<Functions>(account, htlc, false, now, terms);
        } else {
            htlc.accountable = true;
            htlc.fee = Msat<>(*near_boundaries(1'000'000));
            const WideMsat<> before = account.at_risk;
            if (const Refused by = ask<Functions>(account, htlc, now, terms); !by.empty()) {
                return by;
            }
            if (account.at_risk > before) {
                pending.push_back(htlc);
            }
        }
        if (const Refused by = refused(contracts::account_invariants, account); !by.empty()) {
            return by;
        }
    }
    return {};
}

RC_GTEST_PROP(HoldingBounds, HoldForEveryHtlc, ()) {
    const Terms<Running> terms = any_terms();
    RC_ASSERT(hold<ReferenceFunctions>(terms.parameters) == "");
}

RC_GTEST_PROP(AccountBounds, ArePreservedFromEveryAccount, ()) {
    RC_ASSERT(step<ReferenceFunctions>(any_terms()) == "");
}

RC_GTEST_PROP(AccountBounds, HoldOverALife, ()) {
    RC_ASSERT(live<ReferenceFunctions>(any_terms()) == "");
}

RC_GTEST_PROP(ShockBounds, HoldForEveryPayment, ()) {
    const Terms<Running> terms = any_terms();
    const Windows<> windows{terms.parameters.revenue_window, terms.parameters.reputation_multiplier};
    const Seconds<> start(*near_boundaries(1ULL << 40U));
    WindowAverage<> average = window_average_from(start);
    average.sum.value = SignedMsat<>(*near_boundaries(supply_msat));
    const SignedMsat<> amount(*near_boundaries(supply_msat));
    const Seconds<> now = start + Seconds<>(*properties::a_while());
    RC_ASSERT(refused(contracts::shock_bounds, shock_of(average, amount, now, windows, terms.rules)) == "");
}

/// Asks every clause about `Functions` until one of `enough` has refused them; returns the requirements of those that
/// did.
template <class Functions>
std::set<Refused> refusals(Refused enough = "") {
    std::set<Refused> by;
    const bool ran = rc::check([&] {
        if (by.contains(enough)) {
            return;
        }
        const Terms<Running> terms = any_terms();
        for (const Refused refused :
             {hold<Functions>(terms.parameters), step<Functions>(terms), live<Functions>(terms)}) {
            if (!refused.empty()) {
                by.insert(refused);
            }
        }
    });
    EXPECT_TRUE(ran);
    return by;
}

template <class Functions>
void expect_refused(Refused requirement) {
    EXPECT_TRUE(refusals<Functions>(requirement).contains(requirement)) << "not refused by a clause of " << requirement;
}

TEST(Mistakes, NoneIsSeenInTheReference) {
    EXPECT_TRUE(refusals<ReferenceFunctions>().empty());
    EXPECT_GE(admissions.granted, 2'000U) << "the bounds on admissions were hardly asked";
    EXPECT_GE(admissions.refused, 2'000U);
}

TEST(Mistakes, InTheRiskAreRefused) {
    expect_refused<HalfTheRisk>("AB-14");
    expect_refused<RiskOf32Bits>("AB-14");
    expect_refused<RiskFromTheFirstSecond>("AB-21");
}

TEST(Mistakes, InTheEffectiveFeeAreRefused) {
    expect_refused<FailureIsFree>("AB-14");
    expect_refused<FailureEarns>("AB-12");
    expect_refused<OverpaymentEarns>("AB-12");
    expect_refused<NobodyIsTold>("AB-9");
    expect_refused<NoPeriodOfGrace>("AB-16");
}

TEST(Mistakes, InTheAdmissionAreRefused) {
    expect_refused<WithoutOwnRisk>("AB-13");
    expect_refused<WithoutRiskInFlight>("AB-13");
    expect_refused<WithoutThreshold>("AB-13");
    expect_refused<OneTooFew>("AB-13");
}

TEST(Mistakes, InTheAverageAreRefused) {
    expect_refused<GrowsWithTime>("AB-13");
    expect_refused<LossesAreForgotten>("AB-15");
    expect_refused<GainsCountTwice>("AB-15");
}

// AB-19: a divisor of one window, as if the threshold were not averaged, is refused.
TEST(Mistakes, InTheDivisorAreRefused) {
    Shock<> shock = shock_of(window_average_from(Seconds<>(0)), SignedMsat<>(12'000'000), Seconds<>(14'515'200),
                             Windows<>{Seconds<>(1'209'600), 12}, draft_profile);
    EXPECT_EQ(shock.after, SignedMsat<>(1'000'000));
    EXPECT_EQ(refused(contracts::shock_bounds, shock), "");
    shock.after = SignedMsat<>(12'000'000);
    EXPECT_EQ(refused(contracts::shock_bounds, shock), "AB-19");
}

}  // namespace
}  // namespace plumbline::attack_bounds
