#include "proofs/symbolic/explorer.hpp"

namespace plumbline::symbolic {
namespace {

Explorer*& active() {
    thread_local Explorer* explorer = nullptr;
    return explorer;
}

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

Explorer& Explorer::current() {
    if (active() == nullptr) {
        throw EngineFault("a symbolic value is used outside a path");
    }
    return *active();
}

void Explorer::explore(const std::function<void()>& run) {
    Explorer* const outer = std::exchange(active(), this);
    const auto restore = [&] { active() = outer; };
    try {
        do {
            if (++paths_ > limits_.paths) {
                throw EngineFault("more than " + std::to_string(limits_.paths) + " paths");
            }
            begin_path();
            try {
                run();
                settle();
                satisfiable_ += has_model() ? 1 : 0;
            } catch (const PathEnds&) {
                --paths_;  // what is assumed cannot be: no path of the proof
            }
        } while (next_path());
    } catch (const AllEnds&) {
        restore();  // refuted, and nobody asks for more
        return;
    } catch (...) {
        restore();
        throw;
    }
    restore();
}

void Explorer::begin_path() {
    position_ = 0;
    clause_depth_ = 0;
    fresh_ = 0;
    terms_.clear();
    formulas_.clear();
    shared_.clear();
    quotients_.clear();
    products_.clear();
    decays_.clear();
    exact_.clear();
    kept_.clear();
    integers_.clear();
    inputs_.clear();
    suggested_.clear();
    compared_.clear();
    guards_.clear();
    owed_.clear();
    captured_ = nullptr;
    shown_.clear();
    shown_reals_.clear();
    tables_.clear();
    wide_.clear();
}

// Drops the answers that have no other, turns the last one that has.
bool Explorer::next_path() {
    while (!trail_.empty() && !trail_.back().other_open) {
        trail_.pop_back();
        solver_.pop();
    }
    if (trail_.empty()) {
        return false;
    }
    trail_.back().answer = !trail_.back().answer;
    trail_.back().other_open = false;
    solver_.pop();
    solver_.push();
    return true;
}

z3::expr Explorer::expression(Number number) {
    if (number.known()) {
        return context_.real_val(to_text(number.constant).c_str());
    }
    return terms_.at(static_cast<std::size_t>(number.term)).expression;
}

z3::expr Explorer::expression(Truth truth) {
    if (truth.known()) {
        return context_.bool_val(truth.value());
    }
    return formulas_.at(static_cast<std::size_t>(truth.formula())).expression;
}

Range Explorer::range(Number number) const {
    if (number.known()) {
        return {number.constant, number.constant};
    }
    return terms_.at(static_cast<std::size_t>(number.term)).range;
}

Number Explorer::number(const z3::expr& term, Range range) {
    terms_.push_back({term, range});
    return {0, static_cast<int>(terms_.size() - 1)};
}

Truth Explorer::formula(const z3::expr& formula, std::optional<Comparison> comparison) {
    formulas_.push_back({formula, std::move(comparison), {}});
    return Truth::of_formula(static_cast<int>(formulas_.size() - 1));
}

Truth Explorer::combined(const z3::expr& formula, std::initializer_list<Truth> parts) {
    const Truth whole = this->formula(formula);
    for (const Truth part : parts) {
        formulas_.back().parts.push_back(part.formula());
    }
    return whole;
}

Truth Explorer::negated(Truth truth) {
    const Formula known = formulas_.at(static_cast<std::size_t>(truth.formula()));
    const Truth opposite = formula(!known.expression, known.comparison);
    formulas_.back().parts = known.parts;
    return opposite;
}

Number Explorer::fresh(const char* what, Range range) {
    const std::string name = std::string(what) + "!" + std::to_string(fresh_++);
    const z3::expr term = context_.real_const(name.c_str());
    define_integer(term);
    return number(term, range);
}

void Explorer::define(const z3::expr& fact) {
    if (live()) {
        solver_.add(fact);
    }
}

Truth Explorer::comparison(const std::string& name, const z3::expr& left, const z3::expr& right,
                           const z3::expr& where_true, const z3::expr& where_false) {
    const auto id = [](const z3::expr& term) { return ' ' + std::to_string(Z3_get_ast_id(term.ctx(), term)); };
    const auto [found, fresh] = compared_.try_emplace(name + id(left) + id(right));
    if (fresh) {
        const std::string truth = name + "!" + std::to_string(compared_.size());
        const z3::expr holds = context_.bool_const(truth.c_str());
        keep({left, right});
        define(z3::ite(holds, where_true, where_false));
        found->second = formula(holds, Comparison{left, right});
    }
    return found->second;
}

bool Explorer::answer(Truth question) {
    if (clause_depth_ > 0) {
        throw EngineFault("a contract's clause forks: use both, either, implies, iff");
    }
    if (!guards_.empty()) {
        throw EngineFault("a fork under a guard");
    }
    if (!live()) {
        const Choice& choice = trail_[position_++];
        const z3::expr formula = expression(question);
        if (!z3::eq(formula, choice.question)) {
            throw EngineFault("a path that is run again asks something else: " + formula.to_string() + " in place of " +
                              choice.question.to_string());
        }
        if (live()) {  // the turned answer: its scope is new
            solver_.add(choice.answer ? formula : !formula);
        }
        return choice.answer;
    }
    settle();
    const Formula& asked = formulas_.at(static_cast<std::size_t>(question.formula()));
    const bool may_be_true = solver_.feasible(asked.expression);
    const bool may_be_false = solver_.feasible(!asked.expression);
    if (!may_be_true && !may_be_false) {
        throw PathEnds{};
    }
    const z3::expr formula = asked.expression;
    const bool forks = may_be_true && may_be_false;
    solver_.push();
    trail_.push_back({formula, may_be_true, forks, forks ? forks_++ : -1, question.formula()});
    ++position_;
    solver_.add(may_be_true ? formula : !formula);
    return may_be_true;
}

void Explorer::gather(int formula, std::set<int>& seen, std::vector<Comparison>& comparisons) const {
    if (!seen.insert(formula).second) {
        return;
    }
    const Formula& known = formulas_.at(static_cast<std::size_t>(formula));
    if (known.comparison) {
        comparisons.push_back(*known.comparison);
    }
    for (const int part : known.parts) {
        gather(part, seen, comparisons);
    }
}

std::vector<std::pair<int, std::vector<Comparison>>> Explorer::forks() const {
    std::vector<std::pair<int, std::vector<Comparison>>> forks;
    for (const Choice& choice : trail_) {
        if (choice.fork >= 0) {
            std::set<int> seen;
            gather(choice.formula, seen, forks.emplace_back(choice.fork, std::vector<Comparison>{}).second);
        }
    }
    return forks;
}

z3::expr Explorer::guarded(const z3::expr& claim) {
    if (guards_.empty()) {
        return claim;
    }
    z3::expr_vector all(context_);
    for (const z3::expr& guard : guards_) {
        all.push_back(guard);
    }
    return z3::implies(all_of(all), claim);
}

void Explorer::oblige(const z3::expr& claim, Obligation obligation) {
    if (clause_depth_ > 0) {
        return;
    }
    if (captured_ != nullptr) {
        captured_->push_back(guarded(claim));
    } else if (live()) {
        owed_.push_back({guarded(claim), std::move(obligation)});
    }
}

Truth Explorer::Capture::holds() const {
    z3::expr_vector all(explorer_.context_);
    for (const z3::expr& claim : claims_) {
        all.push_back(claim);
    }
    return all.empty() ? Truth(true) : explorer_.formula(all_of(all));
}

Number Explorer::input(const std::string& name, Range range) {
    const z3::expr term = context_.real_const(name.c_str());
    define_integer(term);
    inputs_.push_back(term);
    show(name, term);
    constexpr Int128 wide = 100;
    if (range.high - range.low > wide) {
        wide_.push_back(term);
    }
    const Number value = number(term, range);
    define(term >= expression(Number{range.low}) && term <= expression(Number{range.high}));
    return value;
}

Truth Explorer::input_truth(const std::string& name) {
    const z3::expr term = context_.bool_const(name.c_str());
    show(name, z3::ite(term, context_.real_val(1), context_.real_val(0)));
    return formula(term);
}

void Explorer::show(const std::string& name, const z3::expr& term) {
    shown_.emplace_back(name, term);
}

void Explorer::assume(Truth condition) {
    settle();
    if (live()) {
        solver_.add(expression(condition));
        if (!solver_.feasible(context_.bool_val(true))) {
            throw PathEnds{};
        }
    }
}

z3::expr Explorer::exactly() {
    z3::expr_vector all(context_);
    for (const z3::expr& fact : exact_) {
        all.push_back(fact);
    }
    return all_of(all) && integral();
}

z3::expr Explorer::integral() {
    z3::expr_vector all(context_);
    for (const z3::expr& integer : integers_) {
        all.push_back(z3::is_int(integer));
    }
    return all_of(all);
}

// All at once, which is nearly always enough; one by one only where that fails.
void Explorer::settle() {
    if (owed_.empty()) {
        return;
    }
    const std::vector<Owed> owed = std::exchange(owed_, {});
    z3::expr_vector claims(context_);
    std::string label;
    for (const Owed& one : owed) {
        claims.push_back(one.claim);
        label += (label.empty() ? "" : "; ") + std::string(one.obligation.clause.requirement.id()) + " " +
                 one.obligation.operation;
    }
    const auto start = Clock::now();
    if (solver_.prove(all_of(claims), label) == Result::proved) {
        const double share = seconds_since(start) / static_cast<double>(owed.size());
        for (const Owed& one : owed) {
            findings_.push_back({one.obligation, Result::proved, share, std::nullopt});
            solver_.add(one.claim);
        }
        return;
    }
    for (const Owed& one : owed) {
        settle_one(one);
    }
}

void Explorer::settle_one(const Owed& owed) {
    const auto start = Clock::now();
    const std::string label = std::string(owed.obligation.clause.requirement.id()) + " " + owed.obligation.operation;
    Result result = solver_.prove(owed.claim, label);
    if (result != Result::proved) {
        result = solver_.prove(z3::implies(exactly(), owed.claim), label + ", of integers, products exact");
    }
    std::optional<Values> counterexample;
    if (result == Result::refuted) {
        counterexample = witness(!owed.claim);
        if (!counterexample) {
            result = Result::unknown;
        }
    }
    findings_.push_back({owed.obligation, result, seconds_since(start), counterexample});
    if (result == Result::refuted && limits_.until_refuted) {
        throw AllEnds{};
    }
    if (result == Result::proved) {
        solver_.add(owed.claim);
    } else {
        // Reported once: from here on the path goes where the claim holds.
        solver_.add(owed.claim);
        if (!solver_.feasible(context_.bool_val(true))) {
            throw PathEnds{};
        }
    }
}

}  // namespace plumbline::symbolic
