// plumbline-log-1: what it says, and what it must not say.
#include "tests/conformance/log/field_values.hpp"
#include "tests/conformance/tests/log_files.hpp"

#include <gmock/gmock.h>

namespace plumbline::conformance {
namespace {

using support::complaint;
using support::Directory;
using support::read_log;
using support::replaced;
using support::small_log;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using testing::StartsWith;

constexpr Scid first{(std::uint64_t{700'000} << 40U) | (1U << 16U)};  // 700000x1x0
constexpr Scid second{769659255111221249U};  // beyond 2^53, and not a multiple of a power of two

std::string complaint_about(std::string_view old, std::string_view with) {
    const Directory directory;
    return complaint(directory.write("log", replaced(small_log(), old, with)));
}

TEST(OwnFormat, ReadsAHeader) {
    const Directory directory;
    const LogHeader header = read_log(directory.write("log", small_log())).header;
    EXPECT_EQ(header.format, "plumbline-log-1");
    EXPECT_EQ(header.implementation, "none, 0000000");
    EXPECT_EQ(header.parameters, Parameters<>{});
    EXPECT_EQ(header.profile, draft_profile);
    EXPECT_EQ(header.operations, 4U);
    EXPECT_FALSE(header.node_salt);
    EXPECT_TRUE(header.fee_known);
    EXPECT_TRUE(header.upgrade_accountability_known);
}

TEST(OwnFormat, ReadsOperationsAndAnswers) {
    const Directory directory;
    const auto entries = read_log(directory.write("log", small_log())).entries;
    ASSERT_EQ(entries.size(), 4U);

    const auto& added = std::get<AddChannel>(entries[0].operation);
    EXPECT_EQ(added.channel, first);
    EXPECT_EQ(added.limits.max_accepted_htlcs, Slots<>(483));
    EXPECT_EQ(added.salt.value().at(31), 0x1f);
    EXPECT_TRUE(entries[0].shown.channels.empty());

    const LogEntry& entry = entries[2];
    EXPECT_EQ(entry.line, 4U);
    EXPECT_EQ(entry.number, 5U);
    EXPECT_EQ(entry.time, Seconds<>(1'700'000'002));
    const HtlcOffer<>& offer = std::get<AddHtlc>(entry.operation).offer;
    EXPECT_EQ(offer.htlc, (HtlcRef{first, HtlcId{7}}));
    EXPECT_EQ(offer.outgoing, second);
    EXPECT_EQ(offer.incoming_amount, Msat<>(1'001'000));
    EXPECT_EQ(offer.outgoing_amount, Msat<>(1'000'000));
    EXPECT_EQ(offer.fee, Msat<>(999));
    EXPECT_EQ(offer.cltv_expiry, Height<>(800'144));
    EXPECT_EQ(offer.height_added, Height<>(800'000));
    EXPECT_FALSE(offer.incoming_accountable);
    EXPECT_TRUE(offer.upgrade_accountability);
    EXPECT_EQ(entry.answer.forwarded, true);
    EXPECT_EQ(entry.answer.bucket, Bucket::general);
    EXPECT_EQ(entry.answer.htlc_risk_msat, 958'041);
    EXPECT_THAT(entry.shown.pair.value(), ElementsAre(Pair(28, true), Pair(12, false)));

    EXPECT_EQ(std::get<ResolveHtlc>(entries[3].operation).resolution, Resolution::settled);
}

TEST(OwnFormat, ReadsWhatIsShownOfAChannel) {
    const Directory directory;
    const Shown shown = read_log(directory.write("log", small_log())).entries.at(1).shown;
    EXPECT_EQ(shown.channel_count, 2U);
    const ShownChannel& channel = shown.channels.at(0);
    EXPECT_EQ(channel.channel, second);
    EXPECT_EQ(channel.closing, false);
    EXPECT_EQ(channel.reputation, (ShownAverage{-1, -2, 1'700'000'003, {}}));
    EXPECT_EQ(channel.revenue, (ShownAverage{4, 5, 1'700'000'006, 1'700'000'007}));
    EXPECT_EQ(channel.pending_outgoing, 8U);
    EXPECT_EQ(channel.in_flight_risk, 9);
    EXPECT_EQ(channel.congestion_in_flight, true);
    EXPECT_EQ(channel.general, (ShownBucket{10, 11, 12, 13}));
    EXPECT_EQ(channel.congestion, (ShownBucket{14, 15, 16, 17}));
    EXPECT_EQ(channel.protected_, (ShownBucket{18, 19, 20, 21}));
    EXPECT_EQ(channel.pair_allocation, 22U);
    EXPECT_EQ(channel.slot_liquidity_msat, 23U);
    EXPECT_THAT(channel.occupied.value(), ElementsAre(24, 25));
    EXPECT_THAT(channel.misuse.value(), ElementsAre(Pair(first, 1'700'000'026U)));
}

TEST(OwnFormat, AChannelIsAnIntegerOrABoltString) {
    EXPECT_EQ(text_of(first), "700000x1x0");
    EXPECT_EQ(text_of(Scid{~std::uint64_t{0}}), "16777215x16777215x65535");
    for (const char* wrong : {"700000x1", "700000x1x", "700000x1x0x", "700000:1:0", "-1x1x0", "+1x1x0", " 1x1x0",
                              "01x1x0", "16777216x1x0", "1x16777216x0", "1x1x65536", "99999999999999999999x1x0", ""}) {
        EXPECT_THAT(
            complaint_about(R"("channel":"700000x1x0","max)", R"("channel":")" + std::string(wrong) + R"(","max)"),
            AllOf(StartsWith(":2: field `channel`: "), HasSubstr("BLOCKxTRANSACTIONxOUTPUT")))
            << wrong;
    }
}

TEST(OwnFormat, OrderOfFieldsNullsAndOwnAdditionsMakeNoDifference) {
    const Directory directory;
    const auto expected = read_log(directory.write("a", small_log())).entries;
    std::string text = replaced(small_log(), R"("settled":true,)", "");
    text = replaced(text, R"({"number":6,)", R"({"state":null,"settled":true,"x_note":{"a":[1.5,null]},"number":6,)");
    text = replaced(text, R"("occupied":[24,25])", R"("occupied":[25,24])");
    EXPECT_TRUE(read_log(directory.write("b", text)).entries == expected);
}

TEST(OwnFormat, AnotherVersionIsRefused) {
    EXPECT_EQ(complaint_about(R"("plumbline_log":1)", R"("plumbline_log":2,"new":0)"),
              ":1: field `plumbline_log`: is 2, and version 1 of the format is read here");
}

TEST(OwnFormat, AMissingHeaderIsRefused) {
    const Directory directory;
    const std::string text = small_log();
    EXPECT_EQ(complaint(directory.write("a", text.substr(text.find('\n') + 1))),
              ":1: the line is an operation, and field `plumbline_log` is missing: a log begins with a header");
    EXPECT_THAT(complaint(directory.write("b", R"({"hello":1})")),
                AllOf(StartsWith(":1: the line is not the header of a known format"), HasSubstr("plumbline-log-1"),
                      HasSubstr("ldk-4409")));
    EXPECT_EQ(complaint(directory.write("c", text + text)),
              ":6: field `plumbline_log`: is a second header; one file holds one log");
}

TEST(OwnFormat, NumbersIncrease) {
    EXPECT_EQ(complaint_about(R"({"number":6)", R"({"number":5)"),
              ":5: field `number`: is 5 after 5, and numbers increase from line to line");
}

TEST(OwnFormat, ALogHasAsManyOperationsAsItsHeaderSays) {
    EXPECT_EQ(complaint_about(R"("operations":4)", R"("operations":5)"),
              ":6: the log ends after 4 operations, and field `operations` of its header says 5");
    EXPECT_THAT(complaint_about(R"("operations":4)", R"("operations":3)"), HasSubstr("says 3"));
    EXPECT_EQ(complaint_about(R"(,"operations":4)", ""), "");
}

TEST(OwnFormat, ParametersThatNobodyMaySetAreRefused) {
    EXPECT_THAT(complaint_about(R"("resolution_period_seconds":90)", R"("resolution_period_seconds":0)"),
                StartsWith(":1: field `parameters`: is out of range"));
    EXPECT_THAT(complaint_about(R"("congestion_percent":20)", R"("congestion_percent":61)"),
                StartsWith(":1: field `parameters`: is out of range"));
}

TEST(OwnFormat, FeeAndUpgradeAreThereExactlyWhereTheyAreKnown) {
    const Directory directory;
    const std::string without =
        replaced(replaced(small_log(), R"("fee_msat":999,)", ""), R"(,"upgrade_accountability":true)", "");
    EXPECT_EQ(complaint(directory.write("a", without)), ":4: field `fee_msat`: is missing");

    const std::string unknown = R"(,"fee_known":false,"upgrade_accountability_known":false,"operations":4)";
    EXPECT_EQ(complaint_about(R"(,"operations":4)", unknown),
              ":4: field `fee_msat`: is there although the header says `fee_known`: false");
    const auto log = read_log(directory.write("b", replaced(without, R"(,"operations":4)", unknown)));
    EXPECT_FALSE(log.header.fee_known);
    EXPECT_FALSE(log.header.upgrade_accountability_known);
    const HtlcOffer<>& offer = std::get<AddHtlc>(log.entries.at(2).operation).offer;
    EXPECT_EQ(offer.fee, Msat<>(1000));
    EXPECT_FALSE(offer.upgrade_accountability);
}

TEST(OwnFormat, AnAnswerDoesNotContradictItself) {
    EXPECT_EQ(complaint_about(R"("ok":true,"bucket")", R"("ok":true,"error":"unknown_htlc","bucket")"),
              ":5: field `answer.error`: is there although the answer is ok");
    EXPECT_EQ(complaint_about(R"("ok":true,"forwarded":true)", R"("ok":false,"forwarded":true)"),
              ":4: field `answer.forwarded`: is there although the answer is an error");
    EXPECT_EQ(complaint_about(R"("forwarded":true,)", ""), ":4: field `answer.forwarded`: is missing");
}

TEST(OwnFormat, AStateDoesNotContradictItself) {
    EXPECT_EQ(complaint_about(R"("present":true)", R"("present":false)"),
              ":3: field `state.channels[0].closing`: is there although the channel is not present");
    EXPECT_EQ(complaint_about(R"("occupied":[24,25])", R"("occupied":[24,25,24])"),
              ":3: field `state.channels[0].occupied`: names something twice");
    EXPECT_EQ(complaint_about(R"([[28,true],[12,false]])", R"([[28,true],[28,false]])"),
              ":4: field `state.pair[1][0]`: is 28, which the pair has already");
    EXPECT_EQ(complaint_about(R"([[28,true],[12,false]])", R"([[28,true],[12]])"),
              ":4: field `state.pair[1]`: has 1 values where 2 are expected");
    EXPECT_EQ(complaint_about(R"("misuse":[["700000x1x0",1700000026]]})",
                              R"("misuse":[]},{"channel":769659255111221249,"present":true})"),
              ":3: field `state.channels[1]`: is a channel that is shown already");
}

}  // namespace
}  // namespace plumbline::conformance
