// Judges one operation by the specification, or tries to explain it under other rules.
#pragma once

#include "tests/conformance/audit/compare_answer.hpp"
#include "tests/conformance/audit/world.hpp"
#include "tests/conformance/oracle/enclosing.hpp"

#include <stdexcept>

namespace plumbline::conformance {

/// The oracle's judgement: of all that the specification allows in the state that was shown, what comes closest. Empty
/// findings.mismatches() means that the operation conforms. Where the log has no upgrade_accountability, the signal is
/// judged as if it were absent, and all else as if it were present: an implementation that does not look at it is not
/// told the same thing twice.
Findings judge(const Concerned<oracle::Enclosing>& state, const LogEntry& entry,
               const Setting<oracle::Enclosing>& setting, bool details);

/// Whether the running reference under `setting.rules` reproduces the operation, value by value.
Findings reproduce(const Concerned<Running>& state, const LogEntry& entry, const Setting<Running>& setting,
                   bool details);

/// A log may show a state that contradicts itself (a slot freed that nobody held). The reference stops there; the audit
/// reports it.
class Contradiction : public std::runtime_error {
public:
    explicit Contradiction(const contracts::Violation& violation)
        : std::runtime_error(std::string(violation.clause.says)), rule(violation.clause.requirement) {}

    contracts::RequirementId rule;
};

/// While it lives, a violated contract throws a Contradiction.
class ContradictionsThrow {
public:
    ContradictionsThrow()
        : before_(contracts::set_violation_handler(
              [](const contracts::Violation& violation) { throw Contradiction(violation); })) {}

    ~ContradictionsThrow() { contracts::set_violation_handler(before_); }

    ContradictionsThrow(const ContradictionsThrow&) = delete;
    ContradictionsThrow& operator=(const ContradictionsThrow&) = delete;
    ContradictionsThrow(ContradictionsThrow&&) = delete;
    ContradictionsThrow& operator=(ContradictionsThrow&&) = delete;

private:
    contracts::ViolationHandler before_;
};

/// Takes the step in a world, and what the log shows of it. A state that contradicts itself is taken as shown.
template <class N>
void advance(World<N>& world, const LogEntry& entry);

extern template void advance(World<Running>&, const LogEntry&);
extern template void advance(World<oracle::Enclosing>&, const LogEntry&);

}  // namespace plumbline::conformance
