// Contracts of averages (chapters 2 and 3): what a read and an addition owe.
//
// `average` has the members of reference/resource_manager/decaying_average.hpp. What a read gives is a matter of
// tolerance (DA-7); these are the facts that hold without one.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/logic.hpp"

#include <cstdint>
#include <limits>

namespace plumbline::contracts {

/// 2^63 - 1: averages are held at this, and at its opposite (DA-8).
inline constexpr std::int64_t largest_average = std::numeric_limits<std::int64_t>::max();

/// `b` is between 0 and `a`, both included.
inline constexpr auto no_further_from_zero = [](const auto& b, const auto& a) {
    using Amount = std::decay_t<decltype(a)>;
    return both(implies(a >= Amount(0), [&] { return both(b >= Amount(0), [&] { return b <= a; }); }),
                [&] { return implies(a <= Amount(0), [&] { return both(b <= Amount(0), [&] { return b >= a; }); }); });
};

// clang-format off
/// `read` of an average at `now`.
inline constexpr auto read_contract = boost::hana::make_tuple(
    postcondition<"DA-1">("a read is between zero and the stored value", [](const auto& average, const auto&, const auto& read) {
        return no_further_from_zero(read, average.value);
    }),
    postcondition<"DA-6">("up to the last update, a read is the stored value",
        [](const auto& average, const auto& now, const auto& read) {
            return implies(now <= average.last_update, [&] { return read == average.value; });
    }));

/// Two reads of an average, the second at the same time or later.
inline constexpr auto later_read_contract = boost::hana::make_tuple(
    postcondition<"DA-1">("a later read is no further from zero", [](const auto& sooner, const auto& later) {
        return no_further_from_zero(later, sooner);
    }));

/// An addition of `amount` at `now`, where a read would have given `read`.
inline constexpr auto addition_contract = boost::hana::make_tuple(
    postcondition<"DA-10">("adding zero changes nothing",
        [](const auto& before, const auto& after, const auto& amount, const auto&, const auto&) {
            using Amount = std::decay_t<decltype(amount)>;
            return implies(amount == Amount(0), [&] {
                return both(after.value == before.value, [&] { return after.last_update == before.last_update; });
            });
    }),
    postcondition<"DA-4">("the value after is the read before, and the amount, unless that saturates",
        [](const auto&, const auto& after, const auto& amount, const auto&, const auto& read) {
            using Amount = std::decay_t<decltype(amount)>;
            const auto sum = wide(read.count()) + wide(amount.count());
            const auto most = wide(Amount(largest_average).count());
            return implies(both(amount != Amount(0), [&] { return both(-most <= sum, [&] { return sum <= most; }); }),
                           [&] { return wide(after.value.count()) == sum; });
    }),
    postcondition<"DA-8">("beyond 2^63 - 1 the value is held there, and likewise below",
        [](const auto&, const auto& after, const auto& amount, const auto&, const auto& read) {
            using Amount = std::decay_t<decltype(amount)>;
            const auto sum = wide(read.count()) + wide(amount.count());
            const auto most = wide(Amount(largest_average).count());
            return both(implies(sum > most, [&] { return after.value == Amount(largest_average); }),
                        [&] { return implies(sum < -most, [&] { return after.value == Amount(-largest_average); }); });
    }),
    postcondition<"DA-6">("the last update is the later of both times; where something was added",
        [](const auto& before, const auto& after, const auto& amount, const auto& now, const auto&) {
            using Amount = std::decay_t<decltype(amount)>;
            return both(before.last_update <= after.last_update, [&] {
                return implies(amount != Amount(0), [&] {
                    return both(now <= after.last_update, [&] {
                        return either(after.last_update == now, [&] { return after.last_update == before.last_update; });
                    });
                });
            });
    }));

/// `read` of a window average, where its sum reads as `sum`: sum · window / counted to the nearest (WA-2, WA-3).
/// `counted` is what the age of `average` counts for, in seconds.
inline constexpr auto window_read_contract = boost::hana::make_tuple(
    postcondition<"WA-2">("the divisor is between 1 and the number of windows",
        [](const auto& windows, const auto& counted, const auto&, const auto&) {
            return both(windows.window <= counted, [&] { return counted <= windows.span(); });
    }),
    postcondition<"WA-3">("the average is between zero and the sum",
        [](const auto&, const auto&, const auto& sum, const auto& read) { return no_further_from_zero(read, sum); }),
    postcondition<"WA-3">("the average is the quotient to the nearest, halves away from zero",
        [](const auto& windows, const auto& counted, const auto& sum, const auto& read) {
            using Amount = std::decay_t<decltype(sum)>;
            const auto divisor = wide(counted.count());
            const auto off = wide(read.count()) * divisor - wide(sum.count()) * wide(windows.window.count());
            const auto twice = off + off;
            return both(-divisor <= twice, [&] {
                return both(twice <= divisor, [&] {
                    return both(implies(sum >= Amount(0), [&] { return twice > -divisor; }),
                                [&] { return implies(sum <= Amount(0), [&] { return twice < divisor; }); });
                });
            });
    }));
// clang-format on

}  // namespace plumbline::contracts
