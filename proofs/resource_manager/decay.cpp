// What is proved of the decay itself, over the reals: that reads compose, how errors grow (DA-9), and that the facts by
// which all other proofs know a decay follow from its axioms.
#include "proofs/symbolic/decay.hpp"

#include "contracts/logic.hpp"
#include "proofs/engine/reals.hpp"
#include "proofs/resource_manager/chapters.hpp"
#include "reference/resource_manager/decaying_average.hpp"

#include <optional>

namespace plumbline::proofs {
namespace {

// --- over the reference's own code ---

/// What a variant of the proof of DA-9 assumes. The defaults are the specification's.
struct Assumptions {
    bool kept_at_most_one = true;   ///< 0 < rate^elapsed <= 1
    int tolerance_msat = 1;         ///< DA-7
    bool bounded_magnitude = true;  ///< V bounds the decayed value
    int halves = 0;                 ///< the share that is kept, in halves; 0: any
};

/// Amounts beyond every one that the reference has.
constexpr Range any_amount{-symbolic::detail::power_of_two(64), symbolic::detail::power_of_two(64)};
constexpr Range any_share{0, 1000};

template <class Real>
auto within(const Real& value, const Real& bound) {
    return contracts::both(value <= bound, [&] { return value >= -bound; });
}

// The reference's own add() runs twice on the same addition: over exact reals, and with the decay off by as much as
// DA-7 allows. If the two differed by at most `error` before, they differ by at most error + 1 msat + 2^-44 · V after,
// V being the largest magnitude that a decayed value reaches. By induction n additions put at most n · (1 msat + 2^-44
// · V) between them, which is what the oracle's intervals grow by.
constexpr auto error_growth(Assumptions assumptions) {
    return [assumptions](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        using Real = typename RealOf<N>::Type;
        using Over = Reals<N>;
        const auto real = [&](const char* name) { return any_real(trial, name, any_amount); };
        const Real exact = real("exact");
        const Real stored = real("stored");
        const Real error = real("error");
        const Real kept = any_real(trial, "kept", any_share);
        const Real rounding = real("rounding");
        const Real largest = real("V");
        const Real relative = Real(1) / Real(std::int64_t{1} << 44U);
        trial.suppose(error >= Real(0));
        trial.suppose(within(Real(stored - exact), error));
        trial.suppose(kept > Real(0));
        if (assumptions.kept_at_most_one) {
            trial.suppose(kept <= Real(1));
        }
        if (assumptions.halves > 0) {
            trial.suppose(kept == Real(assumptions.halves) / Real(2));
        }
        const Real decayed = stored * kept;
        const Real size = real("size");  // of the decayed value
        trial.suppose(size >= Real(0));
        trial.suppose(contracts::either(decayed == size, [&] { return decayed == -size; }));
        trial.suppose(within(rounding, Real(Real(assumptions.tolerance_msat) + relative * size)));
        trial.suppose(largest >= Real(0));
        if (assumptions.bounded_magnitude) {
            trial.suppose(size <= largest);
        }

        const SignedMsat<Over> amount(real("amount"));
        const auto then = Seconds<Over>(trial.template any<Seconds<N>>("then").count());
        const auto now = Seconds<Over>(trial.template any<Seconds<N>>("now").count());
        const auto added = [&](const Real& before, const Real& off) {
            const DecayInForce<Real> in_force({kept, off});
            DecayingAverage<Over> average{SignedMsat<Over>(before), then};
            add(average, amount, now, Seconds<Over>(600), draft_profile);
            return average.value.count();
        };
        const Real exact_after = added(exact, Real(0));
        const Real stored_after = added(stored, rounding);
        trial.template owe<"DA-9">("an addition takes an error to at most one tolerance more", [&] {
            return within(Real(stored_after - exact_after), Real(error + Real(1) + relative * largest));
        });
    };
}

// A read at `sooner` that is stored, and one at `later`, against the one at `later` alone; without rounding, or with
// it.
constexpr auto reads_compose(bool rounded) {
    return [rounded](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        using Real = typename RealOf<N>::Type;
        using Over = Reals<N>;
        const Real first = any_real(trial, "kept_until_sooner", any_share);
        const Real second = any_real(trial, "kept_from_sooner_on", any_share);
        const Real rounding = rounded ? any_real(trial, "rounding", any_amount) : Real(0);
        trial.suppose(first > Real(0));
        trial.suppose(first <= Real(1));
        trial.suppose(second > Real(0));
        trial.suppose(second <= Real(1));
        if (rounded) {
            trial.suppose(within(rounding, Real(1)));
            trial.suppose(first == second);
            trial.suppose(first == Real(1) / Real(2));
        }
        const auto time = [&](const char* name) { return Seconds<Over>(trial.template any<Seconds<N>>(name).count()); };
        const Seconds<Over> then = time("then");
        const Seconds<Over> sooner = time("sooner");
        const Seconds<Over> later = time("later");
        trial.suppose(then < sooner);
        trial.suppose(sooner < later);
        const Seconds<Over> window(600);
        const DecayingAverage<Over> average{SignedMsat<Over>(any_real(trial, "value", any_amount)), then};
        const auto decayed = [&](DecayingAverage<Over> before, Seconds<Over> now, const Real& kept, const Real& off) {
            const DecayInForce<Real> in_force({kept, off});
            decay_to(before, now, window, draft_profile);
            return before;
        };
        const Real at_once = decayed(average, later, first * second, Real(0)).value.count();
        const Real in_two = decayed(decayed(average, sooner, first, rounding), later, second, Real(0)).value.count();
        trial.template owe<"DA-1">("decaying in two steps is decaying in one", [&] { return in_two == at_once; });
    };
}

// --- of proofs/symbolic/decay.hpp ---

/// The formulas of proofs/symbolic/decay.hpp over a proof's inputs.
template <class Trial>
class Formulas;

template <>
class Formulas<SymbolicTrial> {
public:
    explicit Formulas(SymbolicTrial& /*trial*/) {}

