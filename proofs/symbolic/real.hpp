// The reals as Z3 terms: a number domain in which the reference's own code builds the formulas that are proved of it.
//
// Times and counts stay concrete; amounts that pass through a decay are terms. An `if` over terms asks Z3 which answers
// the assumptions leave: where both remain, the path is taken twice.
#pragma once

#include "reference/number/checked.hpp"
#include "reference/resource_manager/rules.hpp"

#include <z3++.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace plumbline::symbolic::reals {

/// What became of a claim. Only `proved` is a proof.
enum class Result : std::uint8_t { proved, refuted, unknown };

/// One proof: its solver, and the answers given on the path that is being explored.
class Explorer {
public:
    explicit Explorer(z3::context& context) : context_(context), solver_(context) {}

    [[nodiscard]] z3::context& context() { return context_; }

    void assume(const z3::expr& fact) { solver_.add(fact); }

    [[nodiscard]] bool satisfiable() { return solver_.check() == z3::sat; }

    /// Whether the assumptions of this path imply `claim`.
    [[nodiscard]] Result prove(const z3::expr& claim);

    /// The answer to an open question on this path.
    bool answer(const z3::expr& question);

    /// Calls `run(explorer)` once for each feasible path, and returns their number.
    template <class Run>
    static int for_each_path(z3::context& context, Run&& run) {
        std::vector<bool> trail;
        int paths = 0;
        do {
            Explorer explorer(context);
            explorer.trail_ = trail;
            Explorer* const outer = std::exchange(current(), &explorer);
            run(explorer);
            current() = outer;
            trail = explorer.trail_;
            ++paths;
            while (!trail.empty() && trail.back()) {
                trail.pop_back();
            }
            if (!trail.empty()) {
                trail.back() = true;
            }
        } while (!trail.empty());
        return paths;
    }

    static Explorer*& current() {
        thread_local Explorer* active = nullptr;
        return active;
    }

private:
    bool feasible(const z3::expr& fact);

    z3::context& context_;
    z3::solver solver_;
    std::vector<bool> trail_;  // answers to questions that were open; false is tried first
    std::size_t position_ = 0;
};

/// The truth of a comparison of terms.
class Truth {
public:
    explicit Truth(z3::expr formula) : formula_(std::move(formula)) {}

    explicit operator bool() const { return Explorer::current()->answer(formula_); }

    friend Truth operator!(const Truth& truth) { return Truth(!truth.formula_); }

private:
    z3::expr formula_;
};

/// A real number: a term over Z3. Made only while a path is explored.
class Real {
public:
    Real() : Real(0) {}

    explicit Real(std::int64_t exact) : term_(Explorer::current()->context().real_val(exact)) {}

    explicit Real(z3::expr term) : term_(std::move(term)) {}

    [[nodiscard]] const z3::expr& term() const { return term_; }

    friend Real operator+(const Real& a, const Real& b) { return Real(a.term_ + b.term_); }

    friend Real operator-(const Real& a, const Real& b) { return Real(a.term_ - b.term_); }

    friend Truth operator==(const Real& a, const Real& b) { return Truth(a.term_ == b.term_); }

private:
    z3::expr term_;
};

/// How a decay is computed on a path: one share of the value is kept, and then what `rounding` adds.
struct Decay {
    Real kept;      ///< rate^elapsed
    Real rounding;  ///< what the computation differs by from the exact product
};

/// The number domain. `DecayInForce` says what N::decay does.
struct Reals {
    using Natural = Checked<std::uint64_t>;
    using Integer = Real;
    using Wide = Real;
    using Bool = Truth;

    static Real wide(const Real& value) { return value; }

    /// Held at ±(2^63-1) (DA-8).
    static Real saturated(const Real& value);
    static Real decay(const Real& value, Natural elapsed, Natural window, DecayRate rate);

private:
    friend class DecayInForce;

    static const Decay*& in_force() {
        thread_local const Decay* active = nullptr;
        return active;
    }
};

/// While it lives, decays are computed in its way.
class DecayInForce {
public:
    explicit DecayInForce(Decay decay) : decay_(std::move(decay)) { Reals::in_force() = &decay_; }

    ~DecayInForce() { Reals::in_force() = nullptr; }

    DecayInForce(const DecayInForce&) = delete;
    DecayInForce& operator=(const DecayInForce&) = delete;
    DecayInForce(DecayInForce&&) = delete;
    DecayInForce& operator=(DecayInForce&&) = delete;

private:
    Decay decay_;
};

}  // namespace plumbline::symbolic::reals
