// The sliding puzzle: tiles on a board of rows and columns, one cell blank, into which a neighbour slides.
//
// From a board, exactly the even permutations can be reached, (rows * columns)! / 2; of small boards the number of
// boards at each distance, and the largest distance, are well known.
#pragma once

#include "tests/replay/explorer/tests/toys/toy.hpp"

#include <bit>

namespace plumbline::replay::explorer::toys {

/// Cells are hexadecimal digits, the first one lowest; 0 is the blank. At most 16 cells.
class Sliding : public Toy<1> {
public:
    struct Step {
        std::uint8_t tile = 0;
        friend bool operator==(const Step&, const Step&) = default;
    };

    using Toy::describe;

    /// `forbidden` is a board that the theorem says is not reached.
    Sliding(unsigned rows, unsigned columns, std::optional<std::uint64_t> forbidden = {})
        : rows_(rows), columns_(columns), forbidden_(forbidden) {}

    [[nodiscard]] std::string name() const { return "sliding"; }

    [[nodiscard]] std::string configuration() const { return std::to_string(rows_) + " x " + std::to_string(columns_); }

    /// The blank first, the tiles in order.
    [[nodiscard]] State solved() const {
        State state{};
        for (unsigned cell = 0; cell < rows_ * columns_; ++cell) {
            state[0] |= std::uint64_t{cell} << (4 * cell);
        }
        return state;
    }

    template <class Visit>
    void for_each_initial(Visit&& visit) const {
        visit(solved());
    }

    template <class Visit>
    void for_each_successor(const State& state, Visit&& visit) const {
        const unsigned blank = blank_of(state);
        const auto slide = [&](unsigned from) {
            const std::uint64_t tile = state[0] >> (4 * from) & 15;
            visit(Step{static_cast<std::uint8_t>(tile)}, State{state[0] ^ tile << (4 * from) ^ tile << (4 * blank)});
        };
        if (blank % columns_ > 0) {
            slide(blank - 1);
        }
        if (blank % columns_ + 1 < columns_) {
            slide(blank + 1);
        }
        if (blank >= columns_) {
            slide(blank - columns_);
        }
        if (blank + columns_ < rows_ * columns_) {
            slide(blank + columns_);
        }
    }

    [[nodiscard]] static std::span<const Theorem> theorems() {
        static constexpr std::array<Theorem, 2> all{
            {{"SLIDE-1", "the forbidden board is not reached", TheoremKind::state},
             {"SLIDE-2", "the solved board is reached from everywhere", TheoremKind::reachable}}};
        return all;
    }

    [[nodiscard]] std::optional<std::uint8_t> violated(const State& state) const {
        return state[0] == forbidden_ ? std::optional<std::uint8_t>(0) : std::nullopt;
    }

    [[nodiscard]] bool is_good(const State& state) const { return state == solved(); }

    [[nodiscard]] static bool is_progress(const Step& /*step*/) { return true; }

    [[nodiscard]] static StepText describe(const State& /*before*/, const Step& step, const State& /*after*/) {
        return {0, 1, "slides tile " + std::to_string(step.tile), "SLIDE-3"};
    }

private:
    // The first zero among the digits: the lowest bit of those that (x - 1) borrows through.
    [[nodiscard]] static unsigned blank_of(const State& state) {
        constexpr std::uint64_t ones = 0x1111111111111111;
        return static_cast<unsigned>(std::countr_zero((state[0] - ones) & ~state[0] & ones << 3U)) / 4;
    }

    unsigned rows_;
    unsigned columns_;
    std::optional<std::uint64_t> forbidden_;
};

}  // namespace plumbline::replay::explorer::toys
