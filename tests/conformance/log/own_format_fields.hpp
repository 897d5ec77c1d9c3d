// The fields of plumbline-log-1: what the reader accepts, and what plumbline-log-1.schema.json must say (a test
// compares the two).
#pragma once

#include "tests/conformance/log/json_line.hpp"

namespace plumbline::conformance::own_format {

inline constexpr auto header_fields = field_table(
    "plumbline_log", "implementation", "profile", "parameters", optional_field("upgrade_accountability_known"),
    optional_field("fee_known"), optional_field("node_salt"), optional_field("operations"));

inline constexpr auto parameter_fields =
    field_table("resolution_period_seconds", "revenue_window_seconds", "congestion_misuse_window_seconds",
                "reputation_multiplier", "general_percent", "congestion_percent");

inline constexpr auto add_channel_fields =
    field_table("number", "time", "operation", "channel", "max_accepted_htlcs", "max_htlc_value_in_flight_msat",
                optional_field("salt"), "answer", optional_field("state"));

inline constexpr auto update_channel_fields =
    field_table("number", "time", "operation", "channel", "max_accepted_htlcs", "max_htlc_value_in_flight_msat",
                "answer", optional_field("state"));

inline constexpr auto remove_channel_fields =
    field_table("number", "time", "operation", "channel", "answer", optional_field("state"));

/// `fee_msat` and `upgrade_accountability` are there exactly where the header says that they are known.
inline constexpr auto add_htlc_fields = field_table(
    "number", "time", "operation", "incoming_channel", "htlc_id", "outgoing_channel", "incoming_amount_msat",
    "outgoing_amount_msat", optional_field("fee_msat"), "cltv_expiry", "height_added", "incoming_accountable",
    optional_field("upgrade_accountability"), "answer", optional_field("state"));

inline constexpr auto resolve_htlc_fields =
    field_table("number", "time", "operation", "incoming_channel", "htlc_id", "outgoing_channel", "settled", "answer",
                optional_field("state"));

inline constexpr auto channel_answer_fields = field_table("ok", optional_field("error"));

/// `forwarded` is there exactly where the answer is ok.
inline constexpr auto add_htlc_answer_fields =
    field_table("ok", optional_field("error"), optional_field("forwarded"), optional_field("outgoing_accountable"),
                optional_field("bucket"), optional_field("htlc_risk_msat"));

inline constexpr auto resolve_htlc_answer_fields = field_table("ok", optional_field("error"), optional_field("bucket"));

inline constexpr auto state_fields =
    field_table(optional_field("channels"), optional_field("pair"), optional_field("channel_count"));

/// Of a channel that is not present, only the first two are there.
inline constexpr auto channel_fields =
    field_table("channel", "present", optional_field("closing"), optional_field("reputation"),
                optional_field("revenue"), optional_field("pending_outgoing"), optional_field("in_flight_risk_msat"),
                optional_field("congestion_in_flight"), optional_field("general"), optional_field("congestion"),
                optional_field("protected"), optional_field("pair_allocation"), optional_field("slot_liquidity_msat"),
                optional_field("occupied"), optional_field("misuse"));

inline constexpr auto reputation_fields =
    field_table(optional_field("read_msat"), optional_field("value_msat"), optional_field("last_update"));

inline constexpr auto revenue_fields = field_table(optional_field("read_msat"), optional_field("value_msat"),
                                                   optional_field("last_update"), optional_field("start"));

inline constexpr auto bucket_fields = field_table(optional_field("slots"), optional_field("slots_used"),
                                                  optional_field("capacity_msat"), optional_field("used_msat"));

}  // namespace plumbline::conformance::own_format
