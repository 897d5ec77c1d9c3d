// ChaCha20 by hand: RFC 8439, section 2.3.
#include "tests/conformance/tests/values/other_arithmetic.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace plumbline::values::other {
namespace {

using State = std::array<std::uint32_t, 16>;

void quarter_round(State& x, std::size_t a, std::size_t b, std::size_t c, std::size_t d) {
    const auto mix = [&](std::size_t sum, std::size_t other, std::size_t turned, int by) {
        x[sum] += x[other];
        x[turned] = std::rotl(x[turned] ^ x[sum], by);
    };
    mix(a, b, d, 16);
    mix(c, d, b, 12);
    mix(a, b, d, 8);
    mix(c, d, b, 7);
}

std::uint32_t little_endian(const std::uint8_t* bytes) {
    std::uint32_t word = 0;
    for (int i = 3; i >= 0; --i) {
        word = word << 8U | bytes[i];
    }
    return word;
}

State block(const Salt& key, const std::array<std::uint8_t, 12>& nonce, std::uint32_t counter) {
    State start{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
    for (std::size_t i = 0; i < 8; ++i) {
        start[4 + i] = little_endian(&key[4 * i]);
    }
    start[12] = counter;
    for (std::size_t i = 0; i < 3; ++i) {
        start[13 + i] = little_endian(&nonce[4 * i]);
    }
    State x = start;
    for (int round = 0; round < 10; ++round) {
        for (std::size_t i = 0; i < 4; ++i) {
            quarter_round(x, i, 4 + i, 8 + i, 12 + i);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            quarter_round(x, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
        }
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] += start[i];
    }
    return x;
}

}  // namespace

std::vector<std::uint32_t> assigned(const SlotAssignmentInputs& inputs) {
    std::array<std::uint8_t, 12> nonce{};
    for (unsigned i = 0; i < 4; ++i) {
        nonce[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(inputs.incoming) >> (56 - 8 * i));
    }
    for (unsigned i = 0; i < 8; ++i) {
        nonce[4 + i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(inputs.outgoing) >> (56 - 8 * i));
    }
    const std::size_t wanted = std::min<std::size_t>(inputs.slots, std::max<std::size_t>(5, inputs.slots * 5 / 100));
    std::vector<std::uint32_t> slots;
    const auto take = [&](std::uint32_t slot) {
        if (slots.size() < wanted && std::find(slots.begin(), slots.end(), slot) == slots.end()) {
            slots.push_back(slot);
        }
    };
    for (std::uint32_t counter = 0; counter < 64; ++counter) {  // 1024 words
        for (const std::uint32_t word : block(inputs.salt, nonce, counter)) {
            take(word % inputs.slots);
        }
    }
    for (std::uint32_t slot = 0; slot < inputs.slots; ++slot) {
        take(slot);
    }
    return slots;
}

}  // namespace plumbline::values::other
