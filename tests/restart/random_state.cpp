#include "tests/restart/random_state.hpp"

#include <absl/container/flat_hash_set.h>
#include <sodium.h>

#include <algorithm>

namespace plumbline::restart {

Preimage preimage_of(std::uint64_t number) {
    Preimage preimage;
    for (std::size_t i = 0; i < 8; ++i) {
        preimage.bytes.at(i) = static_cast<std::uint8_t>(number >> (8 * i));
    }
    return preimage;
}

PaymentHash hash_of(const Preimage& preimage) {
    PaymentHash hash;
    crypto_hash_sha256(hash.bytes.data(), preimage.bytes.data(), preimage.bytes.size());
    return hash;
}

namespace {

/// What became of one outbound HTLC when the crash came.
enum class Stage : std::uint8_t {
    lost,             // with the memory, before any write
    held,             // in the holding cell
    added_in_flight,  // its first commitment is in flight
    added,
    committed,
    shown,           // the peer showed the preimage and did not sign
    claimed,         // and signed
    failed,          // the peer signed its removal
    failed_revoked,  // and the CommitmentSecret is in flight
    gone,            // and is durable
    onchain_failed,
};

struct Node {
    std::vector<Channel> channels;
    std::vector<Monitor> monitors;
    std::vector<std::vector<UpdateContent>> in_flight;
};

class Maker {
public:
    explicit Maker(std::mt19937_64& random) : random_(random) {}

