// Chapter 5-general-bucket: salts and the key stream.
#include "reference/resource_manager/salt.hpp"
#include "tests/support/manager.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <vector>

namespace plumbline {
namespace {

using support::alice;
using support::bob;
using support::numbered_salt;
using testing::ElementsAre;

std::vector<std::uint32_t> words(KeyStream stream, std::size_t first, std::size_t count) {
    std::vector<std::uint32_t> read;
    for (std::size_t position = first; position < first + count; ++position) {
        read.push_back(stream[position]);
    }
    return read;
}

// RFC 8439, A.1, test vector #1: key, nonce and block counter all zero.
TEST(KeyStream, IsChaCha20) {  // GB-4
    EXPECT_THAT(words(KeyStream(Salt{}, Scid{0}, Scid{0}), 0, 16),
                ElementsAre(0xade0b876, 0x903df1a0, 0xe56a5d40, 0x28bd8653, 0xb819d2bd, 0x1aed8da0, 0xccef36a8,
                            0xc70d778b, 0x7c5941da, 0x8d485751, 0x3fe02477, 0x374ad8b8, 0xf4b8436a, 0x1ca11815,
                            0x69b687c3, 0x8665eeb2));
}

// Test vector #2: the same with block counter 1, hence the next sixteen words.
TEST(KeyStream, GoesOnWithTheNextBlock) {
    EXPECT_THAT(words(KeyStream(Salt{}, Scid{0}, Scid{0}), 16, 4),
                ElementsAre(0xbee7079f, 0x7a385155, 0x7c97ba98, 0x0d082d73));
}

// Test vector #5: key zero, nonce 00 … 00 02, which is outgoing scid 2, big-endian.
TEST(KeyStream, EndsItsNonceWithTheOutgoingChannel) {  // GB-4
    EXPECT_THAT(words(KeyStream(Salt{}, Scid{0}, Scid{2}), 0, 4),
                ElementsAre(0x374dc6c2, 0x3736d58c, 0xb904e24a, 0xcd3f93ef));
}

// The chapter's example, and the last of the 1024 words; computed by an independent ChaCha20 in Python.
TEST(KeyStream, IsThatOfTheChaptersExample) {
    const KeyStream stream(numbered_salt(0), alice, bob);
    EXPECT_THAT(words(stream, 0, 4), ElementsAre(0x5ed93517, 0xfd031eb3, 0xfb44311d, 0x6482c9bf));
    EXPECT_THAT(words(stream, 15, 2), ElementsAre(0xeaa51eec, 0xed0e44bd));
    EXPECT_THAT(words(stream, 1'023, 1), ElementsAre(0x9ce4519d));
    EXPECT_EQ(KeyStream::size(), 1'024U);
}

TEST(KeyStream, TakesTheFirstFourBytesOfTheIncomingChannelOnly) {  // GB-4
    constexpr Scid same_block{0x0c35'0000'ffff'ffff};
    constexpr Scid other_block{0x0d35'0000'0001'0000};
    EXPECT_THAT(words(KeyStream(numbered_salt(0), same_block, bob), 0, 2), ElementsAre(0x5ed93517, 0xfd031eb3));
    EXPECT_THAT(words(KeyStream(numbered_salt(0), other_block, bob), 0, 2), ElementsAre(0x7883a40d, 0x5f45442d));
}

TEST(KeyStream, ReadsInAnyOrder) {
    KeyStream stream(Salt{}, Scid{0}, Scid{0});
    EXPECT_EQ(stream[17], 0x7a385155U);
    EXPECT_EQ(stream[0], 0xade0b876U);
    EXPECT_EQ(stream[16], 0xbee7079fU);
}

TEST(Salt, IsNeverTheSame) {  // GB-7
    std::set<Salt> drawn;
    for (int i = 0; i < 100; ++i) {
        drawn.insert(random_salt());
    }
    EXPECT_EQ(drawn.size(), 100U);
    EXPECT_FALSE(drawn.contains(Salt{})) << "never absent";
}

TEST(Salt, IsDrawnForEachChannelByDefault) {  // GB-7
    auto manager = DefaultResourceManager::create({}).value();
    for (const Scid channel : {alice, bob}) {
        ASSERT_TRUE(manager.add_channel(channel, support::usual_limits, support::start).ok());
    }
    EXPECT_NE(manager.channel(alice)->salt, manager.channel(bob)->salt);
}

// hashlib.sha256(bytes(range(32)) + (0x0c35010000020001).to_bytes(8, "big"))
TEST(Salt, FromTheOutgoingChannelIsASha256) {
    const Salt expected{0x34, 0x11, 0xb5, 0xca, 0x41, 0xc3, 0xc9, 0x25, 0x5f, 0x77, 0x16, 0x96, 0x3e, 0x80, 0x49, 0x9f,
                        0x24, 0x9c, 0x84, 0x51, 0xd1, 0xcd, 0x76, 0x57, 0x74, 0xad, 0x30, 0xc6, 0x56, 0x72, 0xc9, 0xd6};
    EXPECT_EQ(salt_from_outgoing(numbered_salt(0), bob), expected);
}

}  // namespace
}  // namespace plumbline
