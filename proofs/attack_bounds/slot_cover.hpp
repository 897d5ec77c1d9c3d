// How many pairs it takes to occupy slots of a general bucket whose pairs each draw a few of them (AB-4 to AB-8).
//
// Draws are taken as uniform here, each set of `share` slots equally likely and every pair's for itself;
// biased_draws.hpp says what the modulo makes of that.
#pragma once

#include "proofs/attack_bounds/exact.hpp"

namespace plumbline::attack_bounds {

/// How many of `slots` general slots each pair draws (GB-1).
struct Drawing {
    unsigned slots = 0;
    unsigned share = 0;
    friend bool operator==(const Drawing&, const Drawing&) = default;
};

/// Out of `slots` slots, with the share that the reference gives a pair.
Drawing drawing_of(unsigned slots);

/// In how many ways a pair can draw: what the draws are equally likely among.
Whole sets(const Drawing& drawing);

/// The probability that `pairs` pairs together have every one of `wanted` given slots; all slots of the bucket, or
/// those of one victim. wanted <= slots.
Rational probability_covered(const Drawing& drawing, unsigned wanted, unsigned pairs);

/// How many pairs it takes, in expectation, until together they have every one of `wanted` given slots; wanted >= 1.
Rational expected_pairs(const Drawing& drawing, unsigned wanted);

/// The fewest pairs that have every one of `wanted` given slots with at least this probability, below 1.
unsigned pairs_for(const Drawing& drawing, unsigned wanted, const Rational& probability);

/// How many of a victim's slots `pairs` pairs leave it, in expectation.
Rational expected_free(const Drawing& drawing, unsigned pairs);

/// The probability that two of `pairs` pairs, at least, have the same set.
Rational probability_two_alike(const Drawing& drawing, unsigned pairs);

/// The fewest pairs among which two have the same set with at least this probability, below 1.
unsigned pairs_for_two_alike(const Drawing& drawing, const Rational& probability);

}  // namespace plumbline::attack_bounds
