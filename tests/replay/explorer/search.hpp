// Breadth-first search of everything that a machine can reach, level by level, by several threads.
//
// What is found does not depend on the number of threads: levels are complete before the next begins, and of several
// states that violate a theorem at the same distance the smallest is told.
#pragma once

#include "tests/replay/explorer/levels.hpp"
#include "tests/replay/explorer/machine.hpp"
#include "tests/replay/explorer/successors.hpp"
#include "tests/replay/explorer/workers.hpp"

#include <chrono>
#include <limits>
#include <mutex>

namespace plumbline::replay::explorer {

struct Limits {
    unsigned threads = cores();
    std::uint64_t memory = std::numeric_limits<std::uint64_t>::max();  ///< bytes
    bool symmetry = false;  ///< one state stands for all that the machine calls the same
};

enum class Ended : std::uint8_t {
    complete,       ///< every state was found, and every theorem of kind `state` holds in each
    violated,       ///< a theorem does not hold in a state of the newest level; no state is nearer
    out_of_memory,  ///< proves nothing
    stopped,        ///< proves nothing
    sampled,        ///< all random runs were taken; proves nothing
};

/// How far a search is: with the states and levels, all that is needed to go on.
struct Position {
    std::uint64_t transitions = 0;
    std::uint64_t next_piece = 0;   ///< of the newest closed level: the first that was not begun
    std::vector<Piece> unfinished;  ///< begun, but memory ran out within
    bool begun = false;             ///< the initial states are stored
};

template <Machine M>
class Search {
public:
    using State = typename M::State;

    /// For each theorem that a state of the newest level violates, the smallest such state.
    using Violations = std::array<std::optional<State>, kMostTheorems>;

    Search(const M& machine, const Limits& limits)
        : machine_(&machine), limits_(limits), budget_(limits.memory), states_(budget_) {}

    /// The machine must outlive the search.
    Search(const M&& machine, const Limits& limits) = delete;

    /// Searches on from where it is until one of the ends. To be called again after `stopped`.
    Ended run(const Control& control = {});

    [[nodiscard]] const StateSet<kWords<M>>& states() const { return states_; }

    [[nodiscard]] const Levels& levels() const { return levels_; }

    [[nodiscard]] const Violations& violations() const { return violations_; }

    [[nodiscard]] const Position& position() const { return position_; }

    [[nodiscard]] const M& machine() const { return *machine_; }

    [[nodiscard]] const Limits& limits() const { return limits_; }

    /// Bytes held.
    [[nodiscard]] std::uint64_t memory() const { return budget_.used(); }

    MemoryBudget& budget() { return budget_; }

    /// Goes on where another search of the same machine was: `states` calls its argument for each state, by shards, in
    /// the order within each. Returns false where memory does not suffice.
    template <class ForEachState>
    bool resume(const Levels& levels, const Position& position, ForEachState&& states);

private:
    // By itself in its lines of the cache: what lies beside it is read by all threads, all the time.
    struct alignas(128) Worker {
        std::uint64_t transitions = 0;
        Violations violations{};
    };

    bool begin();
    Ended run_level(const Control& control);
    bool expand(Worker& worker, const Piece& piece);
    void note_violation(Violations& violations, const State& state) const;
    void merge(const std::vector<Worker>& workers);
    [[nodiscard]] bool any_violation() const;

    const M* machine_;
    Limits limits_;
    MemoryBudget budget_;
    StateSet<kWords<M>> states_;
    Levels levels_;
    Violations violations_{};
    Position position_;
    std::mutex unfinished_mutex_;
};

}  // namespace plumbline::replay::explorer

#include "tests/replay/explorer/search_inl.hpp"
