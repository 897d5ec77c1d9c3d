#include "proofs/symbolic/slot_set.hpp"

#include "proofs/symbolic/explorer.hpp"

namespace plumbline::symbolic {

void SlotSet::push_back_if(Truth wanted, Index index) {
    const Number more = (Int<Natural64>::fitting(size_) + Int<Natural64>(1)).number();
    size_ = select(wanted, more, size_);
    entries_.push_back({wanted, index});
    indexes_.push_back(index);
}

Truth SlotSet::contains(Index index) const {
    Truth found = false;
    for (const Entry& entry : entries_) {
        const Truth here = conjunction(entry.wanted, [&] { return entry.index == index; });
        found = disjunction(found, [&] { return here; });
    }
    return found;
}

const std::vector<SlotSet::Index>& SlotSet::certain() const {
    for (const Entry& entry : entries_) {
        if (!entry.wanted.known() || !entry.wanted.value()) {
            throw EngineFault("an iteration over slots that may or may not be in the set: use for_each");
        }
    }
    return indexes_;
}

}  // namespace plumbline::symbolic
