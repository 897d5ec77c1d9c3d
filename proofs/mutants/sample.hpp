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

}  // namespace plumbline::mutants
