// What the engine says of claims whose truth is known, and that it does not take its own failures for proofs.
#include "proofs/engine/run.hpp"

#include <gmock/gmock.h>

namespace plumbline::proofs {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;

template <class Body>
Outcome run_body(Body body, Expected expected = Expected::proved, const RunOptions& options = {}) {
    return run(proof("test/body", "everything", body, expected), options);
}

// The row of a theorem.
const Row& theorem(const Outcome& outcome) {
    for (const Row& row : outcome.rows) {
        if (row.operation == "theorem") {
            return row;
        }
    }
    throw std::logic_error("nothing is owed");
}

TEST(Engine, ProvesWhatIsTrue) {
    const Outcome outcome = run_body([](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto a = trial.template any<Msat<N>>("a");
        const auto b = trial.template any<Msat<N>>("b");
        trial.suppose(a < b);
        trial.template owe<"CV-4">("less is not more", [&] { return !(b < a); });
    });
    EXPECT_EQ(outcome.result(), Result::proved);
    EXPECT_TRUE(outcome.as_expected());
    EXPECT_EQ(outcome.paths, 1);
    EXPECT_EQ(outcome.satisfiable_paths, 1);
    EXPECT_THAT(outcome.rows, SizeIs(1));
}

constexpr auto overtaken = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto a = trial.template any<Msat<N>>("a");
    const auto b = trial.template any<Msat<N>>("b");
    trial.template owe<"OC-1">("a is never b + 1", [&] { return a != b + Msat<N>(1); });
};

TEST(Engine, RefutesWhatIsFalseByAnInputThatRuns) {
    const Outcome outcome = run_body(overtaken);
    EXPECT_EQ(outcome.result(), Result::refuted);
    EXPECT_FALSE(outcome.as_expected());
    const Row& row = theorem(outcome);
    ASSERT_TRUE(row.counterexample);
    const Values values = row.counterexample.value_or(Values{});
    EXPECT_EQ(values.at("a"), values.at("b") + 1);
    EXPECT_TRUE(row.reproduced);
}

TEST(Engine, ExpectsARefutationOfANegativeObligation) {
    EXPECT_TRUE(run_body(overtaken, Expected::refuted).as_expected());
    const Outcome proved = run_body(
        [](auto& trial) {
            const auto truth = trial.truth_of("truth");
            trial.template owe<"OC-1">("one or the other",
                                       [&] { return contracts::either(truth, [&] { return !truth; }); });
        },
        Expected::refuted);
    EXPECT_EQ(proved.result(), Result::proved);
    EXPECT_FALSE(proved.as_expected());
}

TEST(Engine, TakesEachFeasiblePathOnce) {
    const Outcome outcome = run_body([](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto a = trial.template any<Msat<N>>("a");
        const int way = trial.choice("way", 3);
        const bool small = static_cast<bool>(a < Msat<N>(10));
        const bool tiny = static_cast<bool>(a < Msat<N>(5));
        trial.reach("way " + std::to_string(way));
        trial.template owe<"OC-1">("tiny is small", [&] { return typename N::Bool(!tiny || small); });
    });
    EXPECT_EQ(outcome.paths, 9) << "three ways; tiny, small, neither";
    EXPECT_EQ(outcome.satisfiable_paths, 9);
    EXPECT_THAT(outcome.witnesses, SizeIs(3));
    EXPECT_EQ(outcome.result(), Result::proved);
}

TEST(Engine, StopsAtTheFirstRefutationWhereNoMoreIsWanted) {
    const auto body = [](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto a = trial.template any<Msat<N>>("a");
        trial.reach(a < Msat<N>(10) ? "small" : "large");
        trial.reach(a < Msat<N>(5) ? "tiny" : "not tiny");
        trial.template owe<"OC-1">("the first", [&] { return a != Msat<N>(3); });
        trial.template owe<"OC-2">("the second", [&] { return a != Msat<N>(7); });
    };
    const Outcome all = run_body(body);
    EXPECT_EQ(all.paths, 3);
    EXPECT_THAT(all.rows, SizeIs(2));
    RunOptions options;
    options.until_refuted = true;
    const Outcome first = run_body(body, Expected::proved, options);
    EXPECT_EQ(first.result(), Result::refuted);
    EXPECT_LT(first.paths, 3);
    EXPECT_TRUE(first.rows.front().reproduced);
}

TEST(Engine, RefutesWhatIsFalseWithoutAQuestion) {
    const Outcome outcome = run_body([](auto& trial) {
        const int way = trial.choice("way", 3);
        trial.template owe<"OC-1">("not the first", [&] { return typename DomainOf<decltype(trial)>::Bool(way > 0); });
    });
    EXPECT_EQ(outcome.fault.value_or(""), "");
    EXPECT_EQ(outcome.result(), Result::refuted);
    EXPECT_EQ(outcome.paths, 2) << "the first ends there: nowhere does the claim hold";
    EXPECT_TRUE(outcome.rows.front().reproduced);
}

