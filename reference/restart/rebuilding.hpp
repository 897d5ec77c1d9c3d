// What the passes work on, under the names that the chapters use. Not for callers.
//
// Passes visit monitors and channels in the order of their IDs, and look HTLCs up by channel and ID: none searches a
// list for an HTLC (RC-26).
#pragma once

#include "reference/restart/effective_monitor.hpp"
#include "reference/restart/errors.hpp"
#include "reference/restart/node_state.hpp"
#include "reference/restart/rules.hpp"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

namespace plumbline::restart {

/// One channel: its monitor, and its part of the snapshot if it is open.
struct ChannelView {
    Monitor* monitor = nullptr;              ///< effective (RB-9) as soon as handle_in_flight_updates() has run
    Channel* channel = nullptr;              ///< none: the channel is closed
    bool behind_monitor = false;             ///< closed by RB-2
    std::vector<MonitorUpdate> in_flight{};  ///< that the monitor has not reached (RB-8)

    [[nodiscard]] bool open() const { return channel != nullptr; }

    /// What the effective monitor has; nothing of a channel that is not of the asked kind.
    [[nodiscard]] std::span<const MonitoredOutbound> outbound_if_closed() const {
        return open() ? std::span<const MonitoredOutbound>{}
                      : std::span<const MonitoredOutbound>(monitor->outbound_htlcs);
    }

    [[nodiscard]] std::span<const MonitoredOutbound> outbound_if_open() const {
        return open() ? std::span<const MonitoredOutbound>(monitor->outbound_htlcs)
                      : std::span<const MonitoredOutbound>{};
    }
};

/// A preimage by which inbound HTLCs of one channel can be claimed.
struct MonitorPreimage {
    Preimage preimage{};
    bool durable = false;  ///< on the monitor, and not only in an update in flight
};

struct PreimageKey {
    ChannelId channel{};
    PaymentHash hash{};
    friend bool operator==(const PreimageKey&, const PreimageKey&) = default;

    template <class Hash>
    friend Hash AbslHashValue(Hash state, const PreimageKey& key) {
        return Hash::combine(std::move(state), key.channel, key.hash);
    }
};

/// A claim in pending_claims_to_replay. `source` lists all inbound HTLCs of the payment; it belongs to the durable
/// state.
struct PendingClaim {
    PaymentHash hash{};
    Preimage preimage{};
    std::span<const InboundKey> payment{};
};

struct PendingFailure {
    PaymentHash hash{};
    std::vector<UpdateRef> when_durable{};  ///< RC-28
};

struct Rebuilding {
    DurableState durable;
    bool from_monitors = true;
    Without without{};

    absl::flat_hash_map<ChannelId, ChannelView> channels{};  ///< each that has a monitor
    std::vector<ChannelView*> views{};                       ///< the same, by channel ID
    absl::flat_hash_map<PreimageKey, MonitorPreimage> preimages{};
    /// What updates in flight take off the monitors: it is not gone until they are durable.
    std::vector<std::pair<ChannelId, RemovedOutbound>> removed_in_flight{};

    absl::flat_hash_map<InboundKey, PaymentHash> decode_update_add_htlcs{};
    absl::flat_hash_map<InboundKey, PaymentHash> already_forwarded_htlcs{};
    absl::flat_hash_set<InboundKey> forwarded{};  ///< what RC-7 and RC-8 removed; kept for RC-24 only
    absl::flat_hash_map<InboundKey, PendingClaim> pending_claims_to_replay{};
    absl::flat_hash_map<InboundKey, PendingFailure> failed_htlcs{};

    absl::flat_hash_map<PaymentId, Payment> pending_outbound_payments{};
    std::vector<ReportFulfilled> fulfilled{};
    std::vector<PaymentId> failed_payments{};
    std::vector<HoldRevocation> holds{};

    [[nodiscard]] bool obeys(Rule rule) const { return without.obeys(rule); }

    [[nodiscard]] const ChannelView* view(ChannelId id) const {
        const auto found = channels.find(id);
        return found == channels.end() ? nullptr : &found->second;
    }

    [[nodiscard]] bool open(ChannelId id) const {
        const ChannelView* const found = view(id);
        return found != nullptr && found->open();
    }

    /// What the effective monitor of the HTLC's inbound channel knows to claim it with.
    [[nodiscard]] const MonitorPreimage* preimage(const InboundKey& key, const PaymentHash& hash) const {
        const auto found = preimages.find({key.channel, hash});
        return found == preimages.end() ? nullptr : &found->second;
    }
};

/// Calls visit(source, payment hash) for each outbound HTLC in the commitments and the holding cell of an open channel:
/// with a source of a forward, these are outbound_htlc_forwards (HS-7).
template <class Visit>
void for_each_outbound(const Channel& channel, Visit&& visit) {
    for (const OutboundHtlc& htlc : channel.pending_outbound_htlcs) {
        visit(htlc.source, htlc.payment_hash);
    }
    for (const HeldUpdate& held : channel.holding_cell) {
        if (const auto* addition = std::get_if<HeldAddition>(&held)) {
            visit(addition->source, addition->payment_hash);
        }
    }
}

/// Makes a payment Fulfilled, and notes it if it is an own one that was not.
void make_fulfilled(Rebuilding& node, PaymentId id, const Preimage& preimage);

// --- the passes, in their order ---

/// Puts lists that have no order of their own into that of their IDs (RC-2).
void put_in_order(DurableState& durable);
/// RB-11, but for what in_flight finds.
std::optional<RestartError> refuse_impossible(const DurableState& durable);
/// RB-1 to RB-5, RB-12, HS-6.
std::optional<RestartError> read_channels(Rebuilding& node);
/// RB-7 to RB-9, and update_gap of RB-11.
std::optional<RestartError> handle_in_flight_updates(Rebuilding& node);
void drop_orphaned_additions(Rebuilding& node);         ///< RC-17
void read_inbound(Rebuilding& node);                    ///< RC-5, RC-24
void insert_from_monitor_on_startup(Rebuilding& node);  ///< RC-6
void dedup_decode_update_add_htlcs(Rebuilding& node);   ///< RC-7, RC-8
void claim_own_payments(Rebuilding& node);              ///< RC-9
void find_claims(Rebuilding& node);                     ///< RC-10, RC-11
void find_onchain_failures(Rebuilding& node);           ///< RC-13
void find_failures_in_flight(Rebuilding& node);         ///< RC-28
void find_missing_forwards(Rebuilding& node);           ///< RC-30
void drop_missing_parts(Rebuilding& node);              ///< RC-27
void keep_what_lives(Rebuilding& node);                 ///< RC-14
void let_claims_win(Rebuilding& node);                  ///< RC-15
void move_claimed_payments(Rebuilding& node);           ///< RC-31
void resolve_once(Rebuilding& node);                    ///< RC-16
void drop_needless_claims(Rebuilding& node);            ///< RC-12
void hold_revocations(Rebuilding& node);                ///< RC-21

/// The results: RC-20, RC-22, RC-23; RC-3, RC-4, RC-18, RC-19.
std::vector<Action> list_actions(const Rebuilding& node);
NodeState node_state(Rebuilding&& node);

}  // namespace plumbline::restart
