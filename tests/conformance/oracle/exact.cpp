#include "tests/conformance/oracle/exact.hpp"

#include <algorithm>
#include <limits>

namespace plumbline::oracle {
namespace {

// DA-8. Sums of published values are far enough from the limit, or beyond it.
void saturate(Real& value) {
    constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max();
    Real most(limit);
    if (mpfi_cmp(value.get(), most.get()) > 0) {
        value = most;
    }
    mpfi_neg(most.get(), most.get());
    if (mpfi_cmp(value.get(), most.get()) < 0) {
        value = most;
    }
}

}  // namespace

Real ExactAverage::at(std::uint64_t now) const {
    if (now <= last_) {
        return value_;
    }
    Real result = kept_share(now - last_, window_, rate_);
    Real value = value_;
    mpfi_mul(result.get(), result.get(), value.get());
    return keeping_ == Keeping::nearest ? Real(result.nearest()) : result;
}

void ExactAverage::add(std::int64_t amount, std::uint64_t now) {
    if (amount == 0) {
        return;
    }
    value_ = at(now);
    last_ = std::max(last_, now);
    Real added(amount);
    mpfi_add(value_.get(), value_.get(), added.get());
    saturate(value_);
}

Real quotient(Int128 numerator, Int128 denominator) {
    Real result(numerator);
    Real below(denominator);
    mpfi_div(result.get(), result.get(), below.get());
    return result;
}

}  // namespace plumbline::oracle
