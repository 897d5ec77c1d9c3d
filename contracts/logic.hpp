// Connectives for contract clauses.
//
// `&&`, `||` and `?:` ask an operand for its truth, which in the symbolic and interval readings forks the path. A
// clause must state one formula instead, so it is written with these. The second operand is a callable, evaluated only
// where the first leaves the answer open: its own obligations (a division, an index) then keep their guard.
#pragma once

#include <concepts>
#include <utility>

namespace plumbline::contracts {

/// `first` and `second()`. For a domain's own truth type, `conjunction(first, second)` is found by argument-dependent
/// lookup.
template <class First, class Second>
constexpr auto both(First first, Second&& second) {
    if constexpr (std::same_as<First, bool>) {
        using Result = decltype(second());
        return first ? second() : Result(false);
    } else {
        return conjunction(first, std::forward<Second>(second));
    }
}

/// `first` or `second()`.
template <class First, class Second>
constexpr auto either(First first, Second&& second) {
    if constexpr (std::same_as<First, bool>) {
        using Result = decltype(second());
        return first ? Result(true) : second();
    } else {
        return disjunction(first, std::forward<Second>(second));
    }
}

/// `first` implies `second()`: true where `first` is false.
template <class First, class Second>
constexpr auto implies(First first, Second&& second) {
    return either(!first, std::forward<Second>(second));
}

/// Both true or both false.
template <class First, class Second>
constexpr auto iff(First first, Second second) {
    return first == second;
}

}  // namespace plumbline::contracts
