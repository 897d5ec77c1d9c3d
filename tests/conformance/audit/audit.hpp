// The audit of a log: each operation judged by the specification, then a diagnosis of what was found.
#pragma once

#include "tests/conformance/audit/diagnosis.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace plumbline::conformance {

/// An operation that the specification does not allow, as a report shows it.
struct Violation {
    Place place;
    std::uint64_t number = 0;  ///< the operation's own number
    std::string operation;     ///< what was asked, in one line
    Mismatch mismatch;
};

/// What the audit found for one requirement.
struct RequirementResult {
    std::uint64_t checked = 0;
    std::uint64_t violated = 0;  ///< operations
    std::optional<Violation> first;
    std::vector<const Deviation*> deviations;  ///< diagnosed deviations that break it
};

/// A deviation that the diagnosis needs.
struct DiagnosedDeviation {
    const Deviation* deviation = nullptr;
    std::uint64_t needed = 0;    ///< observed operations that the others do not explain without it
    std::optional<Place> first;  ///< the first of them
};

/// What a log's behaviour comes down to.
struct DiagnosisResult {
    std::vector<DiagnosedDeviation> deviations;     ///< the smallest set; empty where the log conforms
    bool smallest = true;                           ///< proved by elimination over every smaller set
    std::vector<const Deviation*> undecided;        ///< with or without them the log would look the same
    std::uint64_t values = 0;                       ///< answers and values compared with the deviations switched on
    std::uint64_t operations_explained = 0;         ///< every value reproduced exactly
    std::uint64_t operations_within_tolerance = 0;  ///< explained, but not to the last msat
    std::vector<Violation> unexplained;             ///< the first value of each operation that stays unexplained
    std::uint64_t operations_unexplained = 0;
};

struct AuditResult {
    LogHeader header;
    std::vector<std::string> files;
    std::uint64_t operations = 0;
    std::map<std::string_view, RequirementResult> requirements;  ///< by ID, of those that were checked
    std::uint64_t operations_violating = 0;
    DiagnosisResult diagnosis;

    /// A log without operations shows nothing.
    [[nodiscard]] bool conforms() const { return operations > 0 && operations_violating == 0; }
};

/// How far an audit is.
struct Work {
    std::string_view what;         ///< "judging"
    double done = 0;               ///< part of it, 0 … 1
    std::uint64_t operations = 0;  ///< of the log that it has passed, 0 where it does not read the log
};

/// Called now and then.
using Progress = std::function<void(const Work&)>;

/// How an audit goes about it. What it finds is the same.
enum class Way : std::uint8_t {
    quickest,  ///< beside the reference itself, and all that is allowed only where that does not do what the log shows
    exact,     ///< all that is allowed from the start
};

/// Audits one log, in memory that does not grow with its length: it lists at most 1000 unexplained operations, and the
/// diagnosis begins with at most 500 operations, of which what it finds is verified on the whole log. Throws
/// UnreadableLog.
AuditResult audit(const std::string& path, const Progress& progress, Way way = Way::quickest);

/// "add_htlc 640000x1x0/17 -> 650000x2x1, 1 000 msat, accountable, at 1700000000"
std::string operation_text(const LogEntry& entry);

}  // namespace plumbline::conformance
