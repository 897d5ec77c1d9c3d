// The reader of published values.
#include "tests/conformance/log/log.hpp"
#include "tests/conformance/values/evaluate.hpp"
#include "tests/conformance/values/values_json.hpp"
#include "tests/fuzz/support/require.hpp"

#include <algorithm>

namespace plumbline::values {
namespace {

// Additions that a value may ask for, so that one input does not take seconds.
constexpr std::uint64_t most_additions = 2'000;

std::uint64_t additions(const History& history) {
    std::uint64_t count = 0;
    for (const Step& step : history.steps) {
        count += step.times;
    }
    return count;
}

std::uint64_t additions(const Inputs& inputs) {
    return std::visit(
        [](const auto& which) -> std::uint64_t {
            if constexpr (requires { which.history; }) {
                return additions(which.history);
            } else if constexpr (requires { which.revenue; }) {
                return additions(which.revenue) + additions(which.reputation);
            }
            return 0;
        },
        inputs);
}

// What is read is written and read again: the same. And whatever inputs the reader admits, the reference answers them.
void check(std::string_view text) {
    ValueFile file;
    try {
        file = from_json(text, "input");
    } catch (const conformance::UnreadableLog& problem) {
        fuzz::require(std::string_view(problem.what()).starts_with("input:"), "a refusal begins with the place");
        return;
    }
    fuzz::require(from_json(to_json(file), "written") == file, "what was written is read again");
    std::uint64_t budget = most_additions;
    for (const Value& value : file.values) {
        const std::uint64_t needed = additions(value.inputs) + 1;
        if (needed > budget) {
            return;
        }
        budget -= needed;
        fuzz::require(reference_outcome(value.inputs).has_value(), "the reference answers");
    }
}

}  // namespace
}  // namespace plumbline::values

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name for it
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(data, data + size);
    plumbline::values::check(text);
    return 0;
}
