// The accountable signal: where it is encoded, who may set it, which error answers a corrupted one. Chapter
// 8-accountable-signal.
#pragma once

#include "contracts/logic.hpp"
#include "contracts/requirement.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace plumbline {

/// Where the signal and its permission are encoded (AS-10, AS-11).
namespace encoding {
inline constexpr std::uint64_t update_add_htlc_accountable = 1;            ///< BOLT 2 TLV, empty
inline constexpr std::uint64_t payload_upgrade_accountability = 19;        ///< BOLT 4 onion payload, empty
inline constexpr std::uint64_t encrypted_data_upgrade_accountability = 3;  ///< BOLT 4 encrypted_recipient_data, empty
inline constexpr std::uint64_t invoice_accountable = 161;                  ///< BOLT 12 invoice, empty
inline constexpr std::uint8_t bolt11_field_a = 29;                         ///< bech32 value of the letter `a`
inline constexpr std::uint64_t blip4_accountable = 106823;                 ///< bLIP-4 TLV of update_add_htlc, one byte
inline constexpr std::uint8_t blip4_accountable_value = 7;                 ///< the one value that means accountable
}  // namespace encoding

/// What a bLIP-4 field says (AS-12): 7 is accountable, 0 to 6 are not; none for a value that is no bLIP-4 value.
constexpr std::optional<bool> accountable_from_blip4(std::uint8_t value) {
    if (value > encoding::blip4_accountable_value) {
        return std::nullopt;
    }
    return value == encoding::blip4_accountable_value;
}

/// The field of bLIP-4 for a signal (AS-12).
constexpr std::uint8_t blip4_from_accountable(bool accountable) {
    return accountable ? encoding::blip4_accountable_value : std::uint8_t{0};
}

/// Whether an HTLC's signal contradicts its onion: accountable, although nothing allows to make it so (AS-5, AS-6).
/// `allowed` is upgrade_accountability at a forwarding node, the invoice's flag at the final node.
template <class Bool>
constexpr auto signal_corrupted(Bool accountable, Bool allowed) {
    return contracts::both(accountable, [&] { return !allowed; });
}

/// Where a node stands that has to fail an HTLC.
enum class Position : std::uint8_t {
    forwarding,
    forwarding_in_blinded_route,
    final_node,
    final_node_in_blinded_route,
};

/// The BOLT 4 failure that a node at `position` returns for a corrupted signal (AS-7).
constexpr std::string_view corrupted_signal_failure(Position position) {
    switch (position) {
    case Position::forwarding:
        return "temporary_channel_failure";
    case Position::forwarding_in_blinded_route:
    case Position::final_node_in_blinded_route:
        return "invalid_onion_blinding";
    case Position::final_node:
        return "incorrect_or_unknown_payment_details";
    }
    return "";
}

}  // namespace plumbline
