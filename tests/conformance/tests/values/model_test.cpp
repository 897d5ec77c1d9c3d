// The published averages agree with the model that keeps every addition (tests/model), written by another reading of
// the chapters.
#include "tests/conformance/tests/values/published_files.hpp"
#include "tests/conformance/values/digits.hpp"
#include "tests/conformance/values/evaluate.hpp"
#include "tests/model/history_average.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace plumbline::values {
namespace {

DecayRate rate_of(Profile profile) {
    return profile == Profile::draft ? DecayRate::draft : DecayRate::exponential;
}

template <class Average>
Average after(Average average, const History& history) {
    for (const Step& step : history.steps) {
        for_each_time(step, [&](std::uint64_t time) { average.add(step.add_msat.value_or(0), time); });
    }
    return average;
}

std::size_t additions(const History& history) {
    std::size_t count = 0;
    for (const Step& step : history.steps) {
        count += step.add_msat.value_or(0) == 0 ? 0 : step.times;
    }
    return count;
}

// The model keeps fractions, so that its bounds are wider: by less than 2 msat for each addition, and for window
// averages by what dividing takes off the tolerance. The published ends lie within, and not far from, the model's.
template <class Average>
void expect_agreement(const Value& value, const Average& average, std::uint64_t now, std::size_t added) {
    SCOPED_TRACE(value.name);
    const auto& range = std::get<Range>(value.answer);
    const model::Enclosure read = average.read(now);
    const auto lowest = static_cast<std::int64_t>(range.lowest);
    const auto highest = static_cast<std::int64_t>(range.highest);
    EXPECT_TRUE(read.contains(lowest));
    EXPECT_TRUE(read.contains(highest));
    const long double tolerance = 3.0L + std::ldexp(read.magnitude(), -43);
    const long double apart = 2.0L * static_cast<long double>(added + 1) * tolerance;
    EXPECT_LE(read.high - read.low, static_cast<long double>(range.highest - range.lowest) + 2 * apart);

    const model::Enclosure exact = average.exact(now);
    const long double published = std::strtold(range.exact.c_str(), nullptr);
    EXPECT_LE(exact.low - 1e-18L - std::ldexp(exact.magnitude(), -62), published);
    EXPECT_GE(exact.high + 1e-18L + std::ldexp(exact.magnitude(), -62), published);
}

TEST(PublishedAverages, AgreeWithTheModelThatForgetsNothing) {
    for (const Value& value : read_values(path_of(Subject::decaying_average)).values) {
        const auto& inputs = std::get<DecayingAverageInputs>(value.inputs);
        const History& history = inputs.history;
        const model::HistoryAverage empty(rate_of(inputs.profile), history.window, history.start);
        expect_agreement(value, after(empty, history), inputs.read_at, additions(history));
    }
    for (const Value& value : read_values(path_of(Subject::window_average)).values) {
        const auto& inputs = std::get<WindowAverageInputs>(value.inputs);
        const History& history = inputs.history;
        const model::HistoryWindowAverage empty(rate_of(inputs.profile), history.window, history.count, history.start);
        expect_agreement(value, after(empty, history), inputs.read_at, additions(history));
    }
}

}  // namespace
}  // namespace plumbline::values
