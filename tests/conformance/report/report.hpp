// The result of an audit, for a person and for a program.
#pragma once

#include "tests/conformance/audit/audit.hpp"
#include "tests/conformance/report/terminal.hpp"

#include <iosfwd>

namespace plumbline::conformance {

/// How many unexplained operations a report for a person lists; `--json` lists up to a thousand.
inline constexpr std::size_t unexplained_shown = 20;

/// A table by requirement, each violated one with its first place, then the diagnosis.
void write_report(std::ostream& out, const AuditResult& result, const Style& style);

/// The same, whole, as one JSON object (tests/conformance/report/audit-1.schema.json).
void write_json(std::ostream& out, const AuditResult& result);

}  // namespace plumbline::conformance
