// DA-9: how far the stored average may drift from the real one.
//
// The reference's own add() runs twice on the same addition: over exact reals, and with every decay off by as much as
// DA-7 allows. If the two differed by at most `error` before, they differ by at most error + 1 msat + 2^-44 · V after,
// V being the largest magnitude that a decayed value reaches. By induction n additions put at most n · (1 msat + 2^-44
// · V) between them, which is what the oracle's intervals grow by.

#include "reference/resource_manager/decaying_average.hpp"

#include "proofs/symbolic/real.hpp"

#include <gtest/gtest.h>

namespace plumbline::symbolic::reals {
namespace {

using Average = DecayingAverage<Reals>;

/// What a variant of the proof assumes. The defaults are the specification's.
struct Assumptions {
    bool kept_at_most_one = true;   ///< 0 < rate^elapsed <= 1
    int tolerance_msat = 1;         ///< DA-7
    bool bounded_magnitude = true;  ///< V bounds the decayed value
};

struct Outcome {
    int paths = 0;
    bool satisfiable = true;
    Result result = Result::proved;  ///< of the first path on which the claim is not proved
};

z3::expr magnitude(const z3::expr& term) {
    return z3::ite(term >= 0, term, -term);
}

// One addition `elapsed` seconds after the last one: 0 or more are all the cases that the code tells apart.
Outcome error_after_addition(std::uint64_t elapsed, const Assumptions& assumptions) {
    z3::context context;
    Outcome outcome;
    outcome.paths = Explorer::for_each_path(context, [&](Explorer& explorer) {
        const auto real = [&](const char* name) { return context.real_const(name); };
        const z3::expr exact = real("exact");
        const z3::expr stored = real("stored");
        const z3::expr error = real("error");
        const z3::expr kept = real("kept");
        const z3::expr rounding = real("rounding");
        const z3::expr largest = real("V");
        const z3::expr relative = context.real_val(1) / context.real_val("17592186044416");
        explorer.assume(error >= 0 && magnitude(stored - exact) <= error);
        explorer.assume(kept > 0);
        if (assumptions.kept_at_most_one) {
            explorer.assume(kept <= 1);
        }
        explorer.assume(magnitude(rounding) <= assumptions.tolerance_msat + relative * magnitude(stored * kept));
        if (assumptions.bounded_magnitude) {
            explorer.assume(magnitude(stored * kept) <= largest);
        }
        explorer.assume(largest >= 0);

        const SignedMsat<Reals> amount{Real(real("amount"))};
        const Seconds<Reals> then(1000);
        const Seconds<Reals> now(1000 + elapsed);
        const auto added = [&](const z3::expr& before, Decay decay) {
            const DecayInForce in_force(std::move(decay));
            Average average{SignedMsat<Reals>(Real(before)), then};
            add(average, amount, now, Seconds<Reals>(600), draft_profile);
            return average.value.count().term();
        };
        const z3::expr exact_after = added(exact, {Real(kept), Real(0)});
        const z3::expr stored_after = added(stored, {Real(kept), Real(rounding)});

        outcome.satisfiable = outcome.satisfiable && explorer.satisfiable();
        if (outcome.result == Result::proved) {
            outcome.result = explorer.prove(magnitude(stored_after - exact_after) <= error + 1 + relative * largest);
        }
    });
    return outcome;
}

TEST(ErrorGrowth, IsAtMostOneToleranceForEachAddition) {
    for (const std::uint64_t elapsed : {0U, 1U}) {
        const Outcome outcome = error_after_addition(elapsed, {});
        EXPECT_EQ(outcome.paths, 2) << "nothing to add, and something";
        EXPECT_TRUE(outcome.satisfiable) << "the assumptions of each path have a model";
        EXPECT_EQ(outcome.result, Result::proved);
    }
}

TEST(ErrorGrowth, IsRefutedWithALooserDecay) {
    const Outcome outcome = error_after_addition(1, {.tolerance_msat = 2});
    EXPECT_TRUE(outcome.satisfiable);
    EXPECT_EQ(outcome.result, Result::refuted);
}

TEST(ErrorGrowth, IsRefutedWithARateAboveOne) {
    EXPECT_EQ(error_after_addition(1, {.kept_at_most_one = false}).result, Result::refuted);
}

TEST(ErrorGrowth, IsRefutedWithoutTheLargestMagnitude) {
    EXPECT_EQ(error_after_addition(1, {.bounded_magnitude = false}).result, Result::refuted);
}

}  // namespace
}  // namespace plumbline::symbolic::reals
