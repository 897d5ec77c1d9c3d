// States that differ only in which of interchangeable HTLCs is which.
#pragma once

#include "tests/replay/machine/lanes.hpp"
#include "tests/replay/machine/world.hpp"

namespace plumbline::replay {

/// The inbound HTLCs of a payment are interchangeable, each in a channel of its own, and so are its parts, with the
/// HTLCs that each of them has in all attempts. Where channels are shared, or a rule is left out that treats the first
/// inbound HTLC apart from the others, nothing is.
inline Lanes sorted_alike(const World& w, Lanes s) {
    const bool unlike = w.shape().shared || w.shape().cross || w.without(Rule::dedup_every_inbound) ||
                        w.without(Rule::claim_every_inbound) || w.without(Rule::hold_for_every_inbound);
    if (unlike) {
        return s;
    }
    const auto exchange = [&](std::size_t a, std::size_t b) {
        const auto kept = s.raw(a);
        s.raw(a, s.raw(b));
        s.raw(b, kept);
    };
    for (const auto& p : w.payments()) {
        for (std::size_t i = p.first_in + std::size_t{1}; i < std::size_t{p.first_in} + p.alike; ++i) {
            for (std::size_t k = i; k > p.first_in && s.raw(k - 1) > s.raw(k); --k) {
                exchange(k - 1, k);
            }
        }
        const auto before = [&](std::size_t a, std::size_t b) {
            for (std::size_t at = 0; at < p.outbound; at += p.parts) {
                if (s.raw(a + at) != s.raw(b + at)) {
                    return s.raw(a + at) < s.raw(b + at);
                }
            }
            return false;
        };
        const std::size_t parts_end = std::size_t{p.first_out} + p.parts;
        for (std::size_t j = p.first_out + std::size_t{1}; j < parts_end; ++j) {
            for (std::size_t k = j; k > p.first_out && before(k, k - 1); --k) {
                for (std::size_t at = 0; at < p.outbound; at += p.parts) {
                    exchange(k - 1 + at, k + at);
                }
            }
        }
    }
    return s;
}

}  // namespace plumbline::replay
