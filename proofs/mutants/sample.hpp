// Fewer mutants than there are, and always the same ones.
#pragma once

#include "proofs/mutants/manifest.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace plumbline::mutants {

/// At most about `count` of the mutants, evenly spread over the sources, and one of every kind at least. Those that are
/// equivalent, or were noticed last by a layer that is not among `layers`, are left out.
std::vector<Mutant> sample(const std::vector<Mutant>& mutants, std::size_t count, const std::set<std::string>& layers,
                           const std::map<std::string, std::string>& known,
                           const std::map<std::string, std::string>& equivalents);

/// The names of at most `count` of the mutants that are among `of`, evenly spread, and always the same ones.
std::set<std::string> spread(const std::vector<Mutant>& mutants, std::size_t count, const std::set<std::string>& of);

}  // namespace plumbline::mutants
