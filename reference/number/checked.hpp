// Integers whose operations are checked: nothing overflows silently (CV-4).
#pragma once

#include "contracts/violation.hpp"

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace plumbline {

__extension__ using Int128 = __int128;

namespace detail {

// 128 bits are kept at the alignment of 64, so that states which hold them among smaller numbers have no gaps.
template <class T>
struct Kept {
    using Type = T;
};

template <>
struct Kept<Int128> {
    using Type = Int128 __attribute__((aligned(alignof(std::uint64_t))));
};

}  // namespace detail

/// An integer of the built-in type `T`. A result outside `T`, or a division by zero, is a violated contract (CV-4).
template <class T>
class Checked {
public:
    constexpr Checked() = default;

    /// From any built-in integer; one outside `T` is a violated contract.
    template <class From>
        requires(std::integral<From> || std::same_as<From, Int128>)
    constexpr explicit Checked(From value) : value_(static_cast<T>(value)) {
        const bool fits = static_cast<From>(value_) == value && ((value_ < T{}) == (value < From{}));
        contracts::require<"CV-4">(fits, "a number fits its type", "conversion");
    }

    [[nodiscard]] constexpr T get() const { return value_; }

    friend constexpr Checked operator+(Checked a, Checked b) {
        T result{};
        const bool fits = !__builtin_add_overflow(a.value_, b.value_, &result);
        return checked(fits, result, "addition");
    }

    friend constexpr Checked operator-(Checked a, Checked b) {
        T result{};
        const bool fits = !__builtin_sub_overflow(a.value_, b.value_, &result);
        return checked(fits, result, "subtraction");
    }

    friend constexpr Checked operator*(Checked a, Checked b) {
        T result{};
        const bool fits = !__builtin_mul_overflow(a.value_, b.value_, &result);
        return checked(fits, result, "multiplication");
    }

    /// Truncates towards zero.
    friend constexpr Checked operator/(Checked a, Checked b) {
        contracts::require<"CV-4">(b.value_ != T{}, "a divisor is not zero", "division");
        if constexpr (static_cast<T>(-1) < T{}) {
            if (b.value_ == static_cast<T>(-1)) {
                return -a;  // the lowest number has no opposite, and no quotient here
            }
        }
        // NOLINTNEXTLINE(clang-analyzer-core.DivideZero): require() does not return
        return Checked(static_cast<T>(quotient(a.value_, b.value_)));
    }

    constexpr Checked operator-() const { return Checked{} - *this; }

    constexpr Checked& operator+=(Checked other) { return *this = *this + other; }

    constexpr Checked& operator-=(Checked other) { return *this = *this - other; }

    friend constexpr bool operator==(Checked, Checked) = default;
    friend constexpr auto operator<=>(Checked, Checked) = default;

private:
    // 128 bits are divided by a loop, and are seldom needed.
    static constexpr T quotient(T a, T b) {
        if constexpr (sizeof(T) > sizeof(std::uint64_t)) {
            const auto low_a = static_cast<std::uint64_t>(a);
            const auto low_b = static_cast<std::uint64_t>(b);
            if (static_cast<T>(low_a) == a && static_cast<T>(low_b) == b) {
                return static_cast<T>(low_a / low_b);
            }
        }
        return a / b;
    }

    static constexpr Checked checked(bool fits, T result, std::string_view operation) {
        contracts::require<"CV-4">(fits, "a result fits its type", operation);
        Checked value;
        value.value_ = result;
        return value;
    }

    typename detail::Kept<T>::Type value_{};
};

/// The same number where sums of two, and the product of a 64-bit number and a signed one, cannot overflow.
template <class T>
constexpr Checked<Int128> wide(Checked<T> value) {
    return Checked<Int128>(value.get());
}

}  // namespace plumbline
