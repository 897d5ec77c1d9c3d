// A decision is wrong only where no value that the specification allows leads to it.
#include "tests/conformance/tests/support/audits.hpp"
#include "tests/conformance/tests/support/exercise.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace plumbline::conformance {
namespace {

using support::after;
using support::alice;
using support::bob;
using support::carol;
using support::offer;
using support::Showing;
using support::Simulation;

constexpr std::int64_t revenue = 1'000'000;
constexpr std::uint64_t day = 86'400;
/// One block at a fee of 9 msat: (600 - 90) / 90 · 9.
constexpr std::int64_t risk = 51;

Answer decided(bool forwarded) {
    Answer answer;
    answer.forwarded = forwarded;
    if (forwarded) {
        answer.bucket = Bucket::protected_;
        answer.outgoing_accountable = true;
    }
    return answer;
}

/// A day after bob has earned `more` msat more than alice has revenue, alice offers an accountable HTLC to bob. Whether
/// the answer is allowed, in a log that shows no state.
bool allowed(std::int64_t more, bool forwarded) {
    Simulation simulation(support::header_for(), draft_profile, Showing::nothing);
    for (const Scid channel : {alice, bob, carol}) {
        simulation.run(support::channel(channel, 114, 112'500'000, 0), after(0));
    }
    const auto earn = [&](Scid from, Scid to, std::int64_t fee) {
        const auto msat = static_cast<std::uint64_t>(fee);
        const HtlcOffer<> offered = offer({.from = from, .to = to, .amount = msat + 1, .fee = msat});
        simulation.run(AddHtlc{offered}, after(0));
        simulation.run(support::resolution(offered), after(0));
    };
    earn(alice, carol, revenue);
    earn(carol, bob, revenue + more);
    const HtlcOffer<> asked = offer({.from = alice, .to = bob, .id = 1, .fee = 9, .blocks = 1, .accountable = true});
    simulation.run(AddHtlc{asked}, after(day), decided(forwarded));
    return support::judged(simulation.log()).conforms();
}

/// By how much the exact reputation, less the risk, exceeds the exact threshold.
double excess(std::int64_t more) {
    return static_cast<double>(more) * std::exp2(-2.0 * day / (12 * 1'209'600.0)) - static_cast<double>(risk);
}

// Reputation may be off by 1 and the threshold by 1 + 1 (both have 2^-44 of themselves in addition, far below 1 here),
// the risk by 1. They are stored exactly, for the addition is the first.
constexpr double tolerance = 4.0;

TEST(Boundary, WithinTheToleranceBothAnswersAreAllowed) {
    for (const std::int64_t more : {49, 50, 51, 52, 53, 54}) {
        ASSERT_LT(std::abs(excess(more)), tolerance - 1.0) << more;
        EXPECT_TRUE(allowed(more, true)) << more;
        EXPECT_TRUE(allowed(more, false)) << more;
    }
}

TEST(Boundary, AboveItTheHtlcMustBeForwarded) {
    for (const std::int64_t more : {57, 60, 1000}) {
        ASSERT_GT(excess(more), tolerance + 1.0) << more;
        EXPECT_TRUE(allowed(more, true)) << more;
        EXPECT_FALSE(allowed(more, false)) << more;
    }
}

TEST(Boundary, BelowItTheHtlcMustFail) {
    for (const std::int64_t more : {46, 43, -1000}) {
        ASSERT_LT(excess(more), -tolerance - 0.3) << more;
        EXPECT_FALSE(allowed(more, true)) << more;
        EXPECT_TRUE(allowed(more, false)) << more;
    }
}

}  // namespace
}  // namespace plumbline::conformance
