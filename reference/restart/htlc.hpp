// HTLCs as their channel sees them. Chapter 3.2, HTLC states.
#pragma once

#include "reference/restart/names.hpp"

#include <boost/hana/define_struct.hpp>

#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::restart {

/// HS-1
enum class InboundState : std::uint8_t {
    RemoteAnnounced,
    AwaitingRemoteRevokeToAnnounce,
    AwaitingAnnouncedRemoteRevoke,
    Committed,
    LocalRemoved,
};

/// What a Committed inbound HTLC holds: the onion, or that it is not needed any more (HS-2). The onion itself is of no
/// matter here; whoever decodes finds it in the channel, by the inbound key.
enum class InboundUpdateAdd : std::uint8_t { WithOnion, Forwarded };

/// What becomes of an HTLC.
enum class Removal : std::uint8_t { claimed, failed };

/// HS-5, but for the holding cell, in which an addition has no ID yet.
enum class OutboundState : std::uint8_t {
    LocalAnnounced,
    Committed,
    RemoteRemoved,
    AwaitingRemoteRevokeToRemove,
    AwaitingRemovedRemoteRevoke,
};

struct InboundHtlc {
    BOOST_HANA_DEFINE_STRUCT(InboundHtlc, (HtlcId, htlc_id), (PaymentHash, payment_hash), (InboundState, state),
                             (std::optional<InboundUpdateAdd>, update_add),  // in Committed
                             (std::optional<Removal>, removal));             // in LocalRemoved
    friend bool operator==(const InboundHtlc&, const InboundHtlc&) = default;
};

/// The source of an ordinary forward (DS-5).
struct PreviousHopData {
    static constexpr std::string_view kKind = "PreviousHopData";
    BOOST_HANA_DEFINE_STRUCT(PreviousHopData, (InboundKey, inbound));
    friend bool operator==(const PreviousHopData&, const PreviousHopData&) = default;
};

/// The source of one part of a trampoline forward: it names all inbound HTLCs of the payment (DS-5).
struct TrampolineForward {
    static constexpr std::string_view kKind = "TrampolineForward";
    BOOST_HANA_DEFINE_STRUCT(TrampolineForward, (PaymentId, payment_id), (PartId, part),
                             (std::vector<InboundKey>, inbound));
    friend bool operator==(const TrampolineForward&, const TrampolineForward&) = default;
};

/// The source of one part of a payment of this node's own (DS-5).
struct OutboundRoute {
    static constexpr std::string_view kKind = "OutboundRoute";
    BOOST_HANA_DEFINE_STRUCT(OutboundRoute, (PaymentId, payment_id), (PartId, part));
    friend bool operator==(const OutboundRoute&, const OutboundRoute&) = default;
};

using HtlcSource = std::variant<PreviousHopData, TrampolineForward, OutboundRoute>;

/// The inbound HTLCs that an outbound one forwards: none for an own payment.
inline std::span<const InboundKey> inbound_keys(const HtlcSource& source) {
    if (const auto* hop = std::get_if<PreviousHopData>(&source)) {
        return {&hop->inbound, 1};
    }
    const auto* trampoline = std::get_if<TrampolineForward>(&source);
    return trampoline == nullptr ? std::span<const InboundKey>{} : std::span(trampoline->inbound);
}

/// Payment and part of an outbound HTLC.
struct PaymentPart {
    PaymentId payment{};
    PartId part{};
    friend auto operator<=>(const PaymentPart&, const PaymentPart&) = default;

    template <class Hash>
    friend Hash AbslHashValue(Hash state, const PaymentPart& value) {
        return Hash::combine(std::move(state), value.payment, value.part);
    }
};

/// None for an ordinary forward.
inline std::optional<PaymentPart> payment_part(const HtlcSource& source) {
    if (const auto* trampoline = std::get_if<TrampolineForward>(&source)) {
        return PaymentPart{trampoline->payment_id, trampoline->part};
    }
    if (const auto* route = std::get_if<OutboundRoute>(&source)) {
        return PaymentPart{route->payment_id, route->part};
    }
    return std::nullopt;
}

struct OutboundHtlc {
    BOOST_HANA_DEFINE_STRUCT(OutboundHtlc, (HtlcId, htlc_id), (PaymentHash, payment_hash), (HtlcSource, source),
                             (OutboundState, state),
                             (std::optional<Preimage>, preimage));  // from RemoteRemoved on: claimed; without: failed
    friend bool operator==(const OutboundHtlc&, const OutboundHtlc&) = default;
};

/// What waits until the channel may sign again (HS-10).
struct HeldAddition {
    static constexpr std::string_view kKind = "addition";
    BOOST_HANA_DEFINE_STRUCT(HeldAddition, (PaymentHash, payment_hash), (HtlcSource, source));
    friend bool operator==(const HeldAddition&, const HeldAddition&) = default;
};

struct HeldClaim {
    static constexpr std::string_view kKind = "claim";
    BOOST_HANA_DEFINE_STRUCT(HeldClaim, (HtlcId, htlc_id), (Preimage, preimage));
    friend bool operator==(const HeldClaim&, const HeldClaim&) = default;
};

struct HeldFailure {
    static constexpr std::string_view kKind = "failure";
    BOOST_HANA_DEFINE_STRUCT(HeldFailure, (HtlcId, htlc_id));
    friend bool operator==(const HeldFailure&, const HeldFailure&) = default;
};

using HeldUpdate = std::variant<HeldAddition, HeldClaim, HeldFailure>;

}  // namespace plumbline::restart
