// Runs a function once for each feasible path through it, and asks Z3 on each what the path owes.
//
// Numbers are integers, but Z3 first sees them as reals: what holds of all reals holds of the integers among them, and
// linear real arithmetic is fast and steady. A comparison says what it does for integers: it is a fresh truth from
// which `x + 1 <= y` follows, or `y <= x`. Only what this leaves open is asked again of integers, with products exact.
//
// `if` over a formula calls Truth::operator bool, which asks here. The answers that were given are the trail; each open
// one has a solver scope. To go on, the last answer that has another feasible value is turned, its scope is begun anew,
// and the function runs again from the start: up to the turned answer it repeats itself, and does no solver work.
#pragma once

#include "proofs/symbolic/int.hpp"
#include "proofs/symbolic/solver.hpp"

#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::symbolic {

/// The proof itself is wrong: a fork inside a clause, a budget exceeded. Never a statement about the reference.
struct EngineFault : std::logic_error {
    using std::logic_error::logic_error;
};

/// The values of a proof's inputs, by name.
using Values = std::map<std::string, Int128>;

/// One thing that a path owes.
struct Obligation {
    contracts::ClauseName clause;
    std::string operation;
};

/// What Z3 said of an obligation on one path.
struct Finding {
    Obligation obligation;
    Result result = Result::unknown;
    double seconds = 0;
    std::optional<Values> counterexample;  ///< where refuted
};

/// A comparison on which a path forked: its two sides, for boundary models.
struct Comparison {
    z3::expr left;
    z3::expr right;
};

struct Limits {
    unsigned query_milliseconds = 60'000;
    int paths = 20'000;
    bool until_refuted = false;  ///< nothing is explored behind the first refutation
};

class Explorer {
public:
    Explorer(z3::context& context, Limits limits)
        : context_(context), solver_(context, limits.query_milliseconds), limits_(limits) {}

    /// Calls `run()` per feasible path. A budget of paths that is reached is a fault, not a proof.
    void explore(const std::function<void()>& run);

    /// The explorer whose path is being run on this thread.
    static Explorer& current();

    // --- what the domain asks for ---
    [[nodiscard]] z3::context& context() { return context_; }

    z3::expr expression(Number number);
    z3::expr expression(Truth truth);
    [[nodiscard]] Range range(Number number) const;
    Number number(const z3::expr& term, Range range);
    Truth formula(const z3::expr& formula, std::optional<Comparison> comparison = std::nullopt);
    /// A formula over others: what they compare, it compares.
    Truth combined(const z3::expr& formula, std::initializer_list<Truth> parts);
    /// The opposite; a comparison keeps its sides.
    Truth negated(Truth truth);
    /// An integer that nothing else names.
    Number fresh(const char* what, Range range);
    /// A definition: true for a suitable choice of fresh names, whatever the rest.
    void define(const z3::expr& fact);

    /// As above; expensive to reason with, so only used where a question cannot be settled without it.
    void define_exactly(const z3::expr& fact) { exact_.push_back(fact); }

    /// That the term is an integer: expensive, too.
    void define_integer(const z3::expr& term) { integers_.push_back(term); }

    /// The truth of a comparison of integers: one truth for equal sides on a path.
    Truth comparison(const std::string& name, const z3::expr& left, const z3::expr& right, const z3::expr& where_true,
                     const z3::expr& where_false);

    /// A product of two terms, or the floored quotient of two, on this path.
    struct Operation {
        z3::expr result;
        z3::expr left;
        z3::expr right;
    };

    void remember_product(Operation product) { products_.push_back(std::move(product)); }

    void remember_quotient(Operation quotient) { quotients_.push_back(std::move(quotient)); }

    [[nodiscard]] const std::vector<Operation>& products() const { return products_; }

    [[nodiscard]] const std::vector<Operation>& quotients() const { return quotients_; }

    /// A decay on this path.
    struct Decay {
        z3::expr decayed;
        z3::expr value;
        z3::expr elapsed;
        z3::expr window;
        bool draft = true;
    };

    void remember_decay(Decay decay) { decays_.push_back(std::move(decay)); }

    [[nodiscard]] const std::vector<Decay>& decays() const { return decays_; }

    bool answer(Truth question);
    void oblige(const z3::expr& claim, Obligation obligation);

    void guard(const z3::expr& condition) { guards_.push_back(condition); }

    void unguard() { guards_.pop_back(); }

    /// Whether a contract's clause is being read.
    [[nodiscard]] bool in_clause() const { return clause_depth_ > 0; }

    [[nodiscard]] const std::vector<z3::expr>& all_guards() const { return guards_; }

    /// Whether what is obliged is only noted: then it may not hold on this path.
    [[nodiscard]] bool capturing() const { return captured_ != nullptr; }

    /// Results of `compute` shared between equal arguments on a path.
    template <class Compute>
    Number once(const std::string& operation, const std::vector<z3::expr>& arguments, Compute&& compute);

    // --- what a proof asks for ---
    /// An input, named in counterexamples.
    Number input(const std::string& name, Range range);
    Truth input_truth(const std::string& name);
    /// A term whose value belongs to a counterexample, although it is no input of its own.
    void show(const std::string& name, const z3::expr& term);

    /// As above, where the term is a real number: a numerator and a denominator.
    void show_real(const std::string& name, const z3::expr& term) { shown_reals_.emplace_back(name, term); }

    /// The cells 0 … size-1 of a function from integers, as inputs `name[0]`, `name[1]`, ….
    void show_table(const std::string& name, const z3::expr& size) { tables_.emplace_back(name, size); }

