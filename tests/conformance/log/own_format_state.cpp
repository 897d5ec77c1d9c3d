#include "tests/conformance/log/field_values.hpp"
#include "tests/conformance/log/own_format_entry.hpp"
#include "tests/conformance/log/own_format_fields.hpp"

#include <algorithm>

namespace plumbline::conformance::own_format {
namespace {

std::optional<std::uint64_t> natural(JsonObject& object, std::string_view name) {
    const auto value = object.find(name);
    return value ? std::optional(value->natural()) : std::nullopt;
}

std::optional<std::int64_t> integer(JsonObject& object, std::string_view name) {
    const auto value = object.find(name);
    return value ? std::optional(value->integer()) : std::nullopt;
}

std::optional<bool> boolean(JsonObject& object, std::string_view name) {
    const auto value = object.find(name);
    return value ? std::optional(value->boolean()) : std::nullopt;
}

std::optional<std::uint64_t> time(JsonObject& object, std::string_view name) {
    const auto value = object.find(name);
    return value ? std::optional(time_from(*value)) : std::nullopt;
}

ShownAverage reputation(JsonObject& channel) {
    ShownAverage shown;
    if (const auto value = channel.find("reputation")) {
        JsonObject average(*value, reputation_fields, Extra::own_additions);
        shown.read = integer(average, "read_msat");
        shown.value = integer(average, "value_msat");
        shown.last_update = time(average, "last_update");
    }
    return shown;
}

ShownAverage revenue(JsonObject& channel) {
    ShownAverage shown;
    if (const auto value = channel.find("revenue")) {
        JsonObject average(*value, revenue_fields, Extra::own_additions);
        shown.read = integer(average, "read_msat");
        shown.value = integer(average, "value_msat");
        shown.last_update = time(average, "last_update");
        shown.start = time(average, "start");
    }
    return shown;
}

ShownBucket bucket(JsonObject& channel, std::string_view name) {
    ShownBucket shown;
    if (const auto value = channel.find(name)) {
        JsonObject fields(*value, bucket_fields, Extra::own_additions);
        shown.slots = natural(fields, "slots");
        shown.slots_used = natural(fields, "slots_used");
        shown.msat = natural(fields, "capacity_msat");
        shown.msat_used = natural(fields, "used_msat");
    }
    return shown;
}

void read_channel(const JsonValue& value, ShownChannel& shown) {
    JsonObject channel(value, channel_fields, Extra::own_additions);
    shown.channel = scid_from(channel["channel"]);
    shown.present = channel["present"].boolean();
    if (!shown.present) {
        constexpr std::size_t shown_always = 2;
        for (const FieldRule& field : std::span(channel_fields).subspan(shown_always)) {
            if (const auto surplus = channel.find(field.name)) {
                surplus->refuse("is there although the channel is not present");
            }
        }
        return;
    }
    shown.closing = boolean(channel, "closing");
    shown.reputation = reputation(channel);
    shown.revenue = revenue(channel);
    shown.pending_outgoing = natural(channel, "pending_outgoing");
    shown.in_flight_risk = integer(channel, "in_flight_risk_msat");
    shown.congestion_in_flight = boolean(channel, "congestion_in_flight");
    shown.general = bucket(channel, "general");
    shown.congestion = bucket(channel, "congestion");
    shown.protected_ = bucket(channel, "protected");
    shown.pair_allocation = natural(channel, "pair_allocation");
    shown.slot_liquidity_msat = natural(channel, "slot_liquidity_msat");
    if (const auto occupied = channel.find("occupied")) {
        shown.occupied = occupied_from(*occupied);
    }
    if (const auto misuse = channel.find("misuse")) {
        shown.misuse = misuse_from(*misuse, scid_from);
    }
}

}  // namespace

Shown state_from(const JsonValue& value) {
    JsonObject state(value, state_fields, Extra::own_additions);
    Shown shown;
    if (const auto channels = state.find("channels")) {
        shown.channels.reserve(channels->size());
        channels->each([&](const JsonValue& item) {
            ShownChannel& channel = shown.channels.emplace_back();
            read_channel(item, channel);
            const auto same = [&](const ShownChannel& other) { return other.channel == channel.channel; };
            if (std::any_of(shown.channels.begin(), shown.channels.end() - 1, same)) {
                item.refuse("is a channel that is shown already");
            }
        });
    }
    if (const auto pair = state.find("pair")) {
        shown.pair = pair_from(*pair);
    }
    shown.channel_count = natural(state, "channel_count");
    return shown;
}

}  // namespace plumbline::conformance::own_format
