#include "tests/conformance/log/ldk_4409_state.hpp"

#include "tests/conformance/log/field_values.hpp"

namespace plumbline::conformance {
namespace {

constexpr auto absent_channel_fields = field_table("chan", "role", "present");
constexpr auto channel_fields =
    field_table("chan", "role", "present", "closed", "rep", "rep_raw", "rev", "rev_raw", "pending_out", "risk_out",
                "pending_congestion", "general", "congestion", "protected", "occupied", "misuse");
constexpr auto general_fields = field_table("slots_used", "slots", "msat", "per_pair", "slot_msat");
constexpr auto bucket_fields = field_table("slots_used", "slots", "msat_used", "msat");

ShownBucket bucket_from(const JsonValue& value) {
    JsonObject bucket(value, bucket_fields, Extra::refused);
    ShownBucket shown;
    shown.slots_used = bucket["slots_used"].natural();
    shown.slots = bucket["slots"].natural();
    shown.msat_used = bucket["msat_used"].natural();
    shown.msat = bucket["msat"].natural();
    return shown;
}

void read_general(const JsonValue& value, ShownChannel& shown) {
    JsonObject general(value, general_fields, Extra::refused);
    shown.general.slots_used = general["slots_used"].natural();
    shown.general.slots = general["slots"].natural();
    shown.general.msat = general["msat"].natural();
    shown.pair_allocation = general["per_pair"].natural();
    shown.slot_liquidity_msat = general["slot_msat"].natural();
}

void read_averages(JsonObject& channel, ShownChannel& shown) {
    shown.reputation.read = channel["rep"].integer();
    const JsonValue stored_reputation = channel["rep_raw"];
    const auto [reputation, reputation_time] = stored_reputation.exactly<2>();
    shown.reputation.value = reputation.integer();
    shown.reputation.last_update = time_from(reputation_time);
    shown.revenue.read = channel["rev"].integer();
    const JsonValue stored_revenue = channel["rev_raw"];
    const auto [revenue, revenue_time, start] = stored_revenue.exactly<3>();
    shown.revenue.value = revenue.integer();
    shown.revenue.last_update = time_from(revenue_time);
    shown.revenue.start = time_from(start);
}

ShownChannel channel_from(const JsonValue& value, const LdkRole& expected) {
    const auto present = value.peek("present");
    const bool is_present = !present || present->boolean();
    JsonObject channel(value, is_present ? std::span<const FieldRule>(channel_fields) : absent_channel_fields,
                       Extra::refused);
    ShownChannel shown;
    const JsonValue scid = channel["chan"];
    shown.channel = integer_scid_from(scid);
    if (shown.channel != expected.channel) {
        scid.refuse("is not the channel of the operation");
    }
    const JsonValue role = channel["role"];
    if (role.text() != expected.role) {
        role.refuse("is \"" + std::string(role.text()) + "\", and \"" + std::string(expected.role) + "\" is expected");
    }
    shown.present = channel["present"].boolean();
    if (!shown.present) {
        return shown;
    }
    shown.closing = channel["closed"].boolean();
    read_averages(channel, shown);
    shown.pending_outgoing = channel["pending_out"].natural();
    shown.in_flight_risk = channel["risk_out"].integer();
    shown.congestion_in_flight = channel["pending_congestion"].boolean();
    read_general(channel["general"], shown);
    shown.congestion = bucket_from(channel["congestion"]);
    shown.protected_ = bucket_from(channel["protected"]);
    shown.occupied = occupied_from(channel["occupied"]);
    shown.misuse = misuse_from(channel["misuse"], integer_scid_from);
    return shown;
}

}  // namespace

Shown ldk_4409_state(JsonObject& line, std::span<const LdkRole> concerned) {
    Shown shown;
    const JsonValue touched = line["touched"];
    std::size_t count = 0;
    touched.each([&](const JsonValue& item) {
        if (count == concerned.size()) {
            item.refuse("is one channel more than the operation concerns");
        }
        ShownChannel channel = channel_from(item, concerned[count]);
        // An HTLC back through its own channel: that is shown as `in` and as `out`, and kept once.
        if (count == 0 || concerned[0].channel != channel.channel) {
            shown.channels.push_back(std::move(channel));
        }
        ++count;
    });
    if (count != concerned.size()) {
        touched.refuse("has " + std::to_string(count) + " channels, and the operation concerns " +
                       std::to_string(concerned.size()));
    }
    if (line.has("pair_slots")) {
        const auto pair = line.find("pair_slots");
        shown.pair = pair ? std::optional(pair_from(*pair)) : std::nullopt;
    }
    shown.channel_count = line["channels"].natural();
    return shown;
}

}  // namespace plumbline::conformance
