// What the modulo does to the draws of a pair's slots (GB-4, AB-4).
//
// A word of 32 bits modulo `slots` gives each of the first 2^32 mod slots indexes once more often than each of the
// others. Words are taken as independent and uniform, and as many as are needed: GB-6 ends it after 1024.
#pragma once

#include "proofs/attack_bounds/slot_cover.hpp"

namespace plumbline::attack_bounds {

/// The slots by how many of the 2^32 words give each.
struct Weights {
    unsigned heavy = 0;  ///< how many have weight + 1
    unsigned light = 0;  ///< how many have weight
    Whole weight = 0;
};

/// Those of a word of `bits` bits.
Weights weights(unsigned slots, unsigned bits = 32);

/// (weight / (weight + 1))^share. Every set of slots has a probability within this factor of an equal one, either way.
Rational evenness(const Drawing& drawing, unsigned bits = 32);

/// The probability that a pair draws none of `heavy` given heavy and `light` given light slots.
Rational probability_none_of(const Drawing& drawing, unsigned heavy, unsigned light, unsigned bits = 32);

/// expected_pairs() for all slots of the bucket, with the draws as they are.
Rational expected_pairs_biased(const Drawing& drawing, unsigned bits = 32);

/// More than the probability that so many words leave a pair's set incomplete.
Rational probability_incomplete_below(const Drawing& drawing, unsigned words_drawn = 1024);

}  // namespace plumbline::attack_bounds
