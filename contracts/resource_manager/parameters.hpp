// Contracts of splitting a channel (chapter 1): what the three parts of a total owe.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/logic.hpp"

namespace plumbline::contracts {

/// `part` is floor(total · percent / 100).
inline constexpr auto is_floored_share = [](const auto& part, const auto& total, const auto& percent) {
    using Wide = decltype(wide(part.count()));
    const Wide hundredths = wide(total.count()) * Wide(percent);
    const Wide whole = wide(part.count()) * Wide(100);
    return both(whole <= hundredths, [&] { return hundredths < whole + Wide(100); });
};

// clang-format off
inline constexpr auto split_contract = boost::hana::make_tuple(
    postcondition<"PA-4">("the parts sum to the total", [](const auto& total, const auto&, const auto& parts) {
        return parts.general + parts.congestion + parts.protected_ == total;
    }),
    postcondition<"PA-4">("no part exceeds the total", [](const auto& total, const auto&, const auto& parts) {
        return both(parts.general <= total, [&] {
            return both(parts.congestion <= total, [&] { return parts.protected_ <= total; });
        });
    }),
    postcondition<"PA-6">("general: its percentage, floored", [](const auto& total, const auto& parameters, const auto& parts) {
        return is_floored_share(parts.general, total, parameters.general_percent);
    }),
    postcondition<"PA-6">("congestion: its percentage, floored",
        [](const auto& total, const auto& parameters, const auto& parts) {
            return is_floored_share(parts.congestion, total, parameters.congestion_percent);
    }));
// clang-format on

}  // namespace plumbline::contracts
