// Mutant schemata: a source rewritten so that all of its mutants are in one program, and one of them, or none, runs.
#pragma once

#include "proofs/mutants/sites.hpp"

#include <string>
#include <vector>

namespace plumbline::mutants {

struct Mutant {
    int number = 0;    ///< 1, 2, …: what PLUMBLINE_MUTANT selects
    std::string name;  ///< stable under changes elsewhere: file, function, what becomes what
    std::string file;
    std::size_t line = 0;
    std::string function;
    std::string kind;
    std::vector<std::string> requirements;
    std::string original;
    std::string mutated;
};

/// Rewrites sources one after the other and numbers their mutants.
class Schemata {
public:
    explicit Schemata(Vocabulary vocabulary) : vocabulary_(std::move(vocabulary)) {}

    /// The source with every mutation in place. `file` is its name in the mutants' names; `only_points` leaves out all
    /// but the reads of variation points.
    std::string rewrite(const std::string& file, const Source& source, bool only_points);

    [[nodiscard]] const std::vector<Mutant>& mutants() const { return mutants_; }

    /// The requirements that a mutant of a variation point is about, by type and enumerator: `PairSlots::floored`.
    void say_requirements(const std::string& enumerator, std::vector<std::string> requirements) {
        of_choice_[enumerator] = std::move(requirements);
    }

private:
    int number_of(const std::string& file, const Source& source, const Site& site, const Mutation& mutation);

    Vocabulary vocabulary_;
    std::vector<Mutant> mutants_;
    std::map<std::string, int> named_;     // how often a name was given
    std::map<std::string, int> of_point_;  // number by point and choice
    std::map<std::string, std::vector<std::string>> of_choice_;
};

}  // namespace plumbline::mutants
