#include "proofs/symbolic/real.hpp"

namespace plumbline::symbolic::reals {

Result Explorer::prove(const z3::expr& claim) {
    solver_.push();
    solver_.add(!claim);
    const z3::check_result counterexample = solver_.check();
    solver_.pop();
    if (counterexample == z3::unknown) {
        return Result::unknown;
    }
    return counterexample == z3::unsat ? Result::proved : Result::refuted;
}

bool Explorer::feasible(const z3::expr& fact) {
    solver_.push();
    solver_.add(fact);
    const bool possible = solver_.check() != z3::unsat;
    solver_.pop();
    return possible;
}

bool Explorer::answer(const z3::expr& question) {
    const bool may_be_true = feasible(question);
    const bool may_be_false = feasible(!question);
    bool answer = may_be_true;
    if (may_be_true && may_be_false) {
        if (position_ == trail_.size()) {
            trail_.push_back(false);
        }
        answer = trail_[position_++];
    }
    solver_.add(answer ? question : !question);
    return answer;
}

Real Reals::saturated(const Real& value) {
    z3::context& context = Explorer::current()->context();
    const z3::expr limit = context.real_val("9223372036854775807");
    return Real(z3::ite(value.term() > limit, limit, z3::ite(value.term() < -limit, -limit, value.term())));
}

Real Reals::decay(const Real& value, Natural elapsed, Natural /*window*/, DecayRate /*rate*/) {
    if (elapsed == Natural(0)) {
        return value;
    }
    const Decay& decay = *in_force();
    return Real(value.term() * decay.kept.term() + decay.rounding.term());
}

}  // namespace plumbline::symbolic::reals
