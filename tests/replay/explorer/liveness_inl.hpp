// The bodies of Liveness's members.
#pragma once

#include "tests/replay/explorer/liveness.hpp"

#include <algorithm>

namespace plumbline::replay::explorer {

template <Machine M>
auto Liveness<M>::judge(bool certain, bool fair, bool reachable, const Control& control) -> std::vector<Verdict> {
    const Levels& levels = search_->levels();
    auto marks = Marks::take(search_->budget(), levels.end(levels.count() - 1));
    if (!marks) {
        ended_ = Ended::out_of_memory;
        return {};
    }
    marks_ = std::move(*marks);
    if (certain) {
        watches_ = Watches::take(search_->budget(), marks_.numbers());
    }
    std::vector<Verdict> verdicts;
    bool going = mark_good(control);
    const auto stage = [&](bool asked, TheoremKind kind) {
        if (asked && going && close(kind, control)) {
            verdicts.push_back(verdict(kind, control));
        } else {
            going = going && !asked;
        }
    };
    stage(certain, TheoremKind::certain);
    stage(fair, TheoremKind::fair);
    stage(reachable, TheoremKind::reachable);
    if (!going || control.stopped()) {
        ended_ = Ended::stopped;
        verdicts.clear();
    }
    return verdicts;
}

template <Machine M>
template <class Work>
bool Liveness<M>::over_level(std::size_t level, const Control& control, Work&& work) {
    const Pieces pieces = search_->levels().pieces(level);
    const auto show = [&](double done) {
        if (control.show) {
            control.show({"judging liveness", search_->states().size(), search_->position().transitions, level,
                          search_->levels().states(level), search_->memory(), done});
        }
    };
    const auto each = [&](unsigned /*worker*/, std::uint64_t number) {
        work(pieces[number]);
        return true;
    };
    return for_each_piece(search_->limits().threads, 0, pieces.count(), each, control, show) == pieces.count();
}

template <Machine M>
bool Liveness<M>::mark_good(const Control& control) {
    bool whole = true;
    for (std::size_t level = 0; level < search_->levels().count() && whole; ++level) {
        std::atomic<std::uint64_t> good{0};
        whole = over_level(level, control, [&](const Piece& piece) {
            for (std::uint32_t place = piece.begin; place < piece.end; ++place) {
                const StateId id{piece.shard, place};
                if (search_->machine().is_good(search_->states()[id])) {
                    marks_.set(id);
                    good.fetch_add(1, std::memory_order_relaxed);
                }
            }
        });
        good_ += good;
        open_.push_back(search_->levels().states(level) - good);
    }
    return whole;
}

// Sweeps until nothing changes, by turns from the last level to the first and back: marks mostly come from later
// levels, but after a crash from earlier ones.
template <Machine M>
bool Liveness<M>::close(TheoremKind kind, const Control& control) {
    const std::size_t levels = search_->levels().count();
    std::atomic<std::uint64_t> marked{0};
    bool backwards = true;
    do {
        marked = 0;
        for (std::size_t i = 0; i < levels; ++i) {
            const std::size_t level = backwards ? levels - 1 - i : i;
            if (open_[level] == 0) {
                continue;
            }
            const std::uint64_t before = marked;
            if (!over_level(level, control, [&](const Piece& piece) { marked += sweep(kind, piece); })) {
                return false;
            }
            open_[level] -= marked - before;
        }
        backwards = !backwards;
    } while (marked > 0);
    return true;
}

// Whether a state has no mark, and could get one.
template <Machine M>
bool Liveness<M>::is_due(TheoremKind kind, StateId id) const {
    const auto watched = kind == TheoremKind::certain ? watches_.of(marks_.number(id)) : std::nullopt;
    return !marks_.has(id) && (!watched || marks_.has(*watched));
}

// Marks those states of the piece whose successors say so; returns how many.
template <Machine M>
std::uint64_t Liveness<M>::sweep(TheoremKind kind, const Piece& piece) {
    const M& machine = search_->machine();
    const auto& states = search_->states();
    Sources sources;
    Batch batch(states, [&](std::uint32_t source, const State& state, std::uint64_t hash) {
        if (sources.some[source] && kind != TheoremKind::certain) {
            return;
        }
        const std::optional<StateId> id = states.find(state, hash);
        const bool marked = id && marks_.has(*id);
        (marked ? sources.some : sources.open)[source] = true;
        if (id && !marked && kind == TheoremKind::certain) {
            watches_.set(marks_.number({piece.shard, piece.begin + source}), marks_.number(*id));
        }
    });
    for (std::uint32_t place = piece.begin; place < piece.end; ++place) {
        const StateId id{piece.shard, place};
        if (is_due(kind, id)) {
            const auto push = [&](const auto& step, const State& next) {
                if (kind == TheoremKind::reachable || machine.is_progress(step)) {
                    batch.push(place - piece.begin, representative(machine, next, search_->limits().symmetry));
                }
            };
            if (kind == TheoremKind::reachable) {
                machine.for_each_successor(states[id], push);
            } else {
                for_each_progress(machine, states[id], push);
            }
        }
    }
    batch.flush();
    std::uint64_t marked = 0;
    for (std::uint32_t source = 0; source < piece.end - piece.begin; ++source) {
        const StateId id{piece.shard, piece.begin + source};
        if (sources.some[source] && (kind != TheoremKind::certain || !sources.open[source])) {
            marks_.set(id);
            ++marked;
        }
    }
    return marked;
}

template <Machine M>
auto Liveness<M>::verdict(TheoremKind kind, const Control& control) -> Verdict {
    Verdict verdict;
    verdict.kind = kind;
    std::mutex mutex;
    for (std::size_t level = 0; level < search_->levels().count(); ++level) {
        const bool first = !verdict.nearest;
        over_level(level, control, [&](const Piece& piece) {
            std::uint64_t failing = 0;
            std::optional<State> smallest;
            for (std::uint32_t place = piece.begin; place < piece.end; ++place) {
                const StateId id{piece.shard, place};
                if (!marks_.has(id)) {
                    const State& state = search_->states()[id];
                    ++failing;
                    smallest = smallest ? std::min(*smallest, state) : state;
                }
            }
            const std::scoped_lock lock(mutex);
            verdict.failing += failing;
            if (first && smallest) {
                verdict.nearest = verdict.nearest ? std::min(*verdict.nearest, *smallest) : *smallest;
            }
        });
    }
    if (verdict.nearest) {
        go_on(verdict);
    }
    return verdict;
}

// Follows progress among states without a mark, until there is none or a state comes again.
template <Machine M>
void Liveness<M>::go_on(Verdict& verdict) const {
    constexpr std::size_t most = 10'000;
    std::vector<State> run{*verdict.nearest};
    std::optional<State> next = next_open(run.back());
    while (next && run.size() < most) {
        const auto seen = std::find(run.begin(), run.end(), *next);
        if (seen != run.end()) {
            verdict.back_to = static_cast<std::size_t>(seen - run.begin());
            break;
        }
        run.push_back(*next);
        next = next_open(run.back());
    }
    verdict.going_on.assign(run.begin() + 1, run.end());
}

// The smallest successor by progress that has no mark.
template <Machine M>
auto Liveness<M>::next_open(const State& state) const -> std::optional<State> {
    std::optional<State> smallest;
    search_->machine().for_each_successor(state, [&](const auto& step, const State& given) {
        const State next = representative(search_->machine(), given, search_->limits().symmetry);
        const std::optional<StateId> id = search_->states().find(next, hash_of(next));
        if (search_->machine().is_progress(step) && id && !marks_.has(*id)) {
            smallest = smallest ? std::min(*smallest, next) : next;
        }
    });
    return smallest;
}

}  // namespace plumbline::replay::explorer
