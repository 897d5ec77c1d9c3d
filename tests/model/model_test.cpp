// The manager against the model, over random runs.
#include "tests/model/checking.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

namespace plumbline::model {
namespace {

// Eight entries of ctest, so that all cores have something to do. Fewer runs in builds that are made to be slow
// (sanitizers, coverage): one entry, since only many runs together are sure to meet what is rare.
#ifdef NDEBUG
constexpr std::uint64_t shares = 8;
constexpr int runs = 1'000;
constexpr std::uint64_t at_least = 50;
#else
constexpr std::uint64_t shares = 1;
constexpr int runs = 320;
constexpr std::uint64_t at_least = 1;
#endif

class Runs : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Runs, TheManagerDoesWhatTheModelAllows) {
    Tally tally;
    const auto counterexample = search({.seed = 20'240'229 + GetParam(), .runs = runs}, tally);
    ASSERT_FALSE(counterexample) << describe(*counterexample);
    if (std::getenv("PLUMBLINE_MODEL_TALLY") != nullptr) {
        tally.print(std::cout);
    }
    for (const std::string& what : everything_to_meet()) {
        EXPECT_GE(tally[what], at_least) << what;
    }
    // The model follows the manager where RM-1 is open within the tolerances; that must stay the exception.
    EXPECT_LT(tally["open comparison"] * 16, tally["decided HTLC"]);
}

INSTANTIATE_TEST_SUITE_P(Shares, Runs, testing::Range<std::uint64_t>(0, shares));

}  // namespace
}  // namespace plumbline::model
