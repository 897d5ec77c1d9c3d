// The truth of a comparison of terms: known, or a formula. Asking a formula for its truth forks the path.
#pragma once

#include "contracts/clause.hpp"

#include <string_view>
#include <utility>

namespace plumbline::symbolic {

class Truth {
public:
    constexpr Truth() = default;

    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): known truth is truth
    constexpr Truth(bool known) : formula_(known ? yes : no) {}

    /// Formula number `formula` of the explorer's path.
    static constexpr Truth of_formula(int formula) {
        Truth truth;
        truth.formula_ = formula;
        return truth;
    }

    [[nodiscard]] constexpr bool known() const { return formula_ < 0; }

    /// For a known truth.
    [[nodiscard]] constexpr bool value() const { return formula_ == yes; }

    /// For a formula: its number on the path.
    [[nodiscard]] constexpr int formula() const { return formula_; }

    /// The answer on this path. Both answers are explored where both are possible.
    explicit constexpr operator bool() const { return known() ? value() : ask(); }

    friend constexpr Truth operator!(Truth a) { return a.known() ? Truth(!a.value()) : negation(a); }

    friend constexpr Truth operator==(Truth a, Truth b) {
        return a.known() ? (a.value() ? b : !b) : b.known() ? (b.value() ? a : !a) : equivalence(a, b);
    }

    /// `a` and `b()`; what `b` owes, it owes only where `a` holds.
    template <class Second>
    friend constexpr Truth conjunction(Truth a, Second&& b) {
        if (a.known()) {
            return a.value() ? Truth(b()) : Truth(false);
        }
        return meet_where(a, b);
    }

    /// `a` or `b()`; what `b` owes, it owes only where `a` does not hold.
    template <class Second>
    friend constexpr Truth disjunction(Truth a, Second&& b) {
        if (a.known()) {
            return a.value() ? Truth(true) : Truth(b());
        }
        return join_where(a, b);
    }

    /// What contracts::require() calls: an obligation of the path.
    friend void oblige(Truth condition, const contracts::ClauseName& clause, std::string_view operation);

private:
    static constexpr int no = -2;
    static constexpr int yes = -1;

    // While it lives, obligations hold only where the guard does.
    class Guarded {
    public:
        explicit Guarded(Truth guard);
        ~Guarded();
        Guarded(const Guarded&) = delete;
        Guarded& operator=(const Guarded&) = delete;
        Guarded(Guarded&&) = delete;
        Guarded& operator=(Guarded&&) = delete;
    };

    // Apart, since C++20 has no guard in a constexpr function.
    template <class Second>
    static Truth meet_where(Truth a, Second& b) {
        const Guarded guarded(a);
        return meet(a, Truth(b()));
    }

    template <class Second>
    static Truth join_where(Truth a, Second& b) {
        const Guarded guarded(!a);
        return join(a, Truth(b()));
    }

    [[nodiscard]] bool ask() const;
    static Truth negation(Truth a);
    static Truth equivalence(Truth a, Truth b);
    static Truth meet(Truth a, Truth b);
    static Truth join(Truth a, Truth b);

    template <class Visit>
    friend void where(Truth guard, Visit&& visit);

    int formula_ = no;
};

void oblige(Truth condition, const contracts::ClauseName& clause, std::string_view operation);

/// Calls `visit()` for the case that `guard` holds; not at all where it is known not to.
template <class Visit>
void where(Truth guard, Visit&& visit) {
    if (guard.known()) {
        if (guard.value()) {
            visit();
        }
        return;
    }
    const Truth::Guarded guarded(guard);
    visit();
}

}  // namespace plumbline::symbolic
