// Salts and the key stream that assigns slots. Chapter 5-general-bucket.
#pragma once

#include "reference/units.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace plumbline {

/// The secret that keys a channel's slot assignment: random, unique per incoming channel, never absent (GB-7).
using Salt = std::array<std::uint8_t, 32>;

/// 32 bytes from the operating system's generator (GB-7).
Salt random_salt();

/// SHA-256(node salt | outgoing scid, big-endian): the salt that one implementation derives (deviation
/// salt-from-outgoing-scid).
Salt salt_from_outgoing(const Salt& node_salt, Scid outgoing);

/// How many words of a pair's key stream an assignment reads at most (GB-6).
inline constexpr std::size_t key_stream_words = 1024;

/// The ChaCha20 key stream of a pair (IETF variant, counter from 0), read as little-endian words: key = salt, nonce =
/// the first four bytes of the big-endian incoming scid, then the big-endian outgoing scid (GB-4). Computed block by
/// block as it is read.
class KeyStream {
public:
    KeyStream(const Salt& salt, Scid incoming, Scid outgoing);

    [[nodiscard]] static constexpr std::size_t size() { return key_stream_words; }

    /// Word `position`, below size(); cheapest when read in order.
    [[nodiscard]] std::uint32_t operator[](std::size_t position);

private:
    static constexpr std::size_t block_words = 16;
    Salt salt_;
    std::array<std::uint8_t, 12> nonce_{};
    std::array<std::uint32_t, block_words> block_{};
    std::size_t block_number_ = key_stream_words;  // none yet
};

}  // namespace plumbline
