// Generators of numbers that lie where rules change.
#pragma once

#include "reference/resource_manager/rules.hpp"

#include <rapidcheck.h>

#include <array>
#include <cstdint>
#include <vector>

namespace plumbline::properties {

/// 0 … most, evenly, whatever the size that RapidCheck has reached.
inline rc::Gen<std::uint64_t> evenly(std::uint64_t most) {
    return rc::gen::resize(100, rc::gen::inRange<std::uint64_t>(0, most == UINT64_MAX ? most : most + 1));
}

/// 0 … most: small numbers, those next to powers of two, and those next to `most` as often as any.
inline rc::Gen<std::uint64_t> near_boundaries(std::uint64_t most) {
    return rc::gen::exec([=] {
        std::uint64_t number = 0;
        switch (*evenly(3)) {
        case 0:
            number = *evenly(200);
            break;
        case 1:
            number = (std::uint64_t{1} << *evenly(63)) + *evenly(2) - 1;
            break;
        case 2:
            return most - std::min(most, *evenly(2));
        default:
            return *evenly(most);
        }
        return std::min(number, most);
    });
}

/// A signed number of which the magnitude is at most `most`.
inline rc::Gen<std::int64_t> signed_near_boundaries(std::int64_t most) {
    return rc::gen::exec([=] {
        const auto magnitude = static_cast<std::int64_t>(*near_boundaries(static_cast<std::uint64_t>(most)));
        return *evenly(1) == 1 ? -magnitude : magnitude;
    });
}

/// Times that pass: seconds, days, months, and lengths next to the windows.
inline rc::Gen<std::uint64_t> a_while() {
    return rc::gen::exec([] {
        constexpr std::array<std::uint64_t, 6> spans{0, 90, 600, 86'400, 1'209'600, 14'515'200};
        const std::uint64_t span = spans[*evenly(spans.size() - 1)] + *evenly(3);
        return *evenly(3) == 0 ? *evenly(100'000'000) : span;
    });
}

/// One of the two profiles.
inline rc::Gen<Rules> a_profile() {
    return rc::gen::exec([] { return *evenly(1) == 0 ? draft_profile : later_profile; });
}

/// Words from which operations are made; shrinks to fewer and smaller ones.
inline rc::Gen<std::vector<std::uint64_t>> words(int most) {
    return rc::gen::resize(most, rc::gen::container<std::vector<std::uint64_t>>(
                                     rc::gen::resize(100, rc::gen::inRange<std::uint64_t>(0, UINT64_MAX))));
}

}  // namespace plumbline::properties
