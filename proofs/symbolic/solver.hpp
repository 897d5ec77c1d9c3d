// One Z3 solver, and beside it everything that it was told and asked, as an SMT-LIB 2 script that another solver can
// check.
#pragma once

#include <z3++.h>

#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace plumbline::symbolic {

/// What became of a claim. Only `proved` is a proof.
enum class Result : std::uint8_t { proved, refuted, unknown };

constexpr const char* name(Result result) {
    return result == Result::proved ? "proved" : result == Result::refuted ? "refuted" : "unknown";
}

/// All of them; true where there are none. Z3 would write `(and x)` for a single one, which is no SMT-LIB.
z3::expr all_of(const z3::expr_vector& facts);

class Solver {
public:
    /// `milliseconds` bounds each query; one that takes longer is unknown.
    Solver(z3::context& context, unsigned milliseconds);

    void push();
    void pop();
    void add(const z3::expr& fact);

    /// Whether `fact` can hold together with what was added; unknown counts as yes.
    bool feasible(const z3::expr& fact);

    /// Whether what was added implies `claim`. `label` names the question in the script.
    Result prove(const z3::expr& claim, const std::string& label);

    /// Whether what was added, and `facts`, have a model; then `model()` is it. Not part of the script.
    z3::check_result check_with(const std::vector<z3::expr>& facts) { return check_with(facts, milliseconds_); }

    z3::check_result check_with(const std::vector<z3::expr>& facts, unsigned milliseconds);

    [[nodiscard]] const z3::model& model() const { return model_.back(); }

    /// The script so far; its check-sat answers are all to be `unsat` where everything was proved.
    [[nodiscard]] const std::string& script() const { return script_; }

    /// What became of each question that the script asks, in its order.
    [[nodiscard]] const std::vector<Result>& answers() const { return answers_; }

private:
    void declare(const z3::expr& term);
    void declare(const z3::expr& term, std::set<unsigned>& seen);

    void write(const std::string& line) { script_ += line + "\n"; }

    void limit(unsigned milliseconds);

    z3::solver solver_;
    unsigned milliseconds_;
    std::vector<z3::model> model_;  // at most one: a model cannot be made without a solver
    std::string script_;
    std::vector<Result> answers_;
    std::vector<std::set<std::string>> declared_{1};  // by scope
};

}  // namespace plumbline::symbolic
