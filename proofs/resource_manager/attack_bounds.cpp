// Chapter 14: what reputation costs against the damage that the access allows, of accounts of any length: each step
// keeps what AB-15 says, and an admission owes AB-13.
#include "contracts/resource_manager/attack_bounds.hpp"

#include "proofs/attack_bounds/account.hpp"
#include "proofs/engine/parameters.hpp"
#include "proofs/resource_manager/chapters.hpp"

namespace plumbline::proofs {
namespace {

using attack_bounds::Account;
using attack_bounds::HeldHtlc;
using attack_bounds::HoldOutcome;
using attack_bounds::Terms;

template <class Trial>
auto any_held_htlc(Trial& trial) {
    auto htlc = trial.template havoc<HeldHtlc<typename Trial::Domain>>("htlc");
    htlc.resolution = trial.choice("settled", 2) == 1 ? Resolution::settled : Resolution::failed;
    return htlc;
}

// Any HTLC that is held, and what comes of it.
constexpr auto held = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const HeldHtlc<N> htlc = any_held_htlc(trial);
    trial.suppose(htlc.height_added < htlc.cltv_expiry);
    const HoldOutcome<N> outcome = attack_bounds::outcome_of(htlc, parameters);
    trial.reach(htlc.resolution == Resolution::settled ? "settled" : "failed");
    trial.owe_all(contracts::effect_bounds, "resolve_htlc", htlc, outcome, parameters);
};

// The risk by which it was docked: opportunity_cost of the longest hold, of which it is proved that it grows with the
// time (opportunity-cost/grows-with-time).
constexpr auto docked = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const HeldHtlc<N> htlc = any_held_htlc(trial);
    trial.suppose(htlc.height_added < htlc.cltv_expiry);
    trial.suppose_clause([&] { return contracts::within_expiry(htlc); });
    const HoldOutcome<N> outcome = attack_bounds::outcome_of(htlc, parameters);
    trial.reach("held within its expiry");
    trial.template owe<"AB-14">("no more is lost than was at risk", [&] { return outcome.cost <= outcome.risk; });
};

// An account after any number of steps, as AB-15 says it is, and its outgoing channel's parameters.
template <class Trial>
auto any_account(Trial& trial) {
    using N = typename Trial::Domain;
    auto account = trial.template havoc<Account<N>>("account");
    trial.suppose_all(contracts::account_invariants, account);
    return account;
}

constexpr auto admission = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Terms<N> terms{any_parameters(trial), trial.rules()};
    Account<N> account = any_account(trial);
    const HeldHtlc<N> htlc = any_held_htlc(trial);
    const auto other_risk = trial.template any<WideMsat<N>>("other_risk");
    const auto threshold = trial.template any<SignedMsat<N>>("threshold");
    trial.suppose(threshold >= SignedMsat<N>(0));
    const auto now = trial.template any<Seconds<N>>("now");
    const Account<N> before = account;
    const Standing<N> standing = attack_bounds::standing_for(account, htlc, other_risk, threshold, now, terms);
    const bool admitted = attack_bounds::admit(account, standing);
    trial.reach(admitted ? "admitted" : "not admitted");
    trial.owe_all(contracts::admission_bounds, "add_htlc", before, standing, admitted);
    trial.owe_all(contracts::account_invariants, "add_htlc", account);
};

// Of an HTLC in the account: its risk is part of what is at risk, and covers its cost (AB-14).
constexpr auto resolution = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Terms<N> terms{any_parameters(trial), trial.rules()};
    Account<N> account = any_account(trial);
    const HeldHtlc<N> htlc = any_held_htlc(trial);
    const bool admitted = trial.choice("admitted", 2) == 1;
    const HoldOutcome<N> outcome = attack_bounds::outcome_of(htlc, terms.parameters);
    if (admitted) {
        trial.suppose(htlc.accountable);
        trial.suppose(outcome.cost <= outcome.risk);
        trial.suppose(attack_bounds::widened(outcome.risk) <= account.at_risk);
    }
    const auto now = trial.template any<Seconds<N>>("now");
    attack_bounds::resolve(account, htlc, admitted, now, terms);
    trial.reach(admitted ? "one that reputation admitted" : "another one");
    trial.owe_all(contracts::account_invariants, "resolve_htlc", account);
};

constexpr auto opening = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    Account<N> account;
    account.reputation = {SignedMsat<N>(0), trial.template any<Seconds<N>>("now")};
    trial.reach("a new channel");
    trial.owe_all(contracts::account_invariants, "add_channel", account);
};

}  // namespace

std::vector<Proof> attack_bounds_proofs() {
    constexpr const char* any_htlc =
        "any HTLC and hold: amounts up to the supply, heights of 32 bits, times of 64 bits, every parameter";
    return {
        proof("attack-bounds/held", any_htlc, held),
        proof("attack-bounds/docked-in-advance", any_htlc, docked),
        proof("attack-bounds/opening", "any time", opening),
        proof("attack-bounds/admission", "any account that AB-15 allows, any HTLC, other risk and threshold",
              admission),
        proof("attack-bounds/resolution", "any account that AB-15 allows, any HTLC that is held within its expiry",
              resolution),
    };
}

}  // namespace plumbline::proofs
