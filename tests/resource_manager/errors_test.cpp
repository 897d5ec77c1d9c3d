// Chapter 11-errors: every error has a name, a requirement and a message.
#include "reference/resource_manager/errors.hpp"
#include "tests/support/print.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string_view>

namespace plumbline {
namespace {

constexpr auto last_mistake = static_cast<std::uint8_t>(Mistake::resolved_before_added);
constexpr auto last_repetition = static_cast<std::uint8_t>(Repetition::limits_unchanged);

TEST(Errors, AMistakeIsNeverBare) {  // ER-4
    std::set<std::string_view> names;
    for (std::uint8_t number = 0; number <= last_mistake; ++number) {
        const auto mistake = static_cast<Mistake>(number);
        EXPECT_TRUE(names.insert(name(mistake)).second) << "names are distinct";
        EXPECT_EQ(mistake_from_name(name(mistake)), mistake);
        EXPECT_FALSE(message(mistake).empty());
        EXPECT_FALSE(requirement(mistake).id().empty());
    }
}

TEST(Errors, ARepetitionHasAName) {  // ER-2
    std::set<std::string_view> names;
    for (std::uint8_t number = 0; number <= last_repetition; ++number) {
        const auto repetition = static_cast<Repetition>(number);
        EXPECT_TRUE(names.insert(name(repetition)).second);
        EXPECT_EQ(repetition_from_name(name(repetition)), repetition);
    }
}

TEST(Errors, UseTheNamesOfTheSpecification) {  // ER-2
    for (const std::string_view known :
         {"limits_out_of_range", "parameters_out_of_range", "channel_exists", "channel_closing", "unknown_channel",
          "same_channel", "expired", "outgoing_exceeds_incoming", "amount_out_of_range", "duplicate_htlc",
          "unknown_htlc", "wrong_outgoing_channel"}) {
        EXPECT_TRUE(mistake_from_name(known).has_value()) << known;
    }
    for (const std::string_view known :
         {"channel_already_added", "channel_already_removed", "channel_already_closing"}) {
        EXPECT_TRUE(repetition_from_name(known).has_value()) << known;
    }
}

TEST(Errors, AnUnknownNameIsNone) {
    EXPECT_EQ(mistake_from_name("channel_already_added"), std::nullopt) << "a repetition is no mistake";
    EXPECT_EQ(repetition_from_name("expired"), std::nullopt);
    EXPECT_EQ(mistake_from_name(""), std::nullopt);
}

TEST(Errors, CiteTheRequirementThatIsNotMet) {
    EXPECT_EQ(requirement(Mistake::same_channel).id(), "RM-10");
    EXPECT_EQ(requirement(Mistake::expired).id(), "RM-11");
    EXPECT_EQ(requirement(Mistake::duplicate_htlc).id(), "RM-12");
    EXPECT_EQ(requirement(Mistake::channel_closing).id(), "CH-7");
}

TEST(Result, IsAValueOrAMistake) {
    const Result<int> good(7);
    EXPECT_TRUE(good.ok() && good);
    EXPECT_EQ(*good, 7);
    const Result<int> bad(Mistake::expired);
    EXPECT_FALSE(bad.ok() || bad);
    EXPECT_EQ(bad.mistake(), Mistake::expired);
}

}  // namespace
}  // namespace plumbline
