// The decision table of chapter 10-resource-manager, for a domain in which every answer is known.
#pragma once

#include "contracts/resource_manager/decision_table.hpp"
#include "reference/resource_manager/verdict.hpp"

namespace plumbline::support {

using Answers = contracts::TableAnswers<>;
using Row = contracts::TableRow<Bucket>;
using contracts::agrees;
using contracts::applies;
using contracts::lists;
using contracts::names_only;

inline constexpr const auto& decision_table = contracts::decision_table<Bucket>;

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

}  // namespace plumbline::support
