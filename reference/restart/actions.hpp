// What is to be done after a restart, in order. Chapter 3.5, Reconstruction (RC-20).
#pragma once

#include "reference/restart/durable_state.hpp"

namespace plumbline::restart {

/// Close a channel that is behind its monitor: `update` is its ChannelForceClosed (RB-6).
struct CloseChannel {
    static constexpr std::string_view kKind = "close_channel";
    BOOST_HANA_DEFINE_STRUCT(CloseChannel, (ChannelId, channel_id), (MonitorUpdate, update));
    friend bool operator==(const CloseChannel&, const CloseChannel&) = default;
};

/// Hand out an update again that was in flight (RB-8).
struct HandOutUpdate {
    static constexpr std::string_view kKind = "hand_out_update";
    BOOST_HANA_DEFINE_STRUCT(HandOutUpdate, (ChannelId, channel_id), (MonitorUpdate, update));
    friend bool operator==(const HandOutUpdate&, const HandOutUpdate&) = default;
};

/// Hold the CommitmentSecret that removes a claimed outbound HTLC until these monitors have the preimage (RC-21).
struct HoldRevocation {
    static constexpr std::string_view kKind = "hold_revocation";
    BOOST_HANA_DEFINE_STRUCT(HoldRevocation, (ChannelId, channel_id), (HtlcId, htlc_id),
                             (std::vector<InboundKey>, waits_for));
    friend bool operator==(const HoldRevocation&, const HoldRevocation&) = default;
};

/// Claim an inbound HTLC. On a closed channel that is `update`, unless another claim of the payment has brought it
/// already (RC-22); on an open one the channel makes its own.
struct ClaimInbound {
    static constexpr std::string_view kKind = "claim";
    BOOST_HANA_DEFINE_STRUCT(ClaimInbound, (InboundKey, inbound), (Preimage, preimage), (bool, channel_closed),
                             (std::optional<MonitorUpdate>, update));
    friend bool operator==(const ClaimInbound&, const ClaimInbound&) = default;
};

struct ReportFulfilled {
    static constexpr std::string_view kKind = "report_fulfilled";
    BOOST_HANA_DEFINE_STRUCT(ReportFulfilled, (PaymentId, payment_id), (Preimage, preimage));
    friend bool operator==(const ReportFulfilled&, const ReportFulfilled&) = default;
};

/// An update of a channel that is in flight.
struct UpdateRef {
    BOOST_HANA_DEFINE_STRUCT(UpdateRef, (ChannelId, channel_id), (UpdateId, update_id));
    friend auto operator<=>(const UpdateRef&, const UpdateRef&) = default;
};

/// Fail an inbound HTLC back; not before these updates are durable, by which the outbound HTLCs are removed (RC-28).
struct FailInbound {
    static constexpr std::string_view kKind = "fail";
    BOOST_HANA_DEFINE_STRUCT(FailInbound, (InboundKey, inbound), (std::vector<UpdateRef>, when_durable));
    friend bool operator==(const FailInbound&, const FailInbound&) = default;
};

/// Report an own payment failed, when a snapshot says so, too (MU-15).
struct ReportFailed {
    static constexpr std::string_view kKind = "report_failed";
    BOOST_HANA_DEFINE_STRUCT(ReportFailed, (PaymentId, payment_id));
    friend bool operator==(const ReportFailed&, const ReportFailed&) = default;
};

struct DecodeInbound {
    static constexpr std::string_view kKind = "decode";
    BOOST_HANA_DEFINE_STRUCT(DecodeInbound, (InboundKey, inbound));
    friend bool operator==(const DecodeInbound&, const DecodeInbound&) = default;
};

/// In the order in which the kinds are carried out.
using Action = std::variant<CloseChannel, HandOutUpdate, HoldRevocation, ClaimInbound, ReportFulfilled, FailInbound,
                            ReportFailed, DecodeInbound>;

}  // namespace plumbline::restart
