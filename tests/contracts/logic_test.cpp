// The connectives of clauses: truth tables, and that the second operand is asked only where it matters.
#include "contracts/logic.hpp"

#include <gtest/gtest.h>

namespace plumbline::contracts {
namespace {

constexpr bool by_both(bool a, bool b) {
    return both(a, [&] { return b; });
}

constexpr bool by_either(bool a, bool b) {
    return either(a, [&] { return b; });
}

constexpr bool by_implies(bool a, bool b) {
    return implies(a, [&] { return b; });
}

static_assert(by_both(true, true) && !by_both(true, false) && !by_both(false, true) && !by_both(false, false));
static_assert(by_either(true, true) && by_either(true, false) && by_either(false, true) && !by_either(false, false));
static_assert(by_implies(true, true) && !by_implies(true, false) && by_implies(false, true) &&
              by_implies(false, false));
static_assert(iff(true, true) && !iff(true, false) && !iff(false, true) && iff(false, false));

/// Counts how often it is asked.
struct Asked {
    int times = 0;

    auto as(bool answer) {
        return [this, answer] {
            ++times;
            return answer;
        };
    }
};

TEST(Logic, AsksTheSecondOnlyWhereTheFirstLeavesTheAnswerOpen) {
    Asked asked;
    EXPECT_FALSE(both(false, asked.as(true)));
    EXPECT_TRUE(either(true, asked.as(false)));
    EXPECT_TRUE(implies(false, asked.as(false)));
    EXPECT_EQ(asked.times, 0);

    EXPECT_TRUE(both(true, asked.as(true)));
    EXPECT_FALSE(either(false, asked.as(false)));
    EXPECT_FALSE(implies(true, asked.as(false)));
    EXPECT_EQ(asked.times, 3);
}

// A truth type of another domain: what is asked of it is written down in place of being decided.
struct Formula {
    bool value;
    bool composed = false;

    constexpr Formula operator!() const { return {!value, composed}; }
};

template <class Second>
constexpr Formula conjunction(Formula first, Second&& second) {
    return {first.value && second().value, true};
}

template <class Second>
constexpr Formula disjunction(Formula first, Second&& second) {
    return {first.value || second().value, true};
}

// In another domain the connectives build one formula, by the functions found beside the truth type.
static_assert(both(Formula{true}, [] { return Formula{true}; }).composed);
static_assert(either(Formula{true}, [] { return Formula{false}; }).composed);
static_assert(implies(Formula{true}, [] { return Formula{false}; }).composed);
static_assert(!implies(Formula{true}, [] { return Formula{false}; }).value);

}  // namespace
}  // namespace plumbline::contracts
