// How the ledger follows operations, and which mistakes it expects.
#include "tests/support/ledger.hpp"

#include <algorithm>

namespace plumbline::support {
namespace {

bool out_of_range(const ChannelLimits<>& limits) {
    const auto slots = limits.max_accepted_htlcs.count().get();
    return slots < 1 || slots > 483 || limits.max_htlc_value_in_flight.count().get() > 2'100'000'000'000'000'000;
}

}  // namespace

std::set<Mistake> Ledger::mistakes(const Operation& operation) const {
    std::set<Mistake> mistakes;
    const auto note_if = [&](bool applies, Mistake mistake) {
        if (applies) {
            mistakes.insert(mistake);
        }
    };
    if (const auto* add = std::get_if<AddChannel>(&operation)) {
        const auto known = channels_.find(add->channel);
        note_if(out_of_range(add->limits), Mistake::limits_out_of_range);
        if (known != channels_.end()) {
            note_if(known->second.closing, Mistake::channel_closing);
            note_if(known->second.limits != add->limits, Mistake::channel_exists);
        }
    } else if (const auto* update = std::get_if<UpdateChannel>(&operation)) {
        const auto known = channels_.find(update->channel);
        note_if(out_of_range(update->limits), Mistake::limits_out_of_range);
        note_if(known == channels_.end(), Mistake::unknown_channel);
        note_if(known != channels_.end() && known->second.closing, Mistake::channel_closing);
    } else if (const auto* resolve = std::get_if<ResolveHtlc>(&operation)) {
        const auto htlc = held_.find(resolve->htlc);
        note_if(htlc == held_.end(), Mistake::unknown_htlc);
        note_if(htlc != held_.end() && htlc->second.outgoing != resolve->outgoing, Mistake::wrong_outgoing_channel);
    } else if (const auto* htlc = std::get_if<AddHtlc>(&operation)) {
        const HtlcOffer<>& offer = htlc->offer;
        constexpr std::uint64_t supply = 2'100'000'000'000'000'000;
        constexpr std::uint64_t highest = 0xffff'ffff;
        note_if(offer.htlc.incoming == offer.outgoing, Mistake::same_channel);
        note_if(offer.incoming_amount.count().get() > supply || offer.fee.count().get() > supply ||
                    offer.outgoing_amount.count().get() > supply,
                Mistake::amount_out_of_range);
        note_if(offer.outgoing_amount > offer.incoming_amount, Mistake::outgoing_exceeds_incoming);
        note_if(offer.cltv_expiry.count().get() > highest || offer.height_added.count().get() > highest,
                Mistake::height_out_of_range);
        note_if(offer.cltv_expiry <= offer.height_added, Mistake::expired);
        note_if(held_.contains(offer.htlc), Mistake::duplicate_htlc);
        for (const Scid channel : {offer.htlc.incoming, offer.outgoing}) {
            const auto known = channels_.find(channel);
            note_if(known == channels_.end(), Mistake::unknown_channel);
            note_if(known != channels_.end() && known->second.closing, Mistake::channel_closing);
        }
    }
    return mistakes;
}

void Ledger::note(const Operation& operation, const Answer& answer, Seconds<> now) {
    if (answer.changed_nothing()) {
        return;
    }
    const std::uint64_t time = now.count().get();
    if (const auto* add = std::get_if<AddChannel>(&operation)) {
        channels_[add->channel] = {add->limits, false, time, RealSum(time), RealSum(time)};
    } else if (const auto* update = std::get_if<UpdateChannel>(&operation)) {
        channels_.at(update->channel).limits = update->limits;
    } else if (const auto* remove = std::get_if<RemoveChannel>(&operation)) {
        channels_.at(remove->channel).closing = true;
        note_gone(remove->channel);
    } else if (const auto* offered = std::get_if<AddHtlc>(&operation)) {
        if (answer.bucket != Bucket::none) {
            const HtlcOffer<>& offer = offered->offer;
            const auto blocks = offer.cltv_expiry.count().get() - offer.height_added.count().get();
            const auto fee = offer.fee.count().get();
            held_[offer.htlc] = {offer.outgoing,
                                 answer.bucket,
                                 answer.slots,
                                 offer.incoming_amount.count().get(),
                                 fee,
                                 cost(Int128{blocks} * 600, fee),
                                 answer.outgoing_accountable,
                                 time};
        }
    } else if (const auto* resolve = std::get_if<ResolveHtlc>(&operation)) {
        const Held htlc = held_.at(resolve->htlc);
        const Scid incoming = resolve->htlc.incoming;
        const std::int64_t effective = effective_fee(htlc, resolve->resolution, now);
        channels_.at(htlc.outgoing).reputation.add(effective, time, span(), rules_.decay_rate);
        if (resolve->resolution == Resolution::settled) {
            channels_.at(incoming).revenue.add(static_cast<std::int64_t>(htlc.fee), time, span(), rules_.decay_rate);
        }
        const std::uint64_t period = parameters_.resolution_period.count().get();
        if (htlc.bucket == Bucket::congestion && time > htlc.added_at && time - htlc.added_at > period) {
            std::uint64_t& mark = marks_[{incoming, htlc.outgoing}];
            mark = std::max(mark, time);
        }
        held_.erase(resolve->htlc);
        note_gone(incoming);
        note_gone(htlc.outgoing);
    }
}

// A closing channel goes with the last HTLC that refers to it (CH-7), and its marks everywhere with it (CH-11).
void Ledger::note_gone(Scid channel) {
    const auto known = channels_.find(channel);
    const bool referred = std::any_of(held_.begin(), held_.end(), [&](const auto& entry) {
        return entry.first.incoming == channel || entry.second.outgoing == channel;
    });
    if (known == channels_.end() || !known->second.closing || referred) {
        return;
    }
    channels_.erase(known);
    std::erase_if(marks_,
                  [&](const auto& mark) { return mark.first.first == channel || mark.first.second == channel; });
}

}  // namespace plumbline::support
