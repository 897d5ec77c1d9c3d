// What a campaign found, for people and for programs.
#pragma once

#include "proofs/mutants/campaign.hpp"

#include <map>
#include <string>
#include <vector>

namespace plumbline::mutants {

/// A campaign's results beside what was expected of them.
struct Findings {
    std::vector<Mutant> mutants;
    std::vector<Result> results;  ///< of the same mutants, in the same order
    std::vector<std::string> layers;
    Equivalents equivalents;
    std::vector<std::string> beside;  ///< those of the layers that ran beside the others

    /// Whether any layer ran against the mutant but those beside.
    [[nodiscard]] bool ran(const Result& result) const;

    /// Mutants that nothing noticed and no reason excuses.
    [[nodiscard]] std::vector<const Mutant*> survivors() const;

    /// Mutants that are said to be equivalent, and were noticed.
    [[nodiscard]] std::vector<const Mutant*> not_equivalent() const;

    /// How many mutants of a file or kind a layer was the first to notice; all files or kinds where these are empty.
    [[nodiscard]] std::size_t count(const std::string& file, const std::string& kind, const std::string& layer) const;

    /// How many mutants of a file or kind a layer says this of: `refuted`, `not-reached`; anything where empty.
    [[nodiscard]] std::size_t count_said(const std::string& file, const std::string& kind, const std::string& layer,
                                         const std::string& word) const;
};

/// The word for what a layer that decides makes of a mutant; empty where it did not run.
std::string said(const Result& result, const std::string& layer);

/// The tables in Markdown: kinds and files by layer, the equivalent mutants with their reasons, and every mutant.
std::string markdown(const Findings& findings);

/// One object a line: name, requirements, kind, layer, how, by, or the reason why it is equivalent.
std::string to_json(const Findings& findings);

/// Which layer noticed which mutant, and what those beside say, for read_known(): one a line.
std::string known_json(const Findings& findings);

}  // namespace plumbline::mutants
