// Inputs on each side of the comparisons on which a proof's paths fork.
#pragma once

#include "proofs/symbolic/explorer.hpp"

#include <map>
#include <string>
#include <vector>

namespace plumbline::proofs {

/// An input for which a comparison's left side is one less than its right side, the same, or one more.
struct Boundary {
    int comparison = 0;  ///< in the order in which they were met
    std::string left;    ///< as Z3 prints it; terms that are no inputs have a name with "!"
    std::string right;
    std::string at;  ///< below, at, above
    symbolic::Values values;
};

/// Looks for boundaries at the end of each path, where all inputs and assumptions are known. The same comparison on
/// several paths counts once for each way to it that answers otherwise to the forks before, up to `most_ways`.
class BoundarySearch {
public:
    void search(symbolic::Explorer& explorer);

    std::vector<Boundary> take() { return std::move(found_); }

private:
    static constexpr int most_ways = 2;
    static constexpr int most_tries = 6;

    struct Side {
        bool found = false;
        int tries = 0;
    };

    struct Fork {
        int comparison = 0;
        bool wanted = false;
        Side sides[3];
    };

    using Place = std::pair<int, std::size_t>;  // a fork, and which of its comparisons

    void search(symbolic::Explorer& explorer, const Place& place, const symbolic::Comparison& comparison);
    Fork& fork(const Place& place, const std::string& text);

    std::map<Place, Fork> forks_;
    std::map<std::string, std::pair<int, int>> comparisons_;  // by text: its number, and how many forks it has
    std::vector<Boundary> found_;
};

}  // namespace plumbline::proofs
