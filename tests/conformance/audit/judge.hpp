// Judges one operation by the specification, or tries to explain it under other rules.
#pragma once

#include "tests/conformance/audit/compare_answer.hpp"
#include "tests/conformance/audit/world.hpp"
#include "tests/conformance/oracle/enclosing.hpp"

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

/// Takes the step in a world, and what the log shows of it. A state that contradicts itself is taken as shown.
template <class N>
void advance(World<N>& world, const LogEntry& entry);

extern template void advance(World<Running>&, const LogEntry&);
extern template void advance(World<oracle::Enclosing>&, const LogEntry&);

}  // namespace plumbline::conformance
