// Which mutant runs. Sources in which every mutation is in place at once (schemata.hpp) ask here.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <type_traits>

namespace plumbline::mutant {

/// The number in the environment variable PLUMBLINE_MUTANT; 0 is the source as it is written.
inline const int selected = [] {
    const char* number = std::getenv("PLUMBLINE_MUTANT");
    return number == nullptr ? 0 : std::atoi(number);
}();

/// Whether mutant `number` runs. Never in constant expressions: what the compiler evaluates stays as it is.
constexpr bool on(int number) {
    return !std::is_constant_evaluated() && __builtin_expect(static_cast<long>(selected == number), 0L) != 0;
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
