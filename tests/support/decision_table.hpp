// The decision table of chapter 10-resource-manager as data, independent of the code that decides.
#pragma once

#include "contracts/requirement.hpp"
#include "reference/resource_manager/verdict.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace plumbline::support {

/// The six questions of the table, answered for one HTLC.
struct Answers {
    bool accountable = false;
    bool upgradable = false;
    bool general = false;
    bool sufficient = false;
    bool protected_ = false;
    bool congestion = false;
};

/// A cell: what the answer must be for the row to apply.
enum class Is : std::uint8_t { yes, no, any };

struct Row {
    std::size_t number;
    Is accountable;
    Is upgradable;
    Is general;
    Is sufficient;
    Is protected_;
    Is congestion;
    Bucket bucket;  ///< none: fail
    bool outgoing_accountable;
    std::string_view ids;  ///< of which a verdict names some
};

// clang-format off
inline constexpr std::array<Row, 12> decision_table{{
    { 1, Is::yes, Is::no,  Is::any, Is::any, Is::any, Is::any, Bucket::none,       false, "AS-5, AS-7"},
    { 2, Is::yes, Is::yes, Is::any, Is::no,  Is::any, Is::any, Bucket::none,       false, "RM-1, RM-2"},
    { 3, Is::yes, Is::yes, Is::any, Is::yes, Is::yes, Is::any, Bucket::protected_, true,  "RM-1, RM-3, PB-1, PB-2, AS-2"},
    { 4, Is::yes, Is::yes, Is::yes, Is::yes, Is::no,  Is::any, Bucket::general,    true,  "RM-1, PB-2, PB-3, GB-10, AS-2"},
    { 5, Is::yes, Is::yes, Is::no,  Is::yes, Is::no,  Is::any, Bucket::none,       false, "RM-1, PB-2, PB-3, GB-10, CB-5"},
    { 6, Is::no,  Is::any, Is::yes, Is::any, Is::any, Is::any, Bucket::general,    false, "RM-4, GB-10, AS-3"},
    { 7, Is::no,  Is::no,  Is::no,  Is::any, Is::any, Is::any, Bucket::none,       false, "RM-7, PB-4, CB-4, AS-4"},
    { 8, Is::no,  Is::yes, Is::no,  Is::yes, Is::yes, Is::any, Bucket::protected_, true,  "RM-1, RM-5, PB-1, PB-2, PB-4, AS-3"},
    { 9, Is::no,  Is::yes, Is::no,  Is::yes, Is::no,  Is::yes, Bucket::congestion, true,  "RM-1, PB-2, PB-3, RM-6, AS-3"},
    {10, Is::no,  Is::yes, Is::no,  Is::yes, Is::no,  Is::no,  Bucket::none,       false, "RM-1, PB-2, PB-3, RM-7"},
    {11, Is::no,  Is::yes, Is::no,  Is::no,  Is::any, Is::yes, Bucket::congestion, true,  "RM-1, RM-6, AS-3"},
    {12, Is::no,  Is::yes, Is::no,  Is::no,  Is::any, Is::no,  Bucket::none,       false, "RM-1, RM-7"},
}};
// clang-format on

constexpr bool matches(Is cell, bool answer) {
    return cell == Is::any || (cell == Is::yes) == answer;
}

constexpr bool applies(const Row& row, const Answers& answers) {
    return matches(row.accountable, answers.accountable) && matches(row.upgradable, answers.upgradable) &&
           matches(row.general, answers.general) && matches(row.sufficient, answers.sufficient) &&
           matches(row.protected_, answers.protected_) && matches(row.congestion, answers.congestion);
}

/// How many rows apply; the table promises one (RM-15).
constexpr std::size_t rows_that_apply(const Answers& answers) {
    std::size_t count = 0;
    for (const Row& row : decision_table) {
        count += applies(row, answers) ? 1U : 0U;
    }
    return count;
}

/// The first row that applies.
constexpr const Row& row_for(const Answers& answers) {
    for (const Row& row : decision_table) {
        if (applies(row, answers)) {
            return row;
        }
    }
    return decision_table.back();
}

/// Whether the list, separated by commas, has the ID.
constexpr bool lists(std::string_view list, std::string_view id) {
    for (std::size_t at = list.find(id); at != std::string_view::npos; at = list.find(id, at + 1)) {
        const std::size_t end = at + id.size();
        if (end == list.size() || list[end] == ',') {
            return true;
        }
    }
    return false;
}

/// Whether the verdict says what the row says.
template <class AnyVerdict>
constexpr bool agrees(const Row& row, const AnyVerdict& verdict) {
    return verdict.bucket == row.bucket && verdict.outgoing_accountable == row.outgoing_accountable;
}

/// Whether the verdict names on its path only requirements of the row (RM-8).
template <class AnyVerdict>
constexpr bool names_only(const Row& row, const AnyVerdict& verdict) {
    return std::all_of(verdict.path.begin(), verdict.path.end(),
                       [&](contracts::RequirementId rule) { return lists(row.ids, rule.id()); });
}

}  // namespace plumbline::support
