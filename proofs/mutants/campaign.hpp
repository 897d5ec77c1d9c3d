// Every mutant against the layers, in order of cost, until one notices it.
#pragma once

#include "proofs/mutants/layer.hpp"
#include "proofs/mutants/manifest.hpp"

#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::mutants {

/// What the layers made of a mutant: an entry for each that ran.
struct Result {
    std::string name;
    std::vector<std::pair<std::string, Noticed>> layers;

    /// The first layer that noticed it; null if none did.
    [[nodiscard]] const std::pair<std::string, Noticed>* first() const;
};

struct Campaign {
    std::vector<Mutant> mutants;
    std::vector<Layer> layers;
    bool all_layers = false;       ///< go on behind the first layer that notices
    std::set<std::string> proved;  ///< names of mutants that are proved equivalent: layers beside leave them out
    std::optional<std::set<std::string>> beside;  ///< the mutants for layers that run beside; all where there is none
    std::set<std::string> equivalents;  ///< names of mutants that layers which take longer than this leave out
    double equivalents_seconds = std::numeric_limits<double>::infinity();
    unsigned jobs = 1;
    std::string work;  ///< a folder for outputs
    std::string
        journal;  ///< results are added here as they come, and read when the same campaign goes on; may be empty
};

/// The layers pass over the reference as it is, or this throws std::runtime_error. Gives the seconds that each took.
std::map<std::string, double> run_baseline(const Campaign& campaign);

/// Runs the campaign. `progress(done, result)` is called after each mutant, one call at a time.
std::vector<Result> run(const Campaign& campaign, const std::map<std::string, double>& baseline,
                        const std::function<void(std::size_t, const Result&)>& progress);

}  // namespace plumbline::mutants
