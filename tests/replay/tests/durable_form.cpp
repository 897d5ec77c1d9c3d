#include "tests/replay/tests/durable_form.hpp"

#include "tests/replay/machine/facts.hpp"
#include "tests/restart/random_state.hpp"

namespace plumbline::replay::testing {

namespace {

using namespace restart;

constexpr std::uint64_t kFirstUpdate = 10;

ChannelId channel_id(std::size_t lane) {
    return ChannelId{lane + 1};
}

InboundKey key_of(std::size_t lane) {
    return {channel_id(lane), HtlcId{0}};
}

/// The machine's third update of an outbound HTLC is two: the peer signed, and this node signed.
UpdateId update_id(int updates, bool outbound) {
    const int more = outbound && updates >= 3 ? 1 : 0;
    return UpdateId{kFirstUpdate + static_cast<std::uint64_t>(updates + more)};
}

class Form {
public:
    Form(const World& world, const Lanes& state) : w(world), s(state) {
        for (std::size_t index = 0; index < w.payments().size(); ++index) {
            preimages_.push_back(preimage_of(index + 1));
            hashes_.push_back(hash_of(preimages_.back()));
        }
    }

    DurableState make() {
        for (std::size_t i = 0; i < w.inbound(); ++i) {
            inbound(i);
        }
        for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
            outbound(j);
        }
        for (std::size_t index = 0; index < w.payments().size(); ++index) {
            if (w.payments()[index].own()) {
                own(index);
            } else if (w.payments()[index].received()) {
                received(index);
            }
        }
        return std::move(durable_);
    }

private:
    [[nodiscard]] const PaymentHash& hash(std::size_t lane) const { return hashes_[w.payment_of(lane)]; }

    [[nodiscard]] const Preimage& preimage(std::size_t lane) const { return preimages_[w.payment_of(lane)]; }

    [[nodiscard]] std::vector<InboundKey> keys(std::size_t lane) const {
        const auto& p = w.payments()[w.payment_of(lane)];
        std::vector<InboundKey> result;
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            if (in_source(s, p, i)) {
                result.push_back(key_of(i));
            }
        }
        return result;
    }

    [[nodiscard]] HtlcSource source(std::size_t j) const {
        const auto& p = w.payments()[w.payment_of(j)];
        const PaymentId payment{w.payment_of(j) + std::uint64_t{1}};
        const PartId part{j - p.first_out};
        if (p.own()) {
            return OutboundRoute{payment, part};
        }
        if (p.inbound == 1 && p.parts == 1) {
            return PreviousHopData{key_of(p.first_in)};
        }
        return TrampolineForward{payment, part, keys(j)};
    }

    void hand_out(std::size_t lane, std::vector<UpdateContent> contents, UpdateId last) {
        if (contents.empty()) {
            return;
        }
        InFlightUpdates in_flight{channel_id(lane), {}};
        std::uint64_t id = static_cast<std::uint64_t>(last) + 1 - contents.size();
        for (auto& content : contents) {
            in_flight.updates.push_back({UpdateId{id++}, std::move(content)});
        }
        durable_.manager.in_flight_monitor_updates.push_back(std::move(in_flight));
    }

