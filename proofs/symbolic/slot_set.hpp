// A few slot indexes, of which some are in the set only where a formula holds.
#pragma once

#include "proofs/symbolic/int.hpp"

#include <utility>
#include <vector>

namespace plumbline::symbolic {

/// Has the members of plumbline::SlotSet that the templates use.
class SlotSet {
public:
    using Index = Int<Natural16>;

    [[nodiscard]] Int<Natural64> size() const { return Int<Natural64>::fitting(size_); }

    [[nodiscard]] Truth empty() const { return size() == 0; }

    void push_back(Index index) { push_back_if(true, index); }

    void push_back_if(Truth wanted, Index index);

    /// Whether the index is in the set.
    [[nodiscard]] Truth contains(Index index) const;

    /// Calls `visit(index)` for each index that may be in the set, for the case that it is.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (const Entry& entry : entries_) {
            where(entry.wanted, [&] { visit(entry.index); });
        }
    }

    /// Whether `holds(index)` for every index in the set.
    template <class Holds>
    [[nodiscard]] Truth every(Holds&& holds) const {
        Truth all = true;
        for (const Entry& entry : entries_) {
            all = conjunction(all, [&] { return implied(entry.wanted, [&] { return holds(entry.index); }); });
        }
        return all;
    }

    /// Whether `holds(earlier, later)` for every two indexes in the set.
    template <class Holds>
    [[nodiscard]] Truth every_two(Holds&& holds) const {
        Truth all = true;
        for (auto later = entries_.begin(); later != entries_.end(); ++later) {
            for (auto earlier = entries_.begin(); earlier != later; ++earlier) {
                all = conjunction(all, [&] {
                    return implied(conjunction(earlier->wanted, [&] { return later->wanted; }),
                                   [&] { return holds(earlier->index, later->index); });
                });
            }
        }
        return all;
    }

    /// The indexes of a set in which each is known to be.
    [[nodiscard]] std::vector<Index>::const_iterator begin() const { return certain().begin(); }

    [[nodiscard]] std::vector<Index>::const_iterator end() const { return certain().end(); }

private:
    struct Entry {
        Truth wanted;
        Index index;
    };

    [[nodiscard]] const std::vector<Index>& certain() const;

    template <class Second>
    static Truth implied(Truth wanted, Second&& second) {
        return disjunction(!wanted, std::forward<Second>(second));
    }

    std::vector<Entry> entries_;
    std::vector<Index> indexes_;
    Number size_;
};

}  // namespace plumbline::symbolic
