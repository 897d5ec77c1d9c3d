// The buckets' small rules over all small numbers, each against its sentence; in constant expressions.
#include "reference/resource_manager/congestion_bucket.hpp"
#include "reference/resource_manager/opportunity_cost.hpp"
#include "reference/resource_manager/protected_bucket.hpp"

#include <gtest/gtest.h>

#include <array>
#include <tuple>

namespace plumbline::worlds {
namespace {

/// Whether `holds(numbers...)` for all combinations of numbers from 0 to the last ones given.
template <std::size_t Count, class Holds>
constexpr bool for_all(const std::array<std::uint64_t, Count>& last, Holds holds) {
    std::array<std::uint64_t, Count> numbers{};
    for (std::size_t turned = 0; turned < Count;) {
        if (!std::apply(holds, numbers)) {
            return false;
        }
        turned = 0;
        while (turned < Count && numbers[turned] == last[turned]) {
            numbers[turned++] = 0;
        }
        if (turned < Count) {
            ++numbers[turned];
        }
    }
    return true;
}

constexpr BucketResources<> bucket(std::uint64_t slots, std::uint64_t slots_used, std::uint64_t capacity,
                                   std::uint64_t msat_used) {
    return {Slots<>(slots), Slots<>(slots_used), Msat<>(capacity), Msat<>(msat_used)};
}

// PA-9, PB-2, CB-8: room is as many free slots and as much free liquidity, in a bucket that has some of both.
constexpr auto room_is_what_is_free = [](auto slots, auto slots_used, auto capacity, auto msat_used, auto amount,
                                         auto wanted) {
    const bool room = slots > 0 && capacity > 0 && slots_used + wanted <= slots && msat_used + amount <= capacity;
    return has_room(bucket(slots, slots_used, capacity, msat_used), Msat<>(amount), Slots<>(wanted)) == room;
};

static_assert(for_all(std::array<std::uint64_t, 6>{1, 1, 2, 2, 2, 1}, room_is_what_is_free));

TEST(BucketRules, RoomIsWhatIsFree) {
    EXPECT_TRUE(for_all(std::array<std::uint64_t, 6>{6, 8, 6, 8, 8, 6}, room_is_what_is_free));
}

// CB-6: amount · slots < capacity, exactly.
static_assert(for_all(std::array<std::uint64_t, 3>{4, 13, 8}, [](auto slots, auto capacity, auto amount) {
    return small_enough(bucket(slots, 0, capacity, 0), Msat<>(amount), draft_profile) ==
           (slots > 0 && amount * slots < capacity);
}));

constexpr Parameters<> short_periods() {
    Parameters<> parameters;
    parameters.resolution_period = Seconds<>(2);
    parameters.congestion_misuse_window = Seconds<>(3);
    return parameters;
}

// CB-2: a mark at m counts before m + window; a time before the mark counts as the mark.
static_assert(for_all(std::array<std::uint64_t, 2>{6, 12}, [](auto mark, auto now) {
    const CongestionHistory<> marked{Slots<>(0), true, Seconds<>(mark)};
    const CongestionHistory<> unmarked{Slots<>(0), false, Seconds<>(mark)};
    return misuse_counts(marked, Seconds<>(now), short_periods()) == (now < mark + 3) &&
           !misuse_counts(unmarked, Seconds<>(now), short_periods());
}));

// CB-7: held for longer than the period makes a mark, and a pair's mark keeps the latest time.
static_assert(for_all(std::array<std::uint64_t, 3>{4, 4, 4}, [](auto held, auto before, auto now) {
    const bool was_marked = before > 0;
    CongestionHistory<> history{Slots<>(0), was_marked, Seconds<>(before)};
    note_resolution(history, Seconds<>(held), Seconds<>(now), short_periods());
    const bool late = held > 2;
    const std::uint64_t latest = late && now > before ? now : before;
    return history.misused == (was_marked || late) && (!history.misused || history.misused_at == Seconds<>(latest));
}));

// CB-1: one in flight, or a mark, or no room, or too large: each alone suffices to refuse.
static_assert(for_all(std::array<std::uint64_t, 4>{1, 1, 2, 5},
                      [](auto in_flight, auto marked, auto slots_used, auto amount) {
                          const CongestionHistory<> history{Slots<>(in_flight), marked == 1, Seconds<>(9)};
                          return congestion_admits(bucket(2, slots_used, 9, 5), history, Slots<>(in_flight),
                                                   Msat<>(amount), Seconds<>(10), short_periods(), draft_profile) ==
                                 (in_flight == 0 && marked == 0 && slots_used < 2 && amount * 2 < 9 && 5 + amount <= 9);
                      }));

// OC-1, OC-2, OC-4: the cost to the nearest, halves up, and the table of effective fees.
static_assert(for_all(std::array<std::uint64_t, 2>{8, 5}, [](auto held, auto fee) {
    const std::uint64_t late = held > 2 ? held - 2 : 0;
    const auto cost = static_cast<std::int64_t>((late * fee + 1) / 2);
    const auto earned = static_cast<std::int64_t>(fee);
    const auto effective = [=](bool accountable, Resolution resolution) {
        return effective_fee<Running>(Msat<>(fee), Seconds<>(held), accountable, resolution, short_periods());
    };
    return opportunity_cost(Seconds<>(held), Msat<>(fee), short_periods()) == SignedMsat<>(cost) &&
           effective(true, Resolution::settled) == SignedMsat<>(earned - cost) &&
           effective(true, Resolution::failed) == SignedMsat<>(-cost) &&
           effective(false, Resolution::settled) == SignedMsat<>(held <= 2 ? earned : 0) &&
           effective(false, Resolution::failed) == SignedMsat<>(0);
}));

// OC-6: a removal before the addition counts as 0 s.
static_assert(for_all(std::array<std::uint64_t, 2>{3, 6}, [](auto added, auto resolved) {
    return resolution_time(Seconds<>(added), Seconds<>(resolved)) == Seconds<>(resolved > added ? resolved - added : 0);
}));

// RM-1: reputation - risk >= threshold.
static_assert(for_all(std::array<std::uint64_t, 4>{6, 2, 2, 4},
                      [](auto reputation, auto in_flight, auto own, auto threshold) {
                          const Standing<> standing{SignedMsat<>(reputation), WideMsat<>(in_flight), WideMsat<>(own),
                                                    SignedMsat<>(threshold)};
                          return standing.sufficient() == (reputation >= in_flight + own + threshold);
                      }));

// PA-4, PA-6, for every number of slots that a channel may have and all percentages of ten.
TEST(BucketRules, SplitsSumToTheTotal) {
    for (std::uint64_t total = 1; total <= 483; ++total) {
        for (std::uint64_t general = 0; general <= 100; general += 10) {
            for (std::uint64_t congestion = 0; general + congestion <= 100; congestion += 10) {
                Parameters<> parameters;
                parameters.general_percent = general;
                parameters.congestion_percent = congestion;
                const auto parts = split(Slots<>(total), parameters, draft_profile);
                EXPECT_EQ(parts.general.count().get(), total * general / 100);
                EXPECT_EQ(parts.congestion.count().get(), total * congestion / 100);
                EXPECT_EQ((parts.general + parts.congestion + parts.protected_).count().get(), total);
            }
        }
    }
}

}  // namespace
}  // namespace plumbline::worlds
