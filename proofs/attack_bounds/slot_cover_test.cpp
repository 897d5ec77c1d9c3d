// The closed forms of slot_cover.hpp against others that share nothing with them: counting every case of tiny buckets,
// and the Markov chain of how many slots are covered.
#include "proofs/attack_bounds/slot_cover.hpp"

#include <gtest/gtest.h>

#include <bit>

namespace plumbline::attack_bounds {
namespace {

std::vector<unsigned> sets_of(const Bucket& bucket) {
    std::vector<unsigned> found;
    for (unsigned set = 0; set < (1U << bucket.slots); ++set) {
        if (static_cast<unsigned>(std::popcount(set)) == bucket.share) {
            found.push_back(set);
        }
    }
    return found;
}

/// How many sequences of `pairs` draws cover every slot of `wanted`, by going through all of them.
std::uint64_t counted(const std::vector<unsigned>& draws, unsigned wanted, unsigned pairs, unsigned covered = 0) {
    if (pairs == 0) {
        return (covered & wanted) == wanted ? 1 : 0;
    }
    std::uint64_t count = 0;
    for (const unsigned draw : draws) {
        count += counted(draws, wanted, pairs - 1, covered | draw);
    }
    return count;
}

/// By the chain alone: with `covered` of all slots covered, a draw covers `more` of the others.
Rational step(const Bucket& bucket, unsigned covered, unsigned more) {
    return Rational(binomial(bucket.slots - covered, more) * binomial(covered, bucket.share - more), sets(bucket));
}

Rational expected_by_chain(const Bucket& bucket) {
    std::vector<Rational> left(bucket.slots + 1, 0);  // pairs still to come, by how many slots are covered
    for (unsigned covered = bucket.slots; covered-- > 0;) {
        Rational after = 1;
        for (unsigned more = 1; more <= bucket.share && covered + more <= bucket.slots; ++more) {
            after += step(bucket, covered, more) * left[covered + more];
        }
        left[covered] = after / (1 - step(bucket, covered, 0));
    }
    return left[0];
}

Rational covered_by_chain(const Bucket& bucket, unsigned pairs) {
    std::vector<Rational> chance(bucket.slots + 1, 0);
    chance[0] = 1;
    for (unsigned pair = 0; pair < pairs; ++pair) {
        std::vector<Rational> next(bucket.slots + 1, 0);
        for (unsigned covered = 0; covered <= bucket.slots; ++covered) {
            for (unsigned more = 0; more <= bucket.share && covered + more <= bucket.slots; ++more) {
                next[covered + more] += chance[covered] * step(bucket, covered, more);
            }
        }
        chance = std::move(next);
    }
    return chance[bucket.slots];
}

TEST(SlotCover, IsThatOfEveryCaseOfTinyBuckets) {
    int compared = 0;
    for (unsigned slots = 1; slots <= 6; ++slots) {
        for (unsigned share = 1; share <= slots; ++share) {
            const Bucket bucket{slots, share};
            const std::vector<unsigned> draws = sets_of(bucket);
            ASSERT_EQ(sets(bucket), draws.size());
            for (unsigned wanted = 1; wanted <= slots; ++wanted) {
                for (unsigned pairs = 0; pairs <= 3; ++pairs) {
                    const Rational all(boost::multiprecision::pow(Whole(draws.size()), pairs));
                    ASSERT_EQ(probability_covered(bucket, wanted, pairs),
                              counted(draws, (1U << wanted) - 1, pairs) / all)
                        << slots << " slots, " << share << " each, " << wanted << " wanted, " << pairs << " pairs";
                    ++compared;
                }
            }
        }
    }
    EXPECT_EQ(compared, 364);
}

TEST(SlotCover, ExpectationIsThatOfTheMarkovChain) {
    for (unsigned slots = 1; slots <= 60; ++slots) {
        const Bucket bucket = bucket_of(slots);
        ASSERT_EQ(expected_pairs(bucket, slots), expected_by_chain(bucket)) << slots;
    }
    for (const Bucket& bucket : {Bucket{45, 1}, Bucket{45, 6}, Bucket{46, 6}, Bucket{114, 5}, Bucket{193, 9}}) {
        EXPECT_EQ(expected_pairs(bucket, bucket.slots), expected_by_chain(bucket)) << bucket.slots;
    }
}

TEST(SlotCover, ProbabilityIsThatOfTheMarkovChain) {
    for (const unsigned slots : {5U, 6U, 20U, 45U}) {
        const Bucket bucket = bucket_of(slots);
        for (const unsigned pairs : {0U, 1U, 8U, 9U, 38U, 72U}) {
            EXPECT_EQ(probability_covered(bucket, slots, pairs), covered_by_chain(bucket, pairs)) << slots;
        }
    }
}

// A sum over all numbers of pairs of the probability that they do not suffice, up to where what is left is small.
TEST(SlotCover, ExpectationIsTheSumOfTheTails) {
    const Bucket bucket = bucket_of(45);
    for (const unsigned wanted : {5U, 45U}) {
        Rational sum = 0;
        for (unsigned pairs = 0; pairs < 300; ++pairs) {
            sum += 1 - probability_covered(bucket, wanted, pairs);
        }
        const Rational left = expected_pairs(bucket, wanted) - sum;
        EXPECT_GT(left, 0);
        EXPECT_LT(left, Rational(1, 1'000'000'000'000));
    }
}

// One slot per pair is the coupon collector's: slots * (1 + 1/2 + … + 1/slots).
TEST(SlotCover, OfOneSlotEachIsTheCouponCollectors) {
    Rational harmonic = 0;
    for (unsigned slots = 1; slots <= 100; ++slots) {
        harmonic += Rational(1, slots);
        ASSERT_EQ(expected_pairs({slots, 1}, slots), slots * harmonic) << slots;
    }
}

/// AB-5: the draft's 38 for 114 HTLCs, of which 40 % are 45 slots.
TEST(SlotCover, OfTheDraftsExample) {
    const auto expected = [](unsigned slots) { return decimal(expected_pairs(bucket_of(slots), slots), 6); };
    EXPECT_EQ(expected(45), "38.155531");
    EXPECT_EQ(expected(46), "39.226563") << "40 % of 114, rounded";
    EXPECT_EQ(decimal(expected_pairs({46, 6}, 46), 6), "32.388108") << "5 % of 114, rounded up";
    EXPECT_EQ(decimal(expected_pairs({114, 5}, 114), 6), "119.499568") << "all 114 slots";
}

TEST(SlotCover, QuantilesAreTheFirstThatReach) {
    for (const unsigned slots : {1U, 5U, 6U, 45U, 193U}) {
        const Bucket bucket = bucket_of(slots);
        for (const Rational& probability : {Rational(1, 2), Rational(9, 10), Rational(99, 100)}) {
            const unsigned pairs = pairs_for(bucket, slots, probability);
            EXPECT_GE(probability_covered(bucket, slots, pairs), probability);
            EXPECT_LT(probability_covered(bucket, slots, pairs - 1), probability);
        }
    }
}

// Never fewer than slots / share, rounded up.
TEST(SlotCover, IsImpossibleWithFewerPairsThanHoldTheSlots) {
    for (unsigned slots = 1; slots <= 200; ++slots) {
        const Bucket bucket = bucket_of(slots);
        const unsigned least = (slots + bucket.share - 1) / bucket.share;
        ASSERT_EQ(probability_covered(bucket, slots, least - 1), 0) << slots;
        ASSERT_GT(probability_covered(bucket, slots, least), 0) << slots;
    }
}

TEST(SlotCover, OfAVictimLeavesWhatItsSlotsAreMissed) {
    const Bucket bucket = bucket_of(45);
    EXPECT_EQ(expected_free(bucket, 0), 5);
    EXPECT_EQ(expected_free(bucket, 1), Rational(5 * 40, 45));
    for (const unsigned pairs : {1U, 7U, 38U}) {  // one slot is missed by all with the same probability
        EXPECT_EQ(expected_free(bucket, pairs), 5 * (1 - probability_covered(bucket, 1, pairs)));
    }
}

TEST(TwoAlike, IsTheBirthdayProblem) {
    const Bucket bucket{4, 2};  // 6 sets
    EXPECT_EQ(probability_two_alike(bucket, 1), 0);
    EXPECT_EQ(probability_two_alike(bucket, 2), Rational(1, 6));
    EXPECT_EQ(probability_two_alike(bucket, 3), 1 - Rational(5 * 4, 36));
    EXPECT_EQ(probability_two_alike(bucket, 7), 1);
    EXPECT_EQ(probability_two_alike(bucket_of(5), 2), 1) << "all pairs have all slots";
    EXPECT_EQ(probability_two_alike(bucket_of(45), 2), Rational(1, 1'221'759));
}

TEST(Decimals, AreToTheNearest) {
    EXPECT_EQ(decimal(Rational(1, 3), 4), "0.3333");
    EXPECT_EQ(decimal(Rational(2, 3), 0), "1");
    EXPECT_EQ(decimal(Rational(-1, 8), 2), "-0.13");
    EXPECT_EQ(decimal(Rational(-1, 1000), 2), "0.00");
    EXPECT_EQ(decimal(Rational(99'999, 1000), 2), "100.00");
    EXPECT_EQ(scientific(Rational(1, 3000), 3), "3.33e-4");
    EXPECT_EQ(scientific(Rational(-12'345), 2), "-1.2e4");
    EXPECT_EQ(scientific(0, 3), "0");
}

}  // namespace
}  // namespace plumbline::attack_bounds
