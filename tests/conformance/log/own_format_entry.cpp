#include "tests/conformance/log/own_format_entry.hpp"

#include "tests/conformance/log/own_format_fields.hpp"
#include "tests/conformance/log/own_format_names.hpp"

namespace plumbline::conformance::own_format {
namespace {

/// The answer's fields that every operation has.
Answer answer_from(JsonObject& fields) {
    Answer answer;
    answer.ok = fields["ok"].boolean();
    if (const auto error = fields.find("error")) {
        answer.error = error->text();
        if (answer.ok) {
            error->refuse("is there although the answer is ok");
        }
    }
    return answer;
}

Answer channel_answer_from(const JsonValue& value) {
    JsonObject fields(value, channel_answer_fields, Extra::own_additions);
    return answer_from(fields);
}

void refuse_verdict(JsonObject& fields) {
    for (const std::string_view name : {"forwarded", "outgoing_accountable", "bucket", "htlc_risk_msat"}) {
        if (const auto value = fields.find(name)) {
            value->refuse("is there although the answer is an error");
        }
    }
}

Answer add_htlc_answer_from(const JsonValue& value) {
    JsonObject fields(value, add_htlc_answer_fields, Extra::own_additions);
    Answer answer = answer_from(fields);
    if (!answer.ok) {
        refuse_verdict(fields);
        return answer;
    }
    answer.forwarded = fields["forwarded"].boolean();
    if (const auto accountable = fields.find("outgoing_accountable")) {
        answer.outgoing_accountable = accountable->boolean();
    }
    if (const auto bucket = fields.find("bucket")) {
        answer.bucket = one_of(*bucket, answered_buckets);
    }
    if (const auto risk = fields.find("htlc_risk_msat")) {
        answer.htlc_risk_msat = risk->integer();
    }
    return answer;
}

Answer resolve_htlc_answer_from(const JsonValue& value) {
    JsonObject fields(value, resolve_htlc_answer_fields, Extra::own_additions);
    Answer answer = answer_from(fields);
    if (const auto bucket = fields.find("bucket")) {
        answer.bucket = one_of(*bucket, answered_buckets);
    }
    return answer;
}

ChannelLimits<> limits_from(JsonObject& line) {
    ChannelLimits<> limits{};
    limits.max_accepted_htlcs = Slots<>(line["max_accepted_htlcs"].natural());
    limits.max_htlc_value_in_flight = Msat<>(line["max_htlc_value_in_flight_msat"].natural());
    return limits;
}

void read_add_channel(JsonObject& line, const LogHeader& /*header*/, LogEntry& entry) {
    AddChannel operation;
    operation.channel = scid_from(line["channel"]);
    operation.limits = limits_from(line);
    if (const auto salt = line.find("salt")) {
        operation.salt = salt_from(*salt);
    }
    entry.operation = operation;
    entry.answer = channel_answer_from(line["answer"]);
}

void read_update_channel(JsonObject& line, const LogHeader& /*header*/, LogEntry& entry) {
    UpdateChannel operation;
    operation.channel = scid_from(line["channel"]);
    operation.limits = limits_from(line);
    entry.operation = operation;
    entry.answer = channel_answer_from(line["answer"]);
}

void read_remove_channel(JsonObject& line, const LogHeader& /*header*/, LogEntry& entry) {
    entry.operation = RemoveChannel{scid_from(line["channel"])};
    entry.answer = channel_answer_from(line["answer"]);
}

/// A field that is there exactly where the header says that the log has it.
std::optional<JsonValue> known_field(JsonObject& line, std::string_view name, bool known, std::string_view says) {
    if (known) {
        return line[name];
    }
    if (const auto surplus = line.find(name)) {
        surplus->refuse("is there although the header says `" + std::string(says) + "`: false");
    }
    return std::nullopt;
}

void read_add_htlc(JsonObject& line, const LogHeader& header, LogEntry& entry) {
    HtlcOffer<> offer{};
    offer.htlc.incoming = scid_from(line["incoming_channel"]);
    offer.htlc.id = HtlcId{line["htlc_id"].natural()};
    offer.outgoing = scid_from(line["outgoing_channel"]);
    const std::uint64_t incoming = line["incoming_amount_msat"].natural();
    const std::uint64_t outgoing = line["outgoing_amount_msat"].natural();
    offer.incoming_amount = Msat<>(incoming);
    offer.outgoing_amount = Msat<>(outgoing);
    const auto fee = known_field(line, "fee_msat", header.fee_known, "fee_known");
    offer.fee = Msat<>(fee ? fee->natural() : incoming - std::min(incoming, outgoing));
    offer.cltv_expiry = height_from(line["cltv_expiry"]);
    offer.height_added = height_from(line["height_added"]);
    offer.incoming_accountable = line["incoming_accountable"].boolean();
    const auto upgrade = known_field(line, "upgrade_accountability", header.upgrade_accountability_known,
                                     "upgrade_accountability_known");
    offer.upgrade_accountability = upgrade && upgrade->boolean();
    entry.operation = AddHtlc{offer};
    entry.answer = add_htlc_answer_from(line["answer"]);
}

void read_resolve_htlc(JsonObject& line, const LogHeader& /*header*/, LogEntry& entry) {
    ResolveHtlc operation;
    operation.htlc.incoming = scid_from(line["incoming_channel"]);
    operation.htlc.id = HtlcId{line["htlc_id"].natural()};
    operation.outgoing = scid_from(line["outgoing_channel"]);
    operation.resolution = line["settled"].boolean() ? Resolution::settled : Resolution::failed;
    entry.operation = operation;
    entry.answer = resolve_htlc_answer_from(line["answer"]);
}

/// One operation: its fields and what reads them.
struct Kind {
    std::span<const FieldRule> fields;
    void (*read)(JsonObject&, const LogHeader&, LogEntry&);
};

const std::array<Named<Kind>, 5> kinds{{
    {"add_channel", {add_channel_fields, read_add_channel}},
    {"update_channel", {update_channel_fields, read_update_channel}},
    {"remove_channel", {remove_channel_fields, read_remove_channel}},
    {"add_htlc", {add_htlc_fields, read_add_htlc}},
    {"resolve_htlc", {resolve_htlc_fields, read_resolve_htlc}},
}};

}  // namespace

LogEntry entry_from(const JsonValue& line, const LogHeader& header) {
    const auto operation = line.peek("operation");
    if (!operation) {
        if (const auto second = line.peek("plumbline_log")) {
            second->refuse("is a second header; one file holds one log");
        }
        line.refuse("is no operation: it has no field `operation`");
    }
    const Kind& kind = one_of(*operation, kinds);
    JsonObject fields(line, kind.fields, Extra::own_additions);
    LogEntry entry;
    entry.number = fields["number"].natural();
    entry.time = Seconds<>(time_from(fields["time"]));
    kind.read(fields, header, entry);
    if (const auto state = fields.find("state")) {
        entry.shown = state_from(*state);
    }
    return entry;
}

}  // namespace plumbline::conformance::own_format
