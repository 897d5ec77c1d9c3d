#include "proofs/attack_bounds/slot_cover.hpp"

#include "reference/resource_manager/slot_assignment.hpp"

#include <functional>

namespace plumbline::attack_bounds {
namespace {

/// In how many ways a pair can draw none of `avoided` given slots.
Whole sets_without(const Bucket& bucket, unsigned avoided) {
    return binomial(bucket.slots - avoided, bucket.share);
}

/// The smallest number from 1 on at which `reached`, which stays true once it is.
unsigned first_from_one(const std::function<bool(unsigned)>& reached) {
    unsigned high = 1;
    while (!reached(high)) {
        high *= 2;
    }
    unsigned low = high / 2;  // not reached, or 0
    while (high - low > 1) {
        const unsigned middle = low + (high - low) / 2;
        (reached(middle) ? high : low) = middle;
    }
    return high;
}

}  // namespace

Bucket bucket_of(unsigned slots) {
    return {slots, static_cast<unsigned>(pair_slot_allocation(slots, draft_profile))};
}

Whole sets(const Bucket& bucket) {
    return sets_without(bucket, 0);
}

// Inclusion and exclusion over the slots that all pairs miss.
Rational probability_covered(const Bucket& bucket, unsigned wanted, unsigned pairs) {
    Whole ways = 0;
    for (unsigned missed = 0; missed <= wanted; ++missed) {
        const Whole term = binomial(wanted, missed) * boost::multiprecision::pow(sets_without(bucket, missed), pairs);
        ways += missed % 2 == 0 ? term : Whole(-term);
    }
    return Rational(ways, boost::multiprecision::pow(sets(bucket), pairs));
}

// The sum over all numbers of pairs of the probability that they do not suffice: geometric series in each term.
Rational expected_pairs(const Bucket& bucket, unsigned wanted) {
    const Whole all = sets(bucket);
    std::vector<Quotient> terms;
    for (unsigned missed = 1; missed <= wanted; ++missed) {
        const Whole over = binomial(wanted, missed) * all;
        terms.push_back({missed % 2 == 1 ? over : Whole(-over), all - sets_without(bucket, missed)});
    }
    return sum(std::move(terms));
}

unsigned pairs_for(const Bucket& bucket, unsigned wanted, const Rational& probability) {
    return first_from_one([&](unsigned pairs) { return probability_covered(bucket, wanted, pairs) >= probability; });
}

Rational expected_free(const Bucket& bucket, unsigned pairs) {
    const Rational missed(bucket.slots - bucket.share, bucket.slots);
    Rational free = bucket.share;
    for (unsigned i = 0; i < pairs; ++i) {
        free *= missed;
    }
    return free;
}

Rational probability_two_alike(const Bucket& bucket, unsigned pairs) {
    const Whole all = sets(bucket);
    Whole different = 1;
    for (unsigned i = 0; i < pairs; ++i) {
        different *= all > i ? Whole(all - i) : Whole(0);
    }
    return 1 - Rational(different, boost::multiprecision::pow(all, pairs));
}

unsigned pairs_for_two_alike(const Bucket& bucket, const Rational& probability) {
    return first_from_one([&](unsigned pairs) { return probability_two_alike(bucket, pairs) >= probability; });
}

}  // namespace plumbline::attack_bounds
