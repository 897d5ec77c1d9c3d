// Cases for the clauses of contracts/resource_manager/attack_bounds.hpp: HTLCs next to every boundary, accounts as full
// as they may be.
#pragma once

#include "proofs/attack_bounds/account.hpp"
#include "tests/properties/generators.hpp"

namespace plumbline::attack_bounds {

using properties::a_profile;
using properties::evenly;
using properties::near_boundaries;

inline Terms<Running> any_terms() {
    Terms<Running> terms;
    terms.parameters.resolution_period = Seconds<>(*evenly(1) == 0 ? 90 : 1 + *near_boundaries(1U << 24U));
    terms.parameters.revenue_window = Seconds<>(*evenly(1) == 0 ? 1'209'600 : 1 + *near_boundaries(1U << 30U));
    terms.parameters.reputation_multiplier = 1 + *evenly(23);
    terms.rules = *a_profile();
    return terms;
}

/// Held for a time next to the resolution period, next to the expiry, or any. `late` allows one after the expiry.
inline HeldHtlc<> any_htlc(const Parameters<>& parameters, bool late = true) {
    const std::uint64_t blocks = *evenly(1) == 0 ? 1 + *evenly(2'015) : 1 + *near_boundaries(0xffff'fffe);
    const std::uint64_t height = *near_boundaries(0xffff'ffff - blocks);
    const std::uint64_t longest = blocks * seconds_per_block;
    const std::uint64_t period = parameters.resolution_period.count().get();
    std::uint64_t held = 0;
    switch (*evenly(3)) {
    case 0:
        held = period + *evenly(2) - 1;
        break;
    case 1:
        held = longest + *evenly(2) - 1;
        break;
    case 2:
        held = *evenly(longest);
        break;
    default:
        held = *near_boundaries(UINT64_MAX);
    }
    return {Msat<>(*evenly(1) == 0 ? *evenly(1'000'000) : *near_boundaries(supply_msat)),
            Height<>(height + blocks),
            Height<>(height),
            Seconds<>(late ? held : std::min(held, longest)),
            *evenly(3) != 0,
            *evenly(1) == 0 ? Resolution::settled : Resolution::failed};
}

inline WideMsat<> any_sum() {
    return WideMsat<>(Running::wide(Running::Natural(*near_boundaries(UINT64_MAX))));
}

/// An account of which the invariants hold, often with nothing to spare.
inline Account<> any_account() {
    Account<> account;
    account.lost = any_sum();
    account.at_risk = any_sum();
    account.paid = account.lost + account.at_risk + WideMsat<>(*near_boundaries(1'000'000'000));
    const WideMsat<> most =
        account.paid - account.lost - WideMsat<>(*evenly(2) == 0 ? *near_boundaries(UINT64_MAX) : 0);
    account.reputation = {SignedMsat<>(Running::saturated(most.count())), Seconds<>(*near_boundaries(1ULL << 40U))};
    return account;
}

inline Seconds<> later(const Account<>& account) {
    return account.reputation.last_update + Seconds<>(*properties::a_while());
}

}  // namespace plumbline::attack_bounds
