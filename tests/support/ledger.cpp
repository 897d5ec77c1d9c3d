#include "tests/support/ledger.hpp"

#include <algorithm>
#include <limits>

namespace plumbline::support {
namespace {

std::uint64_t bare(Seconds<> time) {
    return time.count().get();
}

std::uint64_t bare(Msat<> amount) {
    return amount.count().get();
}

}  // namespace

Ledger::Ledger(const Parameters<>& parameters, const Rules& rules) : parameters_(parameters), rules_(rules) {}

std::uint64_t Ledger::span() const {
    return bare(parameters_.revenue_window) * parameters_.reputation_multiplier;
}

std::uint64_t Ledger::free_id(Scid incoming) const {
    std::uint64_t id = 0;
    while (held_.contains({incoming, HtlcId{id}})) {
        ++id;
    }
    return id;
}

Amounts Ledger::size_of(Scid channel, Bucket bucket) const {
    const ChannelLimits<>& limits = channels_.at(channel).limits;
    const auto share = [](std::uint64_t total, std::uint64_t percent) {
        return static_cast<std::uint64_t>(Int128{total} * percent / 100);
    };
    const Amounts all{limits.max_accepted_htlcs.count().get(), bare(limits.max_htlc_value_in_flight)};
    const Amounts general{share(all.slots, parameters_.general_percent), share(all.msat, parameters_.general_percent)};
    const Amounts congestion{share(all.slots, parameters_.congestion_percent),
                             share(all.msat, parameters_.congestion_percent)};
    switch (bucket) {
    case Bucket::general:
        return general;
    case Bucket::congestion:
        return congestion;
    default:
        return {all.slots - general.slots - congestion.slots, all.msat - general.msat - congestion.msat};
    }
}

Amounts Ledger::held_of(Scid incoming, Bucket bucket, std::optional<Scid> outgoing) const {
    Amounts sum;
    for (const auto& [ref, htlc] : held_) {
        if (ref.incoming == incoming && htlc.bucket == bucket && outgoing.value_or(htlc.outgoing) == htlc.outgoing) {
            sum.slots += bucket == Bucket::general ? htlc.slots.size() : 1;
            sum.msat += htlc.amount;
        }
    }
    return sum;
}

bool Ledger::fits(Scid incoming, Bucket bucket, std::uint64_t amount) const {
    const Amounts size = size_of(incoming, bucket);
    const Amounts held = held_of(incoming, bucket);
    return size.slots > 0 && size.msat > 0 && held.slots + 1 <= size.slots && held.msat + amount <= size.msat;
}

std::optional<SlotSet> Ledger::general_slots(const HtlcOffer<>& offer, const DefaultResourceManager& manager) const {
    const Scid incoming = offer.htlc.incoming;
    const std::uint64_t amount = bare(offer.incoming_amount);
    const Amounts size = size_of(incoming, Bucket::general);
    const std::uint64_t unit = size.slots == 0 ? 0 : size.msat / size.slots;
    if (unit == 0) {
        return std::nullopt;
    }
    const std::uint64_t allocation = std::min(size.slots, std::max<std::uint64_t>(5, size.slots * 5 / 100));
    const std::uint64_t needed = std::max<std::uint64_t>(1, amount / unit + (amount % unit == 0 ? 0 : 1));
    const Amounts pair = held_of(incoming, Bucket::general, offer.outgoing);
    const Amounts all = held_of(incoming, Bucket::general);
    if (pair.slots + needed > allocation || pair.msat + amount > unit * allocation || all.slots + needed > size.slots ||
        all.msat + amount > size.msat) {
        return std::nullopt;
    }
    std::set<SlotIndex> taken;
    for (const auto& [ref, htlc] : held_) {
        if (ref.incoming == incoming) {
            taken.insert(htlc.slots.begin(), htlc.slots.end());
        }
    }
    SlotSet slots;
    const auto assigned = assigned_slots(manager.channel(incoming)->salt, incoming, offer.outgoing, size.slots, rules_)
                              .value_or(SlotSet{});
    for (const SlotIndex slot : assigned) {
        if (slots.size() < needed && !taken.contains(slot)) {
            slots.push_back(slot);
        }
    }
    return slots.size() == needed ? std::optional(slots) : std::nullopt;
}

bool Ledger::congestion(const HtlcOffer<>& offer, Seconds<> now) const {
    const Scid incoming = offer.htlc.incoming;
    const std::uint64_t amount = bare(offer.incoming_amount);
    if (held_of(incoming, Bucket::congestion, offer.outgoing).slots > 0) {
        return false;
    }
    const auto mark = marks_.find({incoming, offer.outgoing});
    if (mark != marks_.end() &&
        (bare(now) < mark->second || bare(now) - mark->second < bare(parameters_.congestion_misuse_window))) {
        return false;
    }
    const Amounts size = size_of(incoming, Bucket::congestion);
    return Int128{amount} * size.slots < size.msat && fits(incoming, Bucket::congestion, amount);
}

Int128 Ledger::cost(Int128 held, std::uint64_t fee) const {
    const Int128 period = bare(parameters_.resolution_period);
    if (held <= period) {
        return 0;
    }
    const Int128 product = (held - period) * fee;
    const Int128 rounded = product / period + (product % period * 2 >= period ? 1 : 0);
    return std::min<Int128>(rounded, std::numeric_limits<std::int64_t>::max());
}

Int128 Ledger::with_risk(const HtlcOffer<>& offer, std::int64_t reputation) const {
    const auto blocks = offer.cltv_expiry.count().get() - offer.height_added.count().get();
    Int128 left = Int128{reputation} - cost(Int128{blocks} * 600, bare(offer.fee));
    for (const auto& [ref, htlc] : held_) {
        left -= htlc.outgoing == offer.outgoing && htlc.accountable ? htlc.risk : 0;
    }
    return left;
}

Answers Ledger::answers(const HtlcOffer<>& offer, Seconds<> now, const DefaultResourceManager& manager) const {
    const auto reputation = manager.reputation(offer.outgoing, now).value_or(SignedMsat<>(0));
    const auto threshold = manager.incoming_revenue_threshold(offer.htlc.incoming, now).value_or(SignedMsat<>(0));
    return {offer.incoming_accountable,
            offer.upgrade_accountability,
            general_slots(offer, manager).has_value(),
            with_risk(offer, reputation.count().get()) >= threshold.count().get(),
            fits(offer.htlc.incoming, Bucket::protected_, bare(offer.incoming_amount)),
            congestion(offer, now)};
}

std::int64_t Ledger::effective_fee(const Held& htlc, Resolution resolution, Seconds<> now) const {
    const std::uint64_t held = bare(now) > htlc.added_at ? bare(now) - htlc.added_at : 0;
    const Int128 earned = resolution == Resolution::settled ? Int128{htlc.fee} : Int128{0};
    if (htlc.accountable) {
        return static_cast<std::int64_t>(earned - cost(held, htlc.fee));
    }
    return static_cast<std::int64_t>(held <= bare(parameters_.resolution_period) ? earned : 0);
}

bool Ledger::reputation_fits(Scid channel, Seconds<> now, std::int64_t read) const {
    const RealSum& sum = channels_.at(channel).reputation;
    const long double exact = sum.at(bare(now), span(), rules_.decay_rate);
    return std::fabs(exact - static_cast<long double>(read)) <= sum.tolerance();
}

bool Ledger::threshold_fits(Scid channel, Seconds<> now, std::int64_t read) const {
    const Known& known = channels_.at(channel);
    const std::uint64_t reached = std::max(bare(now), known.revenue.last_update());
    const auto age = static_cast<long double>(reached - std::min(reached, known.start));
    const long double windows = std::clamp(age / static_cast<long double>(bare(parameters_.revenue_window)), 1.0L,
                                           static_cast<long double>(parameters_.reputation_multiplier));
    const long double exact = known.revenue.at(bare(now), span(), rules_.decay_rate) / windows;
    return std::fabs(exact - static_cast<long double>(read)) <= known.revenue.tolerance() + 1.0L;
}

}  // namespace plumbline::support
