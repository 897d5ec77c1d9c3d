// The executable state machine of part 3: node, peers, chain and disk, as the explorer takes it.
#pragma once

#include "tests/replay/machine/successors.hpp"
#include "tests/replay/machine/symmetry.hpp"
#include "tests/replay/machine/tell.hpp"
#include "tests/replay/machine/theorems.hpp"

#include <utility>

namespace plumbline::replay {

inline constexpr std::size_t kMostWords = kMostLanes / 4;

template <std::size_t Words>
class ReplayMachine {
public:
    using State = std::array<std::uint64_t, Words>;
    using Step = replay::Step;

    /// `world.words()` is at most Words.
    explicit ReplayMachine(World world) : world_(std::move(world)) {}

    [[nodiscard]] const World& world() const { return world_; }

    static std::string name() { return "restart"; }

    [[nodiscard]] std::string configuration() const { return world_.text(); }

    template <class Visit>
    void for_each_initial(Visit&& visit) const {
        visit(Lanes{}.pack<Words>());
    }

    template <class Visit>
    void for_each_successor(const State& state, Visit&& visit) const {
        visit_successors(state, true, visit);
    }

    /// All but the crash, which takes longest to compute.
    template <class Visit>
    void for_each_progress(const State& state, Visit&& visit) const {
        visit_successors(state, false, visit);
    }

    static std::span<const explorer::RuleName> rules() { return rule_names(); }

    [[nodiscard]] std::span<const explorer::Theorem> theorems() const { return theorems_of(world_); }

    [[nodiscard]] std::optional<std::uint8_t> violated(const State& state) const {
        return violated_theorem(world_, Lanes::unpack(state));
    }

    [[nodiscard]] bool is_good(const State& state) const { return is_settled(world_, Lanes::unpack(state)); }

    [[nodiscard]] bool is_progress(const Step& step) const { return !is_disturbance(step.kind); }

    [[nodiscard]] std::size_t kinds() const { return step_kinds(); }

    [[nodiscard]] std::size_t kind_of(const Step& step) const { return static_cast<std::size_t>(step.kind); }

    [[nodiscard]] std::string describe_kind(std::size_t kind) const { return told_kind(kind); }

    [[nodiscard]] std::uint64_t rarity(std::size_t kind) const { return rarity_of(static_cast<StepKind>(kind)); }

    [[nodiscard]] State canonical(const State& state) const {
        return sorted_alike(world_, Lanes::unpack(state)).template pack<Words>();
    }

    [[nodiscard]] std::uint64_t outcome(const State& state) const { return outcome_of(world_, Lanes::unpack(state)); }

    [[nodiscard]] std::vector<std::string> participants() const { return participant_names(); }

    [[nodiscard]] explorer::StepText describe(const State& /*before*/, const Step& step, const State& /*after*/) const {
        return told_step(world_, step);
    }

    [[nodiscard]] std::vector<explorer::Field> describe(const State& state) const {
        return told_state(world_, Lanes::unpack(state));
    }

    [[nodiscard]] std::string describe_outcome(std::uint64_t outcome) const { return told_outcome(world_, outcome); }

private:
    template <class Visit>
    void visit_successors(const State& state, bool crashes, Visit&& visit) const {
        const auto before = Lanes::unpack(state);
        auto packed = [&](const Step& step, const Lanes& after) { visit(step, after.template pack<Words>()); };
        Successors<decltype(packed)>(world_, before, packed).run(crashes);
    }

    World world_;
};

/// use(machine), with as few words to a state as the world takes; beyond 4, where no search comes to an end any more,
/// with the most.
template <class Use>
decltype(auto) with_machine(const World& world, Use&& use) {
    switch (world.words()) {
    case 1:
        return use(ReplayMachine<1>(world));
    case 2:
        return use(ReplayMachine<2>(world));
    case 3:
        return use(ReplayMachine<3>(world));
    case 4:
        return use(ReplayMachine<4>(world));
    default:
        return use(ReplayMachine<kMostWords>(world));
    }
}

}  // namespace plumbline::replay
