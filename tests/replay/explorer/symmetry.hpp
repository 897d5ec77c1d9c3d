// Whether a machine's canonical form is what the search takes it for.
#pragma once

#include "tests/replay/explorer/search.hpp"

#include <algorithm>

namespace plumbline::replay::explorer {

/// Compares each of the first `most` states of a search (without symmetry) with its canonical form: the same verdicts,
/// and successors that have the same canonical forms. Returns the first state that differs, with what does; none if all
/// agree.
template <SymmetricMachine M>
std::optional<std::pair<typename M::State, std::string>> symmetry_fault(const Search<M>& search, std::uint64_t most) {
    using State = typename M::State;
    const M& machine = search.machine();
    const auto successors = [&](const State& state) {
        std::vector<std::pair<State, bool>> forms;
        machine.for_each_successor(state, [&](const auto& step, const State& next) {
            forms.emplace_back(machine.canonical(next), machine.is_progress(step));
        });
        std::sort(forms.begin(), forms.end());
        return forms;
    };
    const auto fault = [&](const State& state) -> std::optional<std::string> {
        const State canonical = machine.canonical(state);
        if (machine.canonical(canonical) != canonical) {
            return "the canonical form of its canonical form is another";
        }
        if (machine.violated(canonical) != machine.violated(state)) {
            return "its canonical form violates another theorem";
        }
        if (machine.is_good(canonical) != machine.is_good(state)) {
            return "only one of it and its canonical form is good";
        }
        if (successors(canonical) != successors(state)) {
            return "its successors are not those of its canonical form";
        }
        return std::nullopt;
    };
    for (std::uint32_t shard = 0; shard < kShards; ++shard) {
        for (std::uint32_t place = 0; place < search.states().size(shard) && most > 0; ++place, --most) {
            const State& state = search.states()[{shard, place}];
            if (auto what = fault(state)) {
                return std::pair{state, std::move(*what)};
            }
        }
    }
    return std::nullopt;
}

}  // namespace plumbline::replay::explorer
