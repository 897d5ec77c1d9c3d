// Real numbers, each as an interval with directed rounding.
#pragma once

#include "reference/number/checked.hpp"
#include "reference/resource_manager/rules.hpp"

#include <mpfi.h>
#include <mpfr.h>

#include <cstdint>
#include <string>

namespace plumbline::oracle {

/// An interval of reals, 192 bits wide: a number of 64 bits with a fraction of 128.
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

    /// Any integer of 128 bits.
    explicit Real(Int128 exact);

    [[nodiscard]] mpfi_ptr get() { return value_; }

    /// An end, rounded to an integer in `direction`; held at the ends of 64 bits.
    [[nodiscard]] Int128 left(mpfr_rnd_t direction) const { return whole(mpfi_get_left, direction); }

    [[nodiscard]] Int128 right(mpfr_rnd_t direction) const { return whole(mpfi_get_right, direction); }

    /// The nearest integer, halves away from zero; below 2^127. An interval that leaves two is a violated contract
    /// (CV-6).
    [[nodiscard]] Int128 nearest() const;

    /// In decimals, to the nearest in the 20th place, without zeros at the end. An interval that leaves two is a
    /// violated contract (CV-6).
    [[nodiscard]] std::string decimal() const;

private:
    static constexpr mpfr_prec_t precision = 192;

    Int128 whole(int (*end_of)(mpfr_ptr, mpfi_srcptr), mpfr_rnd_t direction) const;

    mpfi_t value_;
};

/// What is left of one unit: 2^(-2 · elapsed / window) or e^(-elapsed / window).
Real kept_share(std::uint64_t elapsed, std::uint64_t window, DecayRate rate);

/// value · share
Real times(std::int64_t value, Real& share);

}  // namespace plumbline::oracle
