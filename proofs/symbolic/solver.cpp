#include "proofs/symbolic/solver.hpp"

#include <sstream>

namespace plumbline::symbolic {

z3::expr all_of(const z3::expr_vector& facts) {
    if (facts.empty()) {
        return facts.ctx().bool_val(true);
    }
    return facts.size() == 1 ? facts[0] : z3::mk_and(facts);
}

Solver::Solver(z3::context& context, unsigned milliseconds)
    : solver_(context, z3::solver::simple()), milliseconds_(milliseconds) {
    limit(milliseconds);
    write("(set-logic ALL)");
}

void Solver::limit(unsigned milliseconds) {
    z3::params parameters(solver_.ctx());
    parameters.set("timeout", milliseconds);
    parameters.set("random_seed", 0U);
    parameters.set("arith.solver", 6U);
    solver_.set(parameters);
}

void Solver::push() {
    solver_.push();
    write("(push 1)");
    declared_.emplace_back();
}

void Solver::pop() {
    solver_.pop();
    write("(pop 1)");
    declared_.pop_back();
}

void Solver::add(const z3::expr& fact) {
    declare(fact);
    solver_.add(fact);
    write("(assert " + fact.to_string() + ")");
}

bool Solver::feasible(const z3::expr& fact) {
    solver_.push();
    solver_.add(fact);
    const bool possible = solver_.check() != z3::unsat;
    solver_.pop();
    return possible;
}

Result Solver::prove(const z3::expr& claim, const std::string& label) {
    push();
    declare(claim);
    solver_.add(!claim);
    write("; " + label);
    write("(assert " + (!claim).to_string() + ")");
    const z3::check_result counterexample = solver_.check();
    std::ostringstream answer;
    answer << counterexample;
    write("; Z3: " + answer.str());
    write("(check-sat)");
    pop();
    answers_.push_back(counterexample == z3::unsat ? Result::proved
                       : counterexample == z3::sat ? Result::refuted
                                                   : Result::unknown);
    return answers_.back();
}

z3::check_result Solver::check_with(const std::vector<z3::expr>& facts, unsigned milliseconds) {
    limit(milliseconds);
    solver_.push();
    for (const z3::expr& fact : facts) {
        solver_.add(fact);
    }
    const z3::check_result result = solver_.check();
    if (result == z3::sat) {
        model_.clear();
        model_.push_back(solver_.get_model());
    }
    solver_.pop();
    limit(milliseconds_);
    return result;
}

// Declares each constant and function that occurs in the term and has no meaning of its own.
void Solver::declare(const z3::expr& term) {
    std::set<unsigned> seen;
    declare(term, seen);
}

void Solver::declare(const z3::expr& term, std::set<unsigned>& seen) {
    if (!term.is_app() || !seen.insert(Z3_get_ast_id(term.ctx(), term)).second) {
        return;
    }
    for (unsigned argument = 0; argument < term.num_args(); ++argument) {
        declare(term.arg(argument), seen);
    }
    const z3::func_decl function = term.decl();
    if (function.decl_kind() != Z3_OP_UNINTERPRETED) {
        return;
    }
    const std::string text = function.to_string();
    for (const auto& scope : declared_) {
        if (scope.contains(text)) {
            return;
        }
    }
    declared_.back().insert(text);
    write(text);
}

}  // namespace plumbline::symbolic