    // Of Z3's sort of integers: the facts are about rounding.
    static z3::expr integer(const char* name, Range range) {
        symbolic::Explorer& explorer = symbolic::Explorer::current();
        const z3::expr term = explorer.context().int_const(name);
        explorer.show(name, term);
        explorer.define(term >= explorer.context().int_val(symbolic::to_text(range.low).c_str()) &&
                        term <= explorer.context().int_val(symbolic::to_text(range.high).c_str()));
        return term;
    }

    static z3::expr share(const char* name) { return symbolic::Real::input(name, any_share).term(); }

    static symbolic::Truth truth(const z3::expr& formula) { return symbolic::Explorer::current().formula(formula); }
};

template <>
class Formulas<RunningTrial> {
public:
    explicit Formulas(RunningTrial& trial) : trial_(trial) {}

    z3::expr integer(const char* name, Range range) {
        return context_.real_val(symbolic::to_text(trial_.number<Int128>(name, range)).c_str());
    }

    z3::expr share(const char* name) { return context_.real_val(any_real(trial_, name, any_share).str().c_str()); }

    static bool truth(const z3::expr& formula) { return formula.simplify().is_true(); }

private:
    RunningTrial& trial_;
    z3::context context_;
};

/// Which axiom a variant leaves out.
enum class Without : std::uint8_t { nothing, at_most_one, nothing_in_no_time, order };

constexpr Range any_value = Everything<SignedMsatUnit>::range;
constexpr Range any_result{-symbolic::detail::power_of_two(70), symbolic::detail::power_of_two(70)};

// An axiom of one decay less, where it is left out.
z3::expr kept_without(Without without, const z3::expr& kept, const z3::expr& elapsed) {
    if (without == Without::at_most_one) {
        return kept > 0 && z3::implies(elapsed == 0, kept == 1);
    }
    if (without == Without::nothing_in_no_time) {
        return kept > 0 && kept <= 1;
    }
    return symbolic::may_be_kept(kept, elapsed);
}

constexpr auto facts_of_one(Without without) {
    return [without](auto& trial) {
        Formulas<std::decay_t<decltype(trial)>> formulas(trial);
        const z3::expr value = formulas.integer("value", any_value);
        const z3::expr decayed = formulas.integer("decayed", any_result);
        const z3::expr elapsed = formulas.integer("elapsed", symbolic::Natural64::range);
        const z3::expr kept = formulas.share("kept");
        trial.suppose(formulas.truth(kept_without(without, kept, elapsed)));
        if (without != Without::nothing) {
            trial.suppose(formulas.truth(kept * 2 == (without == Without::at_most_one ? 4 : 1)));
        }
        trial.suppose(formulas.truth(symbolic::is_nearest(decayed, value, kept)));
        trial.template owe<"DA-7">("what proofs know of one decay follows from the axioms",
                                   [&] { return formulas.truth(symbolic::follows(decayed, value, elapsed)); });
    };
}

constexpr auto facts_of_two(Without without) {
    return [without](auto& trial) {
        Formulas<std::decay_t<decltype(trial)>> formulas(trial);
        const auto decay = [&](const char* value, const char* decayed, const char* elapsed, const char* kept) {
            return std::array{formulas.integer(value, any_value), formulas.integer(decayed, any_result),
                              formulas.integer(elapsed, symbolic::Natural64::range), formulas.share(kept)};
        };
        const auto [value, decayed, elapsed, kept] = decay("value", "decayed", "elapsed", "kept");
        const auto [other_value, other_decayed, other_elapsed, other_kept] =
            decay("other_value", "other_decayed", "other_elapsed", "other_kept");
        trial.suppose(formulas.truth(symbolic::may_be_kept(kept, elapsed)));
        trial.suppose(formulas.truth(symbolic::may_be_kept(other_kept, other_elapsed)));
        trial.suppose(formulas.truth(symbolic::is_nearest(decayed, value, kept)));
        trial.suppose(formulas.truth(symbolic::is_nearest(other_decayed, other_value, other_kept)));
        if (without == Without::order) {
            trial.suppose(formulas.truth(kept * 2 == 1 && other_kept == 1));
        } else {
            trial.suppose(formulas.truth(z3::implies(elapsed <= other_elapsed, other_kept <= kept)));
            trial.suppose(formulas.truth(z3::implies(other_elapsed <= elapsed, kept <= other_kept)));
        }
        trial.template owe<"DA-7">("what proofs know of two decays follows from the axioms", [&] {
            return formulas.truth(
                symbolic::follows_for_two(decayed, value, elapsed, other_decayed, other_value, other_elapsed));
        });
    };
}

}  // namespace

std::vector<Proof> decay_proofs() {
    constexpr const char* additions =
        "real values, amounts and errors up to 2^64, every decay with 0 < rate^elapsed <= 1, times over all of 64 bits";
    constexpr const char* decays =
        "values up to 2^63 - 1 and down to its opposite, every decay that satisfies the axioms";
    return {
        proof("decay/error-growth", additions, error_growth({})),
        proof("decay/error-growth-needs-the-tolerance", "a tolerance of 2 msat, rate^elapsed = 1/2",
              error_growth({.tolerance_msat = 2, .halves = 1}), Expected::refuted),
        proof("decay/error-growth-needs-a-rate-of-at-most-one", "rate^elapsed = 2",
              error_growth({.kept_at_most_one = false, .halves = 4}), Expected::refuted),
        proof("decay/error-growth-needs-the-largest-magnitude", "decayed values beyond V, rate^elapsed = 1/2",
              error_growth({.bounded_magnitude = false, .halves = 1}), Expected::refuted),
        proof("decay/composes", "real values up to 2^64, every two shares in (0, 1]", reads_compose(false)),
        proof("decay/composes-without-rounding-only", "two steps of rate^elapsed = 1/2, one of them rounded",
              reads_compose(true), Expected::refuted),
        proof("decay/facts-of-one", decays, facts_of_one(Without::nothing)),
        proof("decay/facts-of-one-need-at-most-one", "without rate^elapsed <= 1: 2", facts_of_one(Without::at_most_one),
              Expected::refuted),
        proof("decay/facts-of-one-need-rate-to-the-0", "without rate^0 = 1: 1/2",
              facts_of_one(Without::nothing_in_no_time), Expected::refuted),
        proof("decay/facts-of-two", decays, facts_of_two(Without::nothing)),
        proof("decay/facts-of-two-need-order", "shares of 1/2 and 1 in any order", facts_of_two(Without::order),
              Expected::refuted),
    };
}

}  // namespace plumbline::proofs
