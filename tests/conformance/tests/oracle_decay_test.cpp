// The oracle's decay: holds what DA-7 allows, and little more.
#include "tests/conformance/oracle/enclosing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace plumbline::oracle {
namespace {

using Bound = Interval::Bound;
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

struct Row {
    std::int64_t value;
    std::uint64_t elapsed;
    std::uint64_t window;
    std::int64_t draft[2];  ///< floor and ceiling of value · 2^(-2 · elapsed / window)
    std::int64_t later[2];  ///< … of value · e^(-elapsed / window)
};

// Computed with 60 decimal digits by mpmath.
constexpr Row rows[] = {
    {1, 1, 1'209'600, {0, 1}, {0, 1}},
    {-1, 1, 14'515'200, {-1, 0}, {-1, 0}},
    {999, 3'600, 1'209'600, {994, 995}, {996, 997}},
    {1'000'000, 1'209'600, 1'209'600, {250'000, 250'000}, {367'879, 367'880}},
    {1'000'000, 604'800, 1'209'600, {500'000, 500'000}, {606'530, 606'531}},
    {-1'000'000, 1'814'400, 1'209'600, {-125'000, -125'000}, {-223'131, -223'130}},
    {7'257'600, 1, 14'515'200, {7'257'599, 7'257'600}, {7'257'599, 7'257'600}},
    {123'456'789'012, 86'400, 14'515'200, {122'442'245'824, 122'442'245'825}, {122'724'109'928, 122'724'109'929}},
    {-123'456'789'012, 31'536'000, 14'515'200, {-6'073'904'683, -6'073'904'682}, {-14'059'132'164, -14'059'132'163}},
    {2'100'000'000'000'000'000,
     12'345,
     14'515'200,
     {2'097'525'503'611'310'541, 2'097'525'503'611'310'542},
     {2'098'214'734'975'085'756, 2'098'214'734'975'085'757}},
    {2'100'000'000'000'000'000, 315'360'000, 14'515'200, {174'481, 174'482}, {770'290'706, 770'290'707}},
    {most,
     1,
     1,
     {2'305'843'009'213'693'951, 2'305'843'009'213'693'952},
     {3'393'088'950'634'442'636, 3'393'088'950'634'442'637}},
    {most, 20, 1, {8'388'607, 8'388'608}, {19'010'786'684, 19'010'786'685}},
    {most, 40, 1, {0, 1}, {39, 40}},
    {-most,
     1,
     1'099'511'627'776,
     {-9'223'372'036'843'146'728, -9'223'372'036'843'146'727},
     {-9'223'372'036'846'387'200, -9'223'372'036'846'387'199}},
    {4'611'686'018'427'387'904,
     777'777,
     7'257'600,
     {3'975'013'613'459'398'542, 3'975'013'613'459'398'543},
     {4'143'025'323'577'215'981, 4'143'025'323'577'215'982}},
    {12, 999'999'937, 86'400, {0, 1}, {0, 1}},
};

/// 1 + |x| · 2^-44 in whole msat, at least the tolerance.
Int128 tolerance(std::int64_t value) {
    return 2 + (std::int64_t{std::abs(value)} >> 44U);
}

Interval decayed(const Interval& value, std::uint64_t elapsed, std::uint64_t window, DecayRate rate) {
    return Enclosing::decay(value, Running::Natural(elapsed), Running::Natural(window), rate);
}

void expect_decay(const Row& row, DecayRate rate, const std::int64_t (&ends)[2]) {
    SCOPED_TRACE(testing::Message() << row.value << " after " << row.elapsed << " of " << row.window);
    const Interval exact = exact_decay(row.value, row.elapsed, row.window, rate);
    EXPECT_LE(exact.low().get(), ends[0]);
    EXPECT_GE(exact.high().get(), ends[1]);
    // A result that is a whole number has one to either side: the interval around it has a width.
    EXPECT_LE((exact.high() - exact.low()).get(), ends[0] == ends[1] ? 2 : 1);

    const Interval allowed = decayed(Interval(row.value), row.elapsed, row.window, rate);
    EXPECT_TRUE(allowed.contains(ends[0]) && allowed.contains(ends[1]));
    EXPECT_FALSE(allowed.contains(ends[0] - tolerance(ends[0])));
    EXPECT_FALSE(allowed.contains(ends[1] + tolerance(ends[1])));
}

TEST(ExactDecay, IsTheNarrowestPairAroundTheExactValue) {
    for (const Row& row : rows) {
        expect_decay(row, DecayRate::draft, row.draft);
        expect_decay(row, DecayRate::exponential, row.later);
    }
}

TEST(ExactDecay, OfNothingOrAfterNoTimeIsExact) {
    for (const DecayRate rate : {DecayRate::draft, DecayRate::exponential}) {
        for (const Interval& same : {exact_decay(most, 0, 5, rate), decayed(Interval(most), 0, 5, rate)}) {
            EXPECT_EQ(same.low().get(), most);
            EXPECT_EQ(same.high().get(), most);
        }
        EXPECT_EQ(exact_decay(0, 7, 5, rate).high().get(), 0);
        EXPECT_EQ(exact_decay(0, 7, 5, rate).low().get(), 0);
    }
}

/// DA-7 to the last msat: 2^60 after one window is 2^58 under the draft, with 1 + 2^14 to either side.
TEST(Decay, AllowsExactlyTheToleranceOfTheSpecification) {
    const Interval allowed = decayed(Interval(std::int64_t{1} << 60U), 100, 100, DecayRate::draft);
    constexpr Int128 exact = Int128{1} << 58U;
    constexpr Int128 slack = 1 + (Int128{1} << 14U);
    EXPECT_LE(allowed.low().get(), exact - slack + 1);
    EXPECT_GE(allowed.low().get(), exact - slack);
    EXPECT_GE(allowed.high().get(), exact + slack - 1);
    EXPECT_LE(allowed.high().get(), exact + slack);
}

std::int64_t any_value() {
    const auto small = rc::gen::inRange<std::int64_t>(-10'000'000, 10'000'001);
    const auto from_the_top =
        rc::gen::map(rc::gen::inRange<std::int64_t>(0, 1000), [](auto less) { return most - less; });
    const auto any = rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](auto bits) { return std::max(bits, -most); });
    const std::int64_t value = *rc::gen::oneOf(small, from_the_top, any);
    return *rc::gen::arbitrary<bool>() ? value : -value;
}

std::uint64_t any_time() {
    constexpr std::uint64_t years = 1'000'000'000;
    return *rc::gen::oneOf(rc::gen::inRange<std::uint64_t>(0, 100), rc::gen::inRange<std::uint64_t>(0, years));
}

RC_GTEST_PROP(Decay, HoldsTheReferenceAndLittleElse, ()) {
    const std::int64_t value = any_value();
    const std::uint64_t elapsed = any_time();
    const auto window = *rc::gen::element<std::uint64_t>(1, 97, 1'209'600, 14'515'200, std::uint64_t{1} << 40U);
    const auto rate = *rc::gen::element(DecayRate::draft, DecayRate::exponential);
    const auto running =
        Running::decay(Running::Integer(value), Running::Natural(elapsed), Running::Natural(window), rate).get();
    const Interval allowed = decayed(Interval(value), elapsed, window, rate);
    RC_ASSERT(allowed.contains(running));
    RC_ASSERT((allowed.high() - allowed.low()).get() <= 2 * tolerance(running));
}

RC_GTEST_PROP(Decay, OfAnIntervalHoldsThatOfEachValueInIt, ()) {
    std::array<std::int64_t, 3> values{any_value(), any_value(), any_value()};
    std::sort(values.begin(), values.end());
    const std::uint64_t elapsed = any_time();
    const auto rate = *rc::gen::element(DecayRate::draft, DecayRate::exponential);
    const Interval whole = decayed(Interval(Bound(values[0]), Bound(values[2])), elapsed, 14'515'200, rate);
    const Interval part = decayed(Interval(values[1]), elapsed, 14'515'200, rate);
    RC_ASSERT(whole.low() <= part.low());
    RC_ASSERT(part.high() <= whole.high());
}

RC_GTEST_PROP(WarmUp, HoldsTheReference, ()) {
    const std::int64_t sum = any_value();
    const Running::Natural age(any_time());
    const Running::Natural span(*rc::gen::element<std::uint64_t>(600, 7'257'600));
    const auto running = Running::six_window_warm_up(Running::Integer(sum), age, span).get();
    const Interval allowed = Enclosing::six_window_warm_up(Interval(sum), age, span);
    RC_ASSERT(allowed.contains(running));
    RC_ASSERT((allowed.high() - allowed.low()).get() <= 2 * tolerance(running));
}

/// The halves of DA-9: what n additions leave is in the oracle's interval, and that grows by one tolerance with each.
RC_GTEST_PROP(StoredAverage, IsEnclosedAndTheErrorGrowsByOneToleranceWithEachAddition, ()) {
    const Rules rules{.decay_rate = *rc::gen::element(DecayRate::draft, DecayRate::exponential)};
    const auto additions = *rc::gen::inRange<std::uint64_t>(1, 60);
    DecayingAverage<Running> running{};
    DecayingAverage<Enclosing> enclosing{};
    std::int64_t largest = 0;
    std::uint64_t now = 0;
    for (std::uint64_t n = 0; n < additions; ++n) {
        const auto amount = *rc::gen::inRange<std::int64_t>(-(std::int64_t{1} << 56U), std::int64_t{1} << 56U);
        now += any_time() / 1000;
        add(running, SignedMsat<>(amount), Seconds<>(now), Seconds<>(14'515'200), rules);
        add(enclosing, SignedMsat<Enclosing>(amount), Seconds<Enclosing>(now), Seconds<Enclosing>(14'515'200), rules);
        const std::int64_t value = running.value.count().get();
        const Interval& allowed = enclosing.value.count();
        largest = std::max({largest, std::abs(value), std::abs(amount)});
        RC_ASSERT(allowed.contains(value));
        RC_ASSERT((allowed.high() - allowed.low()).get() <= 2 * Int128{n + 1} * tolerance(2 * largest));
    }
}

}  // namespace
}  // namespace plumbline::oracle
