#include "tests/replay/tests/durable_form.hpp"

#include <algorithm>

namespace plumbline::replay::testing {

namespace {

using namespace restart;

ChannelId channel_id(std::size_t lane) {
    return ChannelId{lane + 1};
}

class Rebuilt {
public:
    Rebuilt(const World& world, const Lanes& before, const Reconstructed& result)
        : w(world), s(before), node_(result) {}

    Lanes make() {
        for (std::size_t i = 0; i < w.inbound(); ++i) {
            inbound(i);
        }
        for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
            outbound(j);
        }
        for (const Action& action : node_.actions) {
            act(action);
        }
        for (const InboundPayment& payment : node_.node.claimable_payments) {
            for (const InboundKey& key : payment.inbound) {
                s.in(lane(key), s.in_closed(lane(key)) ? s.in(lane(key)) : s.in_saved(lane(key)));
            }
        }
        for (const InboundKey& key : node_.node.forward_htlcs) {
            s.in(lane(key), In::accumulated);
        }
        return s;
    }

private:
    [[nodiscard]] const Channel* channel(std::size_t lane) const {
        const auto found = std::find_if(node_.node.channels.begin(), node_.node.channels.end(),
                                        [&](const Channel& it) { return it.channel_id == channel_id(lane); });
        return found == node_.node.channels.end() ? nullptr : &*found;
    }

    void inbound(std::size_t i) {
        const auto* const open = channel(i);
        const bool claimed = s.in_disk(i) == InDisk::preimage || is_claimed(s.in_saved(i));
        if (open == nullptr) {
            s.in_closed(i, true);
            s.in_saved(i, is_claimed(s.in_saved(i)) ? In::claimed : In::not_arrived);
            s.in(i, claimed ? In::claimed : In::closed);
            return;
        }
        if (open->pending_inbound_htlcs.empty()) {
            s.in(i, In::not_arrived);
            return;
        }
        const auto& htlc = open->pending_inbound_htlcs.front();
        const bool forwarded = htlc.update_add == InboundUpdateAdd::Forwarded;
        In state = forwarded ? In::forwarded : In::dispatched;
        if (htlc.removal == Removal::failed) {
            state = In::failed;
        } else if (!open->holding_cell.empty()) {
            const bool failing = std::holds_alternative<HeldFailure>(open->holding_cell.front());
            state = !failing ? In::claimed : forwarded ? In::held_forwarded : In::held;
        }
        s.in(i, state);
    }

    void outbound(std::size_t j) {
        const auto* const open = channel(j);
        if (open == nullptr) {
            if (s.chain(j) == Chain::open) {
                s.chain(j, on_monitor(s.out_disk(j)) ? Chain::unresolved : Chain::absent);
                const bool kept = !w.shape().from_monitors && !w.payments()[w.payment_of(j)].own();
                s.out_saved(j, kept ? s.out_saved(j) : Out::none);
            }
            const bool pending = s.chain(j) == Chain::unresolved || s.chain(j) == Chain::timed_out;
            s.out(j, pending ? Out::closed : Out::resolved);
        } else if (!open->holding_cell.empty()) {
            s.out(j, Out::held);
        } else if (!open->pending_outbound_htlcs.empty()) {
            const auto& htlc = open->pending_outbound_htlcs.front();
            s.out(j, htlc.state == OutboundState::LocalAnnounced ? Out::announced
                     : htlc.state == OutboundState::Committed    ? Out::committed
                     : htlc.preimage                             ? Out::fulfil_sign
                                                                 : Out::fail_sign);
        } else {
            gone(j, *open);
        }
    }

    // What became of an HTLC that is in no commitment any more is in the blocked updates, or in those in flight.
    void gone(std::size_t j, const Channel& open) {
        const auto saved = s.out_saved(j);
        const bool claimed = s.out_disk(j) == OutDisk::fulfilled || s.out_disk(j) == OutDisk::fulfil_gone ||
                             !open.blocked_monitor_updates.empty();
        const bool removed = updates_of(saved) == 4;
        s.out(j, !removed ? Out::none : claimed ? Out::fulfil_gone : Out::failed);
    }

    void act(const Action& action) {
        if (const auto* claim = std::get_if<ClaimInbound>(&action)) {
            s.in(lane(claim->inbound), In::claimed);
        } else if (const auto* failure = std::get_if<FailInbound>(&action)) {
            const auto i = lane(failure->inbound);
            const bool being_removed = s.in(i) != In::forwarded && s.in(i) != In::dispatched;  // RC-23
            if (failure->when_durable.empty() && !being_removed) {
                s.in(i, s.in(i) == In::forwarded ? In::held_forwarded : In::held);
            }
        } else if (const auto* decode = std::get_if<DecodeInbound>(&action)) {
            s.in(lane(decode->inbound), In::queued);
        }
    }

    static std::size_t lane(const InboundKey& key) { return static_cast<std::size_t>(key.channel) - 1; }

    const World& w;
    Lanes s;
    const Reconstructed& node_;
};

}  // namespace

Lanes rebuilt_form(const World& w, const Lanes& before, const restart::Reconstructed& node) {
    return Rebuilt(w, before, node).make();
}

}  // namespace plumbline::replay::testing
