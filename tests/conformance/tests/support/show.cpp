#include "tests/conformance/tests/support/show.hpp"

#include <algorithm>

namespace plumbline::conformance::support {
namespace {

std::uint64_t bare(const auto& quantity) {
    return quantity.count().get();
}

ShownBucket show_bucket(const BucketResources<>& bucket) {
    return {bare(bucket.slots), bare(bucket.slots_used), bare(bucket.capacity), bare(bucket.msat_used)};
}

/// The wide number, if a log can hold it.
std::optional<std::int64_t> narrow(const WideMsat<>& wide) {
    const Int128 value = wide.count().get();
    constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
    return value <= most && value >= -most ? std::optional(static_cast<std::int64_t>(value)) : std::nullopt;
}

}  // namespace

ShownChannel show(Scid scid, const Channel<>* channel, Seconds<> now, const Parameters<>& parameters,
                  const Rules& rules) {
    ShownChannel shown;
    shown.channel = scid;
    shown.present = channel != nullptr;
    if (channel == nullptr) {
        return shown;
    }
    shown.closing = channel->closing;
    const auto reputation = value_at(channel->reputation, now, reputation_window(parameters), rules);
    shown.reputation = {
        reputation.count().get(), channel->reputation.value.count().get(), bare(channel->reputation.last_update), {}};
    const auto threshold = value_at(channel->revenue, now, revenue_windows(parameters, rules), rules);
    shown.revenue = {threshold.count().get(), channel->revenue.sum.value.count().get(),
                     bare(channel->revenue.sum.last_update), bare(channel->revenue.start)};
    shown.pending_outgoing = channel->pending_outgoing;
    shown.in_flight_risk = narrow(channel->in_flight_risk);
    shown.congestion_in_flight = channel->congestion_in_flight > Slots<>(0);
    shown.general = show_bucket(channel->general.resources);
    shown.congestion = show_bucket(channel->congestion);
    shown.protected_ = show_bucket(channel->protected_);
    const std::size_t allocation = pair_slot_allocation(bare(channel->general.resources.slots), rules);
    shown.pair_allocation = allocation;
    shown.slot_liquidity_msat = bare(slot_liquidity(channel->general.resources, Slots<>(allocation), rules));
    shown.occupied.emplace();
    for (std::size_t slot = 0; slot < channel->general.holder.size(); ++slot) {
        if (channel->general.holder[slot] != no_pair) {
            shown.occupied->push_back(static_cast<SlotIndex>(slot));
        }
    }
    shown.misuse.emplace();
    channel->pairs.for_each([&](const Pair<>& pair, PairNumber) {
        if (pair.congestion.misused) {
            shown.misuse->emplace_back(pair.outgoing, bare(pair.congestion.misused_at));
        }
    });
    std::sort(shown.misuse->begin(), shown.misuse->end());
    return shown;
}

ShownPair show_pair(const Channel<>& incoming, Scid outgoing) {
    ShownPair shown;
    const PairNumber number = incoming.pairs.find(outgoing);
    if (number != no_pair) {
        for (const SlotIndex slot : incoming.pairs[number].general.assigned) {
            shown.emplace_back(slot, incoming.general.holder[slot] == number);
        }
    }
    return shown;
}

Answer answer_of(Mistake mistake) {
    Answer answer;
    answer.ok = false;
    answer.error = name(mistake);
    return answer;
}

Answer answer_of(const Verdict<>& verdict) {
    Answer answer;
    answer.forwarded = verdict.forwarded();
    if (verdict.forwarded()) {
        answer.bucket = verdict.bucket;
        answer.outgoing_accountable = verdict.outgoing_accountable;
    }
    answer.htlc_risk_msat = static_cast<std::int64_t>(verdict.standing.htlc_risk.count().get());
    return answer;
}

Answer answer_of(Bucket resolved) {
    Answer answer;
    answer.bucket = resolved;
    return answer;
}

}  // namespace plumbline::conformance::support
