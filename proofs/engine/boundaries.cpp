#include "proofs/engine/boundaries.hpp"

namespace plumbline::proofs {
namespace {

constexpr std::pair<const char*, int> sides[] = {{"below", -1}, {"at", 0}, {"above", 1}};

// A model, and where possible one in which no input of a wide range is 0 or 1: answers then show more.
std::optional<symbolic::Values> telling_witness(symbolic::Explorer& explorer, const z3::expr& also) {
    z3::expr_vector all(explorer.context());
    all.push_back(also);
    for (const z3::expr& input : explorer.wide_inputs()) {
        all.push_back(input < 0 || input > 1);
    }
    auto telling = explorer.witness(symbolic::all_of(all));
    return telling ? std::move(telling) : explorer.witness(also);
}

}  // namespace

BoundarySearch::Fork& BoundarySearch::fork(const Place& place, const std::string& text) {
    const auto [known, is_new] = forks_.try_emplace(place);
    if (is_new) {
        auto& [comparison, ways] =
            comparisons_.try_emplace(text, static_cast<int>(comparisons_.size()), 0).first->second;
        known->second.comparison = comparison;
        known->second.wanted = ways++ < most_ways;
    }
    return known->second;
}

void BoundarySearch::search(symbolic::Explorer& explorer) {
    for (const auto& [number, comparisons] : explorer.forks()) {
        for (std::size_t place = 0; place < comparisons.size(); ++place) {
            search(explorer, {number, place}, comparisons[place]);
        }
    }
}

void BoundarySearch::search(symbolic::Explorer& explorer, const Place& place, const symbolic::Comparison& comparison) {
    const std::string left = comparison.left.to_string();
    const std::string right = comparison.right.to_string();
    Fork& fork = this->fork(place, left + " ? " + right);
    for (std::size_t side = 0; side < std::size(sides) && fork.wanted; ++side) {
        Side& one = fork.sides[side];
        if (one.found || one.tries == most_tries) {
            continue;
        }
        ++one.tries;
        const auto& [at, distance] = sides[side];
        if (auto values = telling_witness(explorer, comparison.left == comparison.right + distance)) {
            one.found = true;
            found_.push_back({fork.comparison, left, right, at, std::move(*values)});
        }
    }
}

}  // namespace plumbline::proofs
