// Random sequences of operations against the real manager, with every contract checked after each.
#include "tests/properties/generators.hpp"
#include "tests/support/manager.hpp"
#include "tests/support/random_operations.hpp"

#include <gtest/gtest.h>

#include <iostream>

namespace plumbline::properties {
namespace {

using support::Answer;
using support::Operation;
using support::Tally;
using support::World;

void print(const Tally& tally) {
    std::cout << "rows:";
    for (std::size_t row = 1; row < tally.rows.size(); ++row) {
        std::cout << ' ' << tally.rows[row];
    }
    for (const auto& [bucket, count] : tally.buckets) {
        std::cout << "\n" << name(bucket) << ": " << count;
    }
    for (const auto& [mistake, count] : tally.mistakes) {
        std::cout << "\n" << name(mistake) << ": " << count;
    }
    for (const auto& [repetition, count] : tally.repetitions) {
        std::cout << "\n" << name(repetition) << ": " << count;
    }
    std::cout << "\nprotected full: " << tally.protected_full << "\nmisuses: " << tally.misuses
              << "\nrefused by a mark: " << tally.refused_by_mark << "\nmarks expired: " << tally.marks_expired
              << "\nclosed with the last HTLC: " << tally.closed_later << "\nover shrunk limits: " << tally.over_limits
              << '\n';
}

/// What a run must have met for its silence to mean something.
void expect_everything_met(const Tally& tally, std::uint64_t least) {
    for (std::size_t row = 1; row < tally.rows.size(); ++row) {
        EXPECT_GE(tally.rows[row], least) << "row " << row << " of the decision table";
    }
    for (const Bucket bucket : {Bucket::none, Bucket::general, Bucket::congestion, Bucket::protected_}) {
        EXPECT_GE(tally.buckets.at(bucket), least) << name(bucket);
    }
    for (const Mistake mistake :
         {Mistake::limits_out_of_range, Mistake::channel_exists, Mistake::channel_closing, Mistake::unknown_channel,
          Mistake::same_channel, Mistake::expired, Mistake::height_out_of_range, Mistake::outgoing_exceeds_incoming,
          Mistake::amount_out_of_range, Mistake::duplicate_htlc, Mistake::unknown_htlc,
          Mistake::wrong_outgoing_channel}) {
        EXPECT_GE(tally.mistakes.contains(mistake) ? tally.mistakes.at(mistake) : 0, least) << name(mistake);
    }
    for (const Repetition repetition : {Repetition::channel_already_added, Repetition::channel_already_removed,
                                        Repetition::channel_already_closing, Repetition::limits_unchanged}) {
        EXPECT_GE(tally.repetitions.contains(repetition) ? tally.repetitions.at(repetition) : 0, least)
            << name(repetition);
    }
    EXPECT_GE(tally.protected_full, least);
    EXPECT_GE(tally.misuses, least);
    EXPECT_GE(tally.refused_by_mark, least);
    EXPECT_GE(tally.marks_expired, least);
    EXPECT_GE(tally.closed_later, least);
    EXPECT_GE(tally.over_limits, least);
}

TEST(ManagerProperties, EveryAnswerIsTheSpecifiedOneAndEverythingIsReturned) {
    Tally tally;
    const bool holds = rc::check("each answer is the specified one; resolving everything empties the buckets", [&] {
        World world = support::random_world(*evenly(UINT64_MAX));
        for (const std::uint64_t word : *words(1500)) {
            world.apply(support::random_operation(world, word), tally);
        }
        world.resolve_everything(tally);
    });
    print(tally);
    ASSERT_TRUE(holds);
    expect_everything_met(tally, 50);
}

// The same sequence with reads, and with an HTLC that is refused, after every operation.
TEST(ManagerProperties, ReadsAndRefusalsChangeNoAnswer) {
    ASSERT_TRUE(rc::check("an undisturbed manager and one that is looked at answer alike", [] {
        World undisturbed = support::random_world(*evenly(UINT64_MAX));
        World looked_at = undisturbed;
        Tally tally;
        for (const std::uint64_t word : *words(600)) {
            const Operation operation = support::random_operation(undisturbed, word);
            RC_ASSERT(undisturbed.apply(operation, tally) == looked_at.apply(operation, tally));
            for (const Scid channel : {support::alice, support::bob}) {
                looked_at.apply(support::Look{channel, word % 3'000'000}, tally);
            }
            looked_at.apply(
                support::AddHtlc{support::offer({.id = 1'000'000, .accountable = true, .upgradable = false})}, tally);
        }
    }));
}

// CH-10: whatever the state, an HTLC that is added and resolved at once leaves the use of the buckets as it was.
TEST(ManagerProperties, AddedAndResolvedRestoresTheBuckets) {
    ASSERT_TRUE(rc::check("added and resolved is never added", [] {
        World world = support::random_world(*evenly(UINT64_MAX));
        Tally tally;
        for (const std::uint64_t word : *words(600)) {
            const Operation operation = support::random_operation(world, word);
            const World before = world;
            const Answer answer = world.apply(operation, tally);
            const auto* add = std::get_if<support::AddHtlc>(&operation);
            if (add == nullptr || answer.bucket == Bucket::none) {
                continue;
            }
            World after = world;
            after.apply(support::ResolveHtlc{add->offer.htlc, add->offer.outgoing, Resolution::failed}, tally);
            const Channel<>& one = *before.manager.channel(add->offer.htlc.incoming);
            const Channel<>& other = *after.manager.channel(add->offer.htlc.incoming);
            RC_ASSERT(one.general == other.general);
            RC_ASSERT(one.congestion == other.congestion);
            RC_ASSERT(one.protected_ == other.protected_);
            RC_ASSERT(before.manager.channel(add->offer.outgoing)->in_flight_risk ==
                      after.manager.channel(add->offer.outgoing)->in_flight_risk);
        }
    }));
}

// PA-10: what an operator may set.
TEST(ManagerProperties, ParametersOutsideTheirRangeAreRefused) {
    std::uint64_t refused = 0;
    const bool holds = rc::check("parameters are taken exactly if they are in range", [&] {
        constexpr std::uint64_t longest = std::uint64_t{1} << 40U;
        const auto period = [] { return *evenly(1) == 0 ? *near_boundaries(longest + 1) : std::uint64_t{1}; };
        DefaultResourceManager::Options options;
        options.parameters = {Seconds<>(period()),    Seconds<>(period()), Seconds<>(period()),
                              *near_boundaries(1001), *evenly(101),        *evenly(101)};
        const Parameters<>& set = options.parameters;
        const auto in_range = [](Seconds<> span) { return span >= Seconds<>(1) && span <= Seconds<>(longest); };
        const bool valid = in_range(set.resolution_period) && in_range(set.revenue_window) &&
                           in_range(set.congestion_misuse_window) && set.reputation_multiplier >= 1 &&
                           set.reputation_multiplier <= 1000 && set.general_percent + set.congestion_percent <= 100;
        const auto manager = DefaultResourceManager::create(options);
        RC_ASSERT(manager.ok() == valid);
        if (!valid) {
            RC_ASSERT(manager.mistake() == Mistake::parameters_out_of_range);
            ++refused;
        }
    });
    ASSERT_TRUE(holds);
    EXPECT_GE(refused, 50U);
}

// ER-6: one channel more than the reference keeps.
TEST(ManagerProperties, TooManyChannels) {
    DefaultResourceManager manager = support::make_manager(contracts::Mode::enforce);
    for (std::uint64_t scid = 1; scid <= max_channels; ++scid) {
        ASSERT_TRUE(manager.add_channel(Scid{scid}, support::limits(1, 0), support::start).ok());
    }
    const auto one_more = manager.add_channel(Scid{max_channels + 1}, support::limits(1, 0), support::start);
    ASSERT_FALSE(one_more.ok());
    EXPECT_EQ(one_more.mistake(), Mistake::too_many_channels);
    EXPECT_EQ(manager.channel_count(), max_channels);
}

}  // namespace
}  // namespace plumbline::properties
