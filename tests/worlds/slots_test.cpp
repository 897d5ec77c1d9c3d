// Slots of the general bucket: every key stream of small words, every occupancy of five slots.
#include "reference/resource_manager/general_bucket.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <set>
#include <vector>

namespace plumbline::worlds {
namespace {

/// GB-1, GB-4, GB-6 in the words of the chapter: the first occurrences, then the lowest indexes that are missing.
std::vector<SlotIndex> assignment_by_the_sentence(const std::vector<std::uint32_t>& words, std::size_t total) {
    const std::size_t wanted = std::min(total, std::max<std::size_t>(5, total * 5 / 100));
    std::vector<SlotIndex> assigned;
    std::set<SlotIndex> seen;
    const auto draw = [&](std::size_t index) {
        const auto slot = static_cast<SlotIndex>(index % total);
        if (assigned.size() < wanted && seen.insert(slot).second) {
            assigned.push_back(slot);
        }
    };
    for (const std::uint32_t word : words) {
        draw(word);
    }
    for (std::size_t index = 0; index < total; ++index) {
        draw(index);
    }
    return assigned;
}

void check_streams(std::size_t total, std::uint32_t words_below, std::size_t length, std::uint64_t& streams) {
    std::vector<std::uint32_t> words(length, 0);
    for (bool more = true; more; ++streams) {
        const SlotSet assigned = assign_slots(words, total, draft_profile).value_or(SlotSet{});
        const auto expected = assignment_by_the_sentence(words, total);
        ASSERT_TRUE(std::equal(assigned.begin(), assigned.end(), expected.begin(), expected.end()));
        more = false;
        for (std::size_t position = 0; position < length && !more; ++position) {
            words[position] = (words[position] + 1) % words_below;
            more = words[position] != 0;
        }
    }
}

// Words up to twice the total, so that reduction modulo the total matters.
TEST(SlotsExhaustively, EveryStreamAssignsDistinctSlotsInRange) {
    std::uint64_t streams = 0;
    for (const std::size_t total : {std::size_t{1}, std::size_t{2}, std::size_t{5}, std::size_t{6}, std::size_t{7}}) {
        for (std::size_t length = 1; length <= 5; ++length) {
            check_streams(total, static_cast<std::uint32_t>(2 * total), length, streams);
        }
    }
    check_streams(5, 5, 8, streams);
    std::cout << streams << " key streams\n";
}

/// Every assignment of three words below seven to five slots and more, in constant expressions.
constexpr bool short_streams_are_assigned(std::size_t total) {
    for (std::uint32_t first = 0; first < 7; ++first) {
        for (std::uint32_t second = 0; second < 7; ++second) {
            const auto assigned = assign_slots(std::array{first, second, std::uint32_t{3}}, total, draft_profile);
            if (!assigned || assigned->size() != 5) {
                return false;
            }
            for (const SlotIndex* slot = assigned->begin(); slot != assigned->end(); ++slot) {
                if (*slot >= total || std::find(assigned->begin(), slot, *slot) != slot) {
                    return false;
                }
            }
        }
    }
    return true;
}

static_assert(short_streams_are_assigned(5));
static_assert(short_streams_are_assigned(6));
static_assert(short_streams_are_assigned(7));

/// Five slots of `unit` msat of which others and the pair itself hold some, and 1 msat that no slot stands for.
struct Occupancy {
    GeneralBucket<> bucket;
    GeneralShare<> pair;
};

/// `digits` in base 3: each slot is free, held by another pair, or by this one.
constexpr Occupancy occupancy(std::size_t digits, std::uint64_t unit) {
    constexpr std::array<SlotIndex, 5> order{3, 0, 4, 1, 2};
    Occupancy occupied{general_bucket(Slots<>(5), Msat<>(5 * unit + 1)), {}};
    for (const SlotIndex slot : order) {
        occupied.pair.assigned.push_back(slot);
    }
    for (std::size_t slot = 0; slot < 5; ++slot, digits /= 3) {
        if (digits % 3 != 0) {
            occupied.bucket.holder.set(slot, static_cast<PairNumber>(digits % 3));
            take(occupied.bucket.resources, Msat<>(unit), Slots<>(1));
        }
        if (digits % 3 == 1) {
            occupied.pair.slots_used += Slots<>(1);
            occupied.pair.msat_used += Msat<>(unit);
        }
    }
    return occupied;
}

/// GB-9, GB-10: ceil(amount / unit) slots, at least one, the first free ones in the order of assignment.
constexpr bool takes_first_free(const Occupancy& occupied, std::uint64_t amount, std::uint64_t unit) {
    SlotSet free;
    for (const SlotIndex slot : occupied.pair.assigned) {
        if (occupied.bucket.holder[slot] == no_pair) {
            free.push_back(slot);
        }
    }
    const std::size_t needed = amount == 0 ? 1 : (amount + unit - 1) / unit;
    const auto taken = slots_for_amount(occupied.bucket, occupied.pair, Msat<>(amount), draft_profile);
    if (needed > free.size()) {
        return !taken;
    }
    return taken && taken->size() == needed && std::equal(taken->begin(), taken->end(), free.begin());
}

/// The occupancies with fewer `digits`; 243 are all.
constexpr bool for_every_occupancy(std::uint64_t unit, std::size_t below) {
    for (std::size_t digits = 0; digits < below; ++digits) {
        const Occupancy occupied = occupancy(digits, unit);
        for (std::uint64_t amount = 0; amount <= 5 * unit + 2; ++amount) {
            if (!takes_first_free(occupied, amount, unit)) {
                return false;
            }
        }
    }
    return true;
}

// Two slots in constant expressions; all five below.
static_assert(for_every_occupancy(1, 9));

// GB-9 to GB-12: what is added and removed restores the bucket, whatever was held.
TEST(SlotsExhaustively, EveryOccupancyEveryAmount) {
    for (const std::uint64_t unit : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{3}, std::uint64_t{100}}) {
        EXPECT_TRUE(for_every_occupancy(unit, 243)) << "slots of " << unit << " msat";
        for (std::size_t digits = 0; digits < 243; ++digits) {
            for (std::uint64_t amount = 0; amount <= 5 * unit; ++amount) {
                const Occupancy before = occupancy(digits, unit);
                Occupancy after = before;
                const auto slots = slots_for_amount(after.bucket, after.pair, Msat<>(amount), draft_profile);
                if (slots) {
                    add_htlc(after.bucket, after.pair, 1, *slots, Msat<>(amount));
                    EXPECT_NE(after.bucket, before.bucket);
                    remove_htlc(after.bucket, after.pair, 1, *slots, Msat<>(amount));
                    EXPECT_EQ(after.bucket, before.bucket);
                    EXPECT_EQ(after.pair, before.pair);
                }
            }
        }
    }
}

}  // namespace
}  // namespace plumbline::worlds
