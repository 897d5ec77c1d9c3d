// What was proved, for a person and for a program.
#pragma once

#include "proofs/engine/run.hpp"
#include "proofs/engine/second_solver.hpp"
#include "tests/conformance/report/terminal.hpp"

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::conformance {

/// One proof, and what became of it.
struct Proved {
    std::string bounds;
    proofs::Outcome outcome;
    std::optional<proofs::SecondOpinion> second;
    std::optional<std::string> record;  ///< in what the record is not current
};

/// The other solver's opinions, added up; none where it was not asked.
std::optional<proofs::SecondOpinion> opinions(const std::vector<Proved>& all);

/// A table of the obligations whose requirement one of `patterns` asks for, then whatever failed with its
/// counterexample, then totals.
void write_proofs(std::ostream& out, const std::vector<Proved>& all, const std::vector<std::string>& patterns,
                  double seconds, const Style& style);

/// The same, whole, as one JSON object (tests/conformance/report/prove-1.schema.json).
void write_proofs_json(std::ostream& out, const std::vector<Proved>& all, double seconds);

}  // namespace plumbline::conformance
