// Integers as terms: a constant, or the number of a term on the explorer's path. Constants fold without Z3, also at
// compile time.
#pragma once

#include "proofs/symbolic/range.hpp"
#include "proofs/symbolic/truth.hpp"

#include <concepts>

namespace plumbline::symbolic {

/// An integer without a type's range.
struct Number {
    Int128 constant = 0;
    int term = -1;  // below 0: the constant

    [[nodiscard]] constexpr bool known() const { return term < 0; }
};

/// Arithmetic on terms, exact; at least one operand is a term. Definitions that these add to a path hold for every
/// value of the operands, so that what is obliged can be asked later.
Number term_sum(Number a, Number b);
Number term_difference(Number a, Number b);
Number term_product(Number a, Number b);
/// Truncates towards zero. Where b is 0, any number.
Number term_quotient(Number a, Number b);
Number term_remainder(Number a, Number b);
Truth term_less(Number a, Number b);
Truth term_equal(Number a, Number b);
/// Obliges the term to be within `range`; the same term, which is known to be where that was settled.
Number obliged(Number value, Range range, std::string_view type, std::string_view operation);
void oblige_divisor(Number divisor);

/// `yes` where `condition`, else `no`.
Number select(Truth condition, Number yes, Number no);

/// An integer of the kind of the running domain's type: whatever leaves its range is an obligation.
template <class Kind>
class Int {
public:
    constexpr Int() = default;

    template <class From>
        requires(std::integral<From> || std::same_as<From, Int128>)
    constexpr explicit Int(From value) : Int(Number{static_cast<Int128>(value)}, "conversion") {}

    template <class Other>
    constexpr explicit Int(Int<Other> value) : Int(value.number(), "conversion") {}

    /// `number`, which is obliged to fit.
    constexpr Int(Number number, std::string_view operation) : number_(number) {
        if (number_.known()) {
            const bool fits = Kind::range.low <= number_.constant && number_.constant <= Kind::range.high;
            contracts::require<"CV-4">(fits, "a result fits its type", operation);
        } else {
            number_ = obliged(number_, Kind::range, Kind::type, operation);
        }
    }

    /// `number`, which is known to fit.
    static constexpr Int fitting(Number number) {
        Int value;
        value.number_ = number;
        return value;
    }

    [[nodiscard]] constexpr Number number() const { return number_; }

    friend constexpr Int operator+(Int a, Int b) {
        return Int(both_known(a, b) ? Number{a.number_.constant + b.number_.constant} : term_sum(a.number_, b.number_),
                   "addition");
    }

    friend constexpr Int operator-(Int a, Int b) {
        return Int(both_known(a, b) ? Number{a.number_.constant - b.number_.constant}
                                    : term_difference(a.number_, b.number_),
                   "subtraction");
    }

    friend constexpr Int operator*(Int a, Int b) {
        return Int(both_known(a, b) ? Number{(wide_constant(a) * wide_constant(b)).get()}
                                    : term_product(a.number_, b.number_),
                   "multiplication");
    }

    friend constexpr Int operator/(Int a, Int b) {
        if (both_known(a, b)) {
            return Int(Number{(wide_constant(a) / wide_constant(b)).get()}, "division");
        }
        oblige_divisor(b.number_);
        return Int(term_quotient(a.number_, b.number_), "division");
    }

    friend constexpr Int operator%(Int a, Int b) {
        if (both_known(a, b)) {
            const Checked<Int128> quotient = wide_constant(a) / wide_constant(b);
            return Int(Number{(wide_constant(a) - quotient * wide_constant(b)).get()}, "remainder");
        }
        oblige_divisor(b.number_);
        return Int(term_remainder(a.number_, b.number_), "remainder");
    }

    constexpr Int operator-() const { return Int{} - *this; }

    constexpr Int& operator+=(Int other) { return *this = *this + other; }

    constexpr Int& operator-=(Int other) { return *this = *this - other; }

    constexpr Int& operator++() { return *this = *this + Int(1); }

    constexpr Int& operator--() { return *this = *this - Int(1); }

    /// The same number where products of two fit.
    friend constexpr Int<Wide128> wide(Int value) { return Int<Wide128>::fitting(value.number_); }

private:
    static constexpr bool both_known(Int a, Int b) { return a.number_.known() && b.number_.known(); }

    static constexpr Checked<Int128> wide_constant(Int a) { return Checked<Int128>(a.number_.constant); }

    Number number_;
};

/// Numbers of different kinds compare by value; a literal compares with any.
template <class T>
concept Literal = std::integral<T> && !std::same_as<T, bool>;

template <Literal T>
constexpr Number number_of(T value) {
    return {static_cast<Int128>(value)};
}

template <class Kind>
constexpr Number number_of(Int<Kind> value) {
    return value.number();
}

template <class T>
inline constexpr bool is_int = false;
template <class Kind>
inline constexpr bool is_int<Int<Kind>> = true;

/// At least one of the two is a symbolic number.
template <class A, class B>
concept Comparable = (is_int<A> && (is_int<B> || Literal<B>)) || (Literal<A> && is_int<B>);

template <class A, class B>
    requires Comparable<A, B>
constexpr Truth operator<(A a, B b) {
    const Number x = number_of(a);
    const Number y = number_of(b);
    return x.known() && y.known() ? Truth(x.constant < y.constant) : term_less(x, y);
}

template <class A, class B>
    requires Comparable<A, B>
constexpr Truth operator==(A a, B b) {
    const Number x = number_of(a);
    const Number y = number_of(b);
    return x.known() && y.known() ? Truth(x.constant == y.constant) : term_equal(x, y);
}

template <class A, class B>
    requires Comparable<A, B>
constexpr Truth operator!=(A a, B b) {
    return !(a == b);
}

template <class A, class B>
    requires Comparable<A, B>
constexpr Truth operator>(A a, B b) {
    return b < a;
}

template <class A, class B>
    requires Comparable<A, B>
constexpr Truth operator<=(A a, B b) {
    return !(b < a);
}

template <class A, class B>
    requires Comparable<A, B>
constexpr Truth operator>=(A a, B b) {
    return !(a < b);
}

}  // namespace plumbline::symbolic
