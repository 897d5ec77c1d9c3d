// Forwarding in small worlds, exhaustively.
#include "tests/worlds/alphabet.hpp"
#include "tests/worlds/report.hpp"

#include <gtest/gtest.h>

namespace plumbline::worlds {
namespace {

/// How often a verdict was given by one of these rows of the decision table.
std::uint64_t seen(const Explored& explored, std::initializer_list<std::size_t> rows) {
    std::uint64_t sum = 0;
    for (const std::size_t row : rows) {
        sum += explored.tally.rows[row];
    }
    return sum;
}

std::int64_t seconds(std::uint64_t span) {
    return static_cast<std::int64_t>(span);
}

// Two channels; every amount next to a boundary, with and without a fee, with every signal.
TEST(Worlds, OnePairEveryAmountAndSignal) {
    const Explored explored = explore_and_report(
        "one pair", {small_world({alice, bob}), 4, [](const World& world) {
                         std::vector<Operation> operations;
                         add_offers(operations, world,
                                    {.routes = {{alice, bob}},
                                     .amounts = {unit, unit + 1, share, share + 1, congestion_share - 1,
                                                 congestion_share, protected_all, protected_all + 1},
                                     .fees = {0, 1'000'003},
                                     .signals = {every_signal.begin(), every_signal.end()}});
                         add_resolutions(operations, world);
                         add_mistakes(operations, world);
                         add_waits(operations, {91});
                         add_looks(operations, {alice, bob});
                         return operations;
                     }});
    EXPECT_EQ(explored.fault, "");
    for (std::size_t row = 1; row <= 12; ++row) {
        EXPECT_GT(explored.tally.rows[row], 0U) << "row " << row << " of the decision table";
    }
}

// Two channels that forward to each other; reputation in one direction is revenue in the other.
TEST(Worlds, BothDirections) {
    const Explored explored =
        explore_and_report("both directions", {small_world({alice, bob}), 7, [](const World& world) {
                                                   std::vector<Operation> operations;
                                                   add_offers(operations, world,
                                                              {.routes = {{alice, bob}, {bob, alice}},
                                                               .amounts = {share, protected_all},
                                                               .fees = {1'000'003},
                                                               .signals = {{false, true}, {true, true}}});
                                                   add_resolutions(operations, world);
                                                   add_waits(operations, {91});
                                                   return operations;
                                               }});
    EXPECT_EQ(explored.fault, "");
    EXPECT_GT(seen(explored, {2, 3, 6, 8, 11}), 0U);
}

// Three channels: two pairs compete for one incoming channel's slots, and one outgoing channel's risk has two sources.
TEST(Worlds, ThreeChannelsCompete) {
    const Explored explored =
        explore_and_report("three channels", {small_world({alice, bob, carol}), 6, [](const World& world) {
                                                  std::vector<Operation> operations;
                                                  add_offers(operations, world,
                                                             {.routes = {{alice, carol}, {bob, carol}, {alice, bob}},
                                                              .amounts = {unit, share},
                                                              .fees = {0},
                                                              .signals = {{false, true}}});
                                                  add_offers(operations, world,
                                                             {.routes = {{alice, carol}, {bob, carol}},
                                                              .amounts = {unit},
                                                              .fees = {1'000'003},
                                                              .signals = {{false, true}}});
                                                  add_resolutions(operations, world);
                                                  add_waits(operations, {91});
                                                  return operations;
                                              }});
    EXPECT_EQ(explored.fault, "");
    EXPECT_GT(seen(explored, {8}), 0U);
    EXPECT_GT(seen(explored, {9, 11}), 0U);
}

// The congestion bucket over time: one HTLC, held for the period or longer, a mark, two weeks, the clock going back.
void congestion_over_time(const char* title, const Rules& rules) {
    const Explored explored = explore_and_report(
        title, {small_world({alice, bob}, rules), 8, [](const World& world) {
                    std::vector<Operation> operations;
                    add_offers(operations, world, {{{alice, bob}}, {share}, {0}, {{false, false}}});
                    add_offers(operations, world,
                               {{{alice, bob}}, {congestion_share - 1}, {1'000'003}, {{false, true}}});
                    add_resolutions(operations, world);
                    add_waits(operations, {90, 1, seconds(two_weeks) - 1, -91});
                    return operations;
                }});
    EXPECT_EQ(explored.fault, "");
    EXPECT_GT(explored.tally.misuses, 0U);
    EXPECT_GT(explored.tally.refused_by_mark, 0U);
    EXPECT_GT(explored.tally.marks_expired, 0U);
}

TEST(Worlds, CongestionOverTime) {
    congestion_over_time("congestion", draft_profile);
}

// Two congestion slots: a pair may use one, another pair the other.
TEST(Worlds, TwoPairsInOneCongestionBucket) {
    const Explored explored = explore_and_report(
        "two pairs in congestion",
        {small_world({alice, bob, carol}, draft_profile, larger), 5, [](const World& world) {
             const std::vector<Route> routes{{alice, bob}, {alice, carol}};
             std::vector<Operation> operations;
             add_offers(operations, world, {routes, {5 * larger_unit}, {0}, {{false, false}}});
             add_offers(operations, world,
                        {routes, {larger_congestion_share - 1, larger_congestion_share}, {1'000'003}, {{false, true}}});
             add_resolutions(operations, world);
             add_waits(operations, {91, seconds(two_weeks)});
             return operations;
         }});
    EXPECT_EQ(explored.fault, "");
    EXPECT_GT(explored.tally.buckets.at(Bucket::congestion), 0U);
    EXPECT_GT(explored.tally.misuses, 0U);
}

TEST(Worlds, CongestionOverTimeInTheLaterProfile) {
    congestion_over_time("congestion, later profile", later_profile);
}

}  // namespace
}  // namespace plumbline::worlds
