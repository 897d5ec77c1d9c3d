#include "proofs/engine/trial.hpp"

namespace plumbline::proofs {

int ByTerms::choice(const std::string& name, int count) {
    const symbolic::Number chosen = explorer().input(name, {0, count - 1});
    const auto value = symbolic::Int<symbolic::Natural32>::fitting(chosen);
    int choice = 0;
    while (choice < count - 1 && !(value == choice)) {
        ++choice;
    }
    return choice;
}

SlotTable ByNumbers::table(const std::string& name, Slots<Running> slots) {
    SlotTable table(Running::table_size(slots.count()));
    for (std::size_t slot = 0; slot < table.size(); ++slot) {
        table.set(slot, static_cast<PairNumber>(value(name + "[" + std::to_string(slot) + "]")));
    }
    return table;
}

void ByNumbers::suppose(bool condition) const {
    if (!condition) {
        throw NotReproduced("an assumption of the proof does not hold for the running reference");
    }
}

Int128 ByNumbers::value(const std::string& name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) {
        throw NotReproduced("the counterexample has no value for " + name);
    }
    return found->second;
}

}  // namespace plumbline::proofs