// What a call would owe is one truth, on each path through it: a difference of natural numbers, a contract, an index.
TEST(Engine, KnowsWhereACallKeepsItsContracts) {
    const Outcome outcome = run_body([](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto a = trial.template any<Msat<N>>("a");
        const auto b = trial.template any<Msat<N>>("b");
        const auto kept = trial.keeps_contracts([&] {
            const Msat<N> difference = a - b;
            if (difference > Msat<N>(7)) {
                contracts::require<"OC-1">(a != Msat<N>(10), "a is not 10", "test");
            }
        });
        const auto none = trial.keeps_contracts([] { contracts::require<"OC-1">(false, "never", "test"); });
        trial.template owe<"OC-1">("where a is no less than b, and not 10 where it is much more", [&] {
            const auto expected = contracts::both(
                b <= a, [&] { return contracts::either(a != Msat<N>(10), [&] { return b >= Msat<N>(3); }); });
            return kept == expected;
        });
        trial.template owe<"OC-1">("never", [&] { return !typename N::Bool(none); });
    });
    EXPECT_TRUE(outcome.as_expected()) << outcome.fault.value_or("");
    EXPECT_THAT(outcome.rows, SizeIs(2)) << "nothing is owed but that";
}

TEST(Engine, HoldsAClauseThatForksForAFault) {
    const Outcome outcome = run_body([](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto a = trial.template any<Msat<N>>("a");
        trial.template owe<"OC-1">("forks", [&] {
            return typename N::Bool(static_cast<bool>(a < Msat<N>(10)) || static_cast<bool>(a < Msat<N>(20)));
        });
    });
    ASSERT_TRUE(outcome.fault);
    EXPECT_THAT(outcome.fault.value_or(""), HasSubstr("clause forks"));
    EXPECT_EQ(outcome.result(), Result::unknown);
    EXPECT_FALSE(outcome.as_expected());
}

TEST(Engine, HoldsABudgetOfPathsThatIsReachedForAFault) {
    RunOptions options;
    options.most_paths = 5;
    const auto body = [](auto& trial) {
        const int way = trial.choice("way", 8);
        trial.template owe<"OC-1">("nothing", [&] { return typename DomainOf<decltype(trial)>::Bool(way < 8); });
    };
    const Outcome outcome = run_body(body, Expected::proved, options);
    ASSERT_TRUE(outcome.fault);
    EXPECT_THAT(outcome.fault.value_or(""), HasSubstr("more than 5 paths"));
    EXPECT_FALSE(outcome.as_expected());
    EXPECT_TRUE(run_body(body).as_expected());
}

// A reading that differs from the other: what a fault of the symbolic arithmetic would look like.
constexpr auto two_readings = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto a = trial.template any<Msat<N>>("a");
    const auto limit = std::same_as<N, Running> ? Msat<N>(2'100'000'000'000'000'000) : Msat<N>(10);
    trial.template owe<"OC-1">("at most the limit", [&] { return a <= limit; });
};

TEST(Engine, DoesNotTrustACounterexampleThatDoesNotRun) {
    for (const Expected expected : {Expected::proved, Expected::refuted}) {
        const Outcome outcome = run_body(two_readings, expected);
        EXPECT_EQ(theorem(outcome).result, Result::refuted);
        EXPECT_FALSE(theorem(outcome).reproduced);
        EXPECT_EQ(outcome.result(), Result::unknown);
        EXPECT_FALSE(outcome.as_expected());
    }
}

TEST(Engine, DoesNotTrustACounterexampleThatDoesNotGetThere) {
    const Outcome outcome = run_body([](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto a = trial.template any<Msat<N>>("a");
        if constexpr (std::same_as<N, Running>) {
            trial.suppose(a < Msat<N>(10));
        }
        trial.template owe<"OC-1">("small", [&] { return a < Msat<N>(10); });
    });
    EXPECT_TRUE(theorem(outcome).replay.left);
    EXPECT_FALSE(outcome.as_expected());
}

TEST(Engine, HoldsAProofWithoutAPossiblePathForNone) {
    const Outcome outcome = run_body([](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto a = trial.template any<Msat<N>>("a");
        trial.suppose(a < Msat<N>(10));
        trial.suppose(a > Msat<N>(10));
        trial.template owe<"OC-1">("never", [&] { return a < Msat<N>(0); });
    });
    EXPECT_EQ(outcome.satisfiable_paths, 0);
    EXPECT_TRUE(outcome.vacuous());
    EXPECT_FALSE(outcome.as_expected());
}

