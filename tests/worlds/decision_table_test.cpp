// decide() against the table of chapter 10-resource-manager, over every combination of what it asks; in constant
// expressions.
#include "contracts/resource_manager/decision.hpp"
#include "reference/resource_manager/decision.hpp"
#include "tests/support/decision_table.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace plumbline::worlds {
namespace {

using support::Answers;
using support::decision_table;

constexpr Answers answers_of(unsigned bits) {
    const auto bit = [&](unsigned position) { return (bits >> position & 1U) != 0; };
    return {bit(0), bit(1), bit(2), bit(3), bit(4), bit(5)};
}

// RM-15: exactly one row applies to each of the 64 combinations, and they split as the chapter says.
constexpr bool total_and_disjoint() {
    for (unsigned bits = 0; bits < 64; ++bits) {
        if (support::rows_that_apply(answers_of(bits)) != 1) {
            return false;
        }
    }
    return true;
}

static_assert(total_and_disjoint());

constexpr std::array<std::size_t, 13> combinations_by_row() {
    std::array<std::size_t, 13> count{};
    for (unsigned bits = 0; bits < 64; ++bits) {
        ++count[support::row_for(answers_of(bits)).number];
    }
    return count;
}

static_assert(combinations_by_row() == std::array<std::size_t, 13>{0, 16, 8, 4, 2, 2, 16, 8, 2, 1, 1, 2, 2});

/// Why the general bucket is, or is not, available.
enum class General : std::uint8_t { just_free, other_pair_holds_one, pair_holds_its_share, amount_above_share };
/// Why the protected bucket has, or has not, room.
enum class Protected : std::uint8_t { just_fits, no_slot, short_by_one, no_size };
/// Why the congestion bucket admits, or does not.
enum class Congestion : std::uint8_t {
    just_below_share,
    share,
    one_in_flight,
    no_slot,
    short_by_one,
    marked,
    mark_expired
};

struct Case {
    bool accountable = false;
    bool upgradable = false;
    General general{};
    bool sufficient = false;  ///< reputation at the threshold, or one below it
    Protected protected_{};
    Congestion congestion{};

