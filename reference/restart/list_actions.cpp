// What is to be done, in order. Chapter 3.5 (RC-20, RC-22, RC-23).
#include "reference/restart/inbound_htlcs.hpp"
#include "reference/restart/rebuilding.hpp"

#include <algorithm>

namespace plumbline::restart {
namespace {

template <class Map>
std::vector<InboundKey> keys_in_order(const Map& map) {
    std::vector<InboundKey> keys;
    keys.reserve(map.size());
    for (const auto& [key, value] : map) {
        keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

class Lister {
public:
    explicit Lister(const Rebuilding& node) : node_(node) {}

    std::vector<Action> list() && {
        close_channels();
        hand_out_updates();
        actions_.insert(actions_.end(), node_.holds.begin(), node_.holds.end());
        if (!node_.obeys(Rule::claims_first)) {
            fail();
        }
        claim();
        actions_.insert(actions_.end(), node_.fulfilled.begin(), node_.fulfilled.end());
        if (node_.obeys(Rule::claims_first)) {
            fail();
        }
        for (const PaymentId payment : node_.failed_payments) {
            actions_.emplace_back(ReportFailed{payment});
        }
        for (const InboundKey& key : keys_in_order(node_.decode_update_add_htlcs)) {
            actions_.emplace_back(DecodeInbound{key});
        }
        return std::move(actions_);
    }

private:
    // RB-7: the effective monitor has the greatest ID of what was handed out.
    MonitorUpdate next_update(ChannelId id, UpdateContent content) {
        const ChannelView& view = *node_.view(id);
        // Without the rule, as if nothing were in flight.
        const UpdateId reached = node_.obeys(Rule::continue_closed_ids) || view.in_flight.empty()
                                     ? view.monitor->latest_update_id
                                     : UpdateId{static_cast<std::uint64_t>(view.in_flight.front().update_id) - 1};
        UpdateId& last = last_ids_.try_emplace(id, reached).first->second;
        last = next(last);
        return {last, std::move(content)};
    }

    void close_channels() {
        for (const ChannelView* view : node_.views) {
            const ChannelId id = view->monitor->channel_id;
            if (view->behind_monitor && !view->monitor->closed) {
                actions_.emplace_back(CloseChannel{id, next_update(id, ChannelForceClosed{})});
            }
        }
    }

    void hand_out_updates() {
        for (const ChannelView* view : node_.views) {
            for (const MonitorUpdate& update : view->in_flight) {
                actions_.emplace_back(HandOutUpdate{view->monitor->channel_id, update});
            }
        }
    }

    void claim() {
        absl::flat_hash_set<PreimageKey> brought;
        for (const InboundKey& key : keys_in_order(node_.pending_claims_to_replay)) {
            const PendingClaim& claim = node_.pending_claims_to_replay.at(key);
            const bool closed = !node_.open(key.channel);
            if (closed && !node_.obeys(Rule::claim_closed_inbound)) {
                continue;
            }
            std::optional<MonitorUpdate> update;
            if (closed && brought.insert({key.channel, claim.hash}).second) {
                PaymentPreimage content{claim.hash, claim.preimage, {claim.payment.begin(), claim.payment.end()}};
                std::sort(content.inbound.begin(), content.inbound.end());
                update = next_update(key.channel, std::move(content));
            }
            actions_.emplace_back(ClaimInbound{key, claim.preimage, closed, std::move(update)});
        }
    }

    // RC-23: a failure does nothing for an HTLC of a closed channel, or one that is being removed or gone: the monitor
    // of a closed outbound channel says for ever what failed there. Of the channels that failures name, what is left to
    // fail.
    [[nodiscard]] absl::flat_hash_set<InboundKey> unresolved_of_failed() const {
        absl::flat_hash_set<ChannelId> named;
        for (const auto& [key, failure] : node_.failed_htlcs) {
            named.insert(key.channel);
        }
        absl::flat_hash_set<InboundKey> unresolved;
        for (const ChannelId id : named) {
            if (node_.open(id)) {
                for_each_unresolved(*node_.view(id)->channel, true,
                                    [&](const InboundHtlc& htlc) { unresolved.insert({id, htlc.htlc_id}); });
            }
        }
        return unresolved;
    }

    void fail() {
        absl::flat_hash_map<InboundKey, std::vector<UpdateRef>> failing;
        const absl::flat_hash_set<InboundKey> unresolved = unresolved_of_failed();
        for (const auto& [key, failure] : node_.failed_htlcs) {
            if (unresolved.contains(key)) {
                failing.emplace(key, failure.when_durable);
            }
        }
        if (node_.obeys(Rule::fail_forwarded)) {
            for (const auto& [key, hash] : node_.already_forwarded_htlcs) {
                failing.try_emplace(key);
            }
        }
        for (const InboundKey& key : keys_in_order(failing)) {
            std::vector<UpdateRef>& updates = failing[key];
            std::sort(updates.begin(), updates.end());
            updates.erase(std::unique(updates.begin(), updates.end()), updates.end());
            actions_.emplace_back(FailInbound{key, std::move(updates)});
        }
    }

    const Rebuilding& node_;
    std::vector<Action> actions_;
    absl::flat_hash_map<ChannelId, UpdateId> last_ids_;
};

}  // namespace

std::vector<Action> list_actions(const Rebuilding& node) {
    return Lister(node).list();
}

}  // namespace plumbline::restart