TEST(Engine, HoldsAProofThatOwesNothingForNone) {
    const Outcome outcome = run_body([](auto& trial) { trial.choice("way", 2); });
    EXPECT_EQ(outcome.satisfiable_paths, 2);
    EXPECT_TRUE(outcome.vacuous());
    EXPECT_FALSE(outcome.as_expected());
}

TEST(Engine, ObligesArithmeticByItself) {
    struct Case {
        const char* name;
        std::function<Outcome()> outcome;
    };

    const Case cases[] = {
        {"division by zero",
         [] {
             return run_body([](auto& trial) {
                 using N = DomainOf<decltype(trial)>;
                 const auto a = trial.template any<Msat<N>>("a").count();
                 const auto b = trial.template any<Msat<N>>("b").count();
                 trial.result("quotient", a / b);
             });
         }},
        {"a negative amount",
         [] {
             return run_body([](auto& trial) {
                 using N = DomainOf<decltype(trial)>;
                 trial.result("difference", trial.template any<Msat<N>>("a") - trial.template any<Msat<N>>("b"));
             });
         }},
        {"overflow",
         [] {
             return run_body([](auto& trial) {
                 using N = DomainOf<decltype(trial)>;
                 const auto a = trial.template any<Msat<N>>("a").count();
                 trial.result("product", a * typename N::Natural(10));
             });
         }},
        {"a conversion",
         [] {
             return run_body([](auto& trial) {
                 using N = DomainOf<decltype(trial)>;
                 const auto a = trial.template any<SignedMsat<N>>("a").count();
                 trial.result("converted", N::natural(N::wide(a)));
             });
         }},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.name);
        const Outcome outcome = one.outcome();
        EXPECT_EQ(outcome.result(), Result::refuted);
        for (const Row& row : outcome.rows) {
            EXPECT_EQ(row.clause.requirement.id(), "CV-4");
            EXPECT_TRUE(row.result == Result::proved || row.reproduced) << row.operation;
        }
    }
}

TEST(Engine, RefutesWhatKnownNumbersViolate) {
    const Outcome outcome = run_body([](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto a = trial.template any<Msat<N>>("a");
        if (a > Msat<N>(10)) {
            trial.result("difference", Msat<N>(1) - Msat<N>(2));
        }
        trial.template owe<"OC-1">("small", [&] { return a <= Msat<N>(10); });
    });
    EXPECT_EQ(outcome.result(), Result::refuted);
    EXPECT_EQ(outcome.rows.front().clause.requirement.id(), "CV-4");
    EXPECT_TRUE(outcome.rows.front().reproduced);
    EXPECT_GT(outcome.rows.front().counterexample.value_or(Values{}).at("a"), 10);
}

TEST(Engine, AssumesNothingThatAClauseSays) {
    // The sum inside the clause does not fit; assuming the clause must not oblige it to.
    const Outcome outcome = run_body([](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto a = trial.template any<SignedMsat<N>>("a").count();
        trial.suppose_clause([&] { return N::wide(a) + N::wide(a) < N::wide(typename N::Integer(100)); });
        trial.template owe<"OC-1">("at most the half", [&] { return a < typename N::Integer(50); });
    });
    EXPECT_EQ(outcome.result(), Result::proved);
}

TEST(Engine, KeepsTheScriptOfEveryQuestion) {
    const Outcome outcome = run_body(overtaken);
    std::size_t asked = 0;
    for (std::size_t at = outcome.script.find("(check-sat)"); at != std::string::npos;
         at = outcome.script.find("(check-sat)", at + 1)) {
        ++asked;
    }
    EXPECT_EQ(asked, outcome.answers.size());
    EXPECT_THAT(outcome.script, AllOf(HasSubstr("(declare-fun a () "), HasSubstr("; OC-1 theorem")));
}

TEST(Engine, FindsInputsOnEachSideOfAComparison) {
    RunOptions options;
    options.boundaries = true;
    const Outcome outcome = run_body(
        [](auto& trial) {
            using N = DomainOf<decltype(trial)>;
            const auto a = trial.template any<Msat<N>>("a");
            const bool small = static_cast<bool>(a <= Msat<N>(10));
            const bool large = !small;
            const auto later = trial.template any<Msat<N>>("later");
            trial.suppose(later > a);
            trial.template owe<"OC-1">("large is not small", [&] { return typename N::Bool(small || large); });
        },
        Expected::proved, options);
    ASSERT_THAT(outcome.boundaries, SizeIs(3));
    std::set<Int128> values;
    for (const Boundary& boundary : outcome.boundaries) {
        values.insert(boundary.values.at("a"));
        EXPECT_GT(boundary.values.at("later"), boundary.values.at("a"));
    }
    EXPECT_EQ(values, (std::set<Int128>{9, 10, 11}));
}

}  // namespace
}  // namespace plumbline::proofs
