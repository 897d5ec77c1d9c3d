#include "tests/conformance/log/own_format_writer.hpp"

#include "tests/conformance/log/own_format_names.hpp"

#include <nlohmann/json.hpp>

namespace plumbline::conformance {
namespace {

using Json = nlohmann::ordered_json;

std::string_view profile_name(const Rules& profile) {
    for (const auto& [name, rules] : own_format::profile_names) {
        if (rules == profile) {
            return name;
        }
    }
    throw std::invalid_argument("a log's profile is the draft's or the later text's");
}

std::string line_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

template <class Value>
void put(Json& json, const char* name, const std::optional<Value>& value) {
    if (value) {
        json[name] = *value;
    }
}

/// Only what is shown at all.
void put(Json& json, const char* name, const Json& object) {
    if (!object.empty()) {
        json[name] = object;
    }
}

std::uint64_t count(const auto& quantity) {
    return quantity.count().get();
}

Json bucket_json(const ShownBucket& bucket) {
    Json json;
    put(json, "slots", bucket.slots);
    put(json, "slots_used", bucket.slots_used);
    put(json, "capacity_msat", bucket.msat);
    put(json, "used_msat", bucket.msat_used);
    return json;
}

Json average_json(const ShownAverage& average) {
    Json json;
    put(json, "read_msat", average.read);
    put(json, "value_msat", average.value);
    put(json, "last_update", average.last_update);
    put(json, "start", average.start);
    return json;
}

Json misuse_json(const std::vector<std::pair<Scid, std::uint64_t>>& marks) {
    Json json = Json::array();
    for (const auto& [channel, time] : marks) {
        json.push_back({text_of(channel), time});
    }
    return json;
}

Json channel_json(const ShownChannel& channel) {
    Json json{{"channel", text_of(channel.channel)}, {"present", channel.present}};
    put(json, "closing", channel.closing);
    put(json, "reputation", average_json(channel.reputation));
    put(json, "revenue", average_json(channel.revenue));
    put(json, "pending_outgoing", channel.pending_outgoing);
    put(json, "in_flight_risk_msat", channel.in_flight_risk);
    put(json, "congestion_in_flight", channel.congestion_in_flight);
    put(json, "general", bucket_json(channel.general));
    put(json, "congestion", bucket_json(channel.congestion));
    put(json, "protected", bucket_json(channel.protected_));
    put(json, "pair_allocation", channel.pair_allocation);
    put(json, "slot_liquidity_msat", channel.slot_liquidity_msat);
    put(json, "occupied", channel.occupied);
    if (channel.misuse) {
        json["misuse"] = misuse_json(*channel.misuse);
    }
    return json;
}

Json state_json(const Shown& shown) {
    Json json;
    for (const ShownChannel& channel : shown.channels) {
        json["channels"].push_back(channel_json(channel));
    }
    if (shown.pair) {
        Json& pair = json["pair"] = Json::array();
        for (const auto& [slot, used] : *shown.pair) {
            pair.push_back({slot, used});
        }
    }
    put(json, "channel_count", shown.channel_count);
    return json;
}

Json answer_json(const Answer& answer) {
    Json json{{"ok", answer.ok}};
    put(json, "error", answer.error);
    put(json, "forwarded", answer.forwarded);
    put(json, "outgoing_accountable", answer.outgoing_accountable);
    if (answer.bucket) {
        json["bucket"] = name(*answer.bucket);
    }
    put(json, "htlc_risk_msat", answer.htlc_risk_msat);
    return json;
}

/// Adds an operation's name and inputs to its line.
class Inputs {
public:
    Inputs(Json& line, const LogHeader& header) : line_(line), header_(header) {}

    void operator()(const AddChannel& operation) const {
        line_["operation"] = "add_channel";
        line_["channel"] = text_of(operation.channel);
        limits(operation.limits);
        if (operation.salt) {
            line_["salt"] = text_of(*operation.salt);
        }
    }

    void operator()(const UpdateChannel& operation) const {
        line_["operation"] = "update_channel";
        line_["channel"] = text_of(operation.channel);
        limits(operation.limits);
    }

    void operator()(const RemoveChannel& operation) const {
        line_["operation"] = "remove_channel";
        line_["channel"] = text_of(operation.channel);
    }

    void operator()(const AddHtlc& operation) const {
        const HtlcOffer<>& offer = operation.offer;
        line_["operation"] = "add_htlc";
        htlc(offer.htlc, offer.outgoing);
        line_["incoming_amount_msat"] = count(offer.incoming_amount);
        line_["outgoing_amount_msat"] = count(offer.outgoing_amount);
        if (header_.fee_known) {
            line_["fee_msat"] = count(offer.fee);
        }
        line_["cltv_expiry"] = count(offer.cltv_expiry);
        line_["height_added"] = count(offer.height_added);
        line_["incoming_accountable"] = offer.incoming_accountable;
        if (header_.upgrade_accountability_known) {
            line_["upgrade_accountability"] = offer.upgrade_accountability;
        }
    }

    void operator()(const ResolveHtlc& operation) const {
        line_["operation"] = "resolve_htlc";
        htlc(operation.htlc, operation.outgoing);
        line_["settled"] = operation.resolution == Resolution::settled;
    }

private:
    void limits(const ChannelLimits<>& limits) const {
        line_["max_accepted_htlcs"] = count(limits.max_accepted_htlcs);
        line_["max_htlc_value_in_flight_msat"] = count(limits.max_htlc_value_in_flight);
    }

    void htlc(const HtlcRef& htlc, Scid outgoing) const {
        line_["incoming_channel"] = text_of(htlc.incoming);
        line_["htlc_id"] = static_cast<std::uint64_t>(htlc.id);
        line_["outgoing_channel"] = text_of(outgoing);
    }

    Json& line_;
    const LogHeader& header_;
};

}  // namespace

std::string own_format_line(const LogHeader& header) {
    const Parameters<>& parameters = header.parameters;
    Json line{{"plumbline_log", 1},
              {"implementation", header.implementation},
              {"profile", profile_name(header.profile)},
              {"parameters",
               {{"resolution_period_seconds", count(parameters.resolution_period)},
                {"revenue_window_seconds", count(parameters.revenue_window)},
                {"congestion_misuse_window_seconds", count(parameters.congestion_misuse_window)},
                {"reputation_multiplier", parameters.reputation_multiplier},
                {"general_percent", parameters.general_percent},
                {"congestion_percent", parameters.congestion_percent}}},
              {"upgrade_accountability_known", header.upgrade_accountability_known},
              {"fee_known", header.fee_known}};
    if (header.node_salt) {
        line["node_salt"] = text_of(*header.node_salt);
    }
    put(line, "operations", header.operations);
    return line_of(line);
}

std::string own_format_line(const LogEntry& entry, const LogHeader& header) {
    Json line{{"number", entry.number}, {"time", count(entry.time)}};
    std::visit(Inputs(line, header), entry.operation);
    line["answer"] = answer_json(entry.answer);
    put(line, "state", state_json(entry.shown));
    return line_of(line);
}

}  // namespace plumbline::conformance
