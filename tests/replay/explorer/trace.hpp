// The run to a state. Nothing was stored for it: level by level backwards, the smallest state of which the next one is
// a successor is found by computing successors anew; then the run is followed forwards, step by step.
#pragma once

#include "tests/replay/explorer/search.hpp"

#include <algorithm>

namespace plumbline::replay::explorer {

/// A run: an initial state, and steps with the state after each.
template <Machine M>
struct Run {
    using State = typename M::State;
    using Step = typename M::Step;

    State initial{};
    std::vector<std::pair<Step, State>> steps;
};

/// The smallest state of a level one of whose successors `target` stands for.
template <Machine M>
std::optional<typename M::State> smallest_predecessor(const Search<M>& search, std::size_t level,
                                                      const typename M::State& target, const Control& control) {
    using State = typename M::State;
    const M& machine = search.machine();
    const Pieces pieces = search.levels().pieces(level);
    std::vector<std::optional<State>> smallest(search.limits().threads);
    const auto work = [&](unsigned worker, std::uint64_t number) {
        const Piece piece = pieces[number];
        for (std::uint32_t place = piece.begin; place < piece.end; ++place) {
            const State& state = search.states()[{piece.shard, place}];
            bool leads = false;
            machine.for_each_successor(state, [&](const auto& /*step*/, const State& next) {
                leads = leads || same(representative(machine, next, search.limits().symmetry), target);
            });
            if (leads) {
                smallest[worker] = smallest[worker] ? std::min(*smallest[worker], state) : state;
            }
        }
        return true;
    };
    const auto show = [&](double done) {
        if (control.show) {
            control.show({"retracing the run", search.states().size(), search.position().transitions, level,
                          search.levels().states(level), search.memory(), done});
        }
    };
    // To be told is worth the wait, even to whoever wanted the search to stop.
    for_each_piece(search.limits().threads, 0, pieces.count(), work, Control{}, show);
    std::optional<State> found;
    for (const std::optional<State>& candidate : smallest) {
        if (candidate) {
            found = found ? std::min(*found, *candidate) : *candidate;
        }
    }
    return found;
}

/// Follows states from one to the next, each by the machine's first step that leads to a state that the next stands
/// for.
template <Machine M>
void follow(const Search<M>& search, Run<M>& run, const std::vector<typename M::State>& states) {
    using State = typename M::State;
    const M& machine = search.machine();
    for (const State& target : states) {
        const State from = run.steps.empty() ? run.initial : run.steps.back().second;
        bool found = false;
        machine.for_each_successor(from, [&](const auto& step, const State& next) {
            if (!found && representative(machine, next, search.limits().symmetry) == target) {
                found = true;
                run.steps.emplace_back(step, next);
            }
        });
    }
}

/// A shortest run to a state that was found, the same whatever the number of threads; then on along `going_on`.
template <Machine M>
Run<M> run_to(const Search<M>& search, const typename M::State& target, const Control& control = {},
              const std::vector<typename M::State>& going_on = {}) {
    using State = typename M::State;
    const M& machine = search.machine();
    std::vector<State> states{target};
    const std::optional<StateId> id = search.states().find(target, hash_of(target));
    for (std::size_t level = id ? search.levels().level_of(*id) : 0; level-- > 0;) {
        if (const auto before = smallest_predecessor(search, level, states.front(), control)) {
            states.insert(states.begin(), *before);
        }
    }
    Run<M> run;
    std::optional<State> initial;
    machine.for_each_initial([&](const State& state) {
        if (representative(machine, state, search.limits().symmetry) == states.front()) {
            initial = initial ? std::min(*initial, state) : state;
        }
    });
    run.initial = initial.value_or(states.front());
    states.erase(states.begin());
    states.insert(states.end(), going_on.begin(), going_on.end());
    follow(search, run, states);
    return run;
}

}  // namespace plumbline::replay::explorer
