// Random runs, for worlds of which not every state can be visited.
//
// A run takes steps at random, and then goes home: by progress alone, in random order, to a good state. Every state in
// which it comes, and every successor of these, is judged by the theorems of kind `state`. A run that ends where
// nothing goes on loses the theorem of kind `fair`; one that comes to a state again on its way home, that of kind
// `certain`.
#pragma once

#include "tests/replay/explorer/dice.hpp"
#include "tests/replay/explorer/trace.hpp"

#include <algorithm>
#include <set>

namespace plumbline::replay::explorer {

/// A machine whose steps are of several kinds. Which kind a random run takes next does not depend on how many steps of
/// each are possible.
template <class M>
concept MachineWithKinds = Machine<M> && requires(const M& machine, const typename M::Step& step) {
    { machine.kinds() } -> std::same_as<std::size_t>;
    { machine.kind_of(step) } -> std::same_as<std::size_t>;
    { machine.describe_kind(std::size_t{}) } -> std::same_as<std::string>;
    /// How much rarer than others, at most kMostRarity: for what would end most runs early if it came as often.
    { machine.rarity(std::size_t{}) } -> std::same_as<std::uint64_t>;
};

inline constexpr std::uint64_t kMostRarity = 512;

template <Machine M>
struct Walk {
    Run<M> run;
    std::size_t distance = 0;            ///< steps before it went home
    std::optional<std::size_t> lost;     ///< the theorem that the run violates: its place in theorems()
    std::optional<std::size_t> back_to;  ///< the last state is that after this step
    std::uint64_t judged = 0;            ///< states that were judged, with repetition
    std::uint64_t home_seed = 0;         ///< determines the way home

    [[nodiscard]] const typename M::State& state_after(std::size_t step) const {
        return step == 0 ? run.initial : run.steps[step - 1].second;
    }

    /// The last.
    [[nodiscard]] const typename M::State& state() const { return state_after(run.steps.size()); }
};

/// Judges runs of a machine, which must outlive it.
template <Machine M>
class Walker {
public:
    using State = typename M::State;
    using Step = typename M::Step;

    explicit Walker(const M& machine);
    explicit Walker(const M&& machine) = delete;

    /// A run of at most `steps` steps, and home; less where it violates a theorem.
    Walk<M> walk(std::uint64_t seed, std::size_t steps);

    /// The run from `initial` by those of `steps` that are possible, and home by the way that `home_seed` determines;
    /// `lost` is what that run violates of the theorem `theorem`, and others are not looked at.
    Walk<M> follow(const State& initial, const std::vector<Step>& steps, std::uint64_t home_seed, std::size_t theorem);

    [[nodiscard]] const M& machine() const { return *machine_; }

private:
    using Choices = std::vector<std::pair<Step, State>>;  ///< steps that change something

    static constexpr std::uint64_t kHabitSteps = 32;  ///< after so many, on average, a run changes its habits

    [[nodiscard]] std::size_t kind_of(const Step& step) const;
    [[nodiscard]] std::optional<std::size_t> theorem_of(TheoremKind kind) const;
    const Choices& choices(const State& state);
    bool ends_badly(Walk<M>& walk, const Choices& choices, std::optional<std::size_t> only) const;
    void draw_habits(Dice& dice);
    std::size_t pick(const Choices& choices, bool progress, Dice& dice);
    void go_home(Walk<M>& walk, std::optional<std::size_t> only);
    void lose(Walk<M>& walk, std::optional<std::size_t> theorem, std::optional<std::size_t> only) const;

    const M* machine_;
    std::size_t kinds_ = 1;
    std::optional<std::size_t> fair_;     ///< the theorem that a run loses where nothing goes on
    std::optional<std::size_t> certain_;  ///< that it loses where it goes in a circle
    Choices choices_;
    std::vector<std::uint64_t> weights_;  ///< of each kind
    std::vector<std::uint64_t> of_kind_;
};

}  // namespace plumbline::replay::explorer

#include "tests/replay/explorer/walk_inl.hpp"
