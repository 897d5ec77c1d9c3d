// Whether a good state is reached from every state that was found.
//
// Edges are not stored. States are marked from the good ones backwards, by sweeps over all states without a mark, last
// level first, each of which computes their successors anew, until a sweep marks nothing more. The three kinds of
// theorem are taken from the strictest on: what is certain is fair, and what is fair is reachable, so marks only grow.
// For the strictest, which waits for all successors, a sweep passes over a state while one without a mark is known.
#pragma once

#include "tests/replay/explorer/marks.hpp"
#include "tests/replay/explorer/search.hpp"

namespace plumbline::replay::explorer {

/// What was found of one theorem about good states.
template <class State>
struct LivenessVerdict {
    TheoremKind kind{};
    std::uint64_t failing = 0;             ///< states from which it does not hold
    std::optional<State> nearest;          ///< one of these: of those nearest to an initial state, the smallest
    std::vector<State> going_on{};         ///< how a run goes on from there by progress without reaching a good state
    std::optional<std::size_t> back_to{};  ///< where it repeats: an index into `nearest` followed by `going_on`
};

template <Machine M>
class Liveness {
public:
    using State = typename M::State;
    using Verdict = LivenessVerdict<State>;

    /// About a search that ended complete, which must outlive it.
    explicit Liveness(Search<M>& search) : search_(&search) {}

    /// One verdict for each kind that is asked for, strictest first; fewer where `ended()` is not complete.
    std::vector<Verdict> judge(bool certain, bool fair, bool reachable, const Control& control);

    /// Complete, out of memory or stopped.
    [[nodiscard]] Ended ended() const { return ended_; }

    /// Number of good states.
    [[nodiscard]] std::uint64_t good() const { return good_; }

private:
    struct Sources {
        std::array<bool, kPieceStates> some{};  // a successor has a mark
        std::array<bool, kPieceStates> open{};  // a successor has none
    };

    bool mark_good(const Control& control);
    bool close(TheoremKind kind, const Control& control);
    std::uint64_t sweep(TheoremKind kind, const Piece& piece);
    [[nodiscard]] bool is_due(TheoremKind kind, StateId id) const;
    Verdict verdict(TheoremKind kind, const Control& control);
    void go_on(Verdict& verdict) const;
    [[nodiscard]] std::optional<State> next_open(const State& state) const;
    template <class Work>
    bool over_level(std::size_t level, const Control& control, Work&& work);

    Search<M>* search_;
    Marks marks_;
    Watches watches_;
    Ended ended_ = Ended::complete;
    std::uint64_t good_ = 0;
    std::vector<std::uint64_t> open_;  // states of each level without a mark
};

}  // namespace plumbline::replay::explorer

#include "tests/replay/explorer/liveness_inl.hpp"
