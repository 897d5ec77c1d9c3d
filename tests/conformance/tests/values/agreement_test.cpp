// The published values agree with the reference, and with an arithmetic that shares nothing with reference or oracle.
#include "tests/conformance/tests/values/other_arithmetic.hpp"
#include "tests/conformance/tests/values/published_files.hpp"
#include "tests/conformance/values/digits.hpp"
#include "tests/conformance/values/evaluate.hpp"

#include <gtest/gtest.h>

namespace plumbline::values {
namespace {

using other::Decimal;
using other::Whole;

Whole whole(Int128 value) {
    return Whole(digits(value));
}

const Range* range_of(const Answer& answer) {
    if (const auto* const sufficiency = std::get_if<Sufficiency>(&answer)) {
        return &sufficiency->margin;
    }
    return std::get_if<Range>(&answer);
}

TEST(PublishedValues, AllowTheReference) {
    for_each_value(
        [](const Value& value) { EXPECT_TRUE(allows(value.answer, reference_outcome(value.inputs))) << value.name; });
}

// Beyond 2^44 a double may miss the last msat.
TEST(PublishedValues, StateTheRoundingOfTheReference) {
    std::size_t compared = 0;
    for_each_value([&](const Value& value) {
        const auto* const range = std::get_if<Range>(&value.answer);
        if (range == nullptr) {
            return;
        }
        const bool average = value.inputs.index() <= static_cast<std::size_t>(Subject::window_average);
        const auto given = std::get<Int128>(*reference_outcome(value.inputs));
        if (!average || range->highest - range->lowest <= 8) {
            EXPECT_EQ(digits(given), digits(range->rounded)) << value.name;
            ++compared;
        }
    });
    EXPECT_GE(compared, 150U);
}

template <class Inputs>
void expect_other(const Value& value, const Inputs& inputs) {
    SCOPED_TRACE(value.name);
    const other::Allowed allowed = other::allowed(inputs);
    const Range& range = *range_of(value.answer);
    EXPECT_EQ(whole(range.lowest), allowed.lowest) << "one less would be outside what the chapter allows";
    EXPECT_EQ(whole(range.highest), allowed.highest) << "one more would be outside what the chapter allows";
    EXPECT_EQ(whole(range.rounded), allowed.rounded);
    EXPECT_LE(abs(Decimal(range.exact) - allowed.exact), Decimal("0.50000001e-20")) << allowed.exact.str(40);
    if (allowed.error_bound > 0) {
        EXPECT_LE(abs(Decimal(whole(range.lowest)) - allowed.exact), allowed.error_bound);
        EXPECT_LE(abs(Decimal(whole(range.highest)) - allowed.exact), allowed.error_bound);
    }
}

struct ByOtherArithmetic {
    const Value& value;

    template <class Inputs>
    void operator()(const Inputs& inputs) const {
        expect_other(value, inputs);
    }

    void operator()(const SufficiencyInputs& inputs) const {
        expect_other(value, inputs);
        const auto& answer = std::get<Sufficiency>(value.answer);
        const Sufficient expected = answer.margin.lowest >= 0   ? Sufficient::yes
                                    : answer.margin.highest < 0 ? Sufficient::no
                                                                : Sufficient::either;
        EXPECT_EQ(answer.sufficient, expected) << value.name;
    }

    void operator()(const SlotAssignmentInputs& inputs) const {
        EXPECT_EQ(std::get<AssignedSlots>(value.answer).slots, other::assigned(inputs)) << value.name;
    }

    void operator()(const BucketSplitInputs& inputs) const {
        const auto& sizes = std::get<BucketSizes>(value.answer);
        const auto part = [](const Whole& total, const Whole& percent) { return Whole(total * percent / 100); };
        const Whole slots = inputs.max_accepted_htlcs;
        const Whole msat = inputs.max_in_flight;
        const Whole general = part(slots, inputs.general_percent);
        const Whole general_msat = part(msat, inputs.general_percent);
        const Whole pair = std::min<Whole>(general, std::max<Whole>(5, part(general, 5)));
        const Whole unit = general == 0 ? Whole(0) : Whole(general_msat / general);
        EXPECT_EQ(Whole(sizes.slots[0]), general) << value.name;
        EXPECT_EQ(Whole(sizes.slots[1]), part(slots, inputs.congestion_percent)) << value.name;
        EXPECT_EQ(Whole(sizes.slots[0]) + sizes.slots[1] + sizes.slots[2], slots) << value.name;
        EXPECT_EQ(Whole(sizes.msat[0]), general_msat) << value.name;
        EXPECT_EQ(Whole(sizes.msat[1]), part(msat, inputs.congestion_percent)) << value.name;
        EXPECT_EQ(Whole(sizes.msat[0]) + sizes.msat[1] + sizes.msat[2], msat) << value.name;
        EXPECT_EQ(Whole(sizes.pair_slots), pair) << value.name;
        EXPECT_EQ(Whole(sizes.slot_msat), unit) << value.name;
        EXPECT_EQ(Whole(sizes.pair_msat), unit * pair) << value.name;
    }

    // CB-6, CB-8, PA-9
    void operator()(const CongestionAmountInputs& inputs) const {
        const auto admitted = [&](const Whole& amount) {
            return inputs.slots > 0 && inputs.capacity > 0 && amount * inputs.slots < inputs.capacity;
        };
        const auto& largest = std::get<LargestAmount>(value.answer).msat;
        EXPECT_EQ(largest.has_value(), admitted(0)) << value.name;
        if (largest) {
            EXPECT_TRUE(admitted(*largest) && !admitted(Whole(*largest) + 1)) << value.name;
        }
    }
};

TEST(PublishedValues, AreWhatAnotherArithmeticGives) {
    for_each_value([](const Value& value) { std::visit(ByOtherArithmetic{value}, value.inputs); });
}

}  // namespace
}  // namespace plumbline::values
