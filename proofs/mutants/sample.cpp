#include "proofs/mutants/sample.hpp"

#include <algorithm>

namespace plumbline::mutants {

std::vector<Mutant> sample(const std::vector<Mutant>& mutants, std::size_t count, const std::set<std::string>& layers,
                           const std::map<std::string, std::string>& known,
                           const std::map<std::string, std::string>& equivalents) {
    std::vector<Mutant> candidates;
    for (const Mutant& mutant : mutants) {
        const auto layer = known.find(mutant.name);
        if (!equivalents.contains(mutant.name) && (layer == known.end() || layers.contains(layer->second))) {
            candidates.push_back(mutant);
        }
    }
    const std::size_t every = std::max<std::size_t>(1, candidates.size() / std::max<std::size_t>(1, count));
    std::vector<Mutant> chosen;
    std::set<std::string> kinds;
    for (std::size_t index = 0; index < candidates.size(); index += every) {
        kinds.insert(candidates[index].kind);
        chosen.push_back(candidates[index]);
    }
    for (const Mutant& mutant : candidates) {
        if (kinds.insert(mutant.kind).second) {
            chosen.push_back(mutant);
        }
    }
    return chosen;
}

std::set<std::string> spread(const std::vector<Mutant>& mutants, std::size_t count, const std::set<std::string>& of) {
    std::vector<std::string> candidates;
    for (const Mutant& mutant : mutants) {
        if (of.contains(mutant.name)) {
            candidates.push_back(mutant.name);
        }
    }
    const std::size_t taken = std::min(count, candidates.size());
    std::set<std::string> names;
    for (std::size_t index = 0; index < taken; ++index) {
        names.insert(candidates[index * candidates.size() / taken]);
    }
    return names;
}

}  // namespace plumbline::mutants