    /// Goes on only where `condition` holds.
    void assume(Truth condition);

    /// Models are looked for first where `condition` holds, which is assumed nowhere.
    void suggest(const z3::expr& condition) { suggested_.push_back(condition); }

    /// Settles what is owed so far.
    void settle();
    /// A model of this path with everything assumed, in integers and with exact products: its inputs. None where there
    /// is none, or none was found.
    std::optional<Values> witness(const z3::expr& also);

    /// While it lives, forks are faults and arithmetic owes nothing: a contract's clause is one formula.
    class ClauseScope;

    /// While it lives, nothing is owed: what would be is noted, as one truth.
    class Capture;

    // --- results ---
    [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }

    [[nodiscard]] int paths() const { return paths_; }

    /// Paths whose assumptions have a model.
    [[nodiscard]] int satisfiable_paths() const { return satisfiable_; }

    [[nodiscard]] const Solver& solver() const { return solver_; }

    /// The inputs of this path that may be more than a few numbers.
    [[nodiscard]] const std::vector<z3::expr>& wide_inputs() const { return wide_; }

    /// What this path's forks compare, by the number of the fork: one fork has the same number on every path through
    /// it, and compares the same in the same order.
    [[nodiscard]] std::vector<std::pair<int, std::vector<Comparison>>> forks() const;

private:
    struct Choice {
        z3::expr question;
        bool answer = false;
        bool other_open = false;  // the other answer is feasible and has not been taken
        int fork = -1;            // below 0: only this answer was feasible
        int formula = 0;          // on its path
    };

    struct Owed {
        z3::expr claim;
        Obligation obligation;
    };

    struct PathEnds {};

    struct AllEnds {};

    /// Z3 gives the number of a term that nobody holds to another one.
    void keep(const std::vector<z3::expr>& terms) { kept_.insert(kept_.end(), terms.begin(), terms.end()); }

    [[nodiscard]] bool live() const { return position_ == trail_.size(); }

    void begin_path();
    bool next_path();
    z3::expr exactly();
    void fix_inputs(std::vector<z3::expr>& facts, std::size_t begin, std::size_t end);
    z3::expr integral();
    bool model_with(const z3::expr& also);
    z3::expr guarded(const z3::expr& claim);
    void settle_one(const Owed& owed);
    bool has_model();
    Values values();

    z3::context& context_;
    Solver solver_;
    Limits limits_;
    std::vector<Choice> trail_;
    std::size_t position_ = 0;
    int paths_ = 0;
    int satisfiable_ = 0;
    int clause_depth_ = 0;
    int forks_ = 0;
    std::vector<Finding> findings_;

    // Of one path.
    struct Term {
        z3::expr expression;
        Range range;
    };

    struct Formula {
        z3::expr expression;
        std::optional<Comparison> comparison;
        std::vector<int> parts;  // the formulas that it is made of
    };

    void gather(int formula, std::set<int>& seen, std::vector<Comparison>& comparisons) const;

    std::vector<Term> terms_;
    std::vector<Formula> formulas_;
    std::map<std::string, Number> shared_;
    std::vector<Operation> products_;
    std::vector<Operation> quotients_;
    std::vector<Decay> decays_;
    std::vector<z3::expr> kept_;
    std::vector<z3::expr> exact_;
    std::vector<z3::expr> integers_;
    std::vector<z3::expr> inputs_;
    std::vector<z3::expr> suggested_;
    std::map<std::string, Truth> compared_;
    std::vector<z3::expr> guards_;
    std::vector<Owed> owed_;
    std::vector<z3::expr>* captured_ = nullptr;
    std::vector<std::pair<std::string, z3::expr>> shown_;
    std::vector<std::pair<std::string, z3::expr>> shown_reals_;
    std::vector<std::pair<std::string, z3::expr>> tables_;
    std::vector<z3::expr> wide_;  // inputs of a wide range
    int fresh_ = 0;
};

class Explorer::ClauseScope {
public:
    ClauseScope() : explorer_(Explorer::current()) { ++explorer_.clause_depth_; }

    ~ClauseScope() { --explorer_.clause_depth_; }

    ClauseScope(const ClauseScope&) = delete;
    ClauseScope& operator=(const ClauseScope&) = delete;
    ClauseScope(ClauseScope&&) = delete;
    ClauseScope& operator=(ClauseScope&&) = delete;

private:
    Explorer& explorer_;
};

class Explorer::Capture {
public:
    Capture() : explorer_(Explorer::current()), outer_(std::exchange(explorer_.captured_, &claims_)) {}

    ~Capture() { explorer_.captured_ = outer_; }

    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;
    Capture(Capture&&) = delete;
    Capture& operator=(Capture&&) = delete;

    /// Whether all holds that would have been owed so far.
    [[nodiscard]] Truth holds() const;

private:
    Explorer& explorer_;
    std::vector<z3::expr> claims_;
    std::vector<z3::expr>* outer_;
};

template <class Compute>
Number Explorer::once(const std::string& operation, const std::vector<z3::expr>& arguments, Compute&& compute) {
    std::string key = operation;
    for (const z3::expr& argument : arguments) {
        key += ' ' + std::to_string(Z3_get_ast_id(argument.ctx(), argument));
    }
    const auto found = shared_.find(key);
    if (found != shared_.end()) {
        return found->second;
    }
    const Number result = compute();
    keep(arguments);
    shared_.emplace(key, result);
    return result;
}

}  // namespace plumbline::symbolic
