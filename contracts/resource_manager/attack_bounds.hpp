// What an attack on a channel's resources costs (chapter 14), as clauses: over one HTLC that is held, over an admission
// by reputation, and over the account of an outgoing channel.
//
// `htlc`, `outcome` and `account` have the members of proofs/attack_bounds/account.hpp; `standing` those of
// reference/resource_manager/protected_bucket.hpp. Sums and products are wide, so that a clause obliges nothing.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/logic.hpp"

#include <type_traits>

namespace plumbline::contracts {

/// The seconds from the addition of an HTLC to its expiry, at ten minutes a block.
inline constexpr auto longest_hold = [](const auto& htlc) {
    const auto blocks = wide(htlc.cltv_expiry.count()) - wide(htlc.height_added.count());
    return blocks * decltype(blocks)(600);
};

/// Whether the HTLC is resolved before its expiry, if blocks take ten minutes.
inline constexpr auto within_expiry = [](const auto& htlc) { return wide(htlc.held.count()) <= longest_hold(htlc); };

// clang-format off
/// Over an HTLC that is held and resolved: what it does to reputation.
inline constexpr auto effect_bounds = boost::hana::make_tuple(
    postcondition<"AB-9">("not accountable: nothing is lost", [](const auto& htlc, const auto& outcome, const auto&) {
        using Msat = decltype(outcome.effective_fee);
        return either(htlc.accountable, [&] { return outcome.effective_fee >= Msat(0); });
    }),
    postcondition<"AB-12">("at most the fee is earned", [](const auto& htlc, const auto& outcome, const auto&) {
        return wide(outcome.effective_fee.count()) <= wide(htlc.fee.count());
    }),
    postcondition<"AB-12">("what fails earns nothing", [](const auto& htlc, const auto& outcome, const auto&) {
        using Resolution = decltype(htlc.resolution);
        using Msat = decltype(outcome.effective_fee);
        return either(htlc.resolution == Resolution::settled, [&] { return outcome.effective_fee <= Msat(0); });
    }),
    postcondition<"AB-14">("accountable: the cost of holding is lost", [](const auto& htlc, const auto& outcome, const auto&) {
        using Resolution = decltype(htlc.resolution);
        const auto fee = wide(htlc.fee.count());
        const auto earned = htlc.resolution == Resolution::settled ? fee : decltype(fee)(0);
        return implies(htlc.accountable,
                       [&] { return wide(outcome.effective_fee.count()) <= earned - wide(outcome.cost.count()); });
    }),
    postcondition<"AB-16">("nothing is lost within the resolution period",
        [](const auto& htlc, const auto& outcome, const auto& parameters) {
            using Msat = decltype(outcome.effective_fee);
            return implies(htlc.held <= parameters.resolution_period,
                           [&] { return both(outcome.effective_fee >= Msat(0), [&] { return outcome.cost == Msat(0); }); });
    }));

/// Over the same: its cost, and the risk by which it was docked in advance.
inline constexpr auto risk_bounds = boost::hana::make_tuple(
    postcondition<"AB-14">("no more is lost than was at risk", [](const auto& htlc, const auto& outcome, const auto&) {
        return implies(within_expiry(htlc), [&] { return outcome.cost <= outcome.risk; });
    }),
    postcondition<"AB-21">("the risk is at most what the longest hold could have earned, to the nearest",
        [](const auto& htlc, const auto& outcome, const auto& parameters) {
            const auto longest = longest_hold(htlc);
            const auto period = wide(parameters.resolution_period.count());
            using Wide = std::decay_t<decltype(period)>;
            return implies(longest > period, [&] {
                const auto earned = (longest - period) * wide(htlc.fee.count());
                return Wide(2) * (wide(outcome.risk.count()) * period) <= Wide(2) * earned + period;
            });
    }));

/// Over the account before the decision, the standing on which the outgoing channel was judged, and whether the HTLC was
/// admitted.
inline constexpr auto admission_bounds = boost::hana::make_tuple(
    postcondition<"AB-13">("admitted: paid for the threshold, for everything at risk and for all that was lost",
        [](const auto& account, const auto& standing, bool admitted) {
            return implies(admitted, [&] {
                return wide(standing.incoming_revenue_threshold.count()) + standing.in_flight_risk.count() +
                           standing.htlc_risk.count() + account.lost.count() <= account.paid.count();
            });
    }));

inline constexpr auto account_invariants = boost::hana::make_tuple(
    invariant<"AB-15">("reputation is at most what was paid less what was lost", [](const auto& account) {
        return wide(account.reputation.value.count()) + account.lost.count() <= account.paid.count();
    }),
    invariant<"AB-15">("what was paid covers what was lost and what is at risk", [](const auto& account) {
        return account.lost.count() + account.at_risk.count() <= account.paid.count();
    }),
    invariant<"AB-15">("nothing negative is at risk or was lost", [](const auto& account) {
        using Msat = decltype(account.lost);
        return both(account.lost >= Msat(0), [&] { return account.at_risk >= Msat(0); });
    }));

/// Over a window average before and after an addition of `amount` at the same time, of which `counted` seconds count.
inline constexpr auto shock_bounds = boost::hana::make_tuple(
    postcondition<"AB-19">("one payment raises the threshold by its share of the windows that count",
        [](const auto& shock) {
            using Wide = decltype(wide(shock.counted.count()));
            const auto rise = wide(shock.after.count()) - wide(shock.before.count());
            return rise * wide(shock.counted.count()) <=
                   wide(shock.amount.count()) * wide(shock.window.count()) + Wide(1) * wide(shock.counted.count());
    }));
// clang-format on

}  // namespace plumbline::contracts
