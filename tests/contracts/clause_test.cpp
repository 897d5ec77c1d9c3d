// Clauses: a sentence, its kind, and a predicate over any state with the right members.
#include "contracts/clause.hpp"

#include <boost/hana/tuple.hpp>
#include <gtest/gtest.h>

#include <string>

namespace plumbline::contracts {
namespace {

struct Holding {
    int used;
    int most;
};

constexpr auto example = boost::hana::make_tuple(
    invariant<"GB-3">("at most the share", [](const auto& state) { return state.used <= state.most; }),
    invariant<"PA-4">("never negative", [](const auto& state) { return state.used >= 0; }));

static_assert(all_hold(example, Holding{1, 2}));
static_assert(all_hold(example, Holding{2, 2}));
static_assert(!all_hold(example, Holding{3, 2}));
static_assert(first_violated(example, Holding{3, 2})->requirement == req<"GB-3">);
static_assert(first_violated(example, Holding{-1, 2})->requirement == req<"PA-4">);
static_assert(first_violated(example, Holding{-1, -2})->requirement == req<"GB-3">, "the first in order");

// The same clauses read any state with these members.
struct OtherHolding {
    long most;
    long used;
};

static_assert(!all_hold(example, OtherHolding{.most = 1, .used = 2}));

// A postcondition relates the state before to the one after.
constexpr auto increments = boost::hana::make_tuple(
    postcondition<"CH-9">("one more", [](int before, int after) { return after == before + 1; }));
static_assert(all_hold(increments, 1, 2));
static_assert(!all_hold(increments, 2, 2));

TEST(Clause, CarriesItsRequirementItsKindAndItsSentence) {
    const auto clause = precondition<"RM-11">("not expired", [](int blocks) { return blocks > 0; });
    EXPECT_EQ(clause.name.requirement.id(), "RM-11");
    EXPECT_EQ(clause.name.kind, ClauseKind::precondition);
    EXPECT_EQ(clause.name.says, "not expired");
    EXPECT_TRUE(clause.holds(1));
    EXPECT_FALSE(clause.holds(0));
}

TEST(Clause, HasAKindWithAName) {
    EXPECT_EQ(name(ClauseKind::precondition), "precondition");
    EXPECT_EQ(name(ClauseKind::postcondition), "postcondition");
    EXPECT_EQ(name(ClauseKind::invariant), "invariant");
}

TEST(Clause, AreVisitedInOrder) {
    std::string visited;
    for_each_clause(example, [&](const auto& clause) { visited += std::string(clause.name.requirement.id()) + " "; });
    EXPECT_EQ(visited, "GB-3 PA-4 ");
}

}  // namespace
}  // namespace plumbline::contracts
