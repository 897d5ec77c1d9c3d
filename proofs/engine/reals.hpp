// Proofs over the reals: the reference's own code where nothing is rounded but what the proof says.
//
// In the symbolic reading a real number is a term; in the running reading it is a fraction, so that a counterexample is
// computed exactly, without Z3.
#pragma once

#include "proofs/engine/trial.hpp"
#include "proofs/symbolic/real.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <string>

namespace plumbline::proofs {

using Fraction =
    boost::multiprecision::number<boost::multiprecision::cpp_rational_backend, boost::multiprecision::et_off>;

template <class N>
struct RealOf;

template <>
struct RealOf<Symbolic> {
    using Type = symbolic::Real;
};

template <>
struct RealOf<Running> {
    using Type = Fraction;
};

/// Any real number of `range`.
inline symbolic::Real any_real(SymbolicTrial& /*trial*/, const std::string& name, Range range) {
    return symbolic::Real::input(name, range);
}

inline Fraction any_real(RunningTrial& trial, const std::string& name, Range /*range*/) {
    const auto part = [&](const char* which) {
        return boost::multiprecision::cpp_int(trial.number<Int128>(name + which, {}));
    };
    return {part(".numerator"), part(".denominator")};
}

/// How a decay is computed: one share of the value is kept, and then what `rounding` adds.
template <class Real>
struct Decay {
    Real kept;      ///< rate^elapsed
    Real rounding;  ///< what the computation differs by from the exact product

    /// The one in force on this thread.
    static const Decay*& in_force() {
        thread_local const Decay* active = nullptr;
        return active;
    }
};

/// The number domain of proofs over the reals: times and counts are those of `N`, amounts are real.
template <class N>
struct Reals {
    using Natural = typename N::Natural;
    using Integer = typename RealOf<N>::Type;
    using Wide = Integer;
    using Bool = typename N::Bool;

    static Wide wide(const Integer& value) { return value; }

    /// Held at ±(2^63-1) (DA-8).
    static Integer saturated(const Wide& value) { return held_in_64_bits(value); }

    static Integer decay(const Integer& value, Natural /*elapsed*/, Natural /*window*/, DecayRate /*rate*/) {
        const Decay<Integer>& decay = *Decay<Integer>::in_force();
        return value * decay.kept + decay.rounding;
    }
};

/// While it lives, decays are computed in its way.
template <class Real>
class DecayInForce {
public:
    explicit DecayInForce(Decay<Real> decay) : decay_(std::move(decay)) { Decay<Real>::in_force() = &decay_; }

    ~DecayInForce() { Decay<Real>::in_force() = nullptr; }

    DecayInForce(const DecayInForce&) = delete;
    DecayInForce& operator=(const DecayInForce&) = delete;
    DecayInForce(DecayInForce&&) = delete;
    DecayInForce& operator=(DecayInForce&&) = delete;

private:
    Decay<Real> decay_;
};

}  // namespace plumbline::proofs
