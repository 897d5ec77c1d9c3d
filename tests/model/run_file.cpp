#include "tests/model/run_file.hpp"

#include "tests/conformance/audit/deviation.hpp"
#include "tests/conformance/log/own_format_fields.hpp"
#include "tests/conformance/log/own_format_names.hpp"

#include <nlohmann/json.hpp>

namespace plumbline::model {
namespace {

using conformance::field_table;
using conformance::JsonObject;
using conformance::JsonValue;
using conformance::Named;
using conformance::optional_field;
using Json = nlohmann::ordered_json;

constexpr std::uint64_t version = 1;

constexpr auto header_fields =
    field_table("plumbline_run", "profile", optional_field("deviation"), "parameters", "operations");
constexpr auto add_channel_fields =
    field_table("operation", "channel", "max_accepted_htlcs", "max_htlc_value_in_flight_msat", "salt");
constexpr auto update_channel_fields =
    field_table("operation", "channel", "max_accepted_htlcs", "max_htlc_value_in_flight_msat");
constexpr auto remove_channel_fields = field_table("operation", "channel");
constexpr auto add_htlc_fields = field_table("operation", "incoming_channel", "htlc_id", "outgoing_channel",
                                             "incoming_amount_msat", "outgoing_amount_msat", "fee_msat", "cltv_expiry",
                                             "height_added", "incoming_accountable", "upgrade_accountability");
constexpr auto resolve_htlc_fields =
    field_table("operation", "incoming_channel", "htlc_id", "outgoing_channel", "settled");
constexpr auto advance_fields = field_table("operation", "seconds");
constexpr auto restart_fields = field_table("operation", "general_percent", "congestion_percent");

std::uint64_t bare(const auto& quantity) {
    return quantity.count().get();
}

struct Line {
    Json operator()(const AddChannel& add) const {
        Json json = limits("add_channel", add.channel, add.limits);
        json["salt"] = conformance::text_of(add.salt);
        return json;
    }

    Json operator()(const UpdateChannel& update) const {
        return limits("update_channel", update.channel, update.limits);
    }

    Json operator()(const RemoveChannel& remove) const {
        return {{"operation", "remove_channel"}, {"channel", conformance::text_of(remove.channel)}};
    }

    Json operator()(const AddHtlc& add) const {
        const HtlcOffer<>& offer = add.offer;
        return {{"operation", "add_htlc"},
                {"incoming_channel", conformance::text_of(offer.htlc.incoming)},
                {"htlc_id", static_cast<std::uint64_t>(offer.htlc.id)},
                {"outgoing_channel", conformance::text_of(offer.outgoing)},
                {"incoming_amount_msat", bare(offer.incoming_amount)},
                {"outgoing_amount_msat", bare(offer.outgoing_amount)},
                {"fee_msat", bare(offer.fee)},
                {"cltv_expiry", bare(offer.cltv_expiry)},
                {"height_added", bare(offer.height_added)},
                {"incoming_accountable", offer.incoming_accountable},
                {"upgrade_accountability", offer.upgrade_accountability}};
    }

    Json operator()(const ResolveHtlc& resolve) const {
        return {{"operation", "resolve_htlc"},
                {"incoming_channel", conformance::text_of(resolve.htlc.incoming)},
                {"htlc_id", static_cast<std::uint64_t>(resolve.htlc.id)},
                {"outgoing_channel", conformance::text_of(resolve.outgoing)},
                {"settled", resolve.resolution == Resolution::settled}};
    }

    Json operator()(const Restart& restart) const {
        return {{"operation", "restart"},
                {"general_percent", restart.general_percent},
                {"congestion_percent", restart.congestion_percent}};
    }

