#include "tests/conformance/oracle/enclosing.hpp"

#include <mpfi.h>
#include <mpfr.h>

#include <cstdint>
#include <cstdio>

namespace plumbline::oracle {
namespace {

using Bound = Interval::Bound;

// An interval of reals with directed rounding, 192 bits wide.
class Real {
public:
    Real() { mpfi_init2(value_, precision); }

    Real(const Real& other) : Real() { mpfi_set(value_, other.value_); }

    Real& operator=(const Real& other) {
        mpfi_set(value_, other.value_);  // its own value, too
        return *this;
    }

    ~Real() { mpfi_clear(value_); }

    explicit Real(std::int64_t exact) : Real() { mpfi_set_si(value_, exact); }

    explicit Real(std::uint64_t exact) : Real() { mpfi_set_ui(value_, exact); }

    [[nodiscard]] mpfi_ptr get() { return value_; }

    // An end, rounded to an integer in `direction`. The operands have 64 bits, so it has, too.
    [[nodiscard]] Int128 left(mpfr_rnd_t direction) { return whole(mpfi_get_left, direction); }

    [[nodiscard]] Int128 right(mpfr_rnd_t direction) { return whole(mpfi_get_right, direction); }

private:
    static constexpr mpfr_prec_t precision = 192;

    Int128 whole(int (*end_of)(mpfr_ptr, mpfi_srcptr), mpfr_rnd_t direction) {
        mpfr_t end;
        mpfr_init2(end, precision);
        end_of(end, value_);
        const Int128 result = mpfr_get_sj(end, direction);
        mpfr_clear(end);
        return result;
    }

    mpfi_t value_;
};

// What is left of one unit: 2^(-2t/W) or e^(-t/W).
void kept_share(Real& result, std::uint64_t elapsed, std::uint64_t window, DecayRate rate) {
    Real span(window);
    mpfi_set_ui(result.get(), elapsed);
    mpfi_div(result.get(), result.get(), span.get());
    if (rate == DecayRate::draft) {
        Real log2;
        mpfi_const_log2(log2.get());
        mpfi_mul(result.get(), result.get(), log2.get());
        mpfi_mul_ui(result.get(), result.get(), 2);
    }
    mpfi_neg(result.get(), result.get());
    mpfi_exp(result.get(), result.get());
}

std::int64_t bare(Bound bound) {
    return static_cast<std::int64_t>(bound.get());
}

Real times(std::int64_t value, Real& share) {
    Real product(value);
    mpfi_mul(product.get(), product.get(), share.get());
    return product;
}

// The integers at most 1 + |x| · 2^-44 from some x between `low` and `high` (DA-7).
Interval within_precision(Real low, Real high) {
    const auto slack_of = [](Real& exact) {
        Real slack;
        mpfi_abs(slack.get(), exact.get());
        mpfi_div_2ui(slack.get(), slack.get(), 44);
        mpfi_add_ui(slack.get(), slack.get(), 1);
        return slack;
    };
    Real below = slack_of(low);
    Real above = slack_of(high);
    mpfi_sub(low.get(), low.get(), below.get());
    mpfi_add(high.get(), high.get(), above.get());
    return {Bound(low.left(MPFR_RNDU)), Bound(high.right(MPFR_RNDD))};
}

}  // namespace

Interval exact_decay(std::int64_t value, std::uint64_t elapsed, std::uint64_t window, DecayRate rate) {
    if (elapsed == 0 || value == 0) {
        return Interval(value);
    }
    Real share;
    kept_share(share, elapsed, window, rate);
    Real exact = times(value, share);
    return {Bound(exact.left(MPFR_RNDD)), Bound(exact.right(MPFR_RNDU))};
}

Interval Enclosing::divide_to_nearest(const Wide& numerator, const Wide& denominator) {
    const Int128 below = denominator.low().get();
    contracts::require<"CV-6">(below > 0 && denominator.low() == denominator.high(), "a divisor is exact and positive",
                               "Enclosing::divide_to_nearest");
    const auto floor = [&](Int128 value) { return value >= 0 ? value / below : -((-value + below - 1) / below); };
    const auto nearest = [&](Int128 value) { return floor(value + below / 2); };
    return {Bound(nearest(numerator.low().get()) - 1), Bound(nearest(numerator.high().get()) + 1)};
}

Interval Enclosing::decay(const Integer& value, Natural elapsed, Natural window, DecayRate rate) {
    if (elapsed == Natural(0)) {
        return value;
    }
    Real share;
    kept_share(share, elapsed.get(), window.get(), rate);
    return within_precision(times(bare(value.low()), share), times(bare(value.high()), share));
}

Interval Enclosing::six_window_warm_up(const Integer& sum, Natural age, Natural span) {
    Real divisor;
    kept_share(divisor, age.get(), span.get(), DecayRate::exponential);
    mpfi_ui_sub(divisor.get(), 1, divisor.get());
    mpfi_mul_ui(divisor.get(), divisor.get(), 6);
    Real one(std::uint64_t{1});
    if (mpfi_cmp(divisor.get(), one.get()) <= 0) {
        mpfi_set(divisor.get(), one.get());
    }
    Real share(std::uint64_t{1});
    mpfi_div(share.get(), share.get(), divisor.get());
    return within_precision(times(bare(sum.low()), share), times(bare(sum.high()), share));
}

}  // namespace plumbline::oracle
