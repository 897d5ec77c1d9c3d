// The modulo's bias against a chain that knows each slot by its own, with words of few bits so that the bias is large,
// and against the reference's own assignment.
#include "proofs/attack_bounds/biased_draws.hpp"
#include "reference/resource_manager/salt.hpp"
#include "reference/resource_manager/slot_assignment.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <map>
#include <random>

namespace plumbline::attack_bounds {
namespace {

/// The probability of every set that a pair can draw, word by word: 2^bits words, modulo the slots.
std::map<unsigned, Rational> sets_by_words(const Drawing& drawing, unsigned bits) {
    std::vector<unsigned> weight(drawing.slots, 0);
    for (unsigned word = 0; word < (1U << bits); ++word) {
        ++weight[word % drawing.slots];
    }
    std::map<unsigned, Rational> chances{{0U, Rational(1)}};
    for (unsigned drawn = 0; drawn < drawing.share; ++drawn) {
        std::map<unsigned, Rational> next;
        for (const auto& [set, chance] : chances) {
            unsigned left = 0;
            for (unsigned slot = 0; slot < drawing.slots; ++slot) {
                left += (set >> slot & 1U) == 0 ? weight[slot] : 0;
            }
            for (unsigned slot = 0; slot < drawing.slots; ++slot) {
                if ((set >> slot & 1U) == 0) {
                    next[set | 1U << slot] += chance * Rational(weight[slot], left);
                }
            }
        }
        chances = std::move(next);
    }
    return chances;
}

/// Pairs until every slot is covered, by a chain over the sets of covered slots.
Rational expected_by_sets(const Drawing& drawing, unsigned bits) {
    const auto draws = sets_by_words(drawing, bits);
    const unsigned all = (1U << drawing.slots) - 1;
    std::vector<Rational> left(all + 1, 0);
    for (unsigned covered = all; covered-- > 0;) {
        Rational after = 1;
        Rational stays = 0;
        for (const auto& [set, chance] : draws) {
            if ((covered | set) == covered) {
                stays += chance;
            } else {
                after += chance * left[covered | set];
            }
        }
        left[covered] = stays == 1 ? Rational(0) : Rational(after / (1 - stays));
    }
    return left[0];
}

constexpr std::array<Drawing, 6> tiny{{{3, 1}, {5, 2}, {6, 2}, {6, 5}, {7, 3}, {7, 5}}};

TEST(BiasedDraws, AreThoseOfAChainWordByWord) {
    for (const Drawing& drawing : tiny) {
        for (const unsigned bits : {3U, 4U, 5U}) {
            const Weights w = weights(drawing.slots, bits);
            const auto sets = sets_by_words(drawing, bits);
            for (unsigned heavy = 0; heavy <= w.heavy; ++heavy) {
                for (unsigned light = 0; light <= w.light; ++light) {
                    const unsigned given = ((1U << heavy) - 1) | ((1U << light) - 1) << w.heavy;
                    Rational none = 0;
                    for (const auto& [set, chance] : sets) {
                        none += (set & given) == 0 ? chance : Rational(0);
                    }
                    ASSERT_EQ(probability_none_of(drawing, heavy, light, bits), none) << drawing.slots << " " << bits;
                }
            }
        }
    }
}

TEST(BiasedDraws, CoverAllSlotsAfterTheChainsExpectation) {
    for (const Drawing& drawing : tiny) {
        for (const unsigned bits : {3U, 4U, 5U}) {
            ASSERT_EQ(expected_pairs_biased(drawing, bits), expected_by_sets(drawing, bits))
                << drawing.slots << " " << bits;
        }
    }
}

// AB-4: each set within the factor of an equal share; and what that means for the expectation.
TEST(BiasedDraws, AreWithinTheFactorOfEqualOnes) {
    for (const Drawing& drawing : tiny) {
        for (const unsigned bits : {3U, 4U, 5U, 12U}) {
            const Rational factor = evenness(drawing, bits);
            const Rational even(1, attack_bounds::sets(drawing));
            bool biased = false;
            for (const auto& [set, chance] : sets_by_words(drawing, bits)) {
                EXPECT_GE(chance, factor * even);
                EXPECT_LE(chance * factor, even);
                biased = biased || chance != even;
            }
            EXPECT_EQ(biased, factor != 1 && drawing.share < drawing.slots) << drawing.slots << " " << bits;
            const Rational uniform = expected_pairs(drawing, drawing.slots);
            EXPECT_GE(expected_pairs_biased(drawing, bits), factor * uniform);
            EXPECT_LE(expected_pairs_biased(drawing, bits) * factor, uniform);
        }
    }
}

TEST(BiasedDraws, OfWholeWordsAreEvenButForLittle) {
    for (unsigned slots = 1; slots <= 483; ++slots) {
        const Rational off = 1 - evenness(drawing_of(slots));
        ASSERT_LT(off, Rational(27, 10'000'000)) << slots;
        ASSERT_EQ(off == 0, std::has_single_bit(slots)) << slots;
    }
    const Drawing drawing = drawing_of(45);
    const Rational more = expected_pairs_biased(drawing) - expected_pairs(drawing, 45);
    EXPECT_GT(more, 0);
    EXPECT_LT(more, Rational(1, 100'000'000'000'000));
}

// GB-6: the words practically never run out.
TEST(BiasedDraws, AreCompleteAfter1024Words) {
    const Whole ten99 = boost::multiprecision::pow(Whole(10), 99);
    for (unsigned slots = 1; slots <= 483; ++slots) {
        ASSERT_LT(probability_incomplete_below(drawing_of(slots)), Rational(3, ten99)) << slots;
    }
    EXPECT_GT(probability_incomplete_below(drawing_of(5)), Rational(2, ten99));
}

// The reference itself, with salts that are the same in every run: the pairs that cover 45 slots. The mean of 4000 lies
// within four of its standard deviations, some 12.4 / sqrt(4000) each; the bound is generous and exact.
TEST(ReferencesAssignment, TakesAsManyPairsAsExpected) {
    constexpr unsigned buckets = 4'000;
    const Drawing drawing = drawing_of(45);
    std::mt19937_64 random(38);
    std::uint64_t pairs = 0;
    std::uint64_t covered_by_38 = 0;
    for (unsigned n = 0; n < buckets; ++n) {
        Salt salt{};
        for (std::uint8_t& byte : salt) {
            byte = static_cast<std::uint8_t>(random());
        }
        std::uint64_t covered = 0;
        std::uint64_t drawn = 0;
        for (; std::popcount(covered) < 45; ++drawn) {
            const auto set = assign_slots(KeyStream(salt, Scid{1}, Scid{drawn + 2}), 45, draft_profile);
            for (const SlotIndex slot : set.value()) {
                covered |= std::uint64_t{1} << slot;
            }
        }
        pairs += drawn;
        covered_by_38 += drawn <= 38 ? 1U : 0U;
    }
    const Rational off = Rational(pairs, buckets) - expected_pairs(drawing, 45);
    EXPECT_LT(abs(off), Rational(4, 5)) << decimal(Rational(pairs, buckets), 3);
    const Rational share_off = Rational(covered_by_38, buckets) - probability_covered(drawing, 45, 38);
    EXPECT_LT(abs(share_off), Rational(4, 100)) << covered_by_38;
}

}  // namespace
}  // namespace plumbline::attack_bounds
