// A pair's general slots, drawn anew at every look (GB-4, GB-5, GB-6).
#pragma once

#include "reference/resource_manager/salt.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace plumbline::model {

/// How many slots a pair gets of `total` (GB-1).
inline std::uint64_t slots_of_a_pair(std::uint64_t total) {
    return std::min<std::uint64_t>(total, std::max<std::uint64_t>(5, total * 5 / 100));
}

/// The words of the pair's key stream; `salt` is the incoming channel's.
inline std::array<std::uint32_t, 1024> key_stream_of(const Salt& salt, Scid incoming, Scid outgoing) {
    std::array<unsigned char, 12> nonce{};
    for (unsigned i = 0; i < 4; ++i) {
        nonce[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(incoming) >> (56 - 8 * i));
    }
    for (unsigned i = 0; i < 8; ++i) {
        nonce[4 + i] = static_cast<unsigned char>(static_cast<std::uint64_t>(outgoing) >> (56 - 8 * i));
    }
    std::array<unsigned char, 1024 * 4> stream{};
    crypto_stream_chacha20_ietf(stream.data(), stream.size(), nonce.data(), salt.data());
    std::array<std::uint32_t, 1024> words{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto byte = [&](std::size_t at) { return std::uint32_t{stream[4 * i + at]}; };
        words[i] = byte(0) | byte(1) << 8U | byte(2) << 16U | byte(3) << 24U;
    }
    return words;
}

/// In assignment order.
inline std::vector<std::uint64_t> assigned_slots(const Salt& salt, Scid incoming, Scid outgoing, std::uint64_t total) {
    std::vector<std::uint64_t> slots;
    const std::uint64_t wanted = slots_of_a_pair(total);
    const auto take = [&](std::uint64_t slot) {
        if (slots.size() < wanted && std::find(slots.begin(), slots.end(), slot) == slots.end()) {
            slots.push_back(slot);
        }
    };
    for (const std::uint32_t word : key_stream_of(salt, incoming, outgoing)) {
        if (slots.size() < wanted) {
            take(word % total);
        }
    }
    for (std::uint64_t slot = 0; slot < total; ++slot) {
        take(slot);
    }
    return slots;
}

}  // namespace plumbline::model
