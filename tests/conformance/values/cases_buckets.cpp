#include "tests/conformance/values/cases.hpp"

namespace plumbline::values {
namespace {

constexpr Scid alice{0x0c35'0000'0001'0000};  // 800000x1x0, of the example in chapter 5-general-bucket
constexpr Scid bob{0x0c35'0100'0002'0001};    // 800001x2x1
constexpr Scid carol{0x0c35'0200'0003'0002};  // 800002x3x2

// 00 01 02 … 1f for 0.
Salt counting_from(std::uint8_t first) {
    Salt salt{};
    for (std::size_t i = 0; i < salt.size(); ++i) {
        salt[i] = static_cast<std::uint8_t>(first + i);
    }
    return salt;
}

Salt all(std::uint8_t byte) {
    Salt salt{};
    salt.fill(byte);
    return salt;
}

// 0 but for a number at its start, little-endian.
Salt numbered(std::uint32_t number) {
    Salt salt{};
    for (std::size_t i = 0; i < 4; ++i) {
        salt[i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    return salt;
}

}  // namespace

std::vector<Value> slot_assignment_cases() {
    std::vector<Value> list;
    const auto add = [&](const std::string& name, const Salt& salt, Scid incoming, Scid outgoing, std::uint32_t slots,
                         const std::string& note = {}) {
        list.push_back({name,
                        {"GB-1", "GB-4", "GB-5", "GB-6"},
                        SlotAssignmentInputs{salt, incoming, outgoing, slots},
                        {},
                        {},
                        note});
    };
    for (const std::uint32_t total : {1U,  2U,  3U,   4U,   5U,   6U,   7U,   8U,   12U,  20U,  45U,  46U,
                                      64U, 99U, 100U, 119U, 120U, 128U, 191U, 192U, 193U, 256U, 400U, 483U}) {
        add("example-of-" + std::to_string(total), counting_from(0), alice, bob, total);
    }
    add("way-back-of-45", counting_from(1), bob, alice, 45);
    add("other-outgoing-of-45", counting_from(0), alice, carol, 45);
    add("other-salt-of-193", counting_from(1), alice, bob, 193);
    add("zero-salt-of-193", all(0), alice, bob, 193);
    add("ones-salt-of-193", all(0xff), alice, bob, 193);
    add("zero-everything-of-45", all(0), Scid{0}, Scid{0}, 45, "the first block of ChaCha20 with key and nonce 0");
    add("largest-scids-of-193", counting_from(7), Scid{~std::uint64_t{0}}, Scid{~std::uint64_t{0} - 1}, 193);
    add("same-block-of-45", counting_from(0), Scid{0x0c35'0000'0009'0003}, bob, 45,
        "the nonce has only the first 4 bytes of the incoming scid: as example-of-45");
    add("repeats-of-5", numbered(341'395), alice, bob, 5, "the key stream repeats: more than 50 words for 5 slots");
    add("repeats-of-6", numbered(124'258'954), alice, bob, 6, "the key stream repeats: more than 50 words for 5 slots");
    add("repeats-of-24-of-483", numbered(6'496'363), alice, bob, 483, "more than 32 words for 24 slots");
    return list;
}

std::vector<Value> bucket_split_cases() {
    std::vector<Value> list;
    const auto add = [&](const std::string& name, const BucketSplitInputs& inputs, const std::string& note = {}) {
        list.push_back({name, {"PA-4", "PA-6", "PA-7", "PA-9", "GB-1", "GB-2"}, inputs, {}, {}, note});
    };
    for (std::uint32_t total = 1; total <= 483; ++total) {
        add("htlcs-" + std::to_string(total), {total, 1'000'000'007, 40, 20});
    }
    add("no-liquidity", {483, 0, 40, 20});
    add("one-msat", {483, 1, 40, 20});
    add("unit-of-zero", {483, 481, 40, 20}, "192 msat for 193 slots: the bucket is never available (GB-16)");
    add("unit-of-one", {483, 483, 40, 20});
    add("all-bitcoin", {483, all_bitcoin, 40, 20}, "limit * percent is beyond 64 bits");
    add("all-bitcoin-of-114", {114, all_bitcoin, 40, 20});
    add("round-numbers", {114, 112'500'000, 40, 20}, "the example of chapter 5");
    add("everything-general", {483, 5'000'000'000, 100, 0});
    add("everything-protected", {483, 5'000'000'000, 0, 0});
    add("everything-congestion", {30, 5'000'000'000, 0, 100});
    add("halves", {483, 999'999'999, 50, 50});
    add("thirds", {100, 999'999'999, 33, 33});
    return list;
}

std::vector<Value> congestion_amount_cases() {
    std::vector<Value> list;
    const auto add = [&](std::uint32_t slots, std::uint64_t capacity, const std::string& note = {}) {
        list.push_back({std::to_string(slots) + "-slots-" + std::to_string(capacity) + "-msat",
                        {"CB-6", "CB-8", "PA-9"},
                        CongestionAmountInputs{slots, capacity},
                        {},
                        {},
                        note});
    };
    add(3, 10, "3 * 3 < 10");
    add(3, 9, "3 * 3 < 9 is false");
    add(3, 8);
    add(1, 1, "an amount of 0");
    add(1, 2);
    add(2, 1);
    add(22, 22'500'000, "the channel of chapter 5's example");
    add(96, 200'000'001);
    add(96, 199'999'968, "a multiple of 96: the quotient itself is too large");
    add(96, 1'000'000'000);
    add(20, 99'000'000);
    add(1, all_bitcoin / 5);
    add(96, all_bitcoin / 5);
    add(97, 420'000'000'000'000'001);
    add(0, 1'000'000, "no slots");
    add(22, 0, "no liquidity");
    return list;
}

}  // namespace plumbline::values
