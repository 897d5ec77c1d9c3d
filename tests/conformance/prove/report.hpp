// What was proved, for a person and for a program.
#pragma once

#include "tests/conformance/prove/verdict.hpp"
#include "tests/conformance/report/terminal.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace plumbline::conformance {

/// A table of the obligations whose requirement one of `patterns` asks for, then whatever failed with its
/// counterexample, then totals.
void write_proofs(std::ostream& out, const std::vector<Proved>& all, const std::vector<std::string>& patterns,
                  double seconds, const Style& style);

/// The same, whole, as one JSON object (tests/conformance/report/prove-1.schema.json).
void write_proofs_json(std::ostream& out, const std::vector<Proved>& all, double seconds);

}  // namespace plumbline::conformance
