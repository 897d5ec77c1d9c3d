// What no run can produce (RB-11), as far as it shows without applying an update.
#include "reference/restart/rebuilding.hpp"

#include <algorithm>

namespace plumbline::restart {
namespace {

template <class Id>
std::string number(Id id) {
    return std::to_string(static_cast<std::uint64_t>(id));
}

// The first of the list whose name is that of the one before; lists are in order.
template <class List, class Name>
auto repeated(const List& list, Name name) -> decltype(&list.front()) {
    const auto found = std::adjacent_find(list.begin(), list.end(), [&](const auto& a, const auto& b) {
        return std::invoke(name, a) == std::invoke(name, b);
    });
    return found == list.end() ? nullptr : &*found;
}

class Refuser {
public:
    explicit Refuser(const DurableState& durable) : durable_(durable) {
        for (const Monitor& monitor : durable.monitors) {
            monitored_.insert(monitor.channel_id);
        }
    }

    std::optional<RestartError> look() {
        find_repeated_names();
        for (const Channel& channel : durable_.manager.channels) {
            look_at(channel);
        }
        for (const Monitor& monitor : durable_.monitors) {
            look_at(monitor);
        }
        for (const InFlightUpdates& in_flight : durable_.manager.in_flight_monitor_updates) {
            const std::string place = "updates in flight of channel " + number(in_flight.channel_id);
            if (!monitored_.contains(in_flight.channel_id)) {
                refuse(Refusal::update_without_monitor, place);
            }
            look_at(place, in_flight.updates);
        }
        return std::move(error_);
    }

private:
    void refuse(Refusal refusal, const std::string& place) {
        if (!error_) {
            error_ = RestartError{refusal, place};
        }
    }

    void find_repeated_names() {
        if (const Channel* channel = repeated(durable_.manager.channels, &Channel::channel_id)) {
            refuse(Refusal::duplicate_channel, "channel " + number(channel->channel_id));
        }
        if (const Monitor* monitor = repeated(durable_.monitors, &Monitor::channel_id)) {
            refuse(Refusal::duplicate_channel, "monitor of channel " + number(monitor->channel_id));
        }
        const auto& in_flight = durable_.manager.in_flight_monitor_updates;
        if (const InFlightUpdates* list = repeated(in_flight, &InFlightUpdates::channel_id)) {
            refuse(Refusal::duplicate_channel, "updates in flight of channel " + number(list->channel_id));
        }
        if (const Payment* payment = repeated(durable_.manager.pending_outbound_payments, &Payment::payment_id)) {
            refuse(Refusal::duplicate_payment, "payment " + number(payment->payment_id));
        }
        absl::flat_hash_set<Scid> aliases;
        for (const Channel& channel : durable_.manager.channels) {
            if (!aliases.insert(channel.outbound_scid_alias).second) {
                refuse(Refusal::duplicate_channel, "alias of channel " + number(channel.channel_id));
            }
        }
    }

    void look_at(const Channel& channel) {
        const std::string place = "channel " + number(channel.channel_id);
        if (const auto* htlc = repeated(channel.pending_inbound_htlcs, &InboundHtlc::htlc_id)) {
            refuse(Refusal::duplicate_htlc, place + ", inbound HTLC " + number(htlc->htlc_id));
        }
        if (const auto* htlc = repeated(channel.pending_outbound_htlcs, &OutboundHtlc::htlc_id)) {
            refuse(Refusal::duplicate_htlc, place + ", outbound HTLC " + number(htlc->htlc_id));
        }
        for (const OutboundHtlc& htlc : channel.pending_outbound_htlcs) {
            const auto here = [&] { return place + ", outbound HTLC " + number(htlc.htlc_id); };
            look_at(here, htlc.source, true);
            look_at(here, htlc.preimage, htlc.payment_hash);
        }
        look_at_holding_cell(channel, place);
        look_at("blocked updates of " + place, channel.blocked_monitor_updates);
    }

