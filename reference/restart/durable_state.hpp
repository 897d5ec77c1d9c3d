// Everything that a crash leaves: the manager snapshot and the monitors. Chapter 3.1, Durable state.
//
// These are lists, as a disk gives them: that a list names something twice is for the reader to find (RB-11).
#pragma once

#include "reference/restart/monitor_update.hpp"

namespace plumbline::restart {

/// A channel in the snapshot (DS-3).
struct Channel {
    BOOST_HANA_DEFINE_STRUCT(Channel, (ChannelId, channel_id), (Counterparty, counterparty),
                             (Scid, outbound_scid_alias), (UpdateId, latest_monitor_update_id),
                             (bool, awaiting_initial_mon_persist), (std::vector<InboundHtlc>, pending_inbound_htlcs),
                             (std::vector<OutboundHtlc>, pending_outbound_htlcs),
                             (std::vector<HeldUpdate>, holding_cell),
                             (std::vector<MonitorUpdate>, blocked_monitor_updates));
    friend bool operator==(const Channel&, const Channel&) = default;
};

/// Updates of one channel, in the order of their IDs (DS-6).
struct InFlightUpdates {
    BOOST_HANA_DEFINE_STRUCT(InFlightUpdates, (ChannelId, channel_id), (std::vector<MonitorUpdate>, updates));
    friend bool operator==(const InFlightUpdates&, const InFlightUpdates&) = default;
};

/// DS-8
enum class PaymentState : std::uint8_t { Retryable, Fulfilled, Abandoned };

/// Whose payment it is: this node's own, or that of a trampoline forward.
enum class PaymentOrigin : std::uint8_t { own, trampoline };

/// A payment with the parts of it that live (DS-8).
struct Payment {
    BOOST_HANA_DEFINE_STRUCT(Payment, (PaymentId, payment_id), (PaymentOrigin, origin), (PaymentHash, payment_hash),
                             (PaymentState, state), (std::vector<PartId>, parts));
    friend bool operator==(const Payment&, const Payment&) = default;
};

/// Inbound HTLCs of a payment to this node (DS-9).
struct InboundPayment {
    BOOST_HANA_DEFINE_STRUCT(InboundPayment, (PaymentHash, payment_hash), (std::vector<InboundKey>, inbound));
    friend bool operator==(const InboundPayment&, const InboundPayment&) = default;
};

/// DS-2
struct Snapshot {
    BOOST_HANA_DEFINE_STRUCT(
        Snapshot, (std::vector<Channel>, channels), (std::vector<InFlightUpdates>, in_flight_monitor_updates),
        (std::vector<Payment>, pending_outbound_payments), (std::vector<InboundPayment>, claimable_payments),
        (std::vector<InboundPayment>, pending_claiming_payments),
        (std::vector<InboundKey>, decode_update_add_htlcs_legacy), (std::vector<InboundKey>, forward_htlcs_legacy),
        (std::vector<InboundKey>, pending_intercepted_htlcs_legacy), (RandomBytes, fake_scid_rand_bytes));
    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

/// What a monitor knows of an inbound HTLC (DS-10).
struct MonitoredInbound {
    BOOST_HANA_DEFINE_STRUCT(MonitoredInbound, (HtlcId, htlc_id), (PaymentHash, payment_hash),
                             (std::optional<Removal>, removal));
    friend bool operator==(const MonitoredInbound&, const MonitoredInbound&) = default;
};

/// What a monitor knows of an outbound HTLC (DS-10 to DS-13).
struct MonitoredOutbound {
    BOOST_HANA_DEFINE_STRUCT(MonitoredOutbound, (HtlcId, htlc_id), (PaymentHash, payment_hash), (HtlcSource, source),
                             (std::optional<Preimage>, preimage),
                             (bool, in_latest_commitment),  // of the counterparty; if not, the next secret removes it
                             (bool, onchain_failed));       // is in onchain_failed_outbound_htlcs
    friend bool operator==(const MonitoredOutbound&, const MonitoredOutbound&) = default;
};

/// DS-10
struct Monitor {
    BOOST_HANA_DEFINE_STRUCT(Monitor, (ChannelId, channel_id), (Counterparty, counterparty),
                             (UpdateId, latest_update_id), (bool, closed),
                             (std::vector<MonitoredInbound>, inbound_htlcs),
                             (std::vector<MonitoredOutbound>, outbound_htlcs),
                             (std::vector<PaymentPreimage>, preimages));
    friend bool operator==(const Monitor&, const Monitor&) = default;
};

/// DS-1
struct DurableState {
    BOOST_HANA_DEFINE_STRUCT(DurableState, (Snapshot, manager), (std::vector<Monitor>, monitors));
    friend bool operator==(const DurableState&, const DurableState&) = default;
};

}  // namespace plumbline::restart
