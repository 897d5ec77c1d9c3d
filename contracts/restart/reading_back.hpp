// What holds when the durable state is read back. Chapter 3.4.
//
// A node has `views`: for each channel that has a monitor, its effective `monitor`, its part of the snapshot `channel`
// if it is open(), and the updates `in_flight` that are handed out again.
#pragma once

#include "contracts/clause.hpp"

#include <algorithm>

namespace plumbline::contracts::restart {

// clang-format off
inline constexpr auto reading_back_contract = boost::hana::make_tuple(
    postcondition<"RB-2">("a channel behind its monitor is not open", [](const auto& node) {
        return std::all_of(node.views.begin(), node.views.end(),
                           [](const auto* view) { return !(view->open() && view->behind_monitor); });
    }),
    postcondition<"RB-3">("a channel whose monitor is closed is not open", [](const auto& node) {
        return std::all_of(node.views.begin(), node.views.end(),
                           [](const auto* view) { return !(view->open() && view->monitor->closed); });
    }),
    postcondition<"RB-8">("updates are handed out in the order of their IDs, to the latest of the effective monitor", [](const auto& node) {
        return std::all_of(node.views.begin(), node.views.end(), [](const auto* view) {
            const auto& updates = view->in_flight;
            return std::is_sorted(updates.begin(), updates.end(), [](const auto& a, const auto& b) { return a.update_id < b.update_id; }) &&
                   (updates.empty() || updates.back().update_id == view->monitor->latest_update_id);
        });
    }),
    postcondition<"RB-9">("an open channel is in sync with its effective monitor", [](const auto& node) {
        return std::all_of(node.views.begin(), node.views.end(), [](const auto* view) {
            return !view->open() || view->channel->latest_monitor_update_id == view->monitor->latest_update_id;
        });
    }));
// clang-format on

}  // namespace plumbline::contracts::restart
