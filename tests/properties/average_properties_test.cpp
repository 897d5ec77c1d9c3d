// Averages over generated values and times (chapters 2 and 3).
#include "reference/resource_manager/window_average.hpp"
#include "tests/properties/generators.hpp"
#include "tests/support/real_sum.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace plumbline::properties {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

std::int64_t bare(SignedMsat<> value) {
    return value.count().get();
}

/// An average as it may stand somewhere, and a window.
struct Stored {
    DecayingAverage<> average;
    std::uint64_t window;
    Rules rules;

    [[nodiscard]] std::int64_t at(std::uint64_t now) const {
        return bare(value_at(average, Seconds<>(now), Seconds<>(window), rules));
    }

    [[nodiscard]] std::uint64_t since() const { return average.last_update.count().get(); }

    [[nodiscard]] long double exact(std::int64_t value, std::uint64_t elapsed) const {
        const long double share = static_cast<long double>(elapsed) / static_cast<long double>(window);
        const long double kept = rules.decay_rate == DecayRate::draft ? std::exp2(-2.0L * share) : std::exp(-share);
        return static_cast<long double>(value) * kept;
    }
};

Stored any_stored() {
    constexpr std::array<std::uint64_t, 5> windows{14'515'200, 1'209'600, 1, 97, std::uint64_t{1} << 40U};
    return {{SignedMsat<>(*signed_near_boundaries(largest)), Seconds<>(*near_boundaries(std::uint64_t{1} << 40U))},
            windows[*evenly(windows.size() - 1)],
            *a_profile()};
}

/// What DA-7 allows of a read.
long double tolerance(long double exact) {
    return 1.0L + std::ldexp(std::fabs(exact), -44);
}

// DA-1: nothing grows by waiting, and nothing changes its sign.
RC_GTEST_PROP(AverageProperties, MagnitudeNeverGrowsAndSignIsKept, ()) {
    const Stored stored = any_stored();
    const std::uint64_t sooner = stored.since() + *a_while();
    const std::uint64_t later = sooner + *a_while();
    const std::int64_t value = bare(stored.average.value);
    RC_ASSERT(std::abs(stored.at(sooner)) <= std::abs(value));
    RC_ASSERT(std::abs(stored.at(later)) <= std::abs(stored.at(sooner)));
    RC_ASSERT((value < 0 ? stored.at(later) <= 0 : stored.at(later) >= 0));
}

// DA-7: a read is near the exact decay of what is stored.
RC_GTEST_PROP(AverageProperties, ReadIsWithinTolerance, ()) {
    const Stored stored = any_stored();
    const std::uint64_t elapsed = *a_while();
    const long double exact = stored.exact(bare(stored.average.value), elapsed);
    RC_ASSERT(std::fabs(static_cast<long double>(stored.at(stored.since() + elapsed)) - exact) <= tolerance(exact));
}

// DA-1, DA-7: decaying in two steps is decaying in one, within the tolerance of both.
RC_GTEST_PROP(AverageProperties, DecaysCompose, ()) {
    const Stored stored = any_stored();
    const std::uint64_t sooner = stored.since() + *a_while();
    const std::uint64_t later = sooner + *a_while();
    Stored stepped = stored;
    decay_to(stepped.average, Seconds<>(sooner), Seconds<>(stored.window), stored.rules);
    const auto direct = static_cast<long double>(stored.at(later));
    RC_ASSERT(std::fabs(static_cast<long double>(stepped.at(later)) - direct) <= 2 * tolerance(direct) + 1);
}

// DA-6: the past counts as the last update.
RC_GTEST_PROP(AverageProperties, BeforeTheLastUpdateNothingDecays, ()) {
    const Stored stored = any_stored();
    const std::uint64_t earlier = stored.since() - std::min(stored.since(), *a_while());
    RC_ASSERT(stored.at(earlier) == bare(stored.average.value));
    const std::int64_t amount = *signed_near_boundaries(1'000'000);
    Stored added = stored;
    add(added.average, SignedMsat<>(amount), Seconds<>(earlier), Seconds<>(stored.window), stored.rules);
    RC_ASSERT(added.since() == stored.since());
}

// DA-4, DA-7, DA-8, DA-10: an addition is a read plus the amount, held at the limit; of zero, it is nothing.
RC_GTEST_PROP(AverageProperties, AdditionIsAReadPlusTheAmount, ()) {
    const Stored before = any_stored();
    const std::uint64_t now = before.since() + *a_while();
    const std::int64_t amount = *signed_near_boundaries(largest);
    Stored after = before;
    add(after.average, SignedMsat<>(amount), Seconds<>(now), Seconds<>(before.window), before.rules);
    if (amount == 0) {
        RC_ASSERT(after.average == before.average);
        return;
    }
    const Int128 sum = Int128{before.at(now)} + amount;
    const Int128 held = std::min<Int128>(std::max<Int128>(sum, -largest), largest);
    RC_ASSERT(Int128{bare(after.average.value)} == held);
    RC_ASSERT(after.since() == now);
}

// DA-9: the error grows by one tolerance for each addition at most.
RC_GTEST_PROP(AverageProperties, ManyAdditionsStayWithinTheirTolerance, ()) {
    Stored stored{{SignedMsat<>(0), Seconds<>(0)}, 14'515'200, *a_profile()};
    support::RealSum exact(0);
    std::uint64_t now = 0;
    const std::uint64_t additions = *evenly(200);
    for (std::uint64_t addition = 0; addition < additions; ++addition) {
        now += *a_while();
        const std::int64_t amount = *signed_near_boundaries(std::int64_t{1} << 50U);
        add(stored.average, SignedMsat<>(amount), Seconds<>(now), Seconds<>(stored.window), stored.rules);
        exact.add(amount, now, stored.window, stored.rules.decay_rate);
        const auto read = static_cast<long double>(stored.at(now));
        RC_ASSERT(std::fabs(read - exact.at(now, stored.window, stored.rules.decay_rate)) <= exact.tolerance());
    }
}

// WA-2, WA-3: the decayed sum over clamp(age / window, 1, count), as a rational, to the nearest.
RC_GTEST_PROP(AverageProperties, WindowAverageIsTheSumOverTheWindowsSoFar, ()) {
    using boost::multiprecision::cpp_int;
    const Windows<> windows{Seconds<>(1 + *near_boundaries(2'000'000)), 1 + *near_boundaries(999)};
    const Rules rules = *a_profile();
    const std::uint64_t start = *near_boundaries(std::uint64_t{1} << 40U);
    WindowAverage<> average = window_average_from<Running>(Seconds<>(start));
    const std::uint64_t added_at = start + *a_while();
    add(average, SignedMsat<>(*signed_near_boundaries(largest)), Seconds<>(added_at), windows, rules);
    const std::uint64_t now = added_at + *a_while();

    const std::int64_t sum = bare(value_at(average.sum, Seconds<>(now), windows.span(), rules));
    const std::uint64_t window = windows.window.count().get();
    const std::uint64_t counted = std::min(std::max(now - start, window), window * windows.count);
    const std::int64_t value = bare(value_at(average, Seconds<>(now), windows, rules));
    // |value · counted - sum · window| is at most half of counted.
    const cpp_int difference = cpp_int(value) * counted - cpp_int(sum) * window;
    RC_ASSERT(2 * difference <= counted);
    RC_ASSERT(-2 * difference <= counted);
    RC_ASSERT(std::abs(value) <= std::abs(sum));
    RC_ASSERT(cpp_int(std::abs(value)) * windows.count + windows.count >= std::abs(sum));
}

}  // namespace
}  // namespace plumbline::properties
