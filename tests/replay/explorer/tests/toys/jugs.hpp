// Jugs of three and five gallons, filled, emptied and poured into one another: 16 states, and at least six steps to
// four gallons. Both empty again is good, and from every state it can be.
#pragma once

#include "tests/replay/explorer/tests/toys/toy.hpp"

#include <algorithm>

namespace plumbline::replay::explorer::toys {

class Jugs : public Toy<1> {
public:
    enum class Step : std::uint8_t { fill_small, fill_large, empty_small, empty_large, to_large, to_small };

    [[nodiscard]] static std::string name() { return "jugs"; }

    [[nodiscard]] static std::string configuration() { return "3 and 5 gallons"; }

    template <class Visit>
    void for_each_initial(Visit&& visit) const {
        visit(State{});
    }

    template <class Visit>
    void for_each_successor(const State& state, Visit&& visit) const {
        const std::uint64_t small = small_in(state);
        const std::uint64_t large = large_in(state);
        const std::uint64_t to_large = std::min(small, 5 - large);
        const std::uint64_t to_small = std::min(large, 3 - small);
        const auto step = [&](Step name, std::uint64_t new_small, std::uint64_t new_large) {
            if (new_small != small || new_large != large) {
                visit(name, State{new_small | new_large << 8U});
            }
        };
        step(Step::fill_small, 3, large);
        step(Step::fill_large, small, 5);
        step(Step::empty_small, 0, large);
        step(Step::empty_large, small, 0);
        step(Step::to_large, small - to_large, large + to_large);
        step(Step::to_small, small + to_small, large - to_small);
    }

    [[nodiscard]] static std::span<const Theorem> theorems() {
        static constexpr std::array<Theorem, 2> all{{{"JUG-1", "no jug holds four gallons", TheoremKind::state},
                                                     {"JUG-2", "both jugs can be emptied", TheoremKind::reachable}}};
        return all;
    }

    [[nodiscard]] static std::optional<std::uint8_t> violated(const State& state) {
        return large_in(state) == 4 ? std::optional<std::uint8_t>(0) : std::nullopt;
    }

    [[nodiscard]] static bool is_good(const State& state) { return state[0] == 0; }

    [[nodiscard]] static bool is_progress(Step /*step*/) { return true; }

    [[nodiscard]] static std::vector<std::string> participants() { return {"Tap", "Small jug", "Large jug", "Drain"}; }

    [[nodiscard]] static StepText describe(const State& /*before*/, Step step, const State& /*after*/) {
        switch (step) {
        case Step::fill_small:
            return {0, 1, "fills it; to the brim", "JUG-3"};
        case Step::fill_large:
            return {0, 2, "fills it; to the brim", "JUG-3"};
        case Step::empty_small:
            return {1, 3, "is emptied", ""};
        case Step::empty_large:
            return {2, 3, "is emptied", ""};
        case Step::to_large:
            return {1, 2, "is poured until one is empty or the other full", ""};
        case Step::to_small:
            return {2, 1, "is poured until one is empty or the other full", ""};
        }
        return {};
    }

    [[nodiscard]] static std::vector<Field> describe(const State& state) {
        return {{"small", std::to_string(small_in(state))}, {"large", std::to_string(large_in(state))}};
    }

private:
    static std::uint64_t small_in(const State& state) { return state[0] & 255; }

    static std::uint64_t large_in(const State& state) { return state[0] >> 8U; }
};

}  // namespace plumbline::replay::explorer::toys
