// The files around a campaign: which mutants there are, which are equivalent and why, who noticed which.
#pragma once

#include "proofs/mutants/schemata.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace plumbline::mutants {

/// mutants.json, as the generator writes it.
std::string to_json(const std::vector<Mutant>& mutants);

/// Reads it. Throws std::runtime_error.
std::vector<Mutant> read_mutants(const std::string& path);

/// The mutants that nothing can tell from the reference.
struct Equivalents {
    std::map<std::string, std::string> reasons;  ///< by the mutant's name
    std::map<std::string, std::string> proved;   ///< the proof that says so; argued only where there is none
    std::map<std::string, std::vector<std::string>> refutes;  ///< by proof: mistakes that it has to refute
};

/// Reads them. Throws std::runtime_error.
Equivalents read_equivalents(const std::string& path);

/// What came of the mutants when the whole set was run last.
struct Known {
    std::map<std::string, std::string> layer;                   ///< the first that noticed it, by the mutant's name
    std::map<std::string, std::set<std::string>> also_refuted;  ///< by a layer that runs beside: the mutants' names
};

/// Reads it; empty if there is no such file.
Known read_known(const std::string& path);

}  // namespace plumbline::mutants
