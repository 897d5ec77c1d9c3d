// What the machine knows of one HTLC: in the node's memory, in the manager's snapshot, on its channel's monitor, and on
// chain. The states are those of spec/3-restart/2-htlc-states.md as far as a crash can tell them apart.
#pragma once

#include <array>
#include <cstdint>

namespace plumbline::replay {

/// An inbound HTLC in memory or in the snapshot. `held`: a failure waits in the holding cell. The last six arise only
/// without a rule: where something is decoded although it is being removed.
enum class In : std::uint8_t {
    not_arrived,
    queued,       ///< Committed{WithOnion}, in decode_update_add_htlcs
    accumulated,  ///< Committed{WithOnion}, in awaiting_trampoline_forwards, or in claimable_payments without its set
    dispatched,   ///< Committed{WithOnion}, in the source of an outbound HTLC, or waits for the user's claim
    forwarded,    ///< Committed{Forwarded}
    held,         ///< Committed{WithOnion}, failure held
    held_forwarded,
    failed,   ///< LocalRemoved: the commitment without it is handed out
    claimed,  ///< PaymentPreimage is handed out
    closed,   ///< the channel is closed, no claim was made
    queued_held,
    accumulated_held,
    dispatched_held,
    queued_claimed,
    accumulated_claimed,
    dispatched_claimed,
};

/// An inbound HTLC on its channel's monitor.
enum class InDisk : std::uint8_t { absent, present, preimage, removed };

/// An outbound HTLC in memory or in the snapshot. `unheld`: its revocation waits for nothing; arises only without a
/// rule.
enum class Out : std::uint8_t {
    none,
    held,         ///< the addition waits in the holding cell
    announced,    ///< LocalAnnounced: the commitment with it is handed out
    committed,    ///< the peer's CommitmentSecret is handed out
    fulfilled,    ///< RemoteRemoved: the preimage was shown, nothing is signed
    fulfil_sign,  ///< AwaitingRemoteRevokeToRemove, claimed
    fulfil_gone,  ///< the peer revoked; CommitmentSecret is blocked or handed out
    fail_sign,    ///< AwaitingRemoteRevokeToRemove, failed
    fail_gone,    ///< the peer revoked; CommitmentSecret is handed out; the failure is not yet passed on
    failed,       ///< the failure is passed on
    closed,       ///< the channel is closed
    resolved,     ///< the channel is closed, and what became of the HTLC is passed on
    fulfilled_unheld,
    fulfil_sign_unheld,
    fulfil_gone_unheld,
};

/// An outbound HTLC on its channel's monitor. `untold`: the peer has it, the monitor does not; arises only without a
/// rule.
enum class OutDisk : std::uint8_t { absent, added, committed, fulfilled, fulfil_gone, failed, fail_gone, untold };

/// What the chain says of an outbound HTLC's channel and of the HTLC.
enum class Chain : std::uint8_t {
    open,
    absent,      ///< closed, and no valid commitment has the HTLC
    unresolved,  ///< closed, and the HTLC can go either way
    claimed,     ///< the peer claimed it with the preimage
    timed_out,   ///< our timeout is confirmed and can be reorganised away
    buried,
};

/// An own payment in pending_outbound_payments. Of a payment to the node: pending, the user can claim it; fulfilled,
/// the user has.
enum class Entry : std::uint8_t { absent, pending, fulfilled, abandoned };
/// What the user was told of it; the user does not forget.
enum class Told : std::uint8_t { nothing, sent, failed };

// How many updates of the channel's monitor an HTLC has taken; the last update ID of a channel is the sum over its
// HTLCs.

constexpr int updates_of(In state) {
    constexpr std::array<std::uint8_t, 16> count{0, 1, 1, 1, 1, 1, 1, 2, 2, 0, 1, 1, 1, 2, 2, 2};
    return count[static_cast<std::size_t>(state)];
}

constexpr int updates_of(InDisk state) {
    constexpr std::array<std::uint8_t, 4> count{0, 1, 2, 2};
    return count[static_cast<std::size_t>(state)];
}

constexpr int updates_of(Out state) {
    constexpr std::array<std::uint8_t, 16> count{0, 0, 1, 2, 2, 3, 4, 3, 4, 4, 0, 0, 2, 3, 4, 0};
    return count[static_cast<std::size_t>(state)];
}

constexpr int updates_of(OutDisk state) {
    constexpr std::array<std::uint8_t, 8> count{0, 1, 2, 3, 4, 3, 4, 0};
    return count[static_cast<std::size_t>(state)];
}

constexpr bool is_claimed(In s) {
    return s == In::claimed || s >= In::queued_claimed;
}

constexpr bool is_held(In s) {
    return s == In::held || s == In::held_forwarded || (s >= In::queued_held && s <= In::dispatched_held);
}

constexpr bool is_fulfil_sign(Out s) {
    return s == Out::fulfil_sign || s == Out::fulfil_sign_unheld;
}

constexpr bool is_fulfil_gone(Out s) {
    return s == Out::fulfil_gone || s == Out::fulfil_gone_unheld;
}

constexpr bool is_fulfilled(Out s) {
    return s == Out::fulfilled || s == Out::fulfilled_unheld;
}

/// In the channel's pending_outbound_htlcs or its holding cell.
constexpr bool in_channel(Out s) {
    return s == Out::held || s == Out::announced || s == Out::committed || is_fulfilled(s) || is_fulfil_sign(s) ||
           s == Out::fail_sign;
}

/// In get_all_current_outbound_htlcs.
constexpr bool on_monitor(OutDisk s) {
    return s == OutDisk::added || s == OutDisk::committed || s == OutDisk::fulfilled || s == OutDisk::failed;
}

}  // namespace plumbline::replay