    Json operator()(const Advance& advance) const { return {{"operation", "advance"}, {"seconds", advance.seconds}}; }

private:
    static Json limits(const char* operation, Scid channel, const ChannelLimits<>& limits) {
        return {{"operation", operation},
                {"channel", conformance::text_of(channel)},
                {"max_accepted_htlcs", bare(limits.max_accepted_htlcs)},
                {"max_htlc_value_in_flight_msat", bare(limits.max_htlc_value_in_flight)}};
    }
};

ChannelLimits<> limits_from(JsonObject& line) {
    const std::uint64_t slots = line["max_accepted_htlcs"].natural();
    return {Slots<>(slots), Msat<>(line["max_htlc_value_in_flight_msat"].natural())};
}

Scid channel_from(JsonObject& line, std::string_view field) {
    return conformance::scid_from(line[field]);
}

HtlcRef htlc_from(JsonObject& line) {
    const Scid incoming = channel_from(line, "incoming_channel");
    return {incoming, HtlcId{line["htlc_id"].natural()}};
}

Operation add_channel_from(JsonObject& line) {
    const Scid channel = channel_from(line, "channel");
    const ChannelLimits<> limits = limits_from(line);
    return AddChannel{channel, limits, conformance::salt_from(line["salt"])};
}

Operation update_channel_from(JsonObject& line) {
    const Scid channel = channel_from(line, "channel");
    return UpdateChannel{channel, limits_from(line)};
}

Operation remove_channel_from(JsonObject& line) {
    return RemoveChannel{channel_from(line, "channel")};
}

Operation add_htlc_from(JsonObject& line) {
    HtlcOffer<> offer{};
    offer.htlc = htlc_from(line);
    offer.outgoing = channel_from(line, "outgoing_channel");
    offer.incoming_amount = Msat<>(line["incoming_amount_msat"].natural());
    offer.outgoing_amount = Msat<>(line["outgoing_amount_msat"].natural());
    offer.fee = Msat<>(line["fee_msat"].natural());
    offer.cltv_expiry = Height<>(line["cltv_expiry"].natural());
    offer.height_added = Height<>(line["height_added"].natural());
    offer.incoming_accountable = line["incoming_accountable"].boolean();
    offer.upgrade_accountability = line["upgrade_accountability"].boolean();
    return AddHtlc{offer};
}

Operation resolve_htlc_from(JsonObject& line) {
    const HtlcRef htlc = htlc_from(line);
    const Scid outgoing = channel_from(line, "outgoing_channel");
    return ResolveHtlc{htlc, outgoing, line["settled"].boolean() ? Resolution::settled : Resolution::failed};
}

Operation advance_from(JsonObject& line) {
    return Advance{line["seconds"].integer()};
}

Operation restart_from(JsonObject& line) {
    const std::uint64_t general = line["general_percent"].natural(100);
    return Restart{general, line["congestion_percent"].natural(100 - general)};
}

struct Kind {
    std::span<const conformance::FieldRule> fields;
    Operation (*read)(JsonObject&);
};

const std::array<Named<Kind>, 7> kinds{{
    {"add_channel", {add_channel_fields, add_channel_from}},
    {"update_channel", {update_channel_fields, update_channel_from}},
    {"remove_channel", {remove_channel_fields, remove_channel_from}},
    {"add_htlc", {add_htlc_fields, add_htlc_from}},
    {"resolve_htlc", {resolve_htlc_fields, resolve_htlc_from}},
    {"advance", {advance_fields, advance_from}},
    {"restart", {restart_fields, restart_from}},
}};

Operation operation_from(const JsonValue& line) {
    const auto operation = line.peek("operation");
    if (!operation) {
        line.refuse("is no operation: it has no field `operation`");
    }
    const Kind& kind = conformance::one_of(*operation, kinds);
    JsonObject fields(line, kind.fields, conformance::Extra::refused);
    return kind.read(fields);
}

Parameters<> parameters_from(const JsonValue& value) {
    JsonObject fields(value, conformance::own_format::parameter_fields, conformance::Extra::refused);
    Parameters<> parameters;
    parameters.resolution_period = Seconds<>(fields["resolution_period_seconds"].natural());
    parameters.revenue_window = Seconds<>(fields["revenue_window_seconds"].natural());
    parameters.congestion_misuse_window = Seconds<>(fields["congestion_misuse_window_seconds"].natural());
    parameters.reputation_multiplier = fields["reputation_multiplier"].natural();
    parameters.general_percent = fields["general_percent"].natural();
    parameters.congestion_percent = fields["congestion_percent"].natural();
    return conformance::checked_parameters(parameters, value);
}

/// The setting, and how many operations follow.
std::pair<Setting, std::uint64_t> header_from(const JsonValue& line) {
    JsonObject fields(line, header_fields, conformance::Extra::refused);
    if (fields["plumbline_run"].natural() != version) {
        fields["plumbline_run"].refuse("is another version than 1");
    }
    Setting setting;
    setting.later = conformance::one_of(fields["profile"], conformance::own_format::profile_names) == later_profile;
    if (const auto deviation = fields.find("deviation")) {
        setting.deviation = deviation->text();
        if (conformance::find_deviation(setting.deviation) == nullptr) {
            deviation->refuse("is no known deviation's name");
        }
    }
    setting.parameters = parameters_from(fields["parameters"]);
    return {setting, fields["operations"].natural()};
}

}  // namespace

std::string line_of(const Operation& operation) {
    return std::visit(Line{}, operation).dump();
}

std::string text_of(const Run& run) {
    const Parameters<>& parameters = run.setting.parameters;
    Json header{{"plumbline_run", version}, {"profile", run.setting.later ? "later" : "draft-3d7d840"}};
    if (!run.setting.deviation.empty()) {
        header["deviation"] = run.setting.deviation;
    }
    header["parameters"] = {{"resolution_period_seconds", bare(parameters.resolution_period)},
                            {"revenue_window_seconds", bare(parameters.revenue_window)},
                            {"congestion_misuse_window_seconds", bare(parameters.congestion_misuse_window)},
                            {"reputation_multiplier", parameters.reputation_multiplier},
                            {"general_percent", parameters.general_percent},
                            {"congestion_percent", parameters.congestion_percent}};
    header["operations"] = run.operations.size();
    std::string text = header.dump() + "\n";
    for (const Operation& operation : run.operations) {
        text += line_of(operation) + "\n";
    }
    return text;
}

Run read_run(const std::string& path) {
    conformance::JsonLines lines(path);
    if (!lines.next()) {
        conformance::refuse(lines.place(), "the file is empty");
    }
    Run run;
    std::uint64_t count = 0;
    std::tie(run.setting, count) = header_from(lines.root());
    while (lines.next()) {
        run.operations.push_back(operation_from(lines.root()));
    }
    if (run.operations.size() != count) {
        conformance::refuse(lines.place(), "the file ends after " + std::to_string(run.operations.size()) +
                                               " operations, and its header says " + std::to_string(count));
    }
    return run;
}

}  // namespace plumbline::model
