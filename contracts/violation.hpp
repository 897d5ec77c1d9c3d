// What happens when a contract is violated: a bug, so the program stops, loudly, with the requirement, the operation
// and the state.
#pragma once

#include "contracts/clause.hpp"

#include <concepts>
#include <stdexcept>
#include <string>
#include <string_view>

namespace plumbline::contracts {

struct Violation {
    ClauseName clause;
    std::string_view operation;
    std::string state;
};

/// Called once per violation that stops. It must not return; if it does, the program aborts.
using ViolationHandler = void (*)(const Violation&);

/// Replaces the handler and returns the one before. The default writes the violation to standard error. Tests install
/// one that throws.
ViolationHandler set_violation_handler(ViolationHandler replacement);

/// Tells the handler, then aborts.
[[noreturn]] void stop(const Violation& violation);

/// One or more lines: the requirement with its sentence, the clause, the operation, the state.
std::string describe(const Violation& violation);

/// stop() for require(), kept away from the code that goes on.
template <FixedString Id>
[[noreturn, gnu::cold, gnu::noinline]] void stop_required(std::string_view says, std::string_view operation) {
    stop(Violation{{req<Id>, ClauseKind::precondition, says}, operation, {}});
}

/// Stops unless `condition`: for what the reference itself relies on at a place (an index, a counter). Usable in
/// constant expressions, where a violation does not compile. For a domain's own truth type, `oblige(condition, clause,
/// operation)` is found by argument-dependent lookup.
template <FixedString Id, class Condition>
[[gnu::always_inline]] constexpr void require(const Condition& condition, std::string_view says,
                                              std::string_view operation) {
    if constexpr (std::same_as<Condition, bool>) {
        if (!condition) [[unlikely]] {
            stop_required<Id>(says, operation);
        }
    } else {
        oblige(condition, ClauseName{req<Id>, ClauseKind::precondition, says}, operation);
    }
}

}  // namespace plumbline::contracts
