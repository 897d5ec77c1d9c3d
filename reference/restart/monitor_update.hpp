// Monitor updates. Chapter 3.3, Monitor updates.
#pragma once

#include "reference/restart/htlc.hpp"

namespace plumbline::restart {

/// An outbound HTLC that the peer claimed in a signed commitment.
struct ClaimedOutbound {
    BOOST_HANA_DEFINE_STRUCT(ClaimedOutbound, (HtlcId, htlc_id), (Preimage, preimage));
    friend bool operator==(const ClaimedOutbound&, const ClaimedOutbound&) = default;
};

/// An outbound HTLC in a commitment of the counterparty.
struct CommittedOutbound {
    BOOST_HANA_DEFINE_STRUCT(CommittedOutbound, (HtlcId, htlc_id), (PaymentHash, payment_hash), (HtlcSource, source));
    friend bool operator==(const CommittedOutbound&, const CommittedOutbound&) = default;
};

/// MU-1: the peer signed this node's commitment.
struct LatestHolderCommitmentTXInfo {
    static constexpr std::string_view kKind = "LatestHolderCommitmentTXInfo";
    BOOST_HANA_DEFINE_STRUCT(LatestHolderCommitmentTXInfo, (std::vector<ClaimedOutbound>, claimed));
    friend bool operator==(const LatestHolderCommitmentTXInfo&, const LatestHolderCommitmentTXInfo&) = default;
};

/// MU-1: this node signed the counterparty's commitment, which holds these outbound HTLCs.
struct LatestCounterpartyCommitmentTXInfo {
    static constexpr std::string_view kKind = "LatestCounterpartyCommitmentTXInfo";
    BOOST_HANA_DEFINE_STRUCT(LatestCounterpartyCommitmentTXInfo, (std::vector<CommittedOutbound>, outbound_htlcs));
    friend bool operator==(const LatestCounterpartyCommitmentTXInfo&,
                           const LatestCounterpartyCommitmentTXInfo&) = default;
};

/// MU-1: the preimage of inbound HTLCs, with all of the payment's.
struct PaymentPreimage {
    static constexpr std::string_view kKind = "PaymentPreimage";
    BOOST_HANA_DEFINE_STRUCT(PaymentPreimage, (PaymentHash, payment_hash), (Preimage, preimage),
                             (std::vector<InboundKey>, inbound));
    friend bool operator==(const PaymentPreimage&, const PaymentPreimage&) = default;
};

/// MU-1: the peer revoked its commitment before the latest.
struct CommitmentSecret {
    static constexpr std::string_view kKind = "CommitmentSecret";
    BOOST_HANA_DEFINE_STRUCT(CommitmentSecret);
    friend bool operator==(const CommitmentSecret&, const CommitmentSecret&) = default;
};

struct ChannelForceClosed {
    static constexpr std::string_view kKind = "ChannelForceClosed";
    BOOST_HANA_DEFINE_STRUCT(ChannelForceClosed);
    friend bool operator==(const ChannelForceClosed&, const ChannelForceClosed&) = default;
};

using UpdateContent = std::variant<LatestHolderCommitmentTXInfo, LatestCounterpartyCommitmentTXInfo, PaymentPreimage,
                                   CommitmentSecret, ChannelForceClosed>;

struct MonitorUpdate {
    BOOST_HANA_DEFINE_STRUCT(MonitorUpdate, (UpdateId, update_id), (UpdateContent, content));
    friend bool operator==(const MonitorUpdate&, const MonitorUpdate&) = default;
};

}  // namespace plumbline::restart
