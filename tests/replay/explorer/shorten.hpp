// A run that violates a theorem, without the steps that it does not need.
#pragma once

#include "tests/replay/explorer/walk.hpp"

namespace plumbline::replay::explorer {

/// Leaves out stretches of steps, long ones first, and at the end each pair of steps, as long as what is left violates
/// the same theorem; a step that has become impossible goes, too. Steps on the way home are not counted.
template <Machine M>
class Shortener {
public:
    /// `walk` violates a theorem.
    Shortener(Walker<M>& walker, const Walk<M>& walk) : walker_(&walker), best_(walk) {}

    Walk<M> run() {
        for (std::size_t before = best_.distance + 1; best_.distance < before;) {
            before = best_.distance;
            for (std::size_t size = std::max<std::size_t>(best_.distance / 2, 1); size > 0; size /= 2) {
                leave_out_stretches(size);
            }
            if (best_.distance == before && best_.distance <= kMostForPairs) {
                leave_out_pairs();
            }
        }
        return best_;
    }

private:
    static constexpr std::size_t kMostForPairs = 80;

    void leave_out_stretches(std::size_t size) {
        for (std::size_t at = 0; at < best_.distance;) {
            if (!holds_without([&](std::size_t step) { return at <= step && step < at + size; })) {
                at += size;
            }
        }
    }

    void leave_out_pairs() {
        for (std::size_t first = 0; first < best_.distance; ++first) {
            for (std::size_t second = first + 1; second < best_.distance; ++second) {
                if (holds_without([&](std::size_t step) { return step == first || step == second; })) {
                    return;
                }
            }
        }
    }

    // The run without some steps violates the theorem, too, and is shorter: it is taken.
    template <class LeftOut>
    bool holds_without(LeftOut&& left_out) {
        std::vector<typename M::Step> steps;
        for (std::size_t step = 0; step < best_.distance; ++step) {
            if (!left_out(step)) {
                steps.push_back(best_.run.steps[step].first);
            }
        }
        Walk<M> walk = walker_->follow(best_.run.initial, steps, best_.home_seed, *best_.lost);
        if (!walk.lost || walk.distance >= best_.distance) {
            return false;
        }
        best_ = std::move(walk);
        return true;
    }

    Walker<M>* walker_;
    Walk<M> best_;
};

}  // namespace plumbline::replay::explorer
