#include "tests/model/compare_state.hpp"

#include "tests/model/difference.hpp"

#include <algorithm>

namespace plumbline::model {
namespace {

std::uint64_t bare(const auto& quantity) {
    return quantity.count().get();
}

std::vector<std::uint64_t> slots_of(const SlotSet& slots) {
    return {slots.begin(), slots.end()};
}

/// "general bucket of 800000x1x0"
std::string of(std::string_view what, Scid channel) {
    return std::string(what) + " of " + text(channel);
}

std::string of(std::string_view what, Scid incoming, Scid outgoing) {
    return of(what, incoming) + " for " + text(outgoing);
}

std::uint64_t pending_on(const Model& model, Scid channel, bool incoming) {
    return static_cast<std::uint64_t>(
        std::count_if(model.pending().begin(), model.pending().end(), [&](const auto& entry) {
            return (incoming ? entry.first.incoming : entry.second.outgoing) == channel;
        }));
}

void compare_bucket(const BucketResources<>& bucket, const Model& model, Scid scid, Bucket which) {
    const std::string what = of(std::string(name(which)) + " bucket", scid);
    expect_same<"PA-6">(what, model.size(scid, which), Size{bare(bucket.slots), bare(bucket.capacity)});
    expect_same<"CH-9">("use of " + what, model.used(scid, which),
                        Size{bare(bucket.slots_used), bare(bucket.msat_used)});
}

void compare_averages(const DefaultResourceManager& manager, const Channel<>& channel, const Model& model, Scid scid) {
    const ModelChannel& expected = *model.find(scid);
    const Seconds<> now(model.now());
    const HistoryAverage& sum = expected.revenue.sum();
    expect_same<"DA-5">(of("reputation's last_update", scid), expected.reputation.last_update(),
                        bare(channel.reputation.last_update));
    expect_same<"DA-5">(of("revenue's last_update", scid), sum.last_update(), bare(channel.revenue.sum.last_update));
    expect_within<"DA-7">(of("stored reputation", scid), expected.reputation.stored(0).saturated(),
                          channel.reputation.value.count().get());
    expect_within<"DA-7">(of("stored revenue", scid), sum.stored(0).saturated(),
                          channel.revenue.sum.value.count().get());
    expect_within<"OC-12">(of("reputation", scid), expected.reputation.read(model.now()),
                           manager.reputation(scid, now).value().count().get());
    expect_within<"WA-3">(of("incoming revenue threshold", scid), expected.revenue.read(model.now()),
                          manager.incoming_revenue_threshold(scid, now).value().count().get());
}

void compare_holders(const Channel<>& channel, const Model& model, Scid scid) {
    std::map<std::uint64_t, Scid> shown;
    for (std::size_t slot = 0; slot < channel.general.holder.size(); ++slot) {
        if (channel.general.holder[slot] != no_pair) {
            shown.emplace(slot, channel.pairs[channel.general.holder[slot]].outgoing);
        }
    }
    expect_same<"GB-12">(of("held general slots", scid), model.holders(scid), shown);
}

/// One outgoing channel's part in the incoming channel `scid`: with no pair shown, there is nothing in it.
void compare_pair(const Channel<>& channel, const Model& model, Scid scid, Scid outgoing) {
    const PairNumber number = channel.pairs.find(outgoing);
    const Pair<> pair = number == no_pair ? Pair<>{} : channel.pairs[number];
    expect_same<"CH-9">(of("use of the general bucket", scid, outgoing), model.used(scid, outgoing, Bucket::general),
                        Size{bare(pair.general.slots_used), bare(pair.general.msat_used)});
    expect_same<"CH-9">(of("HTLCs in the congestion bucket", scid, outgoing),
                        model.used(scid, outgoing, Bucket::congestion).slots, bare(pair.congestion.in_flight));
    if (!pair.general.assigned.empty()) {
        expect_same<"GB-4">(of("assigned slots", scid, outgoing), model.assignment(scid, outgoing),
                            slots_of(pair.general.assigned));
    }
    const auto mark = model.marks().find({scid, outgoing});
    const bool marked = mark != model.marks().end();
    // A mark that no longer counts may be forgotten, and need not be.
    if (model.marked(scid, outgoing) || (pair.congestion.misused && marked)) {
        expect_same<"CB-7">(of("misuse mark", scid, outgoing), mark->second,
                            pair.congestion.misused ? bare(pair.congestion.misused_at) : 0);
    } else {
        expect_same<"CB-7">(of("whether there is a misuse mark", scid, outgoing), marked && pair.congestion.misused,
                            pair.congestion.misused);
    }
}

void compare_pairs(const Channel<>& channel, const Model& model, Scid scid) {
    channel.pairs.for_each([&](const Pair<>& pair, PairNumber /*number*/) {
        expect_same<"CH-11">(of("channel kept as a pair", scid, pair.outgoing), model.find(pair.outgoing) != nullptr,
                             true);
    });
    for (const auto& [outgoing, expected] : model.channels()) {
        if (outgoing != scid) {
            compare_pair(channel, model, scid, outgoing);
        }
    }
}

}  // namespace

void compare_channel(const DefaultResourceManager& manager, const Model& model, Scid scid) {
    const Channel<>* channel = manager.channel(scid);
    const ModelChannel* expected = model.find(scid);
    expect_same<"CH-7">(of("presence", scid), expected != nullptr, channel != nullptr);
    if (expected == nullptr) {
        return;
    }
    expect_same<"CH-7">(of("closing", scid), expected->closing, channel->closing);
    expect_same<"CH-4">(
        of("limits", scid),
        Size{bare(expected->limits.max_accepted_htlcs), bare(expected->limits.max_htlc_value_in_flight)},
        Size{bare(channel->limits.max_accepted_htlcs), bare(channel->limits.max_htlc_value_in_flight)});
    expect_same<"GB-7">(of("whether the salt is the one drawn", scid), true, expected->salt == channel->salt);
    expect_same<"CH-9">(of("HTLCs received and pending", scid), pending_on(model, scid, true),
                        std::uint64_t{channel->pending_incoming});
    expect_same<"CH-9">(of("HTLCs forwarded and pending", scid), pending_on(model, scid, false),
                        std::uint64_t{channel->pending_outgoing});
    compare_bucket(channel->general.resources, model, scid, Bucket::general);
    compare_bucket(channel->congestion, model, scid, Bucket::congestion);
    compare_bucket(channel->protected_, model, scid, Bucket::protected_);
    compare_holders(*channel, model, scid);
    compare_pairs(*channel, model, scid);
    expect_same<"OC-8">(of("in_flight_risk", scid), model.in_flight_risk(scid), channel->in_flight_risk.count().get());
    compare_averages(manager, *channel, model, scid);
}

void compare_htlc(const DefaultResourceManager& manager, const Model& model, const HtlcRef& htlc) {
    const PendingHtlc<>* shown = manager.pending(htlc);
    const auto found = model.pending().find(htlc);
    const std::string what = "HTLC " + text(static_cast<std::uint64_t>(htlc.id));
    expect_same<"RM-9">(of("whether pending: " + what, htlc.incoming), found != model.pending().end(),
                        shown != nullptr);
    if (shown == nullptr) {
        return;
    }
    const ModelHtlc& expected = found->second;
    const HtlcOffer<>& offer = expected.offer;
    expect_same<"CH-2">(what + ": outgoing channel", expected.outgoing, shown->outgoing);
    expect_same<"CH-2">(what + ": bucket", expected.bucket, shown->bucket);
    expect_same<"CH-2">(what + ": slots", expected.slots, slots_of(shown->slots));
    expect_same<"CH-2">(what + ": amount", bare(offer.incoming_amount), bare(shown->amount));
    expect_same<"CH-2">(what + ": fee", bare(offer.fee), bare(shown->fee));
    expect_same<"CH-2">(what + ": risk", expected.risk, shown->risk.count().get());
    expect_same<"CH-2">(what + ": time of addition", expected.added, bare(shown->added_at));
    expect_same<"CH-2">(what + ": height of addition", bare(offer.height_added), bare(shown->height_added));
    expect_same<"CH-2">(what + ": expiry", bare(offer.cltv_expiry), bare(shown->cltv_expiry));
    expect_same<"CH-2">(what + ": received as accountable", offer.incoming_accountable, shown->incoming_accountable);
    expect_same<"CH-2">(what + ": offered as accountable", expected.offered_accountable, shown->outgoing_accountable);
}

void compare_counts(const DefaultResourceManager& manager, const Model& model) {
    expect_same<"CH-7">("number of channels", model.channels().size(), manager.channel_count());
    expect_same<"RM-9">("number of pending HTLCs", model.pending().size(), manager.pending_count());
}

void compare_everything(const DefaultResourceManager& manager, const Model& model) {
    compare_counts(manager, model);
    for (const auto& [scid, channel] : model.channels()) {
        compare_channel(manager, model, scid);
    }
    for (const auto& [ref, htlc] : model.pending()) {
        compare_htlc(manager, model, ref);
    }
}

}  // namespace plumbline::model
