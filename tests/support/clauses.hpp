// Which clauses a state violates: for tests that show a contract failing.
#pragma once

#include "contracts/clause.hpp"

#include <set>
#include <string>

namespace plumbline::support {

inline std::string shown(const contracts::ClauseName& name) {
    return std::string(name.requirement.id()) + ": " + std::string(name.says);
}

/// "ID: sentence" of every clause.
template <class Clauses>
std::set<std::string> all_of(const Clauses& clauses) {
    std::set<std::string> names;
    contracts::for_each_clause(clauses, [&](const auto& clause) { names.insert(shown(clause.name)); });
    return names;
}

/// "ID: sentence" of every clause that `state...` violates.
template <class Clauses, class... State>
std::set<std::string> violated_of(const Clauses& clauses, const State&... state) {
    std::set<std::string> names;
    contracts::for_each_clause(clauses, [&](const auto& clause) {
        if (!clause.holds(state...)) {
            names.insert(shown(clause.name));
        }
    });
    return names;
}

}  // namespace plumbline::support
