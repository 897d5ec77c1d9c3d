#include "proofs/mutants/reach.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

namespace plumbline::mutants {

std::string reach_text(const Reach& reach, const std::string& program) {
    std::ostringstream text;
    text << program << '\n';
    for (const auto& [proof, reached] : reach) {
        text << proof << '\t' << reached.seconds;
        for (const int mutant : reached.mutants) {
            text << ' ' << mutant;
        }
        text << '\n';
    }
    return text.str();
}

std::optional<Reach> read_reach(const std::string& path, const std::string& program) {
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line) || line != program) {
        return std::nullopt;
    }
    Reach reach;
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string proof;
        std::getline(words, proof, '\t');
        Reached& reached = reach[proof];
        words >> reached.seconds;
        for (int mutant = 0; words >> mutant;) {
            reached.mutants.insert(mutant);
        }
    }
    return reach;
}

std::vector<std::string> reaching(const Reach& reach, int mutant) {
    std::vector<std::pair<double, std::string>> found;
    for (const auto& [proof, reached] : reach) {
        if (reached.mutants.contains(mutant)) {
            found.emplace_back(reached.seconds, proof);
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> names;
    names.reserve(found.size());
    for (auto& [seconds, proof] : found) {
        names.push_back(std::move(proof));
    }
    return names;
}

}  // namespace plumbline::mutants
