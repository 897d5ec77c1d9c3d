// Readings of how a pair's slots are drawn and used (chapter 5). ChaCha20 is run, not reasoned about: what is open here
// are small choices, each of which is explored.
#include "proofs/ambiguities/ambiguity.hpp"
#include "proofs/ambiguities/usual.hpp"
#include "reference/resource_manager/salt.hpp"

namespace plumbline::proofs {
namespace {

constexpr Scid outgoing{0x0c35'0100'0002'0001};  // 800001x2x1

Salt salt_of(std::uint8_t first) {
    Salt salt{};
    for (std::size_t byte = 0; byte < salt.size(); ++byte) {
        salt[byte] = static_cast<std::uint8_t>(first + byte);
    }
    return salt;
}

/// The pair's first slot of `total`.
template <class Words>
int first_slot(Words words, std::size_t total) {
    return *assign_slots(std::move(words), total, draft_profile).value_or(SlotSet{}).begin();
}

constexpr auto five_percent = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto total = static_cast<std::size_t>(100 + trial.choice("general_slots_above_100", 21));
    const auto used = trial.template any<Slots<N>>("slots_used_by_the_pair", {0, 24});
    const auto one_more = [&](PairSlots reading) {
        return used + Slots<N>(1) <= Slots<N>(pair_slot_allocation(total, Rules{.pair_slots = reading}));
    };
    return Readings{one_more(PairSlots::floored), one_more(PairSlots::rounded_up)};
};

constexpr auto byte_order = [](auto& trial) {
    // Blocks 0 and 800 000; of the first, both orders are the same.
    const std::uint64_t scid = trial.choice("incoming_is_800000x1x0", 2) == 0 ? 0 : 0x0c35'0000'0001'0000;
    const KeyStream big(salt_of(0), Scid{scid}, outgoing);
    const KeyStream little(salt_of(0), Scid{__builtin_bswap64(scid)}, outgoing);
    return Readings{first_slot(big, 45), first_slot(little, 45)};
};

/// A key stream whose block counter begins at 1.
struct FromSecondBlock {
    KeyStream stream;

    [[nodiscard]] static constexpr std::size_t size() { return KeyStream::size() - 16; }

    [[nodiscard]] std::uint32_t operator[](std::size_t position) { return stream[position + 16]; }
};

constexpr auto counter = [](auto& trial) {
    const std::size_t total = trial.choice("general_slots_are_45", 2) == 0 ? 1 : 45;
    const KeyStream stream(salt_of(0), Scid{0x0c35'0000'0001'0000}, outgoing);
    return Readings{first_slot(stream, total), first_slot(FromSecondBlock{stream}, total)};
};

/// Words that count upwards, or are all the same.
struct PlainWords {
    bool same;

    [[nodiscard]] static constexpr std::size_t size() { return key_stream_words; }

    [[nodiscard]] std::uint32_t operator[](std::size_t position) const {
        return same ? 3 : static_cast<std::uint32_t>(position);
    }
};

constexpr auto end_of_draws = [](auto& trial) {
    const PlainWords words{trial.choice("all_words_are_3", 2) == 1};
    const auto assigned = [&](SlotTries reading) {
        return assign_slots(words, 45, Rules{.slot_tries = reading}).has_value();
    };
    return Readings{assigned(SlotTries::completed), assigned(SlotTries::ten_per_slot)};
};

// Both of the pair's slots are free, and an HTLC takes one: that which was drawn first, or that of the lower index.
constexpr auto order_of_use = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    using Slot = typename N::PairNumber;
    auto situation = usual_situation<N>();
    const Slot first = trial.template number<Slot>("drawn_first", {0, 44});
    const Slot second = trial.template number<Slot>("drawn_second", {0, 44});
    trial.suppose(first != second);
    situation.share.assigned = {};
    situation.share.assigned.push_back(first);
    situation.share.assigned.push_back(second);
    const auto taken = slots_for_amount(situation.general, situation.share, Msat<N>(1'000), draft_profile);
    return Readings{typename N::Bool(taken->contains(first)), typename N::Bool(first < second)};
};

// One outgoing channel, two incoming ones, opened in one block or not.
constexpr auto whose_salt = [](auto& trial) {
    const Scid one{0x0c35'0000'0001'0000};
    const Scid other = trial.choice("opened_in_one_block", 2) == 1 ? Scid{0x0c35'0000'0009'0000}   // 800000x9x0
                                                                   : Scid{0x0c35'0500'0009'0000};  // 800005x9x0
    const auto same_slots = [&](const Salt& salt_of_one, const Salt& salt_of_other) {
        return *assign_slots(KeyStream(salt_of_one, one, outgoing), 45, draft_profile) ==
               *assign_slots(KeyStream(salt_of_other, other, outgoing), 45, draft_profile);
    };
    const Salt shared = salt_from_outgoing(salt_of(0), outgoing);
    return Readings{same_slots(salt_of(0), salt_of(32)), same_slots(shared, shared)};
};

}  // namespace

std::vector<Ambiguity> ambiguities_of_slots() {
    return {ambiguity<"GB-1">({"U1-five-percent-floored-or-rounded-up", "may the pair take one more slot?",
                               "floor(5 %) of the general slots", "ceil(5 %) of the general slots",
                               "100 to 120 general slots, up to 24 in use"},
                              five_percent),
            ambiguity<"GB-4">({"U6-scid-big-or-little-endian", "which slot is drawn first?",
                               "incoming_scid[0:4] of the big-endian scid", "of the little-endian scid",
                               "two scids, one salt"},
                              byte_order),
            ambiguity<"GB-4">({"U6-counter-from-0-or-1", "which slot is drawn first?", "the block counter begins at 0",
                               "the block counter begins at 1", "1 and 45 slots, one salt"},
                              counter),
            ambiguity<"GB-6">({"U6-completed-or-error", "is the pair assigned slots?",
                               "after 1024 words, the lowest indexes", "after ten words a slot, an error",
                               "two key streams"},
                              end_of_draws),
            ambiguity<"GB-9">({"U6-used-as-drawn-or-by-index", "is the slot taken that was drawn first?",
                               "slots are used in the order in which they were drawn", "the lowest index first",
                               "any two of 45 slots"},
                              order_of_use),
            ambiguity<"GB-7">({"U7-salt-per-incoming-or-outgoing",
                               "has the outgoing channel the same slots on both incoming channels?",
                               "a salt for each incoming channel", "a salt for each outgoing channel",
                               "two pairs of incoming channels"},
                              whose_salt)};
}

}  // namespace plumbline::proofs
