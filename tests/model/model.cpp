#include "tests/model/model.hpp"

#include "tests/model/slot_assignment.hpp"

#include <algorithm>
#include <cmath>

namespace plumbline::model {
namespace {

constexpr std::uint64_t supply = 2'100'000'000'000'000'000;
constexpr Wide most = 9'223'372'036'854'775'807;

std::uint64_t bare(const auto& quantity) {
    return quantity.count().get();
}

bool in_range(const ChannelLimits<>& limits) {
    const std::uint64_t htlcs = bare(limits.max_accepted_htlcs);
    return htlcs >= 1 && htlcs <= 483 && bare(limits.max_htlc_value_in_flight) <= supply;
}

}  // namespace

std::optional<bool> Question::sufficient() const {
    const auto whole = [](long double value) { return static_cast<Wide>(value); };
    const Wide least = whole(std::floor(reputation.low)) - in_flight_risk - (risk.nearest + risk.tolerance);
    const Wide largest = whole(std::ceil(reputation.high)) - in_flight_risk - (risk.nearest - risk.tolerance);
    if (least >= whole(std::ceil(threshold.high))) {
        return true;
    }
    if (largest < whole(std::floor(threshold.low))) {
        return false;
    }
    return std::nullopt;
}

const Row& Question::row(bool sufficient) const {
    Answers all = answers;
    all.sufficient = sufficient;
    return row_for(all);
}

Model::Model(const Setting& setting)
    : parameters_(setting.parameters), rate_(setting.later ? DecayRate::exponential : DecayRate::draft) {}

Call Model::expect(const AddChannel& add) const {
    Call call;
    if (!in_range(add.limits)) {
        call.mistakes.insert(Mistake::limits_out_of_range);
    }
    const ModelChannel* channel = find(add.channel);
    if (channel == nullptr) {
        if (channels_.size() >= 65'534) {
            call.mistakes.insert(Mistake::too_many_channels);
        }
    } else if (channel->closing) {
        call.mistakes.insert(Mistake::channel_closing);
    } else if (channel->limits == add.limits) {
        call.repetition = Repetition::channel_already_added;
    } else {
        call.mistakes.insert(Mistake::channel_exists);
    }
    return call;
}

Call Model::expect(const UpdateChannel& update) const {
    Call call;
    if (!in_range(update.limits)) {
        call.mistakes.insert(Mistake::limits_out_of_range);
    }
    const ModelChannel* channel = find(update.channel);
    if (channel == nullptr) {
        call.mistakes.insert(Mistake::unknown_channel);
        return call;
    }
    if (channel->limits == update.limits) {
        call.repetition = Repetition::limits_unchanged;
    }
    if (channel->closing) {
        call.mistakes.insert(Mistake::channel_closing);
    }
    return call;
}

Call Model::expect(const RemoveChannel& remove) const {
    Call call;
    const ModelChannel* channel = find(remove.channel);
    if (channel == nullptr) {
        call.repetition = Repetition::channel_already_removed;
    } else if (channel->closing) {
        call.repetition = Repetition::channel_already_closing;
    }
    return call;
}

Call Model::expect(const AddHtlc& add) const {
    const HtlcOffer<>& offer = add.offer;
    Call call;
    const auto mistake_if = [&](bool condition, Mistake mistake) {
        if (condition) {
            call.mistakes.insert(mistake);
        }
    };
    const std::uint64_t expiry = bare(offer.cltv_expiry);
    const std::uint64_t height = bare(offer.height_added);
    const std::uint64_t received = bare(offer.incoming_amount);
    const std::uint64_t offered = bare(offer.outgoing_amount);
    mistake_if(offer.htlc.incoming == offer.outgoing, Mistake::same_channel);
    mistake_if(expiry <= height, Mistake::expired);
    mistake_if(expiry > 0xffff'ffffU || height > 0xffff'ffffU, Mistake::height_out_of_range);
    mistake_if(offered > received, Mistake::outgoing_exceeds_incoming);
    mistake_if(std::max({received, offered, bare(offer.fee)}) > supply, Mistake::amount_out_of_range);
    for (const Scid scid : {offer.htlc.incoming, offer.outgoing}) {
        const ModelChannel* channel = find(scid);
        mistake_if(channel == nullptr, Mistake::unknown_channel);
        mistake_if(channel != nullptr && channel->closing, Mistake::channel_closing);
    }
    mistake_if(pending_.contains(offer.htlc), Mistake::duplicate_htlc);
    return call;
}

Call Model::expect(const ResolveHtlc& resolve) const {
    Call call;
    const auto htlc = pending_.find(resolve.htlc);
    if (htlc == pending_.end()) {
        call.mistakes.insert(Mistake::unknown_htlc);
    } else if (htlc->second.outgoing != resolve.outgoing) {
        call.mistakes.insert(Mistake::wrong_outgoing_channel);
    }
    return call;
}

Question Model::question(const HtlcOffer<>& offer) const {
    const Scid incoming = offer.htlc.incoming;
    const std::uint64_t amount = bare(offer.incoming_amount);
    Question question;
    question.answers.accountable = offer.incoming_accountable;
    question.answers.upgrade = offer.upgrade_accountability;
    if (const auto slots = general_slots(offer)) {
        question.answers.general = true;
        question.slots = *slots;
    }
    question.answers.protected_ = has_room(incoming, Bucket::protected_, amount);
    question.marked = marked(incoming, offer.outgoing);
    const bool otherwise_eligible = congestion_but_for_marks(offer);
    question.answers.congestion = otherwise_eligible && !question.marked;
    question.refused_by_mark_alone = otherwise_eligible && question.marked;
    question.reputation = find(offer.outgoing)->reputation.read(now_);
    question.threshold = find(incoming)->revenue.read(now_);
    question.in_flight_risk = in_flight_risk(offer.outgoing);
    question.risk = risk(offer);
    return question;
}

Rounded Model::effective_fee(const ModelHtlc& htlc, Resolution resolution) const {
    const bool settled = resolution == Resolution::settled;
    const Wide held = now_ > htlc.added ? now_ - htlc.added : 0;
    const Wide fee = bare(htlc.offer.fee);
    if (!htlc.offered_accountable) {
        return {settled && held <= Wide{bare(parameters_.resolution_period)} ? fee : 0, 0};
    }
    const Rounded lost = cost(held, fee);
    return {(settled ? fee : 0) - lost.nearest, lost.tolerance};
}

void Model::follow(const AddChannel& add) {
    const std::uint64_t window = bare(parameters_.revenue_window);
    const std::uint64_t count = parameters_.reputation_multiplier;
    channels_.insert({add.channel,
                      {add.limits, false, add.salt, HistoryAverage(rate_, window * count, now_),
                       HistoryWindowAverage(rate_, window, count, now_)}});
}

void Model::follow(const UpdateChannel& update) {
    channels_.at(update.channel).limits = update.limits;
}

void Model::follow(const RemoveChannel& remove) {
    if (referred_to(remove.channel)) {
        channels_.at(remove.channel).closing = true;
    } else {
        drop(remove.channel);
    }
}

void Model::follow(const AddHtlc& add, Bucket bucket, bool offered_accountable, const std::vector<std::uint64_t>& slots,
                   Wide risk) {
    const HtlcOffer<>& offer = add.offer;
    pending_.insert({offer.htlc, {offer.outgoing, bucket, slots, offer, risk, now_, offered_accountable}});
    for (const std::uint64_t slot : slots) {
        held_slots_.insert({slot, offer.htlc});
    }
}

void Model::follow(const ResolveHtlc& resolve, std::int64_t effective_fee) {
    const Scid incoming = resolve.htlc.incoming;
    const ModelHtlc htlc = pending_.at(resolve.htlc);
    channels_.at(htlc.outgoing).reputation.add(effective_fee, now_);
    if (resolve.resolution == Resolution::settled) {
        channels_.at(incoming).revenue.add(static_cast<std::int64_t>(bare(htlc.offer.fee)), now_);
    }
    const std::uint64_t held = now_ > htlc.added ? now_ - htlc.added : 0;
    if (htlc.bucket == Bucket::congestion && held > bare(parameters_.resolution_period)) {
        std::uint64_t& mark = marks_[{incoming, htlc.outgoing}];
        mark = std::max(mark, now_);
    }
    pending_.erase(resolve.htlc);
    std::erase_if(held_slots_, [&](const auto& held_slot) { return held_slot.second == resolve.htlc; });
    for (const Scid channel : {incoming, htlc.outgoing}) {
        if (channels_.at(channel).closing && !referred_to(channel)) {
            drop(channel);
        }
    }
}

void Model::follow(const Advance& advance) {
    const Wide then = Wide{now_} + advance.seconds;
    now_ = then < 0 ? 0 : static_cast<std::uint64_t>(then);
}

/// Nothing is forgotten, and new percentages are new limits (SF-4, SF-13).
void Model::follow(const Restart& restart) {
    parameters_.general_percent = restart.general_percent;
    parameters_.congestion_percent = restart.congestion_percent;
}

const ModelChannel* Model::find(Scid channel) const {
    const auto found = channels_.find(channel);
    return found == channels_.end() ? nullptr : &found->second;
}

Size Model::size(Scid channel, Bucket bucket) const {
    const ChannelLimits<>& limits = find(channel)->limits;
    const auto part = [&](std::uint64_t total) -> std::uint64_t {
        const auto share = [&](std::uint64_t percent) {
            return static_cast<std::uint64_t>(Wide{total} * percent / 100);
        };
        const std::uint64_t in_general = share(parameters_.general_percent);
        const std::uint64_t in_congestion = share(parameters_.congestion_percent);
        return bucket == Bucket::general      ? in_general
               : bucket == Bucket::congestion ? in_congestion
                                              : total - in_general - in_congestion;
    };
    return {part(bare(limits.max_accepted_htlcs)), part(bare(limits.max_htlc_value_in_flight))};
}

Size Model::used(Scid incoming, Bucket bucket) const {
    Size sum;
    for (const auto& [ref, htlc] : pending_) {
        if (ref.incoming == incoming && htlc.bucket == bucket) {
            sum.slots += bucket == Bucket::general ? htlc.slots.size() : 1;
            sum.msat += bare(htlc.offer.incoming_amount);
        }
    }
    return sum;
}

Size Model::used(Scid incoming, Scid outgoing, Bucket bucket) const {
    Size sum;
    for (const auto& [ref, htlc] : pending_) {
        if (ref.incoming == incoming && htlc.outgoing == outgoing && htlc.bucket == bucket) {
            sum.slots += bucket == Bucket::general ? htlc.slots.size() : 1;
            sum.msat += bare(htlc.offer.incoming_amount);
        }
    }
    return sum;
}

std::vector<std::uint64_t> Model::assignment(Scid incoming, Scid outgoing) const {
    return assigned_slots(find(incoming)->salt, incoming, outgoing, size(incoming, Bucket::general).slots);
}

std::map<std::uint64_t, Scid> Model::holders(Scid incoming) const {
    std::map<std::uint64_t, Scid> holders;
    for (const auto& [slot, htlc] : held_slots_) {
        if (htlc.incoming == incoming) {
            holders.emplace(slot, pending_.at(htlc).outgoing);
        }
    }
    return holders;
}

Wide Model::in_flight_risk(Scid outgoing) const {
    Wide sum = 0;
    for (const auto& [ref, htlc] : pending_) {
        if (htlc.outgoing == outgoing && htlc.offered_accountable) {
            sum += htlc.risk;
        }
    }
    return sum;
}

Rounded Model::risk(const HtlcOffer<>& offer) const {
    const Wide blocks = Wide{bare(offer.cltv_expiry)} - Wide{bare(offer.height_added)};
    return cost(blocks * 600, bare(offer.fee));
}

bool Model::marked(Scid incoming, Scid outgoing) const {
    const auto mark = marks_.find({incoming, outgoing});
    if (mark == marks_.end()) {
        return false;
    }
    const std::uint64_t age = now_ > mark->second ? now_ - mark->second : 0;
    return age < bare(parameters_.congestion_misuse_window);
}

/// OC-1 to OC-3: (seconds - period) / period * fee, to the nearest msat, halves up.
Rounded Model::cost(Wide seconds, Wide fee) const {
    const Wide period = bare(parameters_.resolution_period);
    if (seconds <= period) {
        return {0, 1};
    }
    const Wide nearest = (2 * (seconds - period) * fee + period) / (2 * period);
    return {std::min(nearest, most), 1};
}

/// GB-10: the slots that the HTLC would take; none where the general bucket is not available to it.
std::optional<std::vector<std::uint64_t>> Model::general_slots(const HtlcOffer<>& offer) const {
    const Scid incoming = offer.htlc.incoming;
    const std::uint64_t amount = bare(offer.incoming_amount);
    const Size bucket = size(incoming, Bucket::general);
    if (bucket.slots == 0 || bucket.msat == 0 || bucket.msat / bucket.slots == 0) {
        return std::nullopt;  // PA-9, GB-16
    }
    const std::uint64_t unit = bucket.msat / bucket.slots;
    const std::uint64_t share = slots_of_a_pair(bucket.slots);
    const std::uint64_t taken = std::max<std::uint64_t>(1, amount / unit + (amount % unit == 0 ? 0 : 1));
    const Size pair = used(incoming, offer.outgoing, Bucket::general);
    const Size all = used(incoming, Bucket::general);
    if (pair.slots + taken > share || pair.msat + amount > unit * share || all.slots + taken > bucket.slots ||
        all.msat + amount > bucket.msat) {
        return std::nullopt;
    }
    const auto holder = holders(incoming);
    std::vector<std::uint64_t> slots;
    for (const std::uint64_t slot : assignment(incoming, offer.outgoing)) {
        if (!holder.contains(slot) && slots.size() < taken) {
            slots.push_back(slot);
        }
    }
    return slots.size() == taken ? std::optional(slots) : std::nullopt;
}

/// One slot and the amount are free (CB-8, PB-2, PA-9).
bool Model::has_room(Scid incoming, Bucket bucket, std::uint64_t amount) const {
    const Size whole = size(incoming, bucket);
    const Size taken = used(incoming, bucket);
    return whole.slots > 0 && whole.msat > 0 && taken.slots + 1 <= whole.slots && taken.msat + amount <= whole.msat;
}

/// CB-1, CB-6, CB-8.
bool Model::congestion_but_for_marks(const HtlcOffer<>& offer) const {
    const Scid incoming = offer.htlc.incoming;
    const std::uint64_t amount = bare(offer.incoming_amount);
    const Size bucket = size(incoming, Bucket::congestion);
    return used(incoming, offer.outgoing, Bucket::congestion).slots == 0 &&
           Wide{amount} * bucket.slots < Wide{bucket.msat} && has_room(incoming, Bucket::congestion, amount);
}

/// Whether a pending HTLC names the channel (CH-7).
bool Model::referred_to(Scid channel) const {
    return std::any_of(pending_.begin(), pending_.end(), [&](const auto& entry) {
        return entry.first.incoming == channel || entry.second.outgoing == channel;
    });
}

/// CH-7, CH-11: the channel is gone, and the marks of its pairs.
void Model::drop(Scid channel) {
    channels_.erase(channel);
    std::erase_if(marks_,
                  [&](const auto& mark) { return mark.first.first == channel || mark.first.second == channel; });
}

}  // namespace plumbline::model
