#include "proofs/attack_bounds/biased_draws.hpp"

namespace plumbline::attack_bounds {
namespace {

Whole words(unsigned bits) {
    return Whole(1) << bits;
}

}  // namespace

Weights weights(unsigned slots, unsigned bits) {
    const auto heavy = Whole(words(bits) % slots).convert_to<unsigned>();
    return {heavy, slots - heavy, words(bits) / slots};
}

Rational evenness(const Drawing& drawing, unsigned bits) {
    const Weights w = weights(drawing.slots, bits);
    if (w.heavy == 0) {
        return 1;
    }
    return {boost::multiprecision::pow(w.weight, drawing.share),
            boost::multiprecision::pow(Whole(w.weight + 1), drawing.share)};
}

// Draw by draw: the next new slot is one of those not yet drawn, each as likely as its weight.
Rational probability_none_of(const Drawing& drawing, unsigned heavy, unsigned light, unsigned bits) {
    const Weights w = weights(drawing.slots, bits);
    const Whole heavier = w.weight + 1;
    // after `drawn` draws, by how many of them were heavy
    std::vector<Rational> chances{1};
    for (unsigned drawn = 0; drawn < drawing.share; ++drawn) {
        std::vector<Rational> next(drawn + 2, 0);
        for (unsigned drawn_heavy = 0; drawn_heavy <= drawn; ++drawn_heavy) {
            const unsigned drawn_light = drawn - drawn_heavy;
            if (chances[drawn_heavy] == 0) {
                continue;
            }
            const Whole left = words(bits) - drawn_heavy * heavier - drawn_light * w.weight;
            if (w.heavy > heavy + drawn_heavy) {
                next[drawn_heavy + 1] +=
                    chances[drawn_heavy] * Rational((w.heavy - heavy - drawn_heavy) * heavier, left);
            }
            if (w.light > light + drawn_light) {
                next[drawn_heavy] += chances[drawn_heavy] * Rational((w.light - light - drawn_light) * w.weight, left);
            }
        }
        chances = std::move(next);
    }
    Rational all = 0;
    for (const Rational& chance : chances) {
        all += chance;
    }
    return all;
}

// As expected_pairs(), the missed slots counted by their weight.
Rational expected_pairs_biased(const Drawing& drawing, unsigned bits) {
    const Weights w = weights(drawing.slots, bits);
    std::vector<Quotient> terms;
    for (unsigned heavy = 0; heavy <= w.heavy; ++heavy) {
        for (unsigned light = 0; light <= w.light; ++light) {
            if (heavy + light == 0) {
                continue;
            }
            const Rational drawn = 1 - probability_none_of(drawing, heavy, light, bits);
            const Whole over = binomial(w.heavy, heavy) * binomial(w.light, light) * denominator(drawn);
            terms.push_back({(heavy + light) % 2 == 1 ? over : Whole(-over), numerator(drawn)});
        }
    }
    return sum(std::move(terms));
}

// Some set of share - 1 slots has all the words: the sum of these sets' probabilities, each as if all its slots were
// heavy.
Rational probability_incomplete_below(const Drawing& drawing, unsigned words_drawn) {
    if (drawing.share < 2) {
        return 0;
    }
    const Weights w = weights(drawing.slots);
    const Whole heaviest = (drawing.share - 1) * Whole(w.heavy == 0 ? w.weight : Whole(w.weight + 1));
    return {binomial(drawing.slots, drawing.share - 1) * boost::multiprecision::pow(heaviest, words_drawn),
            boost::multiprecision::pow(words(32), words_drawn)};
}

}  // namespace plumbline::attack_bounds
