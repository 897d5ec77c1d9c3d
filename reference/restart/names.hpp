// What things are called by: channels, HTLCs, payments, monitor updates. Chapter 3.1, Durable state.
#pragma once

#include "reference/units.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <utility>

namespace plumbline::restart {

/// A channel. Its 32 bytes on the wire are of no matter here, so a number stands for them.
enum class ChannelId : std::uint64_t {};
/// A peer, likewise.
enum class Counterparty : std::uint64_t {};
/// A payment that this node sends, for itself or as a trampoline.
enum class PaymentId : std::uint64_t {};
/// One outbound HTLC of a payment, wherever it is: in a commitment or a holding cell.
enum class PartId : std::uint64_t {};
/// Of a monitor update: each channel counts its own, without a gap (MU-2).
enum class UpdateId : std::uint64_t {};

constexpr UpdateId next(UpdateId id) {
    return UpdateId{static_cast<std::uint64_t>(id) + 1};
}

/// 32 bytes of one meaning.
template <class Meaning>
struct Bytes32 {
    std::array<std::uint8_t, 32> bytes{};
    friend auto operator<=>(const Bytes32&, const Bytes32&) = default;

    template <class Hash>
    friend Hash AbslHashValue(Hash hash, const Bytes32& value) {
        return Hash::combine(std::move(hash), value.bytes);
    }
};

using PaymentHash = Bytes32<struct PaymentHashMeaning>;
using Preimage = Bytes32<struct PreimageMeaning>;
using RandomBytes = Bytes32<struct RandomBytesMeaning>;

/// Whether SHA-256 of the preimage is the hash.
bool belongs(const Preimage& preimage, const PaymentHash& hash);

/// Names an inbound HTLC (DS-4).
struct InboundKey {
    ChannelId channel{};
    HtlcId htlc{};
    friend auto operator<=>(const InboundKey&, const InboundKey&) = default;

    template <class Hash>
    friend Hash AbslHashValue(Hash hash, const InboundKey& key) {
        return Hash::combine(std::move(hash), key.channel, key.htlc);
    }
};

/// "3/7": channel and HTLC.
std::string text(const InboundKey& key);

}  // namespace plumbline::restart