    DurableState make() {
        const std::uint64_t count = 3 + below(4);
        for (std::uint64_t id = 1; id <= count; ++id) {
            node_.channels.push_back(
                Channel{ChannelId{id}, Counterparty{10 + id}, Scid{1'000 + id}, UpdateId{10}, false, {}, {}, {}, {}});
            node_.monitors.push_back(Monitor{ChannelId{id}, Counterparty{10 + id}, UpdateId{10}, false, {}, {}, {}});
            node_.in_flight.emplace_back();
            closed_.push_back(one_in(5));
        }
        for (std::uint64_t payment = 1 + below(6); payment > 0; --payment) {
            make_payment(payment);
        }
        return finish();
    }

private:
    std::uint64_t below(std::uint64_t end) { return random_() % end; }

    bool one_in(std::uint64_t n) { return below(n) == 0; }

    std::size_t any_channel() { return below(node_.channels.size()); }

    void make_payment(std::uint64_t number) {
        const Preimage preimage = preimage_of(number);
        const PaymentHash hash = hash_of(preimage);
        const bool own = one_in(6);
        const bool trampoline = !own && !one_in(3);
        std::vector<InboundKey> keys;
        for (std::uint64_t i = own ? 0 : trampoline ? 1 + below(3) : 1; i > 0; --i) {
            keys.push_back(make_inbound(hash));
        }
        std::vector<PartId> parts;
        for (std::uint64_t part = trampoline || own ? 1 + below(3) : 1; part > 0; --part) {
            const HtlcSource source = own ? HtlcSource(OutboundRoute{PaymentId{number}, PartId{part}})
                                      : trampoline
                                          ? HtlcSource(TrampolineForward{PaymentId{number}, PartId{part}, keys})
                                          : HtlcSource(PreviousHopData{keys.front()});
            make_outbound(source, hash, preimage, Stage{static_cast<std::uint8_t>(below(11))});
            parts.push_back(PartId{part});
        }
        // The preimage is on some of the inbound monitors already.
        if (known_ && !own) {
            for (const InboundKey& key : keys) {
                const std::size_t at = static_cast<std::size_t>(key.channel) - 1;
                if (one_in(3)) {
                    node_.monitors[at].preimages.push_back({hash, preimage, keys});
                } else if (one_in(3)) {
                    node_.in_flight[at].emplace_back(PaymentPreimage{hash, preimage, keys});
                }
            }
        }
        known_ = false;
        if ((own || trampoline) && !one_in(3)) {
            payments_.push_back(Payment{PaymentId{number}, own ? PaymentOrigin::own : PaymentOrigin::trampoline, hash,
                                        PaymentState::Retryable, parts});
        }
    }

    InboundKey make_inbound(const PaymentHash& hash) {
        const std::size_t at = any_channel();
        Channel& channel = node_.channels[at];
        const HtlcId id{channel.pending_inbound_htlcs.size()};
        InboundHtlc htlc{id, hash, InboundState::Committed, InboundUpdateAdd::WithOnion, std::nullopt};
        if (one_in(2)) {
            htlc.update_add = InboundUpdateAdd::Forwarded;
        }
        if (one_in(8)) {
            htlc = {id, hash, InboundState::LocalRemoved, std::nullopt, Removal::failed};
        } else if (one_in(8)) {
            channel.holding_cell.emplace_back(HeldFailure{id});
        }
        channel.pending_inbound_htlcs.push_back(htlc);
        node_.monitors[at].inbound_htlcs.push_back({id, hash, htlc.removal});
        return {channel.channel_id, id};
    }

    void make_outbound(const HtlcSource& source, const PaymentHash& hash, const Preimage& preimage, Stage stage) {
        const std::size_t at = any_channel();
        Channel& channel = node_.channels[at];
        Monitor& monitor = node_.monitors[at];
        const HtlcId id{monitor.outbound_htlcs.size() + 100};
        MonitoredOutbound monitored{id, hash, source, std::nullopt, true, false};
        OutboundHtlc htlc{id, hash, source, OutboundState::Committed, std::nullopt};
        switch (stage) {
        case Stage::lost:
        case Stage::gone:
            return;
        case Stage::held:
            channel.holding_cell.emplace_back(HeldAddition{hash, source});
            return;
        case Stage::added_in_flight:
        case Stage::added:
            htlc.state = OutboundState::LocalAnnounced;
            break;
        case Stage::committed:
            break;
        case Stage::shown:
            htlc.state = OutboundState::RemoteRemoved;
            htlc.preimage = preimage;
            break;
        case Stage::claimed:
            htlc.state = OutboundState::AwaitingRemoteRevokeToRemove;
            htlc.preimage = monitored.preimage = preimage;
            known_ = true;
            break;
        case Stage::failed:
            htlc.state = OutboundState::AwaitingRemoteRevokeToRemove;
            break;
        case Stage::failed_revoked:
            monitored.in_latest_commitment = false;
            revoked_.insert(at);
            break;
        case Stage::onchain_failed:
            monitored.onchain_failed = closed_[at];
            break;
        }
        if (stage == Stage::added_in_flight && !closed_[at]) {
            additions_.emplace_back(at, CommittedOutbound{id, hash, source});
            monitor.outbound_htlcs.push_back(monitored);  // keeps the ID; taken off again in finish()
        } else {
            monitor.outbound_htlcs.push_back(monitored);
        }
        if (stage != Stage::failed_revoked) {
            channel.pending_outbound_htlcs.push_back(htlc);
        }
    }

    void add_in_flight(std::size_t at) {
        Monitor& monitor = node_.monitors[at];
        LatestCounterpartyCommitmentTXInfo info{};
        for (const auto& [where, addition] : additions_) {
            if (where == at) {
                std::erase_if(monitor.outbound_htlcs,
                              [&](const MonitoredOutbound& htlc) { return htlc.htlc_id == addition.htlc_id; });
                info.outbound_htlcs.push_back(addition);
            }
        }
        if (!info.outbound_htlcs.empty()) {
            for (const MonitoredOutbound& htlc : monitor.outbound_htlcs) {
                if (htlc.in_latest_commitment) {
                    info.outbound_htlcs.push_back({htlc.htlc_id, htlc.payment_hash, htlc.source});
                }
            }
            node_.in_flight[at].emplace_back(std::move(info));
        }
    }

    DurableState finish() {
        DurableState state{};
        for (std::size_t at = 0; at < node_.channels.size(); ++at) {
            Channel& channel = node_.channels[at];
            Monitor& monitor = node_.monitors[at];
            add_in_flight(at);
            if (revoked_.contains(at)) {
                node_.in_flight[at].emplace_back(CommitmentSecret{});
            }
            InFlightUpdates list{channel.channel_id, {}};
            for (UpdateContent& content : node_.in_flight[at]) {
                channel.latest_monitor_update_id = next(channel.latest_monitor_update_id);
                list.updates.push_back({channel.latest_monitor_update_id, std::move(content)});
            }
            if (closed_[at]) {
                monitor.closed = true;
            } else if (one_in(5)) {
                // The snapshot is old: the monitor has gone on.
                monitor.latest_update_id = next(channel.latest_monitor_update_id);
            }
            if (!list.updates.empty()) {
                state.manager.in_flight_monitor_updates.push_back(std::move(list));
            }
            if (!closed_[at] || one_in(2)) {
                state.manager.channels.push_back(std::move(channel));
            }
            state.monitors.push_back(std::move(monitor));
        }
        state.manager.pending_outbound_payments = std::move(payments_);
        return state;
    }

    std::mt19937_64& random_;
    Node node_;
    std::vector<bool> closed_;
    std::vector<std::pair<std::size_t, CommittedOutbound>> additions_;
    std::vector<Payment> payments_;
    absl::flat_hash_set<std::size_t> revoked_;
    bool known_ = false;
};

}  // namespace

DurableState random_state(std::mt19937_64& random) {
    return Maker(random).make();
}

void shuffle(DurableState& state, std::mt19937_64& random) {
    const auto mix = [&](auto& list) { std::shuffle(list.begin(), list.end(), random); };
    mix(state.monitors);
    mix(state.manager.channels);
    mix(state.manager.in_flight_monitor_updates);
    mix(state.manager.pending_outbound_payments);
    for (Channel& channel : state.manager.channels) {
        mix(channel.pending_inbound_htlcs);
        mix(channel.pending_outbound_htlcs);
    }
    for (Monitor& monitor : state.monitors) {
        mix(monitor.inbound_htlcs);
        mix(monitor.outbound_htlcs);
        mix(monitor.preimages);
    }
}

DurableState large_state(std::uint64_t channels, std::uint64_t htlcs) {
    DurableState state{};
    for (std::uint64_t c = 0; c < channels; ++c) {
        state.manager.channels.push_back(
            Channel{ChannelId{c}, Counterparty{c}, Scid{c}, UpdateId{9}, false, {}, {}, {}, {}});
        state.monitors.push_back(Monitor{ChannelId{c}, Counterparty{c}, UpdateId{9}, false, {}, {}, {}});
    }
    for (std::uint64_t c = 0; c < channels; ++c) {
        Channel& from = state.manager.channels[c];
        Channel& to = state.manager.channels[(c + 1) % channels];
        for (std::uint64_t h = 0; h < htlcs; ++h) {
            const std::uint64_t kind = h % 8;
            const std::uint64_t payment = kind == 2 ? c * htlcs + h - 1 : c * htlcs + h;
            const Preimage preimage = preimage_of(payment);
            const PaymentHash hash = hash_of(preimage);
            const ChannelId here{c};
            const std::vector<InboundKey> pair{{here, HtlcId{h - kind + 1}}, {here, HtlcId{h - kind + 2}}};
            const HtlcSource source = kind == 3 ? HtlcSource(OutboundRoute{PaymentId{payment}, PartId{0}})
                                      : kind == 1 || kind == 2
                                          ? HtlcSource(TrampolineForward{PaymentId{payment}, PartId{kind}, pair})
                                          : HtlcSource(PreviousHopData{{here, HtlcId{h}}});
            from.pending_inbound_htlcs.push_back({HtlcId{h}, hash, InboundState::Committed,
                                                  kind == 3 ? InboundUpdateAdd::WithOnion : InboundUpdateAdd::Forwarded,
                                                  std::nullopt});
            state.monitors[c].inbound_htlcs.push_back({HtlcId{h}, hash, std::nullopt});
            OutboundHtlc out{HtlcId{h}, hash, source, OutboundState::Committed, std::nullopt};
            if (kind == 0) {
                out.state = OutboundState::AwaitingRemoteRevokeToRemove;
                out.preimage = preimage;
            }
            to.pending_outbound_htlcs.push_back(out);
            state.monitors[(c + 1) % channels].outbound_htlcs.push_back(
                {HtlcId{h}, hash, source, out.preimage, true, false});
        }
    }
    return state;
}

}  // namespace plumbline::restart
