#include "proofs/attack_bounds/slot_cover.hpp"

#include "reference/resource_manager/slot_assignment.hpp"

#include <functional>

namespace plumbline::attack_bounds {
namespace {

/// In how many ways a pair can draw none of `avoided` given slots.
Whole sets_without(const Drawing& drawing, unsigned avoided) {
    return binomial(drawing.slots - avoided, drawing.share);
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

Drawing drawing_of(unsigned slots) {
    return {slots, static_cast<unsigned>(pair_slot_allocation(slots, draft_profile))};
}

Whole sets(const Drawing& drawing) {
    return sets_without(drawing, 0);
}

// Inclusion and exclusion over the slots that all pairs miss.
Rational probability_covered(const Drawing& drawing, unsigned wanted, unsigned pairs) {
    Whole ways = 0;
    for (unsigned missed = 0; missed <= wanted; ++missed) {
        const Whole term = binomial(wanted, missed) * boost::multiprecision::pow(sets_without(drawing, missed), pairs);
        ways += missed % 2 == 0 ? term : Whole(-term);
    }
    return {ways, boost::multiprecision::pow(sets(drawing), pairs)};
}

// The sum over all numbers of pairs of the probability that they do not suffice: geometric series in each term.
Rational expected_pairs(const Drawing& drawing, unsigned wanted) {
    const Whole all = sets(drawing);
    std::vector<Quotient> terms;
    for (unsigned missed = 1; missed <= wanted; ++missed) {
        const Whole over = binomial(wanted, missed) * all;
        terms.push_back({missed % 2 == 1 ? over : Whole(-over), all - sets_without(drawing, missed)});
    }
    return sum(std::move(terms));
}

unsigned pairs_for(const Drawing& drawing, unsigned wanted, const Rational& probability) {
    return first_from_one([&](unsigned pairs) { return probability_covered(drawing, wanted, pairs) >= probability; });
}

Rational expected_free(const Drawing& drawing, unsigned pairs) {
    const Rational missed(drawing.slots - drawing.share, drawing.slots);
    Rational free = drawing.share;
    for (unsigned i = 0; i < pairs; ++i) {
        free *= missed;
    }
    return free;
}

Rational probability_two_alike(const Drawing& drawing, unsigned pairs) {
    const Whole all = sets(drawing);
    Whole different = 1;
    for (unsigned i = 0; i < pairs; ++i) {
        different *= all > i ? Whole(all - i) : Whole(0);
    }
    return 1 - Rational(different, boost::multiprecision::pow(all, pairs));
}

unsigned pairs_for_two_alike(const Drawing& drawing, const Rational& probability) {
    return first_from_one([&](unsigned pairs) { return probability_two_alike(drawing, pairs) >= probability; });
}

}  // namespace plumbline::attack_bounds
