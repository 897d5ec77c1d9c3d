// The vocabulary of contracts: a clause is one sentence of the specification as a predicate over any state with the
// right members. Clauses are written once, gathered in Hana tuples, and read four ways: static_assert, checks around
// operations, proof obligations, generated properties.
#pragma once

#include "contracts/requirement.hpp"

#include <boost/hana/for_each.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/unpack.hpp>

#include <optional>
#include <string_view>
#include <utility>

namespace plumbline::contracts {

enum class ClauseKind : std::uint8_t { precondition, postcondition, invariant };

constexpr std::string_view name(ClauseKind kind) {
    switch (kind) {
    case ClauseKind::precondition:
        return "precondition";
    case ClauseKind::postcondition:
        return "postcondition";
    case ClauseKind::invariant:
        return "invariant";
    }
    return "clause";
}

/// What identifies a clause in a report.
struct ClauseName {
    RequirementId requirement;
    ClauseKind kind = ClauseKind::invariant;
    std::string_view says;
    friend constexpr bool operator==(const ClauseName&, const ClauseName&) = default;
};

template <class Predicate>
struct Clause {
    ClauseName name;
    Predicate holds;
};

/// What a caller owes before an operation: a predicate over its arguments and the state before.
template <FixedString Id, class Predicate>
constexpr auto precondition(std::string_view says, Predicate predicate) {
    return Clause<Predicate>{{req<Id>, ClauseKind::precondition, says}, std::move(predicate)};
}

/// What an operation owes: a predicate over the state before, the state after, and its arguments.
template <FixedString Id, class Predicate>
constexpr auto postcondition(std::string_view says, Predicate predicate) {
    return Clause<Predicate>{{req<Id>, ClauseKind::postcondition, says}, std::move(predicate)};
}

/// What every state satisfies between operations.
template <FixedString Id, class Predicate>
constexpr auto invariant(std::string_view says, Predicate predicate) {
    return Clause<Predicate>{{req<Id>, ClauseKind::invariant, says}, std::move(predicate)};
}

/// Calls `visit(clause)` for each clause, in order. hana::unpack with a fold: the library's own folds over long tuples
/// cost clang minutes.
template <class Clauses, class Visit>
constexpr void for_each_clause(const Clauses& clauses, Visit&& visit) {
    boost::hana::unpack(clauses, [&](const auto&... clause) { (visit(clause), ...); });
}

/// The first clause that `state...` violates; none if all hold. For domains whose truth is `bool`.
template <class Clauses, class... State>
constexpr std::optional<ClauseName> first_violated(const Clauses& clauses, const State&... state) {
    std::optional<ClauseName> violated;
    for_each_clause(clauses, [&](const auto& clause) {
        if (!violated && !clause.holds(state...)) {
            violated = clause.name;
        }
    });
    return violated;
}

/// Whether every clause holds; for static_assert and for tests.
template <class Clauses, class... State>
constexpr bool all_hold(const Clauses& clauses, const State&... state) {
    return !first_violated(clauses, state...).has_value();
}

}  // namespace plumbline::contracts
