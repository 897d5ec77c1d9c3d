// The closed forms of slot_cover.hpp against others that share nothing with them: counting every case of tiny buckets,
// and the Markov chain of how many slots are covered.
#include "proofs/attack_bounds/slot_cover.hpp"

#include <gtest/gtest.h>

#include <bit>

namespace plumbline::attack_bounds {
namespace {

std::vector<unsigned> sets_of(const Drawing& drawing) {
    std::vector<unsigned> found;
    for (unsigned set = 0; set < (1U << drawing.slots); ++set) {
        if (static_cast<unsigned>(std::popcount(set)) == drawing.share) {
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
Rational step(const Drawing& drawing, unsigned covered, unsigned more) {
    return {binomial(drawing.slots - covered, more) * binomial(covered, drawing.share - more), sets(drawing)};
}

Rational expected_by_chain(const Drawing& drawing) {
    std::vector<Rational> left(drawing.slots + 1, 0);  // pairs still to come, by how many slots are covered
    for (unsigned covered = drawing.slots; covered-- > 0;) {
        Rational after = 1;
        for (unsigned more = 1; more <= drawing.share && covered + more <= drawing.slots; ++more) {
            after += step(drawing, covered, more) * left[covered + more];
        }
        left[covered] = after / (1 - step(drawing, covered, 0));
    }
    return left[0];
}

Rational covered_by_chain(const Drawing& drawing, unsigned pairs) {
    std::vector<Rational> chance(drawing.slots + 1, 0);
    chance[0] = 1;
    for (unsigned pair = 0; pair < pairs; ++pair) {
        std::vector<Rational> next(drawing.slots + 1, 0);
        for (unsigned covered = 0; covered <= drawing.slots; ++covered) {
            for (unsigned more = 0; more <= drawing.share && covered + more <= drawing.slots; ++more) {
                next[covered + more] += chance[covered] * step(drawing, covered, more);
            }
        }
        chance = std::move(next);
    }
    return chance[drawing.slots];
}

TEST(SlotCover, IsThatOfEveryCaseOfTinyBuckets) {
    int compared = 0;
    for (unsigned slots = 1; slots <= 6; ++slots) {
        for (unsigned share = 1; share <= slots; ++share) {
            const Drawing drawing{slots, share};
            const std::vector<unsigned> draws = sets_of(drawing);
            ASSERT_EQ(sets(drawing), draws.size());
            for (unsigned wanted = 1; wanted <= slots; ++wanted) {
                for (unsigned pairs = 0; pairs <= 3; ++pairs) {
                    const Rational all(boost::multiprecision::pow(Whole(draws.size()), pairs));
                    ASSERT_EQ(probability_covered(drawing, wanted, pairs),
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
        const Drawing drawing = drawing_of(slots);
        ASSERT_EQ(expected_pairs(drawing, slots), expected_by_chain(drawing)) << slots;
    }
    for (const Drawing& drawing : {Drawing{45, 1}, Drawing{45, 6}, Drawing{46, 6}, Drawing{114, 5}, Drawing{193, 9}}) {
        EXPECT_EQ(expected_pairs(drawing, drawing.slots), expected_by_chain(drawing)) << drawing.slots;
    }
}

TEST(SlotCover, ProbabilityIsThatOfTheMarkovChain) {
    for (const unsigned slots : {5U, 6U, 20U, 45U}) {
        const Drawing drawing = drawing_of(slots);
        for (const unsigned pairs : {0U, 1U, 8U, 9U, 38U, 72U}) {
            EXPECT_EQ(probability_covered(drawing, slots, pairs), covered_by_chain(drawing, pairs)) << slots;
        }
    }
}

// A sum over all numbers of pairs of the probability that they do not suffice, up to where what is left is small.
TEST(SlotCover, ExpectationIsTheSumOfTheTails) {
    const Drawing drawing = drawing_of(45);
    for (const unsigned wanted : {5U, 45U}) {
        Rational sum = 0;
        for (unsigned pairs = 0; pairs < 300; ++pairs) {
            sum += 1 - probability_covered(drawing, wanted, pairs);
        }
        const Rational left = expected_pairs(drawing, wanted) - sum;
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
    const auto expected = [](unsigned slots) { return decimal(expected_pairs(drawing_of(slots), slots), 6); };
    EXPECT_EQ(expected(45), "38.155531");
    EXPECT_EQ(expected(46), "39.226563") << "40 % of 114, rounded";
    EXPECT_EQ(decimal(expected_pairs({46, 6}, 46), 6), "32.388108") << "5 % of 114, rounded up";
    EXPECT_EQ(decimal(expected_pairs({114, 5}, 114), 6), "119.499568") << "all 114 slots";
}

TEST(SlotCover, QuantilesAreTheFirstThatReach) {
    for (const unsigned slots : {1U, 5U, 6U, 45U, 193U}) {
        const Drawing drawing = drawing_of(slots);
        for (const Rational& probability : {Rational(1, 2), Rational(9, 10), Rational(99, 100)}) {
            const unsigned pairs = pairs_for(drawing, slots, probability);
            EXPECT_GE(probability_covered(drawing, slots, pairs), probability);
            EXPECT_LT(probability_covered(drawing, slots, pairs - 1), probability);
        }
    }
}

// Never fewer than slots / share, rounded up.
TEST(SlotCover, IsImpossibleWithFewerPairsThanHoldTheSlots) {
    for (unsigned slots = 1; slots <= 200; ++slots) {
        const Drawing drawing = drawing_of(slots);
        const unsigned least = (slots + drawing.share - 1) / drawing.share;
        ASSERT_EQ(probability_covered(drawing, slots, least - 1), 0) << slots;
        ASSERT_GT(probability_covered(drawing, slots, least), 0) << slots;
    }
}

TEST(SlotCover, OfAVictimLeavesWhatItsSlotsAreMissed) {
    const Drawing drawing = drawing_of(45);
    EXPECT_EQ(expected_free(drawing, 0), 5);
    EXPECT_EQ(expected_free(drawing, 1), Rational(5 * 40, 45));
    for (const unsigned pairs : {1U, 7U, 38U}) {  // one slot is missed by all with the same probability
        EXPECT_EQ(expected_free(drawing, pairs), 5 * (1 - probability_covered(drawing, 1, pairs)));
    }
}

TEST(TwoAlike, IsTheBirthdayProblem) {
    const Drawing drawing{4, 2};  // 6 sets
    EXPECT_EQ(probability_two_alike(drawing, 1), 0);
    EXPECT_EQ(probability_two_alike(drawing, 2), Rational(1, 6));
    EXPECT_EQ(probability_two_alike(drawing, 3), 1 - Rational(5 * 4, 36));
    EXPECT_EQ(probability_two_alike(drawing, 7), 1);
    EXPECT_EQ(probability_two_alike(drawing_of(5), 2), 1) << "all pairs have all slots";
    EXPECT_EQ(probability_two_alike(drawing_of(45), 2), Rational(1, 1'221'759));
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