    void look_at_holding_cell(const Channel& channel, const std::string& place) {
        const auto here = [&] { return place + ", holding cell"; };
        absl::flat_hash_map<HtlcId, const InboundHtlc*> inbound;
        for (const HeldUpdate& held : channel.holding_cell) {
            if (const auto* addition = std::get_if<HeldAddition>(&held)) {
                look_at(here, addition->source, true);
            } else if (const auto* claim = std::get_if<HeldClaim>(&held)) {
                if (inbound.empty()) {
                    for (const InboundHtlc& htlc : channel.pending_inbound_htlcs) {
                        inbound.emplace(htlc.htlc_id, &htlc);
                    }
                }
                const auto htlc = inbound.find(claim->htlc_id);
                if (htlc != inbound.end()) {
                    look_at(here, claim->preimage, htlc->second->payment_hash);
                }
            }
        }
    }

    void look_at(const Monitor& monitor) {
        const std::string place = "monitor of channel " + number(monitor.channel_id);
        if (const auto* htlc = repeated(monitor.inbound_htlcs, &MonitoredInbound::htlc_id)) {
            refuse(Refusal::duplicate_htlc, place + ", inbound HTLC " + number(htlc->htlc_id));
        }
        if (const auto* htlc = repeated(monitor.outbound_htlcs, &MonitoredOutbound::htlc_id)) {
            refuse(Refusal::duplicate_htlc, place + ", outbound HTLC " + number(htlc->htlc_id));
        }
        for (const MonitoredOutbound& htlc : monitor.outbound_htlcs) {
            const auto here = [&] { return place + ", outbound HTLC " + number(htlc.htlc_id); };
            // A payment whose attempt failed may be attempted again with other inbound HTLCs.
            look_at(here, htlc.source, !htlc.onchain_failed);
            look_at(here, htlc.preimage, htlc.payment_hash);
        }
        for (const PaymentPreimage& known : monitor.preimages) {
            look_at([&] { return place + ", preimages"; }, known.inbound);
            look_at([&] { return place + ", preimages"; }, known.preimage, known.payment_hash);
        }
    }

    // What updates say of HTLCs is compared with the monitor when they are applied.
    void look_at(const std::string& place, const std::vector<MonitorUpdate>& updates) {
        for (const MonitorUpdate& update : updates) {
            const auto here = [&] { return place + ", update " + number(update.update_id); };
            if (const auto* claim = std::get_if<PaymentPreimage>(&update.content)) {
                look_at(here, claim->inbound);
                look_at(here, claim->preimage, claim->payment_hash);
            } else if (const auto* signed_by_us = std::get_if<LatestCounterpartyCommitmentTXInfo>(&update.content)) {
                for (const CommittedOutbound& htlc : signed_by_us->outbound_htlcs) {
                    look_at(here, htlc.source, true);
                }
            }
        }
    }

    template <class Place>
    void look_at(const Place& place, std::span<const InboundKey> keys) {
        for (const InboundKey& key : keys) {
            if (!monitored_.contains(key.channel)) {
                refuse(Refusal::unknown_inbound_channel, place() + ", source " + text(key));
            }
        }
    }

    template <class Place>
    void look_at(const Place& place, const HtlcSource& source, bool lives) {
        look_at(place, inbound_keys(source));
        const auto* trampoline = std::get_if<TrampolineForward>(&source);
        if (trampoline != nullptr && lives) {
            const auto [first, is_new] = listed_.emplace(trampoline->payment_id, &trampoline->inbound);
            if (!is_new && *first->second != trampoline->inbound && !same_set(*first->second, trampoline->inbound)) {
                refuse(Refusal::source_mismatch, place());
            }
        }
    }

    static bool same_set(std::vector<InboundKey> a, std::vector<InboundKey> b) {
        std::sort(a.begin(), a.end());
        std::sort(b.begin(), b.end());
        return a == b;
    }

    // Hashing takes longer than looking up that it was done.
    template <class Place>
    void look_at(const Place& place, const std::optional<Preimage>& preimage, const PaymentHash& hash) {
        if (preimage) {
            const auto [known, is_new] = proved_.emplace(hash, *preimage);
            if (known->second != *preimage || (is_new && !belongs(*preimage, hash))) {
                refuse(Refusal::wrong_preimage, place());
            }
        }
    }

    const DurableState& durable_;
    std::optional<RestartError> error_;
    absl::flat_hash_set<ChannelId> monitored_;
    absl::flat_hash_map<PaymentId, const std::vector<InboundKey>*> listed_;
    absl::flat_hash_map<PaymentHash, Preimage> proved_;
};

}  // namespace

std::optional<RestartError> refuse_impossible(const DurableState& durable) {
    return Refuser(durable).look();
}

}  // namespace plumbline::restart
