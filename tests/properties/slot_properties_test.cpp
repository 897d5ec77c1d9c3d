// The general bucket's slots over generated salts, totals and HTLCs (chapter 5).
#include "reference/resource_manager/channel.hpp"
#include "tests/properties/generators.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

namespace plumbline::properties {
namespace {

Salt any_salt() {
    Salt salt{};
    for (std::uint8_t& byte : salt) {
        byte = static_cast<std::uint8_t>(*evenly(255));
    }
    return salt;
}

// GB-1, GB-4: as many as a pair's share, all different, all in the bucket, and the same whenever they are asked for.
RC_GTEST_PROP(SlotProperties, AssignedSlotsAreDistinctAndInRange, ()) {
    const Salt salt = any_salt();
    const Scid incoming{*near_boundaries(UINT64_MAX)};
    const Scid outgoing{*near_boundaries(UINT64_MAX)};
    const std::size_t total = 1 + *evenly(482);
    const SlotSet assigned = assigned_slots(salt, incoming, outgoing, total, draft_profile).value_or(SlotSet{});
    const std::set<SlotIndex> distinct(assigned.begin(), assigned.end());
    RC_ASSERT(distinct.size() == assigned.size());
    RC_ASSERT(assigned.size() == std::min(total, std::max<std::size_t>(5, total / 20)));
    RC_ASSERT(*distinct.rbegin() < total);
    RC_ASSERT(assigned == assigned_slots(salt, incoming, outgoing, total, draft_profile));
}

// GB-6: a stream that repeats itself still gives an assignment.
RC_GTEST_PROP(SlotProperties, EveryStreamOfWordsIsCompleted, ()) {
    const std::size_t total = 1 + *evenly(482);
    const std::vector<std::uint32_t> words(*evenly(40), static_cast<std::uint32_t>(*near_boundaries(0xffff'ffff)));
    const SlotSet assigned = assign_slots(words, total, draft_profile).value_or(SlotSet{});
    const std::set<SlotIndex> distinct(assigned.begin(), assigned.end());
    RC_ASSERT(distinct.size() == assigned.size());
    RC_ASSERT(assigned.size() == std::min(total, std::max<std::size_t>(5, total / 20)));
    RC_ASSERT(*distinct.rbegin() < total);
}

/// A bucket that some pairs use, each with its own assignment, and what each HTLC took.
struct Use {
    GeneralBucket<> bucket;
    std::vector<GeneralShare<>> pairs;

    struct Taken {
        PairNumber pair;
        SlotSet slots;
        std::uint64_t amount;
    };

    std::vector<Taken> taken;
};

Use any_bucket() {
    const std::size_t total = 5 + *evenly(200);
    Use use{general_bucket(Slots<>(total), Msat<>(total * (1 + *evenly(2000)) + *evenly(total - 1))), {}, {}};
    const Salt salt = any_salt();
    for (std::uint64_t pair = 0; pair < 4; ++pair) {
        const auto assigned = assigned_slots(salt, Scid{1}, Scid{2 + pair}, total, draft_profile);
        use.pairs.push_back({assigned.value_or(SlotSet{}), Slots<>(0), Msat<>(0)});
    }
    return use;
}

// GB-3, GB-9 to GB-12, GB-15: at every moment each slot has one holder and each pair is within its share; giving all
// back leaves the bucket as it was.
RC_GTEST_PROP(SlotProperties, SharesHoldAndEverythingIsGivenBack, ()) {
    Use use = any_bucket();
    const GeneralBucket<> empty = use.bucket;
    const std::size_t total = empty.holder.size();
    const std::uint64_t unit = empty.resources.capacity.count().get() / total;
    for (std::uint64_t step = *evenly(60); step > 0; --step) {
        const auto number = static_cast<PairNumber>(*evenly(3));
        GeneralShare<>& pair = use.pairs[number];
        const std::uint64_t beside = unit * *evenly(6) + *evenly(2);
        const std::uint64_t amount = beside == 0 ? 0 : beside - 1;
        const auto slots = slots_for_amount(use.bucket, pair, Msat<>(amount), draft_profile);
        if (slots) {
            RC_ASSERT(slots->size() * unit >= amount);
            RC_ASSERT(slots->size() == 1 || (slots->size() - 1) * unit < amount);
            add_htlc(use.bucket, pair, number, *slots, Msat<>(amount));
            use.taken.push_back({number, *slots, amount});
        } else if (!use.taken.empty()) {
            const auto index = static_cast<std::ptrdiff_t>(*evenly(use.taken.size() - 1));
            const Use::Taken back = use.taken[static_cast<std::size_t>(index)];
            remove_htlc(use.bucket, use.pairs[back.pair], back.pair, back.slots, Msat<>(back.amount));
            use.taken.erase(use.taken.begin() + index);
        }
        std::map<SlotIndex, PairNumber> holders;
        for (const Use::Taken& taken : use.taken) {
            for (const SlotIndex slot : taken.slots) {
                RC_ASSERT(holders.emplace(slot, taken.pair).second);
            }
        }
        for (std::size_t slot = 0; slot < total; ++slot) {
            const auto held = holders.find(static_cast<SlotIndex>(slot));
            RC_ASSERT(use.bucket.holder[slot] == (held == holders.end() ? no_pair : held->second));
        }
        RC_ASSERT(pair.slots_used <= Slots<>(pair.assigned.size()));
        RC_ASSERT(pair.msat_used <= Msat<>(unit * pair.assigned.size()));
        RC_ASSERT(use.bucket.resources.msat_used <= use.bucket.resources.capacity);
    }
    for (const Use::Taken& taken : use.taken) {
        remove_htlc(use.bucket, use.pairs[taken.pair], taken.pair, taken.slots, Msat<>(taken.amount));
    }
    RC_ASSERT(use.bucket == empty);
}

}  // namespace
}  // namespace plumbline::properties
