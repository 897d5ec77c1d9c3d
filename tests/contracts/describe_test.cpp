// A state as text, for the report of a violated contract.
#include "contracts/describe.hpp"
#include "reference/resource_manager/decaying_average.hpp"
#include "reference/resource_manager/slot_set.hpp"
#include "reference/resource_manager/verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace plumbline::contracts {
namespace {

using testing::HasSubstr;

TEST(Describe, NumbersAndTruths) {
    EXPECT_EQ(describe_value(true), "true");
    EXPECT_EQ(describe_value(false), "false");
    EXPECT_EQ(describe_value(-7), "-7");
    EXPECT_EQ(describe_value(Scid{879'609'302'220'865'536}), "879609302220865536");
    EXPECT_EQ(describe_value(Msat<>(1'000)), "1000");
}

TEST(Describe, NumbersOf128Bits) {
    const WideMsat<> large(Running::wide(Running::Natural(std::numeric_limits<std::uint64_t>::max())) +
                           Running::Wide(1));
    EXPECT_EQ(describe_value(large), "18446744073709551616");
    EXPECT_EQ(describe_value(-large), "-18446744073709551616");
    EXPECT_EQ(describe_value(WideMsat<>(0)), "0");
    EXPECT_EQ(describe_value(WideMsat<>(-10)), "-10");
}

TEST(Describe, StructsByTheirMembers) {
    EXPECT_EQ(describe_value(DecayingAverage<>{SignedMsat<>(-5), Seconds<>(90)}), "{value: -5, last_update: 90}");
}

TEST(Describe, RangesAndTheNamesOfHtlcs) {
    SlotSet slots;
    EXPECT_EQ(describe_value(slots), "[]");
    slots.push_back(12);
    slots.push_back(7);
    EXPECT_EQ(describe_value(slots), "[12, 7]");
    EXPECT_EQ(describe_value(HtlcRef{Scid{7}, HtlcId{3}}), "7/3");
}

TEST(Describe, AnOffer) {
    const HtlcOffer<> offer{{Scid{7}, HtlcId{3}}, Scid{8},     Msat<>(10), Msat<>(9), Msat<>(1),
                            Height<>(2),          Height<>(1), true,       false};
    EXPECT_THAT(describe_value(offer), HasSubstr("htlc: 7/3, outgoing: 8, incoming_amount: 10"));
    EXPECT_THAT(describe_value(offer), HasSubstr("incoming_accountable: true, upgrade_accountability: false"));
}

}  // namespace
}  // namespace plumbline::contracts
