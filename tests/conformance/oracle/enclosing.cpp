#include "tests/conformance/oracle/enclosing.hpp"

#include "tests/conformance/oracle/real.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace plumbline::oracle {
namespace {

using Bound = Interval::Bound;

std::int64_t bare(Bound bound) {
    return static_cast<std::int64_t>(bound.get());
}

// The integers at most 1 + |x| · 2^-44 from what the share, above 0, makes of some value x (DA-7), held where an
// average saturates (DA-8).
Interval within_precision(const Interval& value, Real share) {
    const auto slack_of = [](Real& exact) {
        Real slack;
        mpfi_abs(slack.get(), exact.get());
        mpfi_div_2ui(slack.get(), slack.get(), 44);
        mpfi_add_ui(slack.get(), slack.get(), 1);
        return slack;
    };
    Real low = times(bare(value.low()), share);
    Real high = times(bare(value.high()), share);
    Real below = slack_of(low);
    Real above = slack_of(high);
    mpfi_sub(low.get(), low.get(), below.get());
    mpfi_add(high.get(), high.get(), above.get());
    // x - 1 - x · 2^-44 is above -1 where x is above 0, also where x is too small for its exponent to show it.
    constexpr Int128 limit = std::numeric_limits<std::int64_t>::max();
    return {Bound(std::max(low.left(MPFR_RNDU), value.low() > Bound(0) ? 0 : -limit)),
            Bound(std::min(high.right(MPFR_RNDD), value.high() < Bound(0) ? 0 : limit))};
}

}  // namespace

Interval exact_decay(std::int64_t value, std::uint64_t elapsed, std::uint64_t window, DecayRate rate) {
    if (elapsed == 0 || value == 0) {
        return Interval(value);
    }
    Real share = kept_share(elapsed, window, rate);
    Real exact = times(value, share);
    return {Bound(exact.left(MPFR_RNDD)), Bound(exact.right(MPFR_RNDU))};
}

Interval Enclosing::divide_to_nearest(const Wide& numerator, const Wide& denominator) {
    const Int128 below = denominator.low().get();
    contracts::require<"CV-6">(below > 0 && denominator.low() == denominator.high(), "a divisor is exact and positive",
                               "Enclosing::divide_to_nearest");
    const auto nearest = [&](Int128 value) { return (value < 0 ? value - below / 2 : value + below / 2) / below; };
    const Int128 low = numerator.low().get();
    const Int128 high = numerator.high().get();
    const Int128 lowest = nearest(low) - 1;
    const Int128 highest = nearest(high) + 1;
    return {Bound(low >= 0 ? std::max(lowest, Int128{0}) : lowest),
            Bound(high <= 0 ? std::min(highest, Int128{0}) : highest)};
}

Interval Enclosing::decay(const Integer& value, Natural elapsed, Natural window, DecayRate rate) {
    if (elapsed == Natural(0)) {
        return value;
    }
    return within_precision(value, kept_share(elapsed.get(), window.get(), rate));
}

Interval Enclosing::six_window_warm_up(const Integer& sum, Natural age, Natural span) {
    Real divisor = kept_share(age.get(), span.get(), DecayRate::exponential);
    mpfi_ui_sub(divisor.get(), 1, divisor.get());
    mpfi_mul_ui(divisor.get(), divisor.get(), 6);
    Real one(std::uint64_t{1});
    if (mpfi_cmp(divisor.get(), one.get()) <= 0) {
        mpfi_set(divisor.get(), one.get());
    }
    Real share(std::uint64_t{1});
    mpfi_div(share.get(), share.get(), divisor.get());
    return within_precision(sum, share);
}

}  // namespace plumbline::oracle
