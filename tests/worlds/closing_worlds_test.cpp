// Channels that come and go and change their limits while HTLCs are pending, exhaustively.
#include "tests/worlds/alphabet.hpp"
#include "tests/worlds/report.hpp"

#include <gtest/gtest.h>

namespace plumbline::worlds {
namespace {

// Removed and added again with HTLCs in flight, as incoming and as outgoing channel.
TEST(Worlds, ClosingAndAddingAgain) {
    const Explored explored =
        explore_and_report("closing", {small_world({alice, bob, carol}), 9, [](const World& world) {
                                           std::vector<Operation> operations;
                                           add_offers(operations, world,
                                                      {.routes = {{alice, bob}, {carol, bob}},
                                                       .amounts = {unit, share},
                                                       .fees = {1000},
                                                       .signals = {{false, true}}});
                                           add_resolutions(operations, world);
                                           for (const Scid channel : {alice, bob}) {
                                               operations.emplace_back(support::RemoveChannel{channel});
                                               operations.emplace_back(support::AddChannel{channel, small});
                                           }
                                           return operations;
                                       }});
    EXPECT_EQ(explored.fault, "");
    EXPECT_GT(explored.tally.closed_later, 0U);
    EXPECT_GT(explored.tally.mistakes.at(Mistake::channel_closing), 0U);
}

// Limits that shrink below what is held and grow again.
TEST(Worlds, ChangingLimits) {
    const ChannelLimits<> fewer = support::limits(3, 9000);
    const ChannelLimits<> poorer = support::limits(9, 900);
    const ChannelLimits<> one = support::limits(1, 0);
    const Explored explored = explore_and_report(
        "limits",
        {small_world({alice, bob}), 7, [=](const World& world) {
             std::vector<Operation> operations;
             add_offers(
                 operations, world,
                 {.routes = {{alice, bob}}, .amounts = {50, 2 * unit, share}, .fees = {0}, .signals = {{false, true}}});
             add_resolutions(operations, world);
             for (const ChannelLimits<>& limits : {small, fewer, poorer, larger, one}) {
                 operations.emplace_back(support::UpdateChannel{alice, limits});
             }
             return operations;
         }});
    EXPECT_EQ(explored.fault, "");
    EXPECT_GT(explored.tally.over_limits, 0U);
    EXPECT_GT(explored.tally.repetitions.at(Repetition::limits_unchanged), 0U);
}

}  // namespace
}  // namespace plumbline::worlds
