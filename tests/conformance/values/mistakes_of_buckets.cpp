#include "tests/conformance/values/mistakes_of_buckets.hpp"

#include "reference/resource_manager/parameters.hpp"
#include "tests/conformance/values/naive.hpp"
#include "tests/conformance/values/replay.hpp"

#include <algorithm>

namespace plumbline::values {
namespace {

constexpr std::size_t any_draws = 1024;

std::uint32_t word_as_it_is(std::uint32_t word) {
    return word;
}

std::uint32_t big_endian(std::uint32_t word) {
    return __builtin_bswap32(word);
}

Scid swapped_bytes(Scid scid) {
    return Scid{__builtin_bswap64(static_cast<std::uint64_t>(scid))};
}

Outcome two_tries(const SlotAssignmentInputs& of) {
    return hurried(of, of.incoming, of.outgoing, word_as_it_is, 2);
}

Outcome words_big_endian(const SlotAssignmentInputs& of) {
    return hurried(of, of.incoming, of.outgoing, big_endian, any_draws);
}

Outcome nonce_little_endian(const SlotAssignmentInputs& of) {
    return hurried(of, swapped_bytes(of.incoming), swapped_bytes(of.outgoing), word_as_it_is, any_draws);
}

Outcome nonce_exchanged(const SlotAssignmentInputs& of) {
    return hurried(of, of.outgoing, of.incoming, word_as_it_is, any_draws);
}

Outcome ascending(const SlotAssignmentInputs& of) {
    auto assigned = std::get<AssignedSlots>(*hurried(of, of.incoming, of.outgoing, word_as_it_is, any_draws));
    std::sort(assigned.slots.begin(), assigned.slots.end());
    return assigned;
}

BucketSizes right_sizes(const BucketSplitInputs& of) {
    return std::get<BucketSizes>(*reference_outcome(of));
}

Outcome floored_three_times(const BucketSplitInputs& of) {
    BucketSizes sizes = right_sizes(of);
    const std::uint32_t percent = 100 - of.general_percent - of.congestion_percent;
    sizes.slots[2] = of.max_accepted_htlcs * percent / 100;
    sizes.msat[2] = static_cast<std::uint64_t>(Int128{of.max_in_flight} * percent / 100);
    return sizes;
}

Outcome twenty_slots(const BucketSplitInputs& of) {
    BucketSizes sizes = right_sizes(of);
    sizes.pair_slots = std::min<std::uint32_t>(20, sizes.slots[0]);
    sizes.pair_msat = sizes.slot_msat * sizes.pair_slots;
    return sizes;
}

Outcome always_five_slots(const BucketSplitInputs& of) {
    BucketSizes sizes = right_sizes(of);
    sizes.pair_slots = std::max<std::uint32_t>(5, sizes.pair_slots);
    sizes.pair_msat = sizes.slot_msat * sizes.pair_slots;
    return sizes;
}

Outcome division_by_zero(const BucketSplitInputs& of) {
    const BucketSizes sizes = right_sizes(of);
    return sizes.slots[0] == 0 ? Outcome{} : Outcome{sizes};
}

Outcome product_of_64_bits(const BucketSplitInputs& of) {
    BucketSizes sizes = right_sizes(of);
    sizes.msat[0] = of.max_in_flight * of.general_percent / 100;
    sizes.msat[1] = of.max_in_flight * of.congestion_percent / 100;
    sizes.msat[2] = of.max_in_flight - sizes.msat[0] - sizes.msat[1];
    sizes.slot_msat = sizes.slots[0] == 0 ? 0 : sizes.msat[0] / sizes.slots[0];
    sizes.pair_msat = sizes.slot_msat * sizes.pair_slots;
    return sizes;
}

Outcome share_of_pair_floored(const BucketSplitInputs& of) {
    BucketSizes sizes = right_sizes(of);
    if (sizes.slots[0] > 0) {
        sizes.pair_msat = static_cast<std::uint64_t>(Int128{sizes.msat[0]} * sizes.pair_slots / sizes.slots[0]);
    }
    return sizes;
}

using Amount = LargestAmount;

Outcome quotient_floored(const CongestionAmountInputs& of) {
    const std::uint64_t share = of.slots == 0 ? 0 : of.capacity / of.slots;
    return share == 0 ? Amount{} : Amount{share - 1};
}

Outcome at_least_fifteen_million(const CongestionAmountInputs& of) {
    const std::uint64_t share = of.slots == 0 ? 0 : of.capacity / of.slots;
    return Amount{std::min(of.capacity, std::max<std::uint64_t>(share, 15'000'000))};
}

Outcome whole_capacity(const CongestionAmountInputs& of) {
    return of.slots == 0 || of.capacity == 0 ? Amount{} : Amount{of.capacity};
}

Outcome strictly(const SufficiencyInputs& of) {
    const auto standing = standing_of<Running>(of, {});
    return standing.with_in_flight_risk().count() > Running::wide(standing.incoming_revenue_threshold.count());
}

Outcome own_risk_left_out(const SufficiencyInputs& of) {
    auto standing = standing_of<Running>(of, {});
    standing.htlc_risk = WideMsat<>(0);
    return standing.sufficient();
}

Outcome in_flight_left_out(const SufficiencyInputs& of) {
    auto standing = standing_of<Running>(of, {});
    standing.in_flight_risk = WideMsat<>(0);
    return standing.sufficient();
}

Outcome stored_values(const SufficiencyInputs& of) {
    const Rules rules = with_profile({}, of.profile);
    auto standing = standing_of<Running>(of, {});
    standing.reputation = replayed<Running>(of.reputation, rules).sum.value;
    return standing.sufficient();
}

Outcome sum_as_threshold(const SufficiencyInputs& of) {
    auto standing = standing_of<Running>(of, {});
    standing.incoming_revenue_threshold = read_sum<Running>(of.revenue, of.now, with_profile({}, of.profile));
    return standing.sufficient();
}

Outcome absolute_expiry(SufficiencyInputs of) {
    of.htlc.height_added = 0;
    return reference_outcome(of);
}

template <class Which, class Wrong>
Mistake mistake(std::string_view name, std::string_view sentence, Subject subject, Wrong wrong) {
    return {name, sentence, subject, [wrong](const Inputs& inputs) { return wrong(std::get<Which>(inputs)); }};
}

Mistake switched(std::string_view name, std::string_view sentence, Subject subject, const Rules& rules) {
    return {name, sentence, subject, [rules](const Inputs& inputs) { return reference_outcome(inputs, rules); }};
}

std::vector<Mistake> of_slots() {
    constexpr Subject slots = Subject::slot_assignment;
    const auto wrong = [](std::string_view name, std::string_view sentence, auto* answer) {
        return mistake<SlotAssignmentInputs>(name, sentence, slots, answer);
    };
    return {
        switched("slot-words-xored", "each word is XORed into those before", slots, {.slot_words = SlotWords::xored}),
        switched("slot-tries-ten", "an error after ten draws per wanted slot", slots,
                 {.slot_tries = SlotTries::ten_per_slot}),
        switched("salt-from-outgoing-scid", "SHA-256(salt, outgoing scid) in place of the salt", slots,
                 {.salt_source = SaltSource::from_outgoing}),
        switched("pair-slots-rounded-up", "5 % of the slots is rounded up", slots,
                 {.pair_slots = PairSlots::rounded_up}),
        wrong("slot-tries-two", "an error after two draws per wanted slot", two_tries),
        wrong("slot-words-big-endian", "words are read big-endian", words_big_endian),
        wrong("nonce-little-endian", "scids enter the nonce little-endian", nonce_little_endian),
        wrong("nonce-exchanged", "incoming and outgoing scid change places in the nonce", nonce_exchanged),
        wrong("slots-sorted", "the assignment is kept in ascending order", ascending),
    };
}

std::vector<Mistake> of_splits() {
    constexpr Subject splits = Subject::bucket_split;
    const auto wrong = [](std::string_view name, std::string_view sentence, auto* answer) {
        return mistake<BucketSplitInputs>(name, sentence, splits, answer);
    };
    return {
        switched("bucket-split-rounded", "shares are rounded to the nearest", splits,
                 {.bucket_split = BucketSplit::rounded}),
        switched("pair-slots-rounded-up", "5 % of the general slots is rounded up", splits,
                 {.pair_slots = PairSlots::rounded_up}),
        switched("slot-liquidity-is-pair-share", "each slot holds what the whole pair may hold", splits,
                 {.slot_liquidity = SlotLiquidity::pair_share}),
        switched("minimum-sizes", "small channels, and the largest limit, are refused", splits,
                 {.minimum_sizes = MinimumSizes::some}),
        wrong("bucket-split-floored", "all three shares are floored", floored_three_times),
        wrong("pair-slots-twenty", "20 slots to a pair", twenty_slots),
        wrong("pair-slots-always-five", "5 slots to a pair even where there are fewer", always_five_slots),
        wrong("zero-sizes-divide", "division by a bucket of no slots", division_by_zero),
        wrong("split-product-64-bits", "limit * percent wraps around at 64 bits", product_of_64_bits),
        wrong("pair-liquidity-floored-once", "floor(capacity * slots of the pair / slots)", share_of_pair_floored),
    };
}

std::vector<Mistake> of_congestion() {
    constexpr Subject amounts = Subject::congestion_amount;
    const auto wrong = [](std::string_view name, std::string_view sentence, auto* answer) {
        return mistake<CongestionAmountInputs>(name, sentence, amounts, answer);
    };
    return {
        switched("congestion-amount-at-most", "amount <= floor(capacity / slots)", amounts,
                 {.congestion_amount = CongestionAmount::at_most_floored}),
        wrong("congestion-amount-minimum", "amount <= max(capacity / slots, 15 000 000)", at_least_fifteen_million),
        wrong("congestion-quotient-floored", "amount < floor(capacity / slots)", quotient_floored),
        wrong("congestion-amount-unbounded", "any amount that fits", whole_capacity),
    };
}

std::vector<Mistake> of_sufficiency() {
    constexpr Subject decisions = Subject::sufficiency;
    const auto wrong = [](std::string_view name, std::string_view sentence, auto* answer) {
        return mistake<SufficiencyInputs>(name, sentence, decisions, answer);
    };
    return {
        switched("decay-half-life-ln2", "e^(-t/window) under the profile `draft-3d7d840`", decisions,
                 {.decay_rate = DecayRate::exponential}),
        switched("threshold-six-windows", "the threshold is averaged over 6 windows", decisions,
                 {.window_divisor = WindowDivisor::six_windows_warmup}),
        wrong("sufficiency-strict", "> in place of >=", strictly),
        wrong("own-risk-left-out", "the risk of the HTLC itself is not counted", own_risk_left_out),
        wrong("in-flight-risk-left-out", "only the risk of the HTLC itself is counted", in_flight_left_out),
        wrong("reputation-not-decayed", "the stored reputation is used as it is", stored_values),
        wrong("threshold-is-sum", "the decayed sum of the revenue is the threshold", sum_as_threshold),
        wrong("risk-from-absolute-expiry", "the expiry height is taken for a number of blocks", absolute_expiry),
    };
}

}  // namespace

std::vector<Mistake> mistakes_of_buckets() {
    std::vector<Mistake> list;
    for (const std::vector<Mistake>& some : {of_slots(), of_splits(), of_congestion(), of_sufficiency()}) {
        list.insert(list.end(), some.begin(), some.end());
    }
    return list;
}

}  // namespace plumbline::values
