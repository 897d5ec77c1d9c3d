// What the explorer explores: a machine with packed states, steps between them, and theorems about them.
//
// A machine is an ordinary object; its parameters and the rules that it goes without are members. While it is explored
// it does not change, and several threads call it.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::replay::explorer {

/// What a theorem says of the states that can be reached.
enum class TheoremKind : std::uint8_t {
    state,      ///< it holds in each of them
    reachable,  ///< from each of them a good state can be reached
    fair,     ///< from each of them progress alone can reach a good state: so every run does that takes each step that
              ///< is possible again and again, and is disturbed finitely often
    certain,  ///< from each of them progress reaches a good state in whatever order it comes: so every run does that is
              ///< disturbed finitely often
};

struct Theorem {
    std::string_view id;     ///< of the requirement that states it
    std::string_view title;  ///< one sentence
    TheoremKind kind = TheoremKind::state;
};

/// A rule that a machine can be run without.
struct RuleName {
    std::string_view name;         ///< as `--without` takes it
    std::string_view requirement;  ///< the ID of the requirement
    std::string_view title;        ///< one sentence
};

/// One step, told. `from` and `to` number the machine's participants; equal where one of them acts alone.
struct StepText {
    std::size_t from = 0;
    std::size_t to = 0;
    std::string text;         ///< one sentence in the specification's words
    std::string requirement;  ///< the ID of the rule that the step follows; may be empty
};

/// One part of a state, as text.
struct Field {
    std::string name;
    std::string value;
    friend bool operator==(const Field&, const Field&) = default;
};

/// A callable that the requirements of Machine stand in for.
struct AnyVisit {
    template <class... Arguments>
    void operator()(const Arguments&... /*unused*/) const {}
};

/// A state is a fixed number of 64-bit words; states are equal where their words are. Bits without meaning are 0.
template <class State>
concept PackedState = std::same_as<State, std::array<std::uint64_t, std::tuple_size_v<State>>>;

// clang-format off
template <class M>
concept Machine = requires(const M& machine, const typename M::State& state, const typename M::Step& step, AnyVisit visit) {
    requires PackedState<typename M::State>;
    requires std::equality_comparable<typename M::Step>;
    /// Which machine with which parameters, as text: what is found about one is said of that one only.
    { machine.name() } -> std::convertible_to<std::string>;
    { machine.configuration() } -> std::convertible_to<std::string>;
    /// visit(state); visit(step, successor). The same state has the same successors, in the same order.
    machine.for_each_initial(visit);
    machine.for_each_successor(state, visit);
    /// In the order in which they are told apart; at most kMostTheorems.
    { machine.theorems() } -> std::convertible_to<std::span<const Theorem>>;
    /// The first theorem of kind `state` that does not hold in a state: its place in theorems().
    { machine.violated(state) } -> std::same_as<std::optional<std::uint8_t>>;
    /// Nothing is left to do, and everything ended well.
    { machine.is_good(state) } -> std::same_as<bool>;
    /// False for what a fair run does finitely often: crashes and other disturbances.
    { machine.is_progress(step) } -> std::same_as<bool>;
    { machine.participants() } -> std::same_as<std::vector<std::string>>;
    { machine.describe(state, step, state) } -> std::same_as<StepText>;  // before, step, after
    { machine.describe(state) } -> std::same_as<std::vector<Field>>;     // the same names in the same order
};

/// A machine some of whose states differ only in which of interchangeable parts is which. The successors of equal
/// canonical states have equal canonical forms, and neither theorems nor is_good nor is_progress tell them apart
/// (symmetry.hpp tests this).
template <class M>
concept SymmetricMachine = Machine<M> && requires(const M& machine, const typename M::State& state) {
    { machine.canonical(state) } -> std::same_as<typename M::State>;
};

/// A machine that can leave out at least some of the steps that are no progress, if nobody asks for them.
template <class M>
concept MachineWithProgress = Machine<M> && requires(const M& machine, const typename M::State& state, AnyVisit visit) {
    machine.for_each_progress(state, visit);
};

/// A machine that says how a good state ended, so that two configurations can be compared.
template <class M>
concept MachineWithOutcomes = Machine<M> && requires(const M& machine, const typename M::State& state) {
    { machine.outcome(state) } -> std::same_as<std::uint64_t>;
    { machine.describe_outcome(std::uint64_t{}) } -> std::same_as<std::string>;
};
// clang-format on

inline constexpr std::size_t kMostTheorems = 64;

template <class M>
inline constexpr std::size_t kWords = std::tuple_size_v<typename M::State>;

/// visit(step, successor) for each step of progress at least.
template <Machine M, class Visit>
void for_each_progress(const M& machine, const typename M::State& state, Visit&& visit) {
    if constexpr (MachineWithProgress<M>) {
        machine.for_each_progress(state, visit);
    } else {
        machine.for_each_successor(state, visit);
    }
}

/// The state that stands for `state` in the search.
template <Machine M>
typename M::State representative(const M& machine, const typename M::State& state, bool symmetry) {
    if constexpr (SymmetricMachine<M>) {
        if (symmetry) {
            return machine.canonical(state);
        }
    }
    return state;
}

}  // namespace plumbline::replay::explorer
