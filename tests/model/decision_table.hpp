// The decision table of chapter 10-resource-manager, row by row as it is printed there.
#pragma once

#include "contracts/requirement.hpp"
#include "reference/resource_manager/verdict.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace plumbline::model {

/// The answers to the table's six questions about an HTLC.
struct Answers {
    bool accountable = false;  ///< on the incoming channel
    bool upgrade = false;
    bool general = false;
    bool sufficient = false;
    bool protected_ = false;
    bool congestion = false;
};

/// What a column says: yes, no, or a dash.
enum class Asked : std::uint8_t { no, yes, any };

struct Row {
    int number = 0;
    Asked accountable = Asked::any;
    Asked upgrade = Asked::any;
    Asked general = Asked::any;
    Asked sufficient = Asked::any;
    Asked protected_ = Asked::any;
    Asked congestion = Asked::any;
    Bucket verdict = Bucket::none;
    bool outgoing_accountable = false;
    std::array<std::string_view, 6> ids{};

    [[nodiscard]] constexpr bool applies(const Answers& answers) const {
        const auto fits = [](Asked asked, bool answer) {
            return asked == Asked::any || (asked == Asked::yes) == answer;
        };
        return fits(accountable, answers.accountable) && fits(upgrade, answers.upgrade) &&
               fits(general, answers.general) && fits(sufficient, answers.sufficient) &&
               fits(protected_, answers.protected_) && fits(congestion, answers.congestion);
    }

    /// Whether the row asks for RM-1.
    [[nodiscard]] constexpr bool asks_for_reputation() const { return sufficient != Asked::any; }
};

inline constexpr std::array<Row, 12> decision_table = [] {
    constexpr auto no = Asked::no;
    constexpr auto yes = Asked::yes;
    constexpr auto any = Asked::any;
    constexpr auto fail = Bucket::none;
    return std::array<Row, 12>{{
        {1, yes, no, any, any, any, any, fail, false, {"AS-5", "AS-7"}},
        {2, yes, yes, any, no, any, any, fail, false, {"RM-1", "RM-2"}},
        {3, yes, yes, any, yes, yes, any, Bucket::protected_, true, {"RM-1", "RM-3", "PB-1", "PB-2", "AS-2"}},
        {4, yes, yes, yes, yes, no, any, Bucket::general, true, {"RM-1", "PB-2", "PB-3", "GB-10", "AS-2"}},
        {5, yes, yes, no, yes, no, any, fail, false, {"RM-1", "PB-2", "PB-3", "GB-10", "CB-5", "RM-7"}},
        {6, no, any, yes, any, any, any, Bucket::general, false, {"RM-4", "GB-10", "AS-3"}},
        {7, no, no, no, any, any, any, fail, false, {"RM-7", "PB-4", "CB-4", "AS-4"}},
        {8, no, yes, no, yes, yes, any, Bucket::protected_, true, {"RM-1", "RM-5", "PB-1", "PB-2", "PB-4", "AS-3"}},
        {9, no, yes, no, yes, no, yes, Bucket::congestion, true, {"RM-1", "PB-2", "PB-3", "RM-6", "AS-3"}},
        {10, no, yes, no, yes, no, no, fail, false, {"RM-1", "PB-2", "PB-3", "RM-7"}},
        {11, no, yes, no, no, any, yes, Bucket::congestion, true, {"RM-1", "RM-6", "AS-3"}},
        {12, no, yes, no, no, any, no, fail, false, {"RM-1", "RM-7"}},
    }};
}();

/// The row that applies; RM-15: there is one, and one only.
constexpr const Row& row_for(const Answers& answers) {
    const Row* found = nullptr;
    for (const Row& row : decision_table) {
        if (row.applies(answers)) {
            contracts::require<"RM-15">(found == nullptr, "one row applies", "the model's decision table");
            found = &row;
        }
    }
    contracts::require<"RM-15">(found != nullptr, "a row applies", "the model's decision table");
    return *found;
}

static_assert(
    [] {
        for (unsigned bits = 0; bits < 64; ++bits) {
            const auto bit = [&](unsigned position) { return (bits >> position & 1U) != 0; };
            static_cast<void>(row_for({bit(0), bit(1), bit(2), bit(3), bit(4), bit(5)}));
        }
        return true;
    }(),
    "RM-15: every combination lies in exactly one row");

}  // namespace plumbline::model
