// Open questions: each combination of answers is taken once.
#include "tests/conformance/oracle/maybe.hpp"

#include <gmock/gmock.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace plumbline::oracle {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

char asked() {
    return Maybe::open() ? 'y' : 'n';
}

TEST(Paths, WithoutAQuestionThereIsOne) {
    int runs = 0;
    Paths::for_each([&] { ++runs; });
    EXPECT_EQ(runs, 1);
}

TEST(Paths, TakeEachCombinationOfAnswersOnce) {
    std::vector<std::string> taken;
    Paths::for_each([&] {
        const char first = asked();
        const char second = asked();
        const char third = asked();
        taken.push_back({first, second, third});
    });
    EXPECT_THAT(taken, UnorderedElementsAre("nnn", "nny", "nyn", "nyy", "ynn", "yny", "yyn", "yyy"));
}

TEST(Paths, AskOnlyWhatTheAnswersBeforeLeadTo) {
    std::vector<std::string> taken;
    Paths::for_each([&] {
        std::string path(1, asked());
        if (path == "n") {
            path += asked();
            path += path == "nn" ? "" : std::string(1, asked());
        }
        taken.push_back(path);
    });
    EXPECT_THAT(taken, UnorderedElementsAre("nn", "nyn", "nyy", "y"));
}

TEST(Paths, InsideAPathHaveTheirOwnQuestions) {
    std::vector<std::string> taken;
    Paths::for_each([&] {
        std::string path(1, asked());
        Paths::for_each([&] { path += asked(); });
        path += asked();
        taken.push_back(path);
    });
    EXPECT_THAT(taken, UnorderedElementsAre("nnyn", "nnyy", "ynyn", "ynyy"));
}

TEST(Paths, ThatThrowLeaveThePathsAroundThemInPlace) {
    std::vector<std::string> taken;
    Paths::for_each([&] {
        std::string path(1, asked());
        try {
            Paths::for_each([] {
                asked();
                throw std::runtime_error("a path ends early");
            });
        } catch (const std::runtime_error&) {
            path += 't';
        }
        path += asked();
        taken.push_back(path);
    });
    EXPECT_THAT(taken, UnorderedElementsAre("ntn", "nty", "ytn", "yty"));
}

TEST(Paths, ThatThrowAreOver) {
    EXPECT_THROW(Paths::for_each([] { throw std::runtime_error("the only path"); }), std::runtime_error);
    EXPECT_FALSE(Paths::answer());
}

TEST(Paths, OutsideThemTheAnswerIsNo) {
    EXPECT_EQ(asked(), 'n');
    EXPECT_EQ(asked(), 'n');
}

/// Every truth that the value may have.
std::vector<bool> truths(Maybe value) {
    std::vector<bool> all;
    Paths::for_each([&] { all.push_back(bool(value)); });
    return all;
}

const Maybe yes(true);
const Maybe no(false);
const Maybe open = Maybe::open();

TEST(Maybe, IsWhatItsTruthCanBe) {
    EXPECT_THAT(truths(yes), ElementsAre(true));
    EXPECT_THAT(truths(no), ElementsAre(false));
    EXPECT_THAT(truths(open), ElementsAre(false, true));
    EXPECT_FALSE(bool(Maybe()));
}

TEST(Maybe, NegatesAndCompares) {
    EXPECT_THAT(truths(!yes), ElementsAre(false));
    EXPECT_THAT(truths(!no), ElementsAre(true));
    EXPECT_FALSE((!open).known());
    EXPECT_THAT(truths(yes == yes), ElementsAre(true));
    EXPECT_THAT(truths(yes == no), ElementsAre(false));
    EXPECT_FALSE((yes == open).known());
    EXPECT_FALSE((open == open).known());
}

TEST(Maybe, AsksForTheSecondOnlyWhereTheFirstLeavesItOpen) {
    const auto never = []() -> bool { throw std::logic_error("asked in vain"); };
    EXPECT_FALSE(bool(conjunction(no, never)));
    EXPECT_TRUE(bool(disjunction(yes, never)));
    EXPECT_TRUE(bool(conjunction(yes, [] { return true; })));
    EXPECT_FALSE(bool(disjunction(no, [] { return false; })));
    std::vector<bool> both;
    Paths::for_each([&] { both.push_back(bool(conjunction(open, [] { return Maybe::open(); }))); });
    EXPECT_THAT(both, ElementsAre(false, false, true));
    std::vector<bool> either;
    Paths::for_each([&] { either.push_back(bool(disjunction(open, [] { return Maybe::open(); }))); });
    EXPECT_THAT(either, UnorderedElementsAre(false, true, true));
}

}  // namespace
}  // namespace plumbline::oracle
