// What holds of the actions. Chapter 3.5 (RC-20 to RC-23).
#pragma once

#include "contracts/clause.hpp"

#include <algorithm>
#include <variant>

namespace plumbline::contracts::restart {

/// Calls visit(action) for each action that has the members that visit() needs.
inline constexpr auto for_each_action = [](const auto& actions, auto visit) {
    for (const auto& action : actions) {
        std::visit(
            [&](const auto& one) {
                if constexpr (requires { visit(one); }) {
                    visit(one);
                }
            },
            action);
    }
};

// clang-format off
inline constexpr auto actions_contract = boost::hana::make_tuple(
    // The kinds are declared in the order in which they are carried out.
    postcondition<"RC-20">("actions are in the order of their kinds", [](const auto&, const auto& actions) {
        return std::is_sorted(actions.begin(), actions.end(), [](const auto& a, const auto& b) { return a.index() < b.index(); });
    }),
    postcondition<"RC-20">("claimed, failed and decoded are each listed once, and claims and failures come first", [](const auto& node, const auto& actions) {
        std::size_t claims = 0;
        for_each_action(actions, [&](const auto& one) requires requires { one.channel_closed; } { claims += node.pending_claims_to_replay.contains(one.inbound) ? 1U : 0U; });
        return claims == node.pending_claims_to_replay.size();
    }),
    postcondition<"RC-22">("a claim on a closed channel takes the next of its update IDs", [](const auto& node, const auto& actions) {
        bool follow = true;
        for_each_action(actions, [&](const auto& one) requires requires { one.channel_closed; } {
            follow = follow && (!one.update || (one.channel_closed && one.update->update_id > node.view(one.inbound.channel)->monitor->latest_update_id));
        });
        return follow;
    }),
    postcondition<"RC-23">("what is failed is in an open channel, and is not claimed", [](const auto& node, const auto& actions) {
        bool right = true;
        for_each_action(actions, [&](const auto& one) requires requires { one.when_durable; } {
            right = right && node.open(one.inbound.channel) && !node.pending_claims_to_replay.contains(one.inbound);
        });
        return right;
    }));
// clang-format on

}  // namespace plumbline::contracts::restart