    [[nodiscard]] constexpr Answers answers() const {
        return {accountable,
                upgradable,
                general == General::just_free,
                sufficient,
                protected_ == Protected::just_fits,
                congestion == Congestion::just_below_share || congestion == Congestion::mark_expired};
    }
};

constexpr std::uint64_t amount = 100;
constexpr std::uint64_t now = 5'000'000;
constexpr std::uint64_t two_weeks = 1'209'600;

// Five slots of 100 msat: a pair is assigned all of them.
constexpr GeneralBucket<> general_of(General general, std::uint64_t unit) {
    GeneralBucket<> bucket = general_bucket(Slots<>(5), Msat<>(5 * unit));
    const std::size_t held = general == General::just_free ? 4 : general == General::amount_above_share ? 0 : 5;
    for (std::size_t slot = 0; slot < held; ++slot) {
        bucket.holder.set(slot, general == General::pair_holds_its_share ? PairNumber{0} : PairNumber{1});
    }
    take(bucket.resources, Msat<>(held * unit), Slots<>(held));
    return bucket;
}

constexpr BucketResources<> protected_of(Protected protected_) {
    BucketResources<> bucket = empty_bucket(Slots<>(2), Msat<>(protected_ == Protected::short_by_one ? 199 : 200));
    take(bucket, Msat<>(100), Slots<>(protected_ == Protected::no_slot ? 2 : 1));
    return protected_ == Protected::no_size ? empty_bucket(Slots<>(0), Msat<>(0)) : bucket;
}

constexpr BucketResources<> congestion_of(Congestion congestion) {
    const bool share = congestion == Congestion::share;
    BucketResources<> bucket = empty_bucket(Slots<>(2), Msat<>(share ? 200 : 201));
    if (congestion == Congestion::no_slot) {
        take(bucket, Msat<>(2), Slots<>(2));
    } else if (congestion == Congestion::short_by_one) {
        take(bucket, Msat<>(102), Slots<>(1));
    } else if (!share) {
        take(bucket, Msat<>(101), Slots<>(1));
    }
    return bucket;
}

constexpr CongestionHistory<> history_of(Congestion congestion) {
    switch (congestion) {
    case Congestion::one_in_flight:
        return {Slots<>(1), false, Seconds<>(0)};
    case Congestion::marked:
        return {Slots<>(0), true, Seconds<>(now - two_weeks + 1)};
    case Congestion::mark_expired:
        return {Slots<>(0), true, Seconds<>(now - two_weeks)};
    default:
        return {};
    }
}

/// Calls `judge(row, offer, verdict)` with what decide() answers and the row that applies.
template <class Judge>
constexpr auto judged(const Case& given, Judge judge) {
    const std::uint64_t unit = given.general == General::amount_above_share ? 19 : 100;
    const GeneralBucket<> general = general_of(given.general, unit);
    GeneralShare<> share;
    for (SlotIndex slot = 0; slot < 5; ++slot) {
        share.assigned.push_back(slot);
    }
    if (given.general == General::pair_holds_its_share) {
        share.slots_used = Slots<>(5);
        share.msat_used = Msat<>(500);
    }
    const BucketResources<> congestion = congestion_of(given.congestion);
    const CongestionHistory<> history = history_of(given.congestion);
    const BucketResources<> protected_ = protected_of(given.protected_);
    const Parameters<> parameters;
    const Standing<> standing{SignedMsat<>(given.sufficient ? 1000 : 999), WideMsat<>(70), WideMsat<>(30),
                              SignedMsat<>(900)};
    const DecisionView<> view{general,    share,    congestion,     history,    history.in_flight,
                              protected_, standing, Seconds<>(now), parameters, draft_profile};
    HtlcOffer<> offer;
    offer.incoming_amount = Msat<>(amount);
    offer.incoming_accountable = given.accountable;
    offer.upgrade_accountability = given.upgradable;
    const Verdict<> verdict = decide(view, offer);
    return judge(support::row_for(given.answers()), offer, verdict);
}

constexpr bool confirmed(const Case& given) {
    return judged(given, [](const support::Row& row, const auto& offer, const auto& verdict) {
        return support::agrees(row, verdict) && verdict.signal_corrupted == (row.number == 1) &&
               contracts::all_hold(contracts::decision_contract, offer, verdict);
    });
}

/// Calls `visit(given)` for every reason why the buckets have room or not, and both sides of the threshold.
template <class Visit>
constexpr void for_each_case(bool accountable, bool upgradable, General general, Visit visit) {
    for (std::uint8_t protected_ = 0; protected_ < 4; ++protected_) {
        for (std::uint8_t congestion = 0; congestion < 7; ++congestion) {
            for (const bool sufficient : {false, true}) {
                visit(
                    Case{accountable, upgradable, general, sufficient, Protected{protected_}, Congestion{congestion}});
            }
        }
    }
}

/// Whether decide() answers as the table says and as the contract demands.
constexpr bool all_confirmed(bool accountable, bool upgradable, General general) {
    bool all = true;
    for_each_case(accountable, upgradable, general, [&](const Case& given) { all = all && confirmed(given); });
    return all;
}

// One assertion for each signal and state of the general bucket: compilers limit the steps of each.
template <General general>
constexpr bool every_signal_confirmed() {
    static_assert(all_confirmed(true, false, general));
    static_assert(all_confirmed(true, true, general));
    static_assert(all_confirmed(false, false, general));
    static_assert(all_confirmed(false, true, general));
    return true;
}

static_assert(every_signal_confirmed<General::just_free>());
static_assert(every_signal_confirmed<General::other_pair_holds_one>());
static_assert(every_signal_confirmed<General::pair_holds_its_share>());
static_assert(every_signal_confirmed<General::amount_above_share>());

// At run time, how often each row is reached, and which requirements the verdicts name.
TEST(DecisionTable, EveryRowIsReachedAndNamed) {
    std::array<std::size_t, 13> reached{};
    for (const bool accountable : {false, true}) {
        for (const bool upgradable : {false, true}) {
            for (std::uint8_t general = 0; general < 4; ++general) {
                for_each_case(accountable, upgradable, General{general}, [&](const Case& given) {
                    EXPECT_TRUE(confirmed(given));
                    judged(given, [&](const support::Row& row, const auto&, const auto& verdict) {
                        EXPECT_TRUE(support::names_only(row, verdict)) << "row " << row.number;
                        ++reached[row.number];
                    });
                });
            }
        }
    }
    // 4 reasons for general, 4 for protected, 7 for congestion, 2 for reputation: 224 cases for each signal.
    EXPECT_EQ(reached, (std::array<std::size_t, 13>{0, 224, 112, 28, 21, 63, 112, 168, 21, 18, 45, 24, 60}));
}

}  // namespace
}  // namespace plumbline::worlds
