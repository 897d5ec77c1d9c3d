// The bodies of Search's members.
#pragma once

#include "tests/replay/explorer/search.hpp"

#include <algorithm>

namespace plumbline::replay::explorer {

template <Machine M>
Ended Search<M>::run(const Control& control) {
    if (!position_.begun && !begin()) {
        return Ended::out_of_memory;
    }
    while (!any_violation() && levels_.states(levels_.count() - 1) > 0) {
        const Ended level = run_level(control);
        if (level != Ended::complete) {
            return any_violation() ? Ended::violated : level;
        }
    }
    return any_violation() ? Ended::violated : Ended::complete;
}

template <Machine M>
bool Search<M>::begin() {
    bool room = true;
    machine_->for_each_initial([&](const State& given) {
        const State state = representative(*machine_, given, limits_.symmetry);
        const Added added = states_.add(state, hash_of(state));
        room = room && added != Added::no_memory;
        if (added == Added::added) {
            note_violation(violations_, state);
        }
    });
    // Without room for these there is nothing to go on from: the next call adds them again.
    if (room) {
        levels_.close(states_);
        position_.begun = true;
    }
    return room;
}

// Expands what is left of the newest closed level; closes the next when nothing is left.
template <Machine M>
Ended Search<M>::run_level(const Control& control) {
    const std::size_t level = levels_.count() - 1;
    const Pieces pieces = levels_.pieces(level);
    const std::vector<Piece> again = std::exchange(position_.unfinished, {});
    const std::uint64_t from = position_.next_piece;
    const std::uint64_t count = again.size() + pieces.count() - from;
    const auto piece_at = [&](std::uint64_t number) {
        return number < again.size() ? again[number] : pieces[number - again.size() + from];
    };

    std::vector<Worker> workers(limits_.threads);
    std::atomic<std::uint64_t> transitions{position_.transitions};
    const auto work = [&](unsigned worker, std::uint64_t number) {
        const std::uint64_t before = workers[worker].transitions;
        const Piece piece = piece_at(number);
        const bool finished = expand(workers[worker], piece);
        if (!finished) {
            // It will be done again, and counted then.
            workers[worker].transitions = before;
            const std::scoped_lock lock(unfinished_mutex_);
            position_.unfinished.push_back(piece);
        }
        transitions.fetch_add(workers[worker].transitions - before, std::memory_order_relaxed);
        return finished;
    };
    const auto show = [&](double done) {
        if (control.show) {
            control.show({"searching", states_.size(), transitions, level, levels_.states(level), memory(), done});
        }
    };
    const std::uint64_t begun = for_each_piece(limits_.threads, 0, count, work, control, show);
    merge(workers);
    // Pieces that were left over from an earlier call and were not begun again.
    for (std::uint64_t number = begun; number < again.size(); ++number) {
        position_.unfinished.push_back(again[number]);
    }
    position_.next_piece = from + (begun < again.size() ? 0 : begun - again.size());
    if (!position_.unfinished.empty()) {
        return begun < count && control.stopped() ? Ended::stopped : Ended::out_of_memory;
    }
    if (begun < count) {
        return Ended::stopped;
    }
    if (!budget_.take(sizeof(Ends))) {
        return Ended::out_of_memory;
    }
    levels_.close(states_);
    position_.next_piece = 0;
    return Ended::complete;
}

template <Machine M>
bool Search<M>::expand(Worker& worker, const Piece& piece) {
    bool room = true;
    std::uint64_t transitions = 0;
    Batch batch(states_, [&](std::uint32_t /*source*/, const State& state, std::uint64_t hash) {
        const Added added = states_.add(state, hash);
        if (added == Added::added) {
            note_violation(worker.violations, state);
        }
        room = room && added != Added::no_memory;
    });
    for (std::uint32_t place = piece.begin; place < piece.end && room; ++place) {
        machine_->for_each_successor(states_[{piece.shard, place}], [&](const auto& /*step*/, const State& next) {
            ++transitions;
            batch.push(0, representative(*machine_, next, limits_.symmetry));
        });
    }
    batch.flush();
    worker.transitions += transitions;
    return room;
}

template <Machine M>
void Search<M>::note_violation(Violations& violations, const State& state) const {
    const std::optional<std::uint8_t> theorem = machine_->violated(state);
    if (theorem) {
        auto& smallest = violations.at(*theorem);
        smallest = smallest ? std::min(*smallest, state) : state;
    }
}

template <Machine M>
void Search<M>::merge(const std::vector<Worker>& workers) {
    for (const Worker& worker : workers) {
        position_.transitions += worker.transitions;
        for (std::size_t theorem = 0; theorem < kMostTheorems; ++theorem) {
            if (const auto& state = worker.violations[theorem]) {
                auto& smallest = violations_[theorem];
                smallest = smallest ? std::min(*smallest, *state) : *state;
            }
        }
    }
}

template <Machine M>
bool Search<M>::any_violation() const {
    return std::any_of(violations_.begin(), violations_.end(), [](const auto& state) { return state.has_value(); });
}

template <Machine M>
template <class ForEachState>
bool Search<M>::resume(const Levels& levels, const Position& position, ForEachState&& states) {
    bool room = budget_.take(levels.count() * sizeof(Ends));
    if (room) {
        states([&](const State& state) {
            room = room && states_.add(state, hash_of(state)) != Added::no_memory;
            return room;
        });
    }
    levels_ = levels;
    position_ = position;
    return room;
}

}  // namespace plumbline::replay::explorer
