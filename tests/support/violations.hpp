// Violated contracts as exceptions, so that a test can look at them and go on.
#pragma once

#include "contracts/violation.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace plumbline::support {

/// Thrown in place of stopping the program.
class ContractViolated : public std::runtime_error {
public:
    explicit ContractViolated(const contracts::Violation& violation)
        : std::runtime_error(contracts::describe(violation)), violation_(violation) {}

    [[nodiscard]] const contracts::Violation& violation() const { return violation_; }

private:
    contracts::Violation violation_;
};

/// While it lives, a violated contract throws ContractViolated.
class ThrowingViolations {
public:
    ThrowingViolations()
        : before_(contracts::set_violation_handler(
              [](const contracts::Violation& violation) { throw ContractViolated(violation); })) {}

    ThrowingViolations(const ThrowingViolations&) = delete;
    ThrowingViolations(ThrowingViolations&&) = delete;
    ThrowingViolations& operator=(const ThrowingViolations&) = delete;
    ThrowingViolations& operator=(ThrowingViolations&&) = delete;

    ~ThrowingViolations() { contracts::set_violation_handler(before_); }

private:
    contracts::ViolationHandler before_;
};

/// The ID of the requirement that `action` violates; "none" if it runs to its end.
template <class Action>
std::string violated_by(Action&& action) {
    const ThrowingViolations throwing;
    try {
        std::forward<Action>(action)();
    } catch (const ContractViolated& violated) {
        return std::string(violated.violation().clause.requirement.id());
    }
    return "none";
}

}  // namespace plumbline::support
