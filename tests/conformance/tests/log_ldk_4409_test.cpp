// The importer of LDK's recordings: every value in its place, and nothing that is not as in the recordings.
#include "tests/conformance/log/line_source.hpp"
#include "tests/conformance/tests/log_files.hpp"

#include <gmock/gmock.h>

namespace plumbline::conformance {
namespace {

using support::complaint;
using support::Directory;
using support::read_log;
using support::recording;
using support::replaced;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;

/// A recording's line, from 1.
std::string line_of(std::string_view name, std::size_t number) {
    LineSource source(recording(name));
    for (std::size_t line = 0; line < number; ++line) {
        source.next();
    }
    return std::string(source.line()) + "\n";
}

/// Recording 00 cut to its header and its first seven operations, numbered 0 to 6: three channels, three HTLCs that
/// are refused or forwarded, and what follows.
std::string beginning() {
    std::string text = replaced(line_of("00", 1), R"("ops":2000)", R"("ops":7)");
    for (std::size_t line = 2; line <= 8; ++line) {
        text += line_of("00", line);
    }
    return text;
}

Answer answer(bool ok, std::optional<bool> forwarded = {}, std::optional<Bucket> bucket = {}) {
    return {ok, {}, forwarded, {}, bucket, {}};
}

std::string complaint_about(std::string_view old, std::string_view with) {
    const Directory directory;
    return complaint(directory.write("log", replaced(beginning(), old, with)));
}

TEST(Ldk4409, ReadsEachRecordingToItsEnd) {
    for (const char* name : {"00", "05", "12", "16"}) {
        const auto log = read_log(recording(name));
        ASSERT_EQ(log.entries.size(), 2000U) << name;
        EXPECT_EQ(log.entries.front().line, 2U);
        EXPECT_EQ(log.entries.back().line, 2001U);
        EXPECT_EQ(log.entries.back().number, 1999U);
        EXPECT_EQ(log.header.format, "ldk-4409");
        EXPECT_EQ(
            log.header.implementation,
            "rust-lightning refs/pull/4409/head b96fcc2f88ba228aa8575be42f45295cc106a191 (release, overflow wraps)");
        EXPECT_EQ(log.header.profile, draft_profile);
        EXPECT_EQ(log.header.operations, 2000U);
        EXPECT_FALSE(log.header.fee_known);
        EXPECT_FALSE(log.header.upgrade_accountability_known);
        EXPECT_EQ(log.header.node_salt.has_value(), true);
    }
}

TEST(Ldk4409, ReadsTheConfiguration) {
    const LogHeader standard = open_log(recording("00"))->header();
    EXPECT_EQ(standard.parameters, Parameters<>{});
    EXPECT_EQ(standard.node_salt->front(), 0xab);
    EXPECT_EQ(standard.node_salt->back(), 0x4b);

    const LogHeader without_congestion = open_log(recording("12"))->header();
    EXPECT_EQ(without_congestion.parameters.general_percent, 50U);
    EXPECT_EQ(without_congestion.parameters.congestion_percent, 0U);
}

TEST(Ldk4409, KeepsEveryDigitOfAChannel) {
    const LogEntry entry = open_log(recording("00"))->next().value();
    const auto& operation = std::get<AddChannel>(entry.operation);
    EXPECT_EQ(operation.channel, Scid{692441637011718146U});
    EXPECT_NE(static_cast<std::uint64_t>(static_cast<double>(692441637011718146U)), 692441637011718146U);
    EXPECT_EQ(operation.limits.max_accepted_htlcs, Slots<>(483));
    EXPECT_EQ(operation.limits.max_htlc_value_in_flight, Msat<>(16'777'215'000));
    EXPECT_FALSE(operation.salt);
}

TEST(Ldk4409, ReadsAForwardedHtlc) {
    const LogEntry entry = read_log(recording("00")).entries.at(5);
    EXPECT_EQ(entry.time, Seconds<>(1'700'000'008));
    const HtlcOffer<>& offer = std::get<AddHtlc>(entry.operation).offer;
    EXPECT_EQ(offer.htlc, (HtlcRef{Scid{692441637011718146U}, HtlcId{2}}));
    EXPECT_EQ(offer.outgoing, Scid{874950671470690307U});
    EXPECT_EQ(offer.incoming_amount, Msat<>(34'592'194));
    EXPECT_EQ(offer.outgoing_amount, Msat<>(33'592'194));
    EXPECT_EQ(offer.fee, Msat<>(1'000'000));
    EXPECT_EQ(offer.cltv_expiry, Height<>(800'043));
    EXPECT_EQ(offer.height_added, Height<>(800'000));
    EXPECT_FALSE(offer.incoming_accountable);
    EXPECT_FALSE(offer.upgrade_accountability);

    EXPECT_EQ(entry.answer, (Answer{true, {}, true, false, Bucket::general, 285'666'667}));

    ASSERT_EQ(entry.shown.channels.size(), 2U);
    const ShownChannel& incoming = entry.shown.channels[0];
    EXPECT_EQ(incoming.channel, offer.htlc.incoming);
    EXPECT_EQ(incoming.general, (ShownBucket{193, 1, 6'710'886'000, {}}));
    EXPECT_EQ(incoming.congestion, (ShownBucket{97, 0, 3'355'443'000, 0}));
    EXPECT_EQ(incoming.protected_, (ShownBucket{193, 0, 6'710'886'000, 0}));
    EXPECT_EQ(incoming.pair_allocation, 10U);
    EXPECT_EQ(incoming.slot_liquidity_msat, 347'714'300U);
    EXPECT_THAT(incoming.occupied.value(), ElementsAre(139));
    EXPECT_THAT(incoming.misuse.value(), IsEmpty());
    const ShownChannel& outgoing = entry.shown.channels[1];
    EXPECT_EQ(outgoing.channel, offer.outgoing);
    EXPECT_EQ(outgoing.pending_outgoing, 1U);
    EXPECT_EQ(outgoing.reputation, (ShownAverage{0, 0, 1'700'000'008, {}}));
    EXPECT_EQ(outgoing.revenue, (ShownAverage{0, 0, 1'700'000'001, 1'700'000'001}));
    EXPECT_EQ(entry.shown.pair.value().size(), 10U);
    EXPECT_EQ(entry.shown.channel_count, 3U);
}

TEST(Ldk4409, ReadsAnswersOfEveryKind) {
    const auto default_log = read_log(recording("05")).entries;
    // More goes out than came in: an error, and a fee of 0 stands for the difference.
    const LogEntry& refused = default_log.at(234);
    EXPECT_EQ(refused.answer, answer(false));
    EXPECT_EQ(std::get<AddHtlc>(refused.operation).offer.fee, Msat<>(0));
    // A failed HTLC is no error.
    EXPECT_EQ(read_log(recording("12")).entries.at(3).answer, answer(true, false));

    const LogEntry& resolved = default_log.at(515);
    EXPECT_EQ(std::get<ResolveHtlc>(resolved.operation).resolution, Resolution::failed);
    EXPECT_EQ(resolved.answer, answer(true, {}, Bucket::protected_));
    EXPECT_EQ(resolved.shown.channels.at(0).reputation.value, -142'073'948);
    EXPECT_EQ(resolved.shown.channels.at(0).in_flight_risk, 25);
    EXPECT_THAT(resolved.shown.channels.at(0).misuse.value(),
                ElementsAre(Pair(Scid{646876775581220871U}, 1'705'005'794U)));

    const LogEntry& removed = default_log.at(673);
    EXPECT_EQ(std::get<RemoveChannel>(removed.operation).channel, Scid{812656740924653569U});
    ShownChannel gone;
    gone.channel = Scid{812656740924653569U};
    gone.present = false;
    EXPECT_THAT(removed.shown.channels, ElementsAre(gone));
    EXPECT_FALSE(removed.shown.pair);

    // An error after the resources were freed: the bucket is shown all the same.
    EXPECT_EQ(read_log(recording("16")).entries.at(191).answer, answer(false, {}, Bucket::general));
}

TEST(Ldk4409, ChannelsAreShownOnceEvenWhereAnHtlcGoesBack) {
    const Directory directory;
    std::string text = replaced(line_of("00", 1), R"("ops":2000)", R"("ops":1)");
    text += R"({"i":0,"op":"add_htlc","t":1,"in":7,"in_amt_msat":1,"in_cltv":2,"out":7,"out_amt_msat":1,)"
            R"("in_accountable":false,"htlc_id":0,"height":1,"result":"err","outcome":null,"out_accountable":null,)"
            R"("bucket":null,"htlc_risk":null,"touched":[{"chan":7,"role":"in","present":false},)"
            R"({"chan":7,"role":"out","present":false}],"pair_slots":null,"channels":0})";
    EXPECT_EQ(read_log(directory.write("log", text)).entries.at(0).shown.channels.size(), 1U);
}

TEST(Ldk4409, TheBeginningIsReadable) {
    const Directory directory;
    EXPECT_EQ(complaint(directory.write("log", beginning())), "");
}

TEST(Ldk4409, AnotherShapeIsRefused) {
    EXPECT_EQ(complaint_about(R"("build":)", R"("built":)"), ":1: field `built`: is not known in this format");
    EXPECT_EQ(complaint_about(R"("revenue_tracked_windows":6)", R"("tracked_windows":6)"),
              ":1: field `limits.tracked_windows`: is not known in this format");
    EXPECT_EQ(complaint_about(R"(,"reputation_multiplier":12)", ""),
              ":1: field `config.reputation_multiplier`: is missing");
    EXPECT_THAT(complaint_about(R"("node_salt":"ab)", R"("node_salt":"xb)"), StartsWith(":1: field `node_salt`: "));
    EXPECT_EQ(complaint_about(R"("max_accepted_htlcs":50)", R"("max_accepted_htlcs":50,"x_a":0)"),
              ":3: field `x_a`: is not known in this format");
    EXPECT_THAT(complaint_about(R"("chan":874950671470690307,"max)", R"("chan":8.749506714706903e17,"max)"),
                AllOf(StartsWith(":3: field `chan`: "), HasSubstr("floating-point")));
    EXPECT_THAT(complaint_about(R"("in_amt_msat":9707)", R"("in_amt_msat":-9707)"),
                StartsWith(":5: field `in_amt_msat`: is -9707"));
    EXPECT_THAT(complaint_about(R"("t":1700000005)", R"("t":1700000005000)"),
                AllOf(StartsWith(":5: field `t`: "), HasSubstr("milliseconds")));
    EXPECT_EQ(complaint_about(R"("t":1700000005)", R"("t":1600000005)"),
              ":5: field `t`: is earlier than in the line before, and the header says that timestamps do not go back");
    EXPECT_THAT(complaint_about(R"({"i":3,)", R"({"i":4,)"),
                AllOf(StartsWith(":5: field `i`: is 4"), HasSubstr("3 is expected")));
    EXPECT_THAT(complaint_about(R"("ops":7)", R"("ops":8)"), HasSubstr("the recording ends after 7 operations"));
    EXPECT_THAT(complaint_about(R"({"i":3,"op":"add_htlc")", R"({"i":3,"op":"add")"), StartsWith(":5: field `op`: "));
    EXPECT_EQ(complaint_about(R"({"i":3,"op":"add_htlc",)", R"({"i":3,)"), ":5: the line has no field `op`");
}

TEST(Ldk4409, AnAnswerThatContradictsItselfIsRefused) {
    EXPECT_EQ(complaint_about(R"("outcome":"forward","out_accountable":false,"bucket":"general","htlc_risk":285666667)",
                              R"("outcome":"fail","out_accountable":false,"bucket":"general","htlc_risk":285666667)"),
              ":7: field `out_accountable`: is there although the HTLC was not forwarded");
    EXPECT_THAT(
        complaint_about(R"("bucket":"general","htlc_risk":285666667)", R"("bucket":null,"htlc_risk":285666667)"),
        StartsWith(":7: field `bucket`: is null, and a string is expected"));
    EXPECT_THAT(complaint_about(R"("htlc_risk":285666667)", R"("htlc_risk":285666667.0)"),
                StartsWith(":7: field `htlc_risk`: is written as a floating-point number"));
}

TEST(Ldk4409, AnotherChannelThanTheOperationsIsRefused) {
    EXPECT_EQ(complaint_about(R"("touched":[{"chan":874950671470690307,)", R"("touched":[{"chan":874950671470690308,)"),
              ":3: field `touched[0].chan`: is not the channel of the operation");
    EXPECT_EQ(complaint_about(R"("max_accepted_htlcs":50,"result":"ok","touched":[)",
                              R"("max_accepted_htlcs":50,"result":"ok","touched":[{"chan":874950671470690307,)"
                              R"("role":"self","present":false},)"),
              ":3: field `touched[1]`: is one channel more than the operation concerns");
}

}  // namespace
}  // namespace plumbline::conformance
