// Which mutant runs. Sources in which every mutation is in place at once (schemata.hpp) ask here.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <set>
#include <type_traits>

namespace plumbline::mutant {

/// Every mutant is asked for and none runs: what is asked for is noted.
inline constexpr int noting = -1;

/// The number of the mutant that runs: what the environment variable PLUMBLINE_MUTANT says, until a program says
/// otherwise. 0 is the source as it is written.
inline int selected = [] {
    const char* number = std::getenv("PLUMBLINE_MUTANT");
    return number == nullptr ? 0 : std::atoi(number);
}();

/// While `noting`, the numbers that were asked for, on one thread alone.
inline std::set<int> noted;

/// Whether mutant `number` runs. Never in constant expressions: what the compiler evaluates stays as it is.
constexpr bool on(int number) {
    if (std::is_constant_evaluated()) {
        return false;
    }
    if (__builtin_expect(static_cast<long>(selected == noting), 0L) != 0) {
        noted.insert(number);
    }
    return __builtin_expect(static_cast<long>(selected == number), 0L) != 0;
}

/// What an `if` asks, of one type whatever the mutant: a bool, or the formula of a domain in which truths are formulas.
template <class Asked>
constexpr auto truth(Asked&& asked) {
    using Type = std::remove_cvref_t<Asked>;
    if constexpr (std::is_same_v<decltype(!asked), Type>) {
        return Type(asked);
    } else {
        return static_cast<bool>(asked);
    }
}

/// a / b with the remainder rounded up; a >= 0, b > 0.
template <class A, class B>
constexpr auto rounded_up(const A& a, const B& b) {
    using Quotient = decltype(a / b);
    const Quotient quotient = a / b;
    return quotient * b < a ? Quotient(quotient + Quotient(1)) : quotient;
}

template <class Number>
constexpr Number one_more(Number number) {
    return static_cast<Number>(number + Number{1});
}

template <class Number>
constexpr Number one_less(Number number) {
    return static_cast<Number>(number - Number{1});
}

/// A static_assert that is evaluated when the program starts; one that fails ends it.
template <class Assertion>
bool evaluated(const char* where, Assertion holds) {
    if (!holds()) {
        std::printf("[  FAILED  ] static_assert.%s\n", where);
        std::fflush(stdout);
        std::_Exit(1);
    }
    return true;
}

}  // namespace plumbline::mutant
