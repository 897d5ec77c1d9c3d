#include "tests/conformance/oracle/real.hpp"

#include <mpfr.h>

#include <array>
#include <cstdio>  // before mpfr.h's functions that print

namespace plumbline::oracle {
namespace {

class End {
public:
    End(mpfi_srcptr value, int (*end_of)(mpfr_ptr, mpfi_srcptr)) {
        mpfr_init2(end_, mpfi_get_prec(value));
        end_of(end_, value);
    }

    End(const End&) = delete;
    End& operator=(const End&) = delete;
    End(End&&) = delete;
    End& operator=(End&&) = delete;

    ~End() { mpfr_clear(end_); }

    [[nodiscard]] mpfr_ptr get() { return end_; }

    // Halves away from zero.
    [[nodiscard]] Int128 nearest() {
        mpfr_round(end_, end_);
        std::array<char, 128> text{};
        mpfr_snprintf(text.data(), text.size(), "%.0Rf", end_);
        const bool negative = text.front() == '-';
        Int128 result = 0;
        for (const char* digit = text.data() + (negative ? 1 : 0); *digit != '\0'; ++digit) {
            result = 10 * result + (*digit - '0');
        }
        return negative ? -result : result;
    }

    [[nodiscard]] std::string decimal() {
        std::array<char, 128> text{};
        mpfr_snprintf(text.data(), text.size(), "%.20RNf", end_);
        std::string digits(text.data());
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.') {
            digits.pop_back();
        }
        return digits == "-0" ? "0" : digits;
    }

private:
    mpfr_t end_;
};

}  // namespace

Real::Real(Int128 exact) : Real() {
    constexpr unsigned half = 64;
    mpfi_set_si(value_, static_cast<std::int64_t>(exact >> half));
    mpfi_mul_2ui(value_, value_, half);
    mpfi_add_ui(value_, value_, static_cast<std::uint64_t>(exact));
}

Int128 Real::whole(int (*end_of)(mpfr_ptr, mpfi_srcptr), mpfr_rnd_t direction) const {
    return mpfr_get_si(End(value_, end_of).get(), direction);
}

Int128 Real::nearest() const {
    const auto rounded = [&](int (*end_of)(mpfr_ptr, mpfi_srcptr)) { return End(value_, end_of).nearest(); };
    const Int128 result = rounded(mpfi_get_left);
    contracts::require<"CV-6">(result == rounded(mpfi_get_right), "the interval has one nearest integer",
                               "Real::nearest");
    return result;
}

std::string Real::decimal() const {
    std::string result = End(value_, mpfi_get_left).decimal();
    contracts::require<"CV-6">(result == End(value_, mpfi_get_right).decimal(), "the interval has one decimal",
                               "Real::decimal");
    return result;
}

Real kept_share(std::uint64_t elapsed, std::uint64_t window, DecayRate rate) {
    Real result(elapsed);
    Real span(window);
    mpfi_div(result.get(), result.get(), span.get());
    mpfi_neg(result.get(), result.get());
    if (rate == DecayRate::draft) {
        mpfi_mul_ui(result.get(), result.get(), 2);
        mpfi_exp2(result.get(), result.get());
    } else {
        mpfi_exp(result.get(), result.get());
    }
    return result;
}

Real times(std::int64_t value, Real& share) {
    Real product(value);
    mpfi_mul(product.get(), product.get(), share.get());
    return product;
}

}  // namespace plumbline::oracle
