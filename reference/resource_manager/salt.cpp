#include "reference/resource_manager/salt.hpp"

#include "contracts/violation.hpp"

#include <sodium.h>

#include <algorithm>
#include <span>

namespace plumbline {
namespace {

std::array<std::uint8_t, 8> big_endian(Scid scid) {
    std::array<std::uint8_t, 8> bytes{};
    auto value = static_cast<std::uint64_t>(scid);
    for (std::uint8_t& byte : bytes) {
        byte = static_cast<std::uint8_t>(value >> 56U);
        value <<= 8U;
    }
    return bytes;
}

}  // namespace

Salt random_salt() {
    contracts::require<"GB-7">(sodium_init() >= 0, "the operating system gives random bytes", "random_salt");
    Salt salt{};
    randombytes_buf(salt.data(), salt.size());
    return salt;
}

Salt salt_from_outgoing(const Salt& node_salt, Scid outgoing) {
    std::array<std::uint8_t, 40> message{};
    const auto scid = big_endian(outgoing);
    std::copy(scid.begin(), scid.end(), std::copy(node_salt.begin(), node_salt.end(), message.begin()));
    Salt salt{};
    crypto_hash_sha256(salt.data(), message.data(), message.size());
    return salt;
}

KeyStream::KeyStream(const Salt& salt, Scid incoming, Scid outgoing) : salt_(salt) {
    static_assert(crypto_stream_chacha20_ietf_KEYBYTES == std::tuple_size_v<Salt>);
    static_assert(crypto_stream_chacha20_ietf_NONCEBYTES == std::tuple_size_v<decltype(nonce_)>);
    const auto in = big_endian(incoming);
    const auto out = big_endian(outgoing);
    std::copy(out.begin(), out.end(), std::copy_n(in.begin(), 4, nonce_.begin()));
}

std::uint32_t KeyStream::operator[](std::size_t position) {
    if (position / block_words != block_number_) {
        block_number_ = position / block_words;
        std::array<std::uint8_t, 4 * block_words> bytes{};
        crypto_stream_chacha20_ietf_xor_ic(bytes.data(), bytes.data(), bytes.size(), nonce_.data(),
                                           static_cast<std::uint32_t>(block_number_), salt_.data());
        for (std::size_t i = 0; i < block_words; ++i) {
            const std::span<const std::uint8_t, 4> four(&bytes[4 * i], 4);
            block_[i] = std::uint32_t{four[0]} | std::uint32_t{four[1]} << 8U | std::uint32_t{four[2]} << 16U |
                        std::uint32_t{four[3]} << 24U;
        }
    }
    return block_[position % block_words];
}

}  // namespace plumbline
