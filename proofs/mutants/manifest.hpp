// The files around a campaign: which mutants there are, which are equivalent and why, who noticed which.
#pragma once

#include "proofs/mutants/schemata.hpp"

#include <map>
#include <string>
#include <vector>

namespace plumbline::mutants {

/// mutants.json, as the generator writes it.
std::string to_json(const std::vector<Mutant>& mutants);

/// Reads it. Throws std::runtime_error.
std::vector<Mutant> read_mutants(const std::string& path);

/// Why nothing can tell a mutant from the reference, by its name. Throws std::runtime_error.
std::map<std::string, std::string> read_equivalents(const std::string& path);

/// The layer that noticed each mutant when the whole set was run last, by its name; empty if there is no such file.
std::map<std::string, std::string> read_known(const std::string& path);

}  // namespace plumbline::mutants
