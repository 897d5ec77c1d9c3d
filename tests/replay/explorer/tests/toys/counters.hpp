// Counters that each go up to a top. With k counters of n values there are n^k states, k (n - 1) n^(k - 1) steps and a
// depth of k (n - 1); up to their order, C(n + k - 1, k) states.
#pragma once

#include "tests/replay/explorer/tests/toys/toy.hpp"

#include <algorithm>

namespace plumbline::replay::explorer::toys {

/// Counters are hexadecimal digits; words beyond the first are filled so that all of a state must be compared.
template <std::size_t Words>
class Counters : public Toy<Words> {
public:
    using State = typename Toy<Words>::State;

    struct Step {
        unsigned counter = 0;
        friend bool operator==(const Step&, const Step&) = default;
    };

    using Toy<Words>::describe;

    /// At most 15 counters of at most 16 values.
    Counters(unsigned counters, unsigned values) : counters_(counters), values_(values) {}

    [[nodiscard]] std::string name() const { return "counters"; }

    [[nodiscard]] std::string configuration() const {
        return std::to_string(counters_) + " of " + std::to_string(values_) + " values";
    }

    template <class Visit>
    void for_each_initial(Visit&& visit) const {
        visit(State{});
    }

    template <class Visit>
    void for_each_successor(const State& state, Visit&& visit) const {
        for (unsigned counter = 0; counter < counters_; ++counter) {
            if (value(state, counter) + 1 < values_) {
                visit(Step{counter}, filled(state[0] + (std::uint64_t{1} << (4 * counter))));
            }
        }
    }

    [[nodiscard]] static std::span<const Theorem> theorems() {
        static constexpr std::array<Theorem, 1> all{
            {{"COUNT-1", "every counter comes to its top", TheoremKind::certain}}};
        return all;
    }

    [[nodiscard]] std::optional<std::uint8_t> violated(const State& /*state*/) const { return std::nullopt; }

    [[nodiscard]] bool is_good(const State& state) const {
        for (unsigned counter = 0; counter < counters_; ++counter) {
            if (value(state, counter) + 1 < values_) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] static bool is_progress(const Step& /*step*/) { return true; }

    [[nodiscard]] static StepText describe(const State& /*before*/, const Step& step, const State& /*after*/) {
        return {0, 1, "counts " + std::to_string(step.counter) + " up", ""};
    }

    /// Counters are interchangeable: in order of their values.
    [[nodiscard]] State canonical(const State& state) const {
        std::array<unsigned, 16> sorted{};
        for (unsigned counter = 0; counter < counters_; ++counter) {
            sorted[counter] = value(state, counter);
        }
        std::sort(sorted.begin(), sorted.begin() + counters_);
        std::uint64_t word = 0;
        for (unsigned counter = 0; counter < counters_; ++counter) {
            word |= std::uint64_t{sorted[counter]} << (4 * counter);
        }
        return filled(word);
    }

    /// How a good state ended: there is one way.
    [[nodiscard]] static std::uint64_t outcome(const State& state) { return state[0]; }

    [[nodiscard]] static std::string describe_outcome(std::uint64_t outcome) { return "at " + std::to_string(outcome); }

private:
    static unsigned value(const State& state, unsigned counter) {
        return static_cast<unsigned>(state[0] >> (4 * counter) & 15);
    }

    static State filled(std::uint64_t word) {
        State state{word};
        for (std::size_t i = 1; i < Words; ++i) {
            state[i] = word * (2 * i + 1);
        }
        return state;
    }

    unsigned counters_;
    unsigned values_;
};

}  // namespace plumbline::replay::explorer::toys
