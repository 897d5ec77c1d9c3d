// Contracts of costs, effective fees and risk (chapter 4): what each computed amount owes.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/logic.hpp"

#include <cstdint>
#include <limits>

namespace plumbline::contracts {

/// 2^63 - 1, where costs are held (OC-3).
inline constexpr std::int64_t largest_cost = std::numeric_limits<std::int64_t>::max();

// clang-format off
/// `cost` of holding a fee's resources for `held`, under a resolution period.
inline constexpr auto cost_contract = boost::hana::make_tuple(
    postcondition<"OC-1">("a cost is never negative", [](const auto&, const auto&, const auto&, const auto& cost) {
        using Amount = std::decay_t<decltype(cost)>;
        return cost >= Amount(0);
    }),
    postcondition<"OC-1">("no cost within the resolution period",
        [](const auto& held, const auto&, const auto& period, const auto& cost) {
            using Amount = std::decay_t<decltype(cost)>;
            return implies(held <= period, [&] { return cost == Amount(0); });
    }),
    postcondition<"OC-2">("beyond it, the rational to the nearest millisatoshi, halves up, or held at 2^63 - 1",
        [](const auto& held, const auto& fee, const auto& period, const auto& cost) {
            return implies(period < held, [&] {
                const auto one = wide(period.count());
                const auto due = wide((held - period).count()) * wide(fee.count());
                const auto paid = wide(cost.count()) * one;
                const auto twice_off = due - paid + due - paid;
                using Amount = std::decay_t<decltype(cost)>;
                return both(twice_off >= -one, [&] {
                    return either(twice_off < one, [&] { return cost == Amount(largest_cost); });
                });
            });
    }),
    postcondition<"OC-3">("what is more than 2^63 - 1 is held there",
        [](const auto& held, const auto& fee, const auto& period, const auto& cost) {
            return implies(period < held, [&] {
                using Amount = std::decay_t<decltype(cost)>;
                const Amount most(largest_cost);
                const auto due = wide((held - period).count()) * wide(fee.count());
                return implies(due > wide(most.count()) * wide(period.count()), [&] { return cost == most; });
            });
    }));

/// The effective fee of an HTLC that was held `in_time` or not, with the opportunity cost of it.
inline constexpr auto effective_fee_contract = boost::hana::make_tuple(
    postcondition<"OC-4">("accountable and settled: the fee less the cost", [](const auto& htlc, const auto& effective) {
        return implies(both(htlc.accountable, [&] { return htlc.settled; }),
                       [&] { return wide(effective.count()) == wide(htlc.fee.count()) - wide(htlc.cost.count()); });
    }),
    postcondition<"OC-4">("accountable and failed: the cost, negative", [](const auto& htlc, const auto& effective) {
        return implies(both(htlc.accountable, [&] { return !htlc.settled; }), [&] { return effective == -htlc.cost; });
    }),
    postcondition<"OC-4">("not accountable, settled in time: the fee", [](const auto& htlc, const auto& effective) {
        return implies(both(!htlc.accountable, [&] { return both(htlc.settled, [&] { return htlc.in_time; }); }),
                       [&] { return wide(effective.count()) == wide(htlc.fee.count()); });
    }),
    postcondition<"OC-4">("not accountable, failed or late: nothing", [](const auto& htlc, const auto& effective) {
        using Amount = std::decay_t<decltype(effective)>;
        return implies(both(!htlc.accountable, [&] { return either(!htlc.settled, [&] { return !htlc.in_time; }); }),
                       [&] { return effective == Amount(0); });
    }));

inline constexpr auto resolution_time_contract = boost::hana::make_tuple(
    postcondition<"OC-6">("dated before the addition, the resolution is instant",
        [](const auto& added, const auto& resolved, const auto& held) {
            using Time = std::decay_t<decltype(held)>;
            return implies(resolved <= added, [&] { return held == Time(0); });
    }),
    postcondition<"OC-6">("else the time from the addition to the resolution",
        [](const auto& added, const auto& resolved, const auto& held) {
            return implies(added <= resolved, [&] { return added + held == resolved; });
    }));
// clang-format on

}  // namespace plumbline::contracts
