// Bad input: one sentence with file, line and field.
#include "tests/conformance/tests/log_files.hpp"

#include <gmock/gmock.h>

#include <ostream>

namespace plumbline::conformance {
namespace {

using support::complaint;
using support::Directory;
using support::replaced;
using support::small_log;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

/// One change of the small log, and what is said of it.
struct Case {
    const char* name;
    const char* old;
    const char* with;
    const char* place;  // ":LINE: field `FIELD`: "
    const char* says;
};

void PrintTo(const Case& example, std::ostream* out) {
    *out << example.name;
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
    return info.param.name;
}

class BadInput : public testing::TestWithParam<Case> {};

TEST_P(BadInput, IsOneSentenceWithFileLineAndField) {
    const Directory directory;
    const Case& example = GetParam();
    const std::string path = directory.write("log.jsonl", replaced(small_log(), example.old, example.with));
    EXPECT_THAT(complaint(path), AllOf(StartsWith(example.place), HasSubstr(example.says)));
}

constexpr auto line_is_not_json = "the line is not JSON at column ";

INSTANTIATE_TEST_SUITE_P(
    Malformed, BadInput,
    testing::Values(
        Case{"NotANumber", R"("fee_msat":999)", R"("fee_msat":NaN)", ":4: field `fee_msat`: ", R"(, at "NaN")"},
        Case{"Infinity", R"("fee_msat":999)", R"("fee_msat":-Infinity)", ":4: field `fee_msat`: ", line_is_not_json},
        Case{"NoValue", R"("fee_msat":999)", R"("fee_msat":)", ":4: field `fee_msat`: ", line_is_not_json},
        Case{"LeadingZero", R"("fee_msat":999)", R"("fee_msat":0999)", ":4: ", line_is_not_json},
        Case{"Hexadecimal", R"("fee_msat":999)", R"("fee_msat":0x3e7)", ":4: ", line_is_not_json},
        Case{"DeepInside", R"(["700000x1x0",1700000026])", R"(["700000x1x0",+1700000026])",
             ":3: field `state.channels[0].misuse[0][1]`: ", line_is_not_json},
        Case{"LineEndsInside", R"("bucket":"general"}})", R"("bucket":)",
             ":5: field `answer.bucket`: ", "the line ends in the middle of a JSON value"},
        Case{"TwoValues", R"("bucket":"general"}})", R"("bucket":"general"}} {})", ":5: ", line_is_not_json},
        Case{"NotUtf8", "none, 0000000", "none, \xFF", ":1: field `implementation`: ", line_is_not_json},
        Case{"Blank", "{\"number\":6", "\n{\"number\":6", ":5: ", "the line is blank"},
        Case{"NoObject", "{\"number\":6", "[1]\n{\"number\":6", ":5: the line is an array", "an object"},
        Case{"ByteOrderMark", "{\"plumbline_log\"", "\xEF\xBB\xBF{\"plumbline_log\"", ":1: ", "byte order mark"}),
    name_of);

constexpr auto floating = "is written as a floating-point number";
constexpr auto digits = "needs every digit, without fraction or exponent";

INSTANTIATE_TEST_SUITE_P(
    Numbers, BadInput,
    testing::Values(
        Case{"ExponentAsChannel", R"("channel":769659255111221249,"max)", R"("channel":7.696592551112212e17,"max)",
             ":3: field `channel`: ", floating},
        Case{"ExponentAsAmount", R"("incoming_amount_msat":1001000)", R"("incoming_amount_msat":1e18)",
             ":4: field `incoming_amount_msat`: ", digits},
        Case{"FractionOfZero", R"("htlc_id":7,"outgoing_channel":769659255111221249,"incoming)",
             R"("htlc_id":7.0,"outgoing_channel":769659255111221249,"incoming)", ":4: field `htlc_id`: ", floating},
        Case{"BeyondADouble", R"("channel":769659255111221249,"max)", R"("channel":769659255111221249.0,"max)",
             ":3: field `channel`: ", floating},
        Case{"SignedAsDouble", R"("read_msat":-1)", R"("read_msat":-1.0)",
             ":3: field `state.channels[0].reputation.read_msat`: ", floating},
        Case{"NegativeAmount", R"("incoming_amount_msat":1001000)", R"("incoming_amount_msat":-1001000)",
             ":4: field `incoming_amount_msat`: ", "is -1001000, and it cannot be negative"},
        Case{"NegativeTime", R"("last_update":1700000006)", R"("last_update":-1)",
             ":3: field `state.channels[0].revenue.last_update`: ", "cannot be negative"},
        Case{"Beyond64Bits", R"("fee_msat":999)", R"("fee_msat":18446744073709551616)",
             ":4: field `fee_msat`: ", "18446744073709551616 does not fit 64 bits"},
        Case{"BeyondSigned64Bits", R"("htlc_risk_msat":958041)", R"("htlc_risk_msat":9223372036854775808)",
             ":4: field `answer.htlc_risk_msat`: ", "9223372036854775808 does not fit 64 bits with a sign"},
        Case{"BeyondADoublesRange", R"("fee_msat":999)", R"("fee_msat":1e999)", ":4: field `fee_msat`: ", "too large"},
        Case{"HeightBeyond32Bits", R"("height_added":800000)", R"("height_added":4294967296)",
             ":4: field `height_added`: ", "the largest value is 4294967295"},
        Case{"SlotBeyond16Bits", R"("occupied":[24,25])", R"("occupied":[24,65536])",
             ":3: field `state.channels[0].occupied[1]`: ", "the largest value is 65535"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Times, BadInput,
    testing::Values(Case{"Milliseconds", R"("time":1700000002)", R"("time":1700000002000)",
                         ":4: field `time`: ", "looks like milliseconds; times are whole seconds"},
                    Case{"Microseconds", R"("time":1700000002)", R"("time":1700000002000000)",
                         ":4: field `time`: ", "looks like microseconds"},
                    Case{"Nanoseconds", R"("time":1700000002)", R"("time":1700000002000000000)",
                         ":4: field `time`: ", "looks like nanoseconds"},
                    Case{"FirstRefused", R"("time":1700000002)", R"("time":68719476736)",
                         ":4: field `time`: ", "looks like milliseconds"},
                    Case{"StoredReputation", R"("last_update":1700000003)", R"("last_update":1700000003000)",
                         ":3: field `state.channels[0].reputation.last_update`: ", "looks like milliseconds"},
                    Case{"StoredStart", R"("start":1700000007)", R"("start":1700000007000)",
                         ":3: field `state.channels[0].revenue.start`: ", "looks like milliseconds"},
                    Case{"Misuse", R"(["700000x1x0",1700000026])", R"(["700000x1x0",1700000026000000000])",
                         ":3: field `state.channels[0].misuse[0][1]`: ", "looks like nanoseconds"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Fields, BadInput,
    testing::Values(
        Case{"Repeated", R"("fee_msat":999)", R"("fee_msat":999,"fee_msat":999)",
             ":4: field `fee_msat`: ", "appears twice"},
        Case{"RepeatedWithEscapes", R"("fee_msat":999)", R"("fee_msat":999,"fe\u0065_msat":999)",
             ":4: field `fee_msat`: ", "appears twice"},
        Case{"RepeatedInside", R"("slots":14)", R"("slots":14,"slots":15)",
             ":3: field `state.channels[0].congestion.slots`: ", "appears twice"},
        Case{"RepeatedAddition", R"("fee_msat":999)", R"("x_a":1,"fee_msat":999,"x_a":1)",
             ":4: field `x_a`: ", "appears twice"},
        Case{"RepeatedInAnAddition", R"("fee_msat":999)", R"("fee_msat":999,"x_a":[0,{"b":1,"b":1}])",
             ":4: field `x_a[1].b`: ", "appears twice"},
        Case{"RepeatedInTheHeader", R"("general_percent":40)", R"("general_percent":40,"general_percent":40)",
             ":1: field `parameters.general_percent`: ", "appears twice"},
        Case{"Missing", R"("cltv_expiry":800144,)", "", ":4: field `cltv_expiry`: ", "is missing"},
        Case{"MissingInside", R"({"ok":true,"bucket":"general"})", R"({"bucket":"general"})",
             ":5: field `answer.ok`: ", "is missing"},
        Case{"Unknown", R"("fee_msat":999)", R"("fee_msat":999,"y_a":1)",
             ":4: field `y_a`: ", "is not known in this format; the names of own additions begin with x_"},
        Case{"OfAnotherOperation", R"("settled":true)", R"("settled":true,"fee_msat":1)",
             ":5: field `fee_msat`: ", "is not known in this format"},
        Case{"NumberAsText", R"("fee_msat":999)", R"("fee_msat":"999")",
             ":4: field `fee_msat`: ", "is a string, and a whole number is expected"},
        Case{"TruthAsNumber", R"("settled":true)", R"("settled":1)",
             ":5: field `settled`: ", "is a whole number, and true or false is expected"},
        Case{"NullWhereRequired", R"("settled":true)", R"("settled":null)", ":5: field `settled`: ", "is null"},
        Case{"ObjectExpected", R"("answer":{"ok":true,"bucket":"general"})", R"("answer":"ok")",
             ":5: field `answer`: ", "is a string, and an object is expected"},
        Case{"ArrayExpected", R"("occupied":[24,25])", R"("occupied":24)",
             ":3: field `state.channels[0].occupied`: ", "an array is expected"},
        Case{"UnknownBucket", R"("bucket":"general","htlc)", R"("bucket":"generous","htlc)",
             ":4: field `answer.bucket`: ",
             R"(is "generous", and the values are: none, general, congestion, protected)"},
        Case{"UnknownOperation", R"("operation":"resolve_htlc")", R"("operation":"resolve")",
             ":5: field `operation`: ", R"(is "resolve", and the values are: add_channel, )"},
        Case{"UnknownProfile", R"("profile":"draft-3d7d840")", R"("profile":"draft")",
             ":1: field `profile`: ", "draft-3d7d840, later"}),
    name_of);

TEST(LogBadInput, ValuesThatAreNestedTooDeeplyAreRefused) {
    const Directory directory;
    const std::string deep(5000, '[');
    const std::string text = "\"fee_msat\":999,\"x_deep\":" + deep + std::string(deep.size(), ']');
    EXPECT_THAT(complaint(directory.write("log", replaced(small_log(), R"("fee_msat":999)", text))),
                StartsWith(":4: the line is not JSON that can be read: "));
}

TEST(LogBadInput, AFileThatIsNoLogIsRefused) {
    const Directory directory;
    EXPECT_EQ(complaint(directory.write("a", "# Notes\n")), ":1: the line is not JSON at column 1, at \"#\"");
    EXPECT_EQ(complaint(directory.write("b", std::string("\x7f"
                                                         "ELF\x02\x00",
                                                         6))),
              ":1: the line is not JSON at column 1");
    EXPECT_EQ(complaint(directory.write("c", "17\n")),
              ":1: the line is a whole number, and each line of a log is an object");
}

TEST(LogBadInput, WhatTheLogSaysIsQuotedHarmlessly) {
    const Directory directory;
    const std::string path =
        directory.write("log", replaced(small_log(), R"("fee_msat":999)", R"("fee_msat":999,"\u001b[2J\n":0)"));
    EXPECT_THAT(complaint(path), StartsWith(R"(:4: field `\x1b[2J\x0a`: is not known)"));
    const std::string name(100'000, 'a');
    const std::string long_name = complaint(
        directory.write("log", replaced(small_log(), R"("fee_msat":999)", R"("fee_msat":999,")" + name + R"(":0)")));
    EXPECT_LT(long_name.size(), 600U);
}

}  // namespace
}  // namespace plumbline::conformance
