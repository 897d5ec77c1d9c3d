// The decision table of chapter 10-resource-manager as data, independent of the code that decides, and as contracts.
//
// `Bucket` is the reference's, `Bool` the truth of a number domain. The clauses take the answers to the table's six
// questions and the verdict.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/logic.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace plumbline::contracts {

/// The six questions of the table, answered for one HTLC.
template <class Bool = bool>
struct TableAnswers {
    Bool accountable{false};
    Bool upgradable{false};
    Bool general{false};
    Bool sufficient{false};
    Bool protected_{false};
    Bool congestion{false};
};

/// A cell: what the answer must be for the row to apply.
enum class Is : std::uint8_t { yes, no, any };

template <class Bucket>
struct TableRow {
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
template <class Bucket>
inline constexpr std::array<TableRow<Bucket>, 12> decision_table{{
    { 1, Is::yes, Is::no,  Is::any, Is::any, Is::any, Is::any, Bucket::none,       false, "AS-5, AS-7"},
    { 2, Is::yes, Is::yes, Is::any, Is::no,  Is::any, Is::any, Bucket::none,       false, "RM-1, RM-2"},
    { 3, Is::yes, Is::yes, Is::any, Is::yes, Is::yes, Is::any, Bucket::protected_, true,  "RM-1, RM-3, PB-1, PB-2, AS-2"},
    { 4, Is::yes, Is::yes, Is::yes, Is::yes, Is::no,  Is::any, Bucket::general,    true,  "RM-1, PB-2, PB-3, GB-10, AS-2"},
    { 5, Is::yes, Is::yes, Is::no,  Is::yes, Is::no,  Is::any, Bucket::none,       false, "RM-1, PB-2, PB-3, GB-10, CB-5, RM-7"},
    { 6, Is::no,  Is::any, Is::yes, Is::any, Is::any, Is::any, Bucket::general,    false, "RM-4, GB-10, AS-3"},
    { 7, Is::no,  Is::no,  Is::no,  Is::any, Is::any, Is::any, Bucket::none,       false, "RM-7, PB-4, CB-4, AS-4"},
    { 8, Is::no,  Is::yes, Is::no,  Is::yes, Is::yes, Is::any, Bucket::protected_, true,  "RM-1, RM-5, PB-1, PB-2, PB-4, AS-3"},
    { 9, Is::no,  Is::yes, Is::no,  Is::yes, Is::no,  Is::yes, Bucket::congestion, true,  "RM-1, PB-2, PB-3, RM-6, AS-3"},
    {10, Is::no,  Is::yes, Is::no,  Is::yes, Is::no,  Is::no,  Bucket::none,       false, "RM-1, PB-2, PB-3, RM-7"},
    {11, Is::no,  Is::yes, Is::no,  Is::no,  Is::any, Is::yes, Bucket::congestion, true,  "RM-1, RM-6, AS-3"},
    {12, Is::no,  Is::yes, Is::no,  Is::no,  Is::any, Is::no,  Bucket::none,       false, "RM-1, RM-7"},
}};
// clang-format on

template <class Bool>
constexpr Bool matches(Is cell, Bool answer) {
    return cell == Is::any ? Bool(true) : cell == Is::yes ? answer : !answer;
}

template <class Bucket, class Bool>
constexpr Bool applies(const TableRow<Bucket>& row, const TableAnswers<Bool>& answers) {
    return both(matches(row.accountable, answers.accountable), [&] {
        return both(matches(row.upgradable, answers.upgradable), [&] {
            return both(matches(row.general, answers.general), [&] {
                return both(matches(row.sufficient, answers.sufficient), [&] {
                    return both(matches(row.protected_, answers.protected_),
                                [&] { return matches(row.congestion, answers.congestion); });
                });
            });
        });
    });
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
template <class Bucket, class AnyVerdict>
constexpr auto agrees(const TableRow<Bucket>& row, const AnyVerdict& verdict) {
    return both(verdict.bucket == row.bucket, [&] {
        return iff(verdict.outgoing_accountable, decltype(verdict.outgoing_accountable)(row.outgoing_accountable));
    });
}

/// Whether the verdict names on its path only requirements of the row, and at least one (RM-8).
template <class Bucket, class AnyVerdict>
constexpr bool names_only(const TableRow<Bucket>& row, const AnyVerdict& verdict) {
    return verdict.path.begin() != verdict.path.end() &&
           std::all_of(verdict.path.begin(), verdict.path.end(),
                       [&](RequirementId rule) { return lists(row.ids, rule.id()); });
}

/// Whether reputation is on the verdict's path.
template <class AnyVerdict>
constexpr bool names_sufficiency(const AnyVerdict& verdict) {
    return std::any_of(verdict.path.begin(), verdict.path.end(),
                       [](RequirementId rule) { return rule == req<"RM-1">; });
}

/// What `holds(row)` says of each row that applies.
template <class Answers, class AnyVerdict, class Holds>
constexpr auto for_the_row(const Answers& answers, const AnyVerdict& verdict, Holds&& holds) {
    using Bool = std::remove_cvref_t<decltype(answers.general)>;
    Bool all(true);
    for (const auto& row : decision_table<std::remove_cvref_t<decltype(verdict.bucket)>>) {
        const Bool here = implies(applies(row, answers), [&] { return Bool(holds(row)); });
        all = both(here, [&] { return all; });
    }
    return all;
}

/// The verdict is that of row `number`, where that row applies.
template <std::size_t number>
inline constexpr auto row_is_kept = [](const auto& answers, const auto& verdict) {
    constexpr auto row = decision_table<std::remove_cvref_t<decltype(verdict.bucket)>>[number - 1];
    return implies(applies(row, answers), [&] { return agrees(row, verdict); });
};

// clang-format off
inline constexpr auto decision_table_contract = boost::hana::make_tuple(
    postcondition<"RM-15">("a row applies", [](const auto& answers, const auto& verdict) {
        using Bool = std::remove_cvref_t<decltype(answers.general)>;
        Bool some(false);
        for (const auto& row : decision_table<std::remove_cvref_t<decltype(verdict.bucket)>>) {
            some = either(applies(row, answers), [&] { return some; });
        }
        return some;
    }),
    postcondition<"RM-15">("no two rows apply", [](const auto& answers, const auto& verdict) {
        using Bool = std::remove_cvref_t<decltype(answers.general)>;
        Bool some(false);
        Bool two(false);
        for (const auto& row : decision_table<std::remove_cvref_t<decltype(verdict.bucket)>>) {
            const Bool here = applies(row, answers);
            two = either(both(here, [&] { return some; }), [&] { return two; });
            some = either(here, [&] { return some; });
        }
        return !two;
    }),
    postcondition<"AS-5">("row 1: the signal is corrupted, fail", row_is_kept<1>),
    postcondition<"RM-2">("row 2: accountable and insufficient, fail", row_is_kept<2>),
    postcondition<"RM-3">("row 3: accountable and sufficient, protected", row_is_kept<3>),
    postcondition<"PB-3">("row 4: protected full, general", row_is_kept<4>),
    postcondition<"PB-3">("row 5: protected and general full, fail", row_is_kept<5>),
    postcondition<"RM-4">("row 6: general", row_is_kept<6>),
    postcondition<"AS-4">("row 7: no general, no upgrade, fail", row_is_kept<7>),
    postcondition<"RM-5">("row 8: sufficient, protected", row_is_kept<8>),
    postcondition<"PB-3">("row 9: protected full, congestion", row_is_kept<9>),
    postcondition<"RM-7">("row 10: sufficient, but nothing has room, fail", row_is_kept<10>),
    postcondition<"RM-6">("row 11: insufficient, congestion", row_is_kept<11>),
    postcondition<"RM-7">("row 12: insufficient, and no congestion, fail", row_is_kept<12>),
    postcondition<"RM-8">("the path names some of the row's requirements, and no others",
        [](const auto& answers, const auto& verdict) {
            return for_the_row(answers, verdict, [&](const auto& row) { return names_only(row, verdict); });
    }),
    postcondition<"RM-8">("reputation is on the path exactly where the row asks for it",
        [](const auto& answers, const auto& verdict) {
            return for_the_row(answers, verdict, [&](const auto& row) {
                return names_sufficiency(verdict) == (row.sufficient != Is::any) &&
                       verdict.threshold_asked == names_sufficiency(verdict);
            });
    }),
    postcondition<"AS-5">("the signal is said to be corrupted exactly in row 1", [](const auto& answers, const auto& verdict) {
        return for_the_row(answers, verdict, [&](const auto& row) { return verdict.signal_corrupted == (row.number == 1); });
    }));
// clang-format on

}  // namespace plumbline::contracts
