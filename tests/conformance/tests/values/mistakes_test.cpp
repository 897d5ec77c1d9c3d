// Every typical mistake is told from the specification by a published value, and what is right by none.
#include "tests/conformance/audit/deviation.hpp"
#include "tests/conformance/tests/values/published_files.hpp"
#include "tests/conformance/values/mistakes.hpp"
#include "tests/conformance/values/naive.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace plumbline::values {
namespace {

TEST(PublishedValues, CatchEveryMistakeAndSayWhichDo) {
    std::map<std::string, std::size_t> caught_by;
    for_each_value([&](const Value& value) {
        EXPECT_EQ(value.catches, caught(value.inputs, value.answer)) << value.name;
        for (const std::string& mistake : value.catches) {
            ++caught_by[std::string(name(static_cast<Subject>(value.inputs.index()))) + ": " + mistake];
        }
    });
    for (const Mistake& mistake : mistakes()) {
        EXPECT_GT(caught_by[std::string(name(mistake.subject)) + ": " + std::string(mistake.name)], 0U) << mistake.name;
    }
}

// Of the deviations that the reference can be switched to, these are about what a manager does with HTLCs.
const std::set<std::string_view> not_in_values{"fee-is-offered", "slots-freed-first-used",
                                               "congestion-in-flight-any-incoming", "upgrade-not-asked",
                                               "duplicate-per-outgoing"};

TEST(PublishedValues, CatchEverySwitchableDeviationOfAveragesCostsSlotsAndSplits) {
    for (const conformance::Deviation& deviation : conformance::known_deviations()) {
        Rules rules;
        deviation.apply(rules);
        std::size_t outside = 0;
        for_each_value([&](const Value& value) {
            outside += allows(value.answer, reference_outcome(value.inputs, rules)) ? 0U : 1U;
        });
        EXPECT_EQ(outside == 0, not_in_values.contains(deviation.name)) << deviation.name;
    }
}

// Were the hurried code wrong by itself, it would be "caught" whatever its mistake is.
TEST(HurriedCode, WithoutItsMistakeIsAllowedEverywhere) {
    const AverageMistake none{.kept = kept, .divisor = divisor};
    for_each_value([&](const Value& value) {
        if (const auto* const decaying = std::get_if<DecayingAverageInputs>(&value.inputs)) {
            EXPECT_TRUE(allows(value.answer, hurried(*decaying, none))) << value.name;
        }
        if (const auto* const window = std::get_if<WindowAverageInputs>(&value.inputs)) {
            EXPECT_TRUE(allows(value.answer, hurried(*window, none))) << value.name;
        }
        if (const auto* const slots = std::get_if<SlotAssignmentInputs>(&value.inputs)) {
            const auto as_it_is = [](std::uint32_t word) { return word; };
            EXPECT_TRUE(allows(value.answer, hurried(*slots, slots->incoming, slots->outgoing, as_it_is, 1024)))
                << value.name;
        }
    });
}

}  // namespace
}  // namespace plumbline::values
