// What is not exactly as the format says is refused, with the line and the field.
#include "tests/conformance/log/log.hpp"
#include "tests/conformance/values/digits.hpp"
#include "tests/conformance/values/values_json.hpp"

#include <gtest/gtest.h>

namespace plumbline::values {
namespace {

constexpr std::string_view good = R"({
"plumbline_values": 1,
"subject": "decaying-average",
"values": [
{"name": "a", "requirements": ["DA-1"],
 "inputs": {"profile": "later", "window_seconds": "9", "start_seconds": "0",
  "steps": [{"time_seconds": "0", "add_msat": "-5", "times": 1, "every_seconds": "0"}], "read_at_seconds": "3"},
 "answer": {"exact": "-3.5", "lowest": "-4", "highest": "-3", "rounded": "-4"}, "catches": []},
{"name": "b", "requirements": ["DA-1", "DA-7"],
 "inputs": {"profile": "later", "window_seconds": "9", "start_seconds": "0", "steps": [], "read_at_seconds": "3"},
 "answer": {"exact": "0", "lowest": "0", "highest": "0", "rounded": "0"}, "catches": ["x"], "note": "nothing"}
]
})";

/// The refusal of `good` with the first `from` replaced; "read" where there is none.
std::string refusal(std::string_view from, std::string_view to) {
    std::string text(good);
    const std::size_t at = text.find(from);
    if (at == std::string::npos) {
        return "there is no " + std::string(from);
    }
    text.replace(at, from.size(), to);
    try {
        static_cast<void>(from_json(text, "f.json"));
    } catch (const conformance::UnreadableLog& problem) {
        return problem.what();
    }
    return "read";
}

TEST(ValuesReader, ReadsWhatIsInOrder) {
    EXPECT_EQ(refusal("good", "bad"), "there is no good");
    EXPECT_EQ(refusal("\"x\"", "\"x\""), "read");
    const ValueFile file = from_json(good, "f.json");
    ASSERT_EQ(file.values.size(), 2U);
    EXPECT_EQ(std::get<DecayingAverageInputs>(file.values[0].inputs).history.steps.at(0).add_msat, -5);
    EXPECT_EQ(file.values[1].note, "nothing");
    EXPECT_EQ(from_json(to_json(file), "f.json"), file);
}

TEST(ValuesReader, NamesTheLineAndTheField) {
    EXPECT_EQ(refusal("\"-5\"", "-5"),
              "f.json:5: field `values[0].inputs.steps[0].add_msat`: is a whole number, and a string is expected");
    EXPECT_EQ(refusal("\"-5\"", "\"-05\""),
              "f.json:5: field `values[0].inputs.steps[0].add_msat`: is \"-05\", and a whole number in decimal "
              "digits is expected");
    EXPECT_EQ(refusal("\"times\": 1", "\"times\": 0"),
              "f.json:5: field `values[0].inputs.steps[0].times`: is 0, and the smallest value is 1");
    EXPECT_EQ(refusal("[\"DA-1\", \"DA-7\"]", "[\"DA-1\", \"DA-77\"]"),
              "f.json:9: field `values[1].requirements[1]`: is \"DA-77\", which no chapter defines");
    EXPECT_EQ(refusal("\"b\"", "\"a\""), "f.json:9: field `name`: \"a\" is there twice");
    EXPECT_EQ(refusal("\"lowest\": \"-4\"", "\"lowest\": \"-3\""),
              "f.json:5: field `values[0].answer`: has a rounded value outside lowest to highest");
}

struct Fault {
    const char* from;
    const char* to;
    const char* says;
};

TEST(ValuesReader, RefusesWhateverElseIsNotInOrder) {
    constexpr Fault faults[] = {
        {"{\n", "[\n", "this is not JSON"},
        {"\"plumbline_values\": 1", "\"plumbline_values\": 2", "this reader knows 1"},
        {"\"subject\": \"decaying-average\",", "", "`subject`: is missing"},
        {"decaying-average", "decaying", "the values are: decaying-average"},
        {"decaying-average", "window-average", "`values[0].inputs.window_count`: is missing"},
        {"\"values\": [", "\"more\": 1, \"values\": [", "`more`: is not known"},
        {"\"name\": \"a\"", "\"name\": \"A\"", "`values[0].name`: is \"A\""},
        {"\"name\": \"a\"", "\"name\": \"\"", "`values[0].name`: is \"\""},
        {"\"name\": \"a\",", "\"name\": \"a\", \"name\": \"a\",", "`values[0].name`: appears twice"},
        {"[\"DA-1\"]", "[]", "`values[0].requirements`: is empty"},
        {"\"later\"", "\"soon\"", "draft-3d7d840, later"},
        {"\"9\"", "\"0\"", "`values[0].inputs.window_seconds`: is 0"},
        {"\"9\"", "\"1099511627776001\"", "`values[0].inputs.window_seconds`: is 1099511627776001"},
        {"\"-5\"", "\"-9223372036854775808\"", "is -9223372036854775808"},
        {"\"-5\"", "\"5.0\"", "a whole number in decimal digits"},
        {"\"-5\"", "\"\"", "a whole number in decimal digits"},
        {"\"-5\"", "\"1000000000000000000000000000000\"", "a whole number in decimal digits"},
        {"\"times\": 1", "\"times\": 1.0", "floating-point"},
        {"\"times\": 1", "\"times\": 10001", "the largest value is 10000"},
        {"\"-3.5\"", "\"-3.50\"", "`values[0].answer.exact`"},
        {"\"-3.5\"", "\"-0\"", "`values[0].answer.exact`"},
        {"\"-3.5\"", "\"1e3\"", "`values[0].answer.exact`"},
        {"\"catches\": []", "\"catches\": [\"a b\"]", "`values[0].catches[0]`"},
        {"\"nothing\"", "\"\"", "`values[1].note`: has 0 bytes"},
        {"\"b\"", "\"\\u0007\"", "f.json:9"},
    };
    for (const Fault& fault : faults) {
        EXPECT_NE(refusal(fault.from, fault.to).find(fault.says), std::string::npos)
            << fault.to << ": " << refusal(fault.from, fault.to);
    }
    EXPECT_THROW(static_cast<void>(read_values("/no/such/file")), conformance::UnreadableLog);
}

TEST(Digits, AreReadAsTheyAreWritten) {
    constexpr Int128 large = Int128{1} << 90U;
    for (const Int128 number : {Int128{0}, Int128{7}, Int128{-7}, Int128{1000}, large, -large}) {
        EXPECT_TRUE(number_from(digits(number)) == number);
    }
    for (const char* text : {"", "-", "-0", "00", "01", "+1", " 1", "1 ", "0x1", "1e3"}) {
        EXPECT_FALSE(number_from(text)) << text;
    }
    for (const char* text : {"0", "-0.5", "12", "12.25"}) {
        EXPECT_TRUE(is_decimal(text)) << text;
    }
    for (const char* text : {"", "-", ".5", "5.", "00.5", "-0", "1.0", "1.2.3", "nan"}) {
        EXPECT_FALSE(is_decimal(text)) << text;
    }
}

}  // namespace
}  // namespace plumbline::values
