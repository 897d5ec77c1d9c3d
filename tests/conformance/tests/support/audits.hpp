// Audits of logs that are in memory.
#pragma once

#include "tests/conformance/audit/audit.hpp"
#include "tests/conformance/tests/support/recorder.hpp"

#include <map>
#include <set>
#include <string>

namespace plumbline::conformance::support {

/// Audits a file without showing progress.
AuditResult audited(const std::string& path, Way way = Way::quickest);
/// Writes the log to a file and audits it.
AuditResult audited(const RecordedLog& log);

/// The names of the diagnosed deviations.
std::set<std::string> names(const DiagnosisResult& diagnosis);

/// What is violated: per requirement how often, and in which line first.
struct Broken {
    std::uint64_t times = 0;
    std::uint64_t line = 0;
    friend bool operator==(const Broken&, const Broken&) = default;
};

std::map<std::string, Broken> violated(const AuditResult& result);

/// What the audit finds before it looks for an explanation.
struct Judged {
    std::uint64_t operations_violating = 0;
    std::map<std::string, Broken> violated;
    std::string mismatches;  ///< for a person

    [[nodiscard]] bool conforms() const { return operations_violating == 0; }
};

Judged judged(const RecordedLog& log);

/// The log conforms, and each value is what the reference has.
void expect_conforming(const AuditResult& result);

/// One operation of the log is not as the specification allows, and what it breaks. Its line is the entry's.
void expect_only(const RecordedLog& log, const LogEntry& entry, const std::set<std::string>& rules);

}  // namespace plumbline::conformance::support
