// Which mutants each proof asks for. A mutant that a proof does not ask for is, for this proof, the reference as it is.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::mutants {

/// What one proof does over the reference as it is.
struct Reached {
    double seconds = 0;  ///< of one core
    std::set<int> mutants;

    friend bool operator==(const Reached&, const Reached&) = default;
};

/// By the proof's name.
using Reach = std::map<std::string, Reached>;

/// One proof a line, behind a line that says of which program this is. `program` is one line.
std::string reach_text(const Reach& reach, const std::string& program);

/// Reads it; none where there is no such file, or it is another program's.
std::optional<Reach> read_reach(const std::string& path, const std::string& program);

/// The proofs that ask for the mutant, the quickest first.
std::vector<std::string> reaching(const Reach& reach, int mutant);

}  // namespace plumbline::mutants
