// The bodies of Walker's members.
#pragma once

#include "tests/replay/explorer/walk.hpp"

namespace plumbline::replay::explorer {

template <Machine M>
Walker<M>::Walker(const M& machine)
    : machine_(&machine), fair_(theorem_of(TheoremKind::fair)), certain_(theorem_of(TheoremKind::certain)) {
    if constexpr (MachineWithKinds<M>) {
        kinds_ = machine.kinds();
    }
    weights_.resize(kinds_);
}

template <Machine M>
std::size_t Walker<M>::kind_of(const Step& step) const {
    if constexpr (MachineWithKinds<M>) {
        return machine_->kind_of(step);
    } else {
        return 0;
    }
}

template <Machine M>
std::optional<std::size_t> Walker<M>::theorem_of(TheoremKind kind) const {
    const std::span<const Theorem> theorems = machine_->theorems();
    const auto found =
        std::find_if(theorems.begin(), theorems.end(), [&](const Theorem& theorem) { return theorem.kind == kind; });
    return found == theorems.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - theorems.begin()));
}

template <Machine M>
auto Walker<M>::choices(const State& state) -> const Choices& {
    choices_.clear();
    machine_->for_each_successor(state, [&](const Step& step, const State& after) {
        if (after != state) {
            choices_.emplace_back(step, after);
        }
    });
    return choices_;
}

template <Machine M>
void Walker<M>::lose(Walk<M>& walk, std::optional<std::size_t> theorem, std::optional<std::size_t> only) const {
    if (!only || only == theorem) {
        walk.lost = theorem;
    }
}

// Where a successor violates a theorem, the run ends with the step to it.
template <Machine M>
bool Walker<M>::ends_badly(Walk<M>& walk, const Choices& choices, std::optional<std::size_t> only) const {
    walk.judged += choices.size();
    for (const auto& [step, after] : choices) {
        if (const auto theorem = machine_->violated(after)) {
            lose(walk, *theorem, only);
            if (walk.lost) {
                walk.run.steps.emplace_back(step, after);
                walk.distance = walk.run.steps.size();
                return true;
            }
        }
    }
    return false;
}

// For a time a run has habits: writes are late, or nothing is saved, or much is closed.
template <Machine M>
void Walker<M>::draw_habits(Dice& dice) {
    for (std::size_t kind = 0; kind < kinds_; ++kind) {
        weights_[kind] = kMostRarity << 2 * dice.below(4);
        if constexpr (MachineWithKinds<M>) {
            weights_[kind] /= machine_->rarity(kind);
        }
    }
}

// First the kind, then one of its steps. Returns the size of `choices` where none is progress and one must be.
template <Machine M>
std::size_t Walker<M>::pick(const Choices& choices, bool progress, Dice& dice) {
    of_kind_.assign(kinds_, 0);
    const auto possible = [&](const Step& step) { return !progress || machine_->is_progress(step); };
    for (const auto& [step, after] : choices) {
        of_kind_[kind_of(step)] += possible(step) ? 1U : 0U;
    }
    std::uint64_t sum = 0;
    for (std::size_t kind = 0; kind < kinds_; ++kind) {
        sum += of_kind_[kind] > 0 ? weights_[kind] : 0;
    }
    if (sum == 0) {
        return choices.size();
    }
    std::uint64_t at = dice.below(sum);
    std::size_t kind = 0;
    for (; of_kind_[kind] == 0 || at >= weights_[kind]; ++kind) {
        at -= of_kind_[kind] == 0 ? 0 : weights_[kind];
    }
    std::uint64_t left = dice.below(of_kind_[kind]);
    for (std::size_t choice = 0;; ++choice) {
        const Step& step = choices[choice].first;
        if (kind_of(step) == kind && possible(step) && left-- == 0) {
            return choice;
        }
    }
}

template <Machine M>
Walk<M> Walker<M>::walk(std::uint64_t seed, std::size_t steps) {
    Dice dice(seed);
    Walk<M> walk;
    walk.home_seed = dice.next();
    std::vector<State> initial;
    machine_->for_each_initial([&](const State& state) { initial.push_back(state); });
    walk.run.initial = initial[dice.below(initial.size())];
    lose(walk, machine_->violated(walk.run.initial), {});
    draw_habits(dice);
    for (std::size_t step = dice.below(steps + 1); step > 0 && !walk.lost; --step) {
        const Choices& next = choices(walk.state());
        if (next.empty() || ends_badly(walk, next, {})) {
            break;
        }
        if (dice.below(kHabitSteps) == 0) {
            draw_habits(dice);
        }
        walk.run.steps.push_back(next[pick(next, false, dice)]);
    }
    if (!walk.lost) {
        walk.distance = walk.run.steps.size();
        go_home(walk, {});
    }
    return walk;
}

template <Machine M>
Walk<M> Walker<M>::follow(const State& initial, const std::vector<Step>& steps, std::uint64_t home_seed,
                          std::size_t theorem) {
    Walk<M> walk;
    walk.run.initial = initial;
    walk.home_seed = home_seed;
    for (const Step& step : steps) {
        const Choices& next = choices(walk.state());
        if (ends_badly(walk, next, theorem)) {
            return walk;
        }
        const auto found = std::find_if(next.begin(), next.end(), [&](const auto& it) { return it.first == step; });
        if (found != next.end()) {
            walk.run.steps.push_back(*found);
        }
    }
    walk.distance = walk.run.steps.size();
    go_home(walk, theorem);
    return walk;
}

template <Machine M>
void Walker<M>::go_home(Walk<M>& walk, std::optional<std::size_t> only) {
    constexpr std::size_t most = 100'000;  // where no theorem says that it comes to an end
    weights_.assign(kinds_, 1);
    Dice dice(walk.home_seed);
    std::set<State> seen;
    for (std::size_t step = 0; step < most && !machine_->is_good(walk.state()); ++step) {
        if (!seen.insert(walk.state()).second && certain_) {
            lose(walk, certain_, only);
            std::size_t back = walk.distance;
            while (walk.state_after(back) != walk.state()) {
                ++back;
            }
            walk.back_to = back;
            return;
        }
        const Choices& next = choices(walk.state());
        if (ends_badly(walk, next, only)) {
            return;
        }
        const std::size_t choice = pick(next, true, dice);
        if (choice == next.size()) {
            lose(walk, fair_ ? fair_ : certain_, only);
            return;
        }
        walk.run.steps.push_back(next[choice]);
    }
}

}  // namespace plumbline::replay::explorer
