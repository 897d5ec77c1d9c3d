// The pairs of a channel in the symbolic reading: in the order of their numbers. A path must run the same way each
// time, and a hash map visits its entries in an order of its own.
#pragma once

#include "proofs/symbolic/symbolic.hpp"
#include "reference/resource_manager/channel.hpp"

#include <utility>
#include <vector>

namespace plumbline {

template <>
class PairTable<symbolic::Symbolic> {
public:
    using Pair = plumbline::Pair<symbolic::Symbolic>;

    [[nodiscard]] Pair& operator[](PairNumber number) { return pairs_[number]; }

    [[nodiscard]] const Pair& operator[](PairNumber number) const { return pairs_[number]; }

    PairNumber insert(Pair pair) {
        pairs_.push_back(std::move(pair));
        return static_cast<PairNumber>(pairs_.size() - 1);
    }

    template <class Visit>
    void for_each(Visit&& visit) const {
        for (std::size_t number = 0; number < pairs_.size(); ++number) {
            visit(pairs_[number], static_cast<PairNumber>(number));
        }
    }

    template <class Visit>
    void for_each(Visit&& visit) {
        for (std::size_t number = 0; number < pairs_.size(); ++number) {
            visit(pairs_[number], static_cast<PairNumber>(number));
        }
    }

private:
    std::vector<Pair> pairs_;
};

}  // namespace plumbline
