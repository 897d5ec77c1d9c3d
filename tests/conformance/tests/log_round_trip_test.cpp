// What the writer writes, the reader reads.
#include "tests/conformance/log/own_format_writer.hpp"
#include "tests/conformance/tests/log_files.hpp"

#include <gmock/gmock.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace plumbline::conformance {
namespace {

using rc::gen::arbitrary;
using support::Directory;
using support::read_log;
using support::recording;

constexpr std::uint64_t end_of_time = std::uint64_t{1} << 36U;

/// Any 64 bits, the extremes often.
std::uint64_t any_number() {
    return *rc::gen::oneOf(arbitrary<std::uint64_t>(),
                           rc::gen::elementOf(std::vector<std::uint64_t>{0, (std::uint64_t{1} << 53U) + 1,
                                                                         std::numeric_limits<std::uint64_t>::max()}));
}

std::int64_t any_signed() {
    return static_cast<std::int64_t>(any_number());
}

std::uint64_t any_time() {
    return *rc::gen::inRange<std::uint64_t>(0, end_of_time);
}

bool any_truth() {
    return *arbitrary<bool>();
}

Height<> any_height() {
    return Height<>(*arbitrary<std::uint32_t>());
}

Scid any_scid() {
    return Scid{any_number()};
}

Salt any_salt() {
    Salt salt{};
    for (auto& byte : salt) {
        byte = *arbitrary<std::uint8_t>();
    }
    return salt;
}

template <class Make>
auto maybe(Make make) -> std::optional<decltype(make())> {
    return any_truth() ? std::optional(make()) : std::nullopt;
}

Bucket any_bucket() {
    return static_cast<Bucket>(*rc::gen::inRange(0, 4));
}

ShownBucket any_shown_bucket() {
    return {maybe(any_number), maybe(any_number), maybe(any_number), maybe(any_number)};
}

ShownAverage any_average() {
    return {maybe(any_signed), maybe(any_signed), maybe(any_time), {}};
}

std::vector<SlotIndex> any_slots() {
    return *rc::gen::container<std::vector<SlotIndex>>(arbitrary<SlotIndex>());
}

ShownChannel any_shown_channel(Scid scid) {
    ShownChannel channel;
    channel.channel = scid;
    channel.present = any_truth();
    if (!channel.present) {
        return channel;
    }
    channel.closing = maybe(any_truth);
    channel.reputation = any_average();
    channel.revenue = any_average();
    channel.revenue.start = maybe(any_time);
    channel.pending_outgoing = maybe(any_number);
    channel.in_flight_risk = maybe(any_signed);
    channel.congestion_in_flight = maybe(any_truth);
    channel.general = any_shown_bucket();
    channel.congestion = any_shown_bucket();
    channel.protected_ = any_shown_bucket();
    channel.pair_allocation = maybe(any_number);
    channel.slot_liquidity_msat = maybe(any_number);
    channel.occupied = maybe([] {
        const auto slots = any_slots();
        const std::set<SlotIndex> ascending(slots.begin(), slots.end());
        return std::vector<SlotIndex>(ascending.begin(), ascending.end());
    });
    channel.misuse = maybe([] {
        std::map<Scid, std::uint64_t> marks;
        for (int left = *rc::gen::inRange(0, 4); left > 0; --left) {
            marks[any_scid()] = any_time();
        }
        return std::vector<std::pair<Scid, std::uint64_t>>(marks.begin(), marks.end());
    });
    return channel;
}

Shown any_shown() {
    Shown shown;
    std::set<Scid> channels;
    for (int left = *rc::gen::inRange(0, 3); left > 0; --left) {
        channels.insert(any_scid());
    }
    for (const Scid channel : channels) {
        shown.channels.push_back(any_shown_channel(channel));
    }
    shown.pair = maybe([] {
        std::map<SlotIndex, bool> slots;
        for (const SlotIndex slot : any_slots()) {
            slots[slot] = any_truth();
        }
        return ShownPair(slots.rbegin(), slots.rend());
    });
    shown.channel_count = maybe(any_number);
    return shown;
}

ChannelLimits<> any_limits() {
    ChannelLimits<> limits{};
    limits.max_accepted_htlcs = Slots<>(any_number());
    limits.max_htlc_value_in_flight = Msat<>(any_number());
    return limits;
}

AddHtlc any_offer(const LogHeader& header) {
    HtlcOffer<> offer{};
    offer.htlc = {any_scid(), HtlcId{any_number()}};
    offer.outgoing = any_scid();
    const std::uint64_t incoming = any_number();
    const std::uint64_t outgoing = any_number();
    offer.incoming_amount = Msat<>(incoming);
    offer.outgoing_amount = Msat<>(outgoing);
    offer.fee = Msat<>(header.fee_known ? any_number() : incoming - std::min(incoming, outgoing));
    offer.cltv_expiry = any_height();
    offer.height_added = any_height();
    offer.incoming_accountable = any_truth();
    offer.upgrade_accountability = header.upgrade_accountability_known && any_truth();
    return {offer};
}

std::string any_text() {
    return *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
}

void make_operation(LogEntry& entry, const LogHeader& header) {
    Answer& answer = entry.answer;
    answer.ok = any_truth();
    if (!answer.ok) {
        answer.error = maybe(any_text);
    }
    switch (*rc::gen::inRange(0, 5)) {
    case 0:
        entry.operation = AddChannel{any_scid(), any_limits(), maybe(any_salt)};
        break;
    case 1:
        entry.operation = UpdateChannel{any_scid(), any_limits()};
        break;
    case 2:
        entry.operation = RemoveChannel{any_scid()};
        break;
    case 3:
        entry.operation = any_offer(header);
        if (answer.ok) {
            answer.forwarded = any_truth();
            answer.outgoing_accountable = maybe(any_truth);
            answer.bucket = maybe(any_bucket);
            answer.htlc_risk_msat = maybe(any_signed);
        }
        break;
    default:
        entry.operation = ResolveHtlc{
            {any_scid(), HtlcId{any_number()}}, any_scid(), any_truth() ? Resolution::settled : Resolution::failed};
        answer.bucket = maybe(any_bucket);
    }
}

LogHeader any_header() {
    LogHeader header;
    header.format = "plumbline-log-1";
    header.implementation = any_text();
    header.parameters.resolution_period = Seconds<>(*rc::gen::inRange<std::uint64_t>(1, end_of_time));
    header.parameters.revenue_window = Seconds<>(*rc::gen::inRange<std::uint64_t>(1, end_of_time));
    header.parameters.congestion_misuse_window = Seconds<>(*rc::gen::inRange<std::uint64_t>(1, end_of_time));
    header.parameters.reputation_multiplier = *rc::gen::inRange<std::uint64_t>(1, 1001);
    header.parameters.general_percent = *rc::gen::inRange<std::uint64_t>(0, 101);
    header.parameters.congestion_percent = *rc::gen::inRange<std::uint64_t>(0, 101 - header.parameters.general_percent);
    header.profile = any_truth() ? draft_profile : later_profile;
    header.node_salt = maybe(any_salt);
    header.fee_known = any_truth();
    header.upgrade_accountability_known = any_truth();
    return header;
}

RC_GTEST_PROP(OwnFormatWriter, IsUndoneByTheReader, ()) {
    LogHeader header = any_header();
    std::vector<LogEntry> entries(*rc::gen::inRange<std::size_t>(0, 4));
    std::string text;
    for (LogEntry& entry : entries) {
        const auto index = static_cast<std::uint64_t>(&entry - entries.data());
        entry.line = index + 2;
        entry.number = 10 * index;
        entry.time = Seconds<>(any_time());
        make_operation(entry, header);
        entry.shown = any_shown();
        text += own_format_line(entry, header);
    }
    if (any_truth()) {
        header.operations = entries.size();
    }
    const Directory directory;
    const auto log = read_log(directory.write("log", own_format_line(header) + text));
    RC_ASSERT(log.header == header);
    RC_ASSERT(log.entries == entries);
}

TEST(OwnFormatWriter, CarriesTheRecordingsWithoutLoss) {
    const Directory directory;
    for (const char* name : {"00", "05", "12", "16"}) {
        auto recorded = read_log(recording(name));
        std::string text = own_format_line(recorded.header);
        for (const LogEntry& entry : recorded.entries) {
            text += own_format_line(entry, recorded.header);
        }
        const auto log = read_log(directory.write(name, text));
        recorded.header.format = "plumbline-log-1";
        EXPECT_EQ(log.header, recorded.header);
        EXPECT_TRUE(log.entries == recorded.entries) << name;
    }
}

TEST(OwnFormatWriter, HasNoNameForOtherProfiles) {
    LogHeader header;
    header.profile.slot_words = SlotWords::xored;
    EXPECT_THROW(own_format_line(header), std::invalid_argument);
}

}  // namespace
}  // namespace plumbline::conformance
