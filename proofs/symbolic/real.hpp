// Real numbers as terms: for what is said of values before they are rounded. The explorer's paths, and Z3's reals.
#pragma once

#include "proofs/symbolic/explorer.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace plumbline::symbolic {

class Real {
public:
    Real() : Real(0) {}

    explicit Real(std::int64_t exact) : term_(Explorer::current().context().real_val(exact)) {}

    explicit Real(z3::expr term) : term_(std::move(term)) {}

    /// An unknown of `range`, an input of the proof.
    static Real input(const std::string& name, Range range) {
        Explorer& explorer = Explorer::current();
        const z3::expr term = explorer.context().real_const(name.c_str());
        explorer.show_real(name, term);
        explorer.define(term >= explorer.context().real_val(to_text(range.low).c_str()) &&
                        term <= explorer.context().real_val(to_text(range.high).c_str()));
        return Real(term);
    }

    [[nodiscard]] const z3::expr& term() const { return term_; }

    friend Real operator+(const Real& a, const Real& b) { return Real(a.term_ + b.term_); }

    friend Real operator-(const Real& a, const Real& b) { return Real(a.term_ - b.term_); }

    friend Real operator*(const Real& a, const Real& b) { return Real(a.term_ * b.term_); }

    friend Real operator/(const Real& a, const Real& b) { return Real(a.term_ / b.term_); }

    Real operator-() const { return Real(-term_); }

    friend Truth operator<(const Real& a, const Real& b) { return Explorer::current().formula(a.term_ < b.term_); }

    friend Truth operator==(const Real& a, const Real& b) { return Explorer::current().formula(a.term_ == b.term_); }

    friend Truth operator!=(const Real& a, const Real& b) { return !(a == b); }

    friend Truth operator>(const Real& a, const Real& b) { return b < a; }

    friend Truth operator<=(const Real& a, const Real& b) { return !(b < a); }

    friend Truth operator>=(const Real& a, const Real& b) { return !(a < b); }

private:
    z3::expr term_;
};

}  // namespace plumbline::symbolic