    Channel& add_channel(std::size_t lane, UpdateId latest) {
        durable_.manager.channels.push_back(
            Channel{channel_id(lane), Counterparty{lane}, Scid{1'000 + lane}, latest, false, {}, {}, {}, {}});
        return durable_.manager.channels.back();
    }

    void inbound(std::size_t i) {
        const auto disk = s.in_disk(i);
        const auto saved = s.in_saved(i);
        Monitor monitor{channel_id(i), Counterparty{i}, update_id(updates_of(disk), false), s.in_closed(i), {}, {}, {}};
        if (disk != InDisk::absent) {
            const auto removal = disk == InDisk::removed ? std::optional{Removal::failed} : std::nullopt;
            monitor.inbound_htlcs.push_back({HtlcId{0}, hash(i), removal});
        }
        const PaymentPreimage claim{hash(i), preimage(i), keys(i)};
        if (disk == InDisk::preimage) {
            monitor.preimages.push_back(claim);
        }
        durable_.monitors.push_back(std::move(monitor));

        std::vector<UpdateContent> updates;
        const int written = updates_of(disk);
        const int made = updates_of(saved);
        if (written < 1 && made >= 1) {
            updates.emplace_back(LatestHolderCommitmentTXInfo{});
        }
        if (written < 2 && made >= 2) {
            updates.push_back(saved == In::failed ? UpdateContent{LatestCounterpartyCommitmentTXInfo{}} : claim);
        }
        hand_out(i, std::move(updates), update_id(made, false));
        if (!s.in_closed(i)) {
            saved_inbound(add_channel(i, update_id(made, false)), i, saved);
            list_inbound(i, saved);
        }
    }

    static bool is_forward(const Payment& p) { return !p.trampoline() && !p.received(); }

    // What a node lists that does not reconstruct from monitors: RC-24.
    void list_inbound(std::size_t i, In saved) {
        auto& manager = durable_.manager;
        if (saved == In::queued) {
            manager.decode_update_add_htlcs_legacy.push_back(key_of(i));
        } else if (saved == In::accumulated && is_forward(w.payments()[w.payment_of(i)])) {
            manager.forward_htlcs_legacy.push_back(key_of(i));
        }
    }

    void saved_inbound(Channel& channel, std::size_t i, In saved) {
        if (saved == In::not_arrived) {
            return;
        }
        const bool forwarded = saved == In::forwarded || saved == In::held_forwarded;
        InboundHtlc htlc{HtlcId{0}, hash(i), InboundState::Committed,
                         forwarded ? InboundUpdateAdd::Forwarded : InboundUpdateAdd::WithOnion, std::nullopt};
        if (saved == In::failed) {
            htlc.state = InboundState::LocalRemoved;
            htlc.update_add.reset();
            htlc.removal = Removal::failed;
        } else if (is_claimed(saved)) {
            channel.holding_cell.emplace_back(HeldClaim{HtlcId{0}, preimage(i)});
        } else if (is_held(saved)) {
            channel.holding_cell.emplace_back(HeldFailure{HtlcId{0}});
        }
        channel.pending_inbound_htlcs.push_back(htlc);
    }

    void outbound(std::size_t j) {
        const auto disk = s.out_disk(j);
        const auto chain = s.chain(j);
        const bool known = disk == OutDisk::fulfilled || chain == Chain::claimed;
        Monitor monitor{
            channel_id(j), Counterparty{j}, update_id(updates_of(disk), true), chain != Chain::open, {}, {}, {}};
        if (on_monitor(disk)) {
            const bool in_latest = disk == OutDisk::added || disk == OutDisk::committed;
            monitor.outbound_htlcs.push_back({HtlcId{0}, hash(j), source(j),
                                              known ? std::optional{preimage(j)} : std::nullopt, in_latest,
                                              chain == Chain::buried && !known});
        }
        durable_.monitors.push_back(std::move(monitor));
        if (chain == Chain::open) {
            saved_outbound(j);
        } else if (s.out_saved(j) != Out::none) {
            put_outbound(add_channel(j, update_id(updates_of(disk), true)), j);
        }
    }

    // A CommitmentSecret that removes a claimed HTLC counts as blocked until it is written.
    void saved_outbound(std::size_t j) {
        const auto saved = s.out_saved(j);
        const bool failing = saved == Out::fail_sign || saved == Out::fail_gone || saved == Out::failed;
        const bool blocked = is_fulfil_gone(saved) && s.out_disk(j) != OutDisk::fulfil_gone;
        const int made = blocked ? 3 : updates_of(saved);
        std::vector<UpdateContent> updates;
        for (int update = updates_of(s.out_disk(j)) + 1; update <= made; ++update) {
            if (update == 1) {
                updates.emplace_back(LatestCounterpartyCommitmentTXInfo{{{HtlcId{0}, hash(j), source(j)}}});
            } else if (update == 3) {
                LatestHolderCommitmentTXInfo holder;
                if (!failing) {
                    holder.claimed.push_back({HtlcId{0}, preimage(j)});
                }
                updates.emplace_back(std::move(holder));
                updates.emplace_back(LatestCounterpartyCommitmentTXInfo{});
            } else {
                updates.emplace_back(CommitmentSecret{});
            }
        }
        hand_out(j, std::move(updates), update_id(made, true));
        auto& channel = add_channel(j, update_id(made, true));
        if (blocked) {
            channel.blocked_monitor_updates.push_back({update_id(4, true), CommitmentSecret{}});
        }
        put_outbound(channel, j);
    }

    void put_outbound(Channel& channel, std::size_t j) {
        const auto put = [&](OutboundState state, bool claimed) {
            channel.pending_outbound_htlcs.push_back(
                {HtlcId{0}, hash(j), source(j), state, claimed ? std::optional{preimage(j)} : std::nullopt});
        };
        switch (s.out_saved(j)) {
        case Out::held:
            channel.holding_cell.emplace_back(HeldAddition{hash(j), source(j)});
            break;
        case Out::announced:
            put(OutboundState::LocalAnnounced, false);
            break;
        case Out::committed:
            put(OutboundState::Committed, false);
            break;
        case Out::fulfilled:
            put(OutboundState::RemoteRemoved, true);
            break;
        case Out::fulfil_sign:
            put(OutboundState::AwaitingRemoteRevokeToRemove, true);
            break;
        case Out::fail_sign:
            put(OutboundState::AwaitingRemoteRevokeToRemove, false);
            break;
        default:
            break;
        }
    }

    void own(std::size_t index) {
        const auto& p = w.payments()[index];
        const auto entry = s.entry_saved(p.own_lane);
        if (entry == Entry::absent) {
            return;
        }
        restart::Payment payment{PaymentId{index + 1},
                                 PaymentOrigin::own,
                                 hashes_[index],
                                 entry == Entry::pending     ? PaymentState::Retryable
                                 : entry == Entry::fulfilled ? PaymentState::Fulfilled
                                                             : PaymentState::Abandoned,
                                 {}};
        for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
            if (in_channel(s.out_saved(j))) {
                payment.parts.push_back(PartId{j - p.first_out});
            }
        }
        durable_.manager.pending_outbound_payments.push_back(std::move(payment));
    }

    // DS-9. HTLCs of closed channels are listed like the others.
    void received(std::size_t index) {
        const auto& p = w.payments()[index];
        const auto entry = s.entry_saved(p.own_lane);
        InboundPayment payment{hashes_[index], {}};
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            const auto saved = s.in_saved(i);
            if (saved == In::accumulated || saved == In::dispatched || (s.in_closed(i) && entry == Entry::pending)) {
                payment.inbound.push_back(key_of(i));
            }
        }
        if (!payment.inbound.empty()) {
            durable_.manager.claimable_payments.push_back(std::move(payment));
        }
    }

    const World& w;
    const Lanes& s;
    std::vector<Preimage> preimages_;
    std::vector<PaymentHash> hashes_;
    DurableState durable_;
};

}  // namespace

DurableState durable_form(const World& w, const Lanes& s) {
    return Form(w, s).make();
}

}  // namespace plumbline::replay::testing
