// Units as types that do not mix (CV-3).
//
// A Quantity is a number of one unit. Quantities of one unit add, subtract and compare; everything else needs a
// conversion that is written out. `N` is the number domain (reference/number/running.hpp).
#pragma once

#include "reference/number/running.hpp"

#include <compare>
#include <concepts>
#include <cstdint>
#include <functional>
#include <utility>

namespace plumbline {

template <class Unit, class N>
class Quantity {
public:
    using Rep = typename Unit::template rep<N>;

    constexpr Quantity() = default;

    constexpr explicit Quantity(Rep count) : count_(std::move(count)) {}

    template <std::integral Literal>
    constexpr explicit Quantity(Literal count) : count_(count) {}

    /// The bare number, for arithmetic that mixes units; its result is given a unit again.
    [[nodiscard]] constexpr const Rep& count() const { return count_; }

    friend constexpr Quantity operator+(const Quantity& a, const Quantity& b) { return Quantity(a.count_ + b.count_); }

    friend constexpr Quantity operator-(const Quantity& a, const Quantity& b) { return Quantity(a.count_ - b.count_); }

    constexpr Quantity operator-() const { return Quantity(-count_); }

    constexpr Quantity& operator+=(const Quantity& other) { return *this = *this + other; }

    constexpr Quantity& operator-=(const Quantity& other) { return *this = *this - other; }

    friend constexpr auto operator==(const Quantity& a, const Quantity& b) { return a.count_ == b.count_; }

    friend constexpr auto operator!=(const Quantity& a, const Quantity& b) { return a.count_ != b.count_; }

    friend constexpr auto operator<(const Quantity& a, const Quantity& b) { return a.count_ < b.count_; }

    friend constexpr auto operator<=(const Quantity& a, const Quantity& b) { return a.count_ <= b.count_; }

    friend constexpr auto operator>(const Quantity& a, const Quantity& b) { return a.count_ > b.count_; }

    friend constexpr auto operator>=(const Quantity& a, const Quantity& b) { return a.count_ >= b.count_; }

private:
    Rep count_{};
};

/// The units, and the kind of number that counts each.
struct MsatUnit {
    template <class N>
    using rep = typename N::Natural;
};

struct SignedMsatUnit {
    template <class N>
    using rep = typename N::Integer;
};

struct WideMsatUnit {
    template <class N>
    using rep = typename N::Wide;
};

struct SecondsUnit {
    template <class N>
    using rep = typename N::Natural;
};

struct SlotsUnit {
    template <class N>
    using rep = typename N::Natural;
};

struct HeightUnit {
    template <class N>
    using rep = typename N::Natural;
};

/// An amount in millisatoshi, never negative; at most the supply, 2.1·10^18.
template <class N = Running>
using Msat = Quantity<MsatUnit, N>;

/// A signed amount in millisatoshi: reputation, effective fees. 64 bits, held at ±(2^63-1).
template <class N = Running>
using SignedMsat = Quantity<SignedMsatUnit, N>;

/// An amount that may exceed 64 bits: in-flight risk (OC-10).
template <class N = Running>
using WideMsat = Quantity<WideMsatUnit, N>;

/// Seconds: a time since the Unix epoch, or a span.
template <class N = Running>
using Seconds = Quantity<SecondsUnit, N>;

/// A number of HTLC slots.
template <class N = Running>
using Slots = Quantity<SlotsUnit, N>;

/// A block height, or a span of blocks; 32 bits on the wire.
template <class N = Running>
using Height = Quantity<HeightUnit, N>;

/// A channel's identity for the manager: the short channel ID under which it was added (CH-6). Not a number.
enum class Scid : std::uint64_t {};

/// The incoming channel's HTLC ID (BOLT 2, `update_add_htlc.id`). Not a number.
enum class HtlcId : std::uint64_t {};

/// Names one HTLC of this node: the channel on which it came in, and its ID there (RM-12).
struct HtlcRef {
    Scid incoming{};
    HtlcId id{};
    friend constexpr auto operator<=>(const HtlcRef&, const HtlcRef&) = default;

    template <class Hash>
    friend Hash AbslHashValue(Hash hash, const HtlcRef& ref) {
        return Hash::combine(std::move(hash), ref.incoming, ref.id);
    }
};

}  // namespace plumbline
