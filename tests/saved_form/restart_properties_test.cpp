// Before a write and after the read: random sequences of operations, with restarts in between, against a ledger that
// knows nothing of them (SF-4 to SF-6, SF-8 to SF-10, SF-13).
#include "tests/properties/generators.hpp"
#include "tests/saved_form/golden.hpp"
#include "tests/support/random_operations.hpp"

#include <gtest/gtest.h>

#include <iostream>

namespace plumbline::saved_form_test {
namespace {

using properties::evenly;
using properties::words;
using support::Answer;
using support::Operation;
using support::Tally;
using support::World;

/// How many of the forms that were written had what makes a restart interesting.
struct Forms {
    std::uint64_t all = 0;
    std::uint64_t general = 0;
    std::uint64_t congestion = 0;
    std::uint64_t protected_ = 0;
    std::uint64_t marks = 0;
    std::uint64_t closing = 0;
    std::uint64_t above_limits = 0;  ///< a bucket held more than its size (CH-5)
    std::uint64_t slots_above = 0;   ///< a slot was held that the bucket no longer has
    std::uint64_t in_debt = 0;       ///< a negative reputation
    std::uint64_t three_buckets = 0;

    void count(const World& world) {
        const auto some = [](bool holds) { return holds ? 1U : 0U; };
        bool in_general = false;
        bool in_congestion = false;
        bool in_protected = false;
        for (const auto& [ref, held] : world.ledger.held()) {
            in_general = in_general || held.bucket == Bucket::general;
            in_congestion = in_congestion || held.bucket == Bucket::congestion;
            in_protected = in_protected || held.bucket == Bucket::protected_;
        }
        bool marked = false;
        bool goes = false;
        bool above = false;
        bool slot_above = false;
        bool debt = false;
        for (const auto& [scid, known] : world.ledger.channels()) {
            const Channel<>& channel = *world.manager.channel(scid);
            const auto over = [](const BucketResources<>& bucket) {
                return bucket.slots_used > bucket.slots || bucket.msat_used > bucket.capacity;
            };
            channel.pairs.for_each([&](const Pair<>& pair, PairNumber) { marked = marked || pair.congestion.misused; });
            goes = goes || channel.closing;
            above = above || over(channel.general.resources) || over(channel.congestion) || over(channel.protected_);
            for (std::size_t slot = channel.general.resources.slots.count().get(); slot < channel.general.holder.size();
                 ++slot) {
                slot_above = slot_above || channel.general.holder[slot] != no_pair;
            }
            debt = debt || channel.reputation.value < SignedMsat<>(0);
        }
        ++all;
        general += some(in_general);
        congestion += some(in_congestion);
        protected_ += some(in_protected);
        three_buckets += some(in_general && in_congestion && in_protected);
        marks += some(marked);
        closing += some(goes);
        above_limits += some(above);
        slots_above += some(slot_above);
        in_debt += some(debt);
    }

    void expect_often(std::uint64_t least) const {
        std::cout << "forms: " << all << "\ngeneral: " << general << "\ncongestion: " << congestion
                  << "\nprotected: " << protected_ << "\nall three: " << three_buckets << "\nmarks: " << marks
                  << "\nclosing: " << closing << "\nabove limits: " << above_limits
                  << "\nslots above the size: " << slots_above << "\nin debt: " << in_debt << '\n';
        for (const std::uint64_t count :
             {general, congestion, protected_, three_buckets, marks, closing, above_limits, slots_above, in_debt}) {
            EXPECT_GE(count, least);
        }
    }
};

/// Writes and reads, and expects the same state and the same bytes.
void restart(World& world, Forms& forms) {
    forms.count(world);
    const Bytes form = saved_form::write(world.manager);
    saved_form::Restored restored = read_well(form, world.manager.options());
    RC_ASSERT(restored.manager.same_state(world.manager));
    RC_ASSERT(world.manager.same_state(restored.manager));
    RC_ASSERT(saved_form::write(restored.manager) == form);
    RC_ASSERT(saved_form::write(world.manager) == form);
    RC_ASSERT(restored.differences.empty());
    world.manager = std::move(restored.manager);
}

TEST(Restart, NoAnswerTells) {
    Forms forms;
    Tally tally;
    const bool holds = rc::check("a manager that is restarted answers as one that is not", [&] {
        World undisturbed = support::random_world(*evenly(UINT64_MAX));
        World restarted = undisturbed;
        constexpr std::array<std::uint64_t, 4> how_often{1, 3, 20, 100};
        const std::uint64_t every = how_often[*evenly(how_often.size() - 1)];
        for (const std::uint64_t word : *words(500)) {
            const Operation operation = support::random_operation(undisturbed, word);
            RC_ASSERT(undisturbed.apply(operation, tally) == restarted.apply(operation, tally));
            RC_ASSERT(undisturbed.manager.same_state(restarted.manager));
            if (word % every == 0) {
                restart(restarted, forms);
            }
        }
        RC_ASSERT(saved_form::write(undisturbed.manager) == saved_form::write(restarted.manager));
        restarted.resolve_everything(tally);
    });
    ASSERT_TRUE(holds);
    forms.expect_often(500);
    // And after restarts there was something to answer.
    for (std::size_t row = 1; row < tally.rows.size(); ++row) {
        EXPECT_GE(tally.rows[row], 50U) << "row " << row << " of the decision table";
    }
    EXPECT_GE(tally.misuses, 50U);
    EXPECT_GE(tally.refused_by_mark, 50U);
    EXPECT_GE(tally.over_limits, 50U);
    EXPECT_GE(tally.closed_later, 50U);
}

/// Another configuration: percentages, windows, profile, each of them often as it was.
DefaultResourceManager::Options reconfigured(DefaultResourceManager::Options options, std::uint64_t word) {
    support::Dice dice(word);
    constexpr std::array<std::array<std::uint64_t, 2>, 6> percentages{
        {{40, 20}, {5, 5}, {100, 0}, {0, 100}, {0, 0}, {67, 12}}};
    if (dice.roll(4) != 0) {
        const auto& [general, congestion] = dice.among(percentages);
        options.parameters.general_percent = general;
        options.parameters.congestion_percent = congestion;
    }
    constexpr std::array<std::uint64_t, 4> periods{90, 1, 600, 5000};
    constexpr std::array<std::uint64_t, 4> windows{1'209'600, 1, 86'400, std::uint64_t{1} << 40U};
    constexpr std::array<std::uint64_t, 3> multipliers{12, 1, 1000};
    if (dice.roll(2) == 0) {
        options.parameters.resolution_period = Seconds<>(dice.among(periods));
        options.parameters.revenue_window = Seconds<>(dice.among(windows));
        options.parameters.congestion_misuse_window = Seconds<>(dice.among(windows));
        options.parameters.reputation_multiplier = dice.among(multipliers);
    }
    if (dice.roll(4) == 0) {
        options.rules = options.rules == draft_profile ? later_profile : draft_profile;
    }
    return options;
}

/// Restarts with other options. Everything pending is as it was; sizes and assignments follow the new ones (CH-4,
/// CH-5).
void restart_with(World& world, const DefaultResourceManager::Options& options) {
    const DefaultResourceManager before = world.manager;
    saved_form::Restored restored = read_well(saved_form::write(before), options);
    const bool same = options.parameters == before.parameters() && options.rules == before.options().rules;
    RC_ASSERT(restored.differences.empty() == same);
    world.manager = std::move(restored.manager);
    world.ledger.reconfigure(options.parameters, options.rules);
    for (const auto& [ref, held] : world.ledger.held()) {
        RC_ASSERT(*world.manager.pending(ref) == *before.pending(ref));
    }
    for (const auto& [scid, known] : world.ledger.channels()) {
        const Channel<>& then = *before.channel(scid);
        const Channel<>& now = *world.manager.channel(scid);
        RC_ASSERT(now.limits == then.limits && now.salt == then.salt && now.closing == then.closing);
        RC_ASSERT(now.reputation == then.reputation && now.revenue == then.revenue);
        RC_ASSERT(now.in_flight_risk == then.in_flight_risk);
        for (const auto& [bucket, its, was] :
             {std::tuple(Bucket::general, &now.general.resources, &then.general.resources),
              std::tuple(Bucket::congestion, &now.congestion, &then.congestion),
              std::tuple(Bucket::protected_, &now.protected_, &then.protected_)}) {
            const support::Amounts size = world.ledger.size_of(scid, bucket);
            RC_ASSERT(its->slots == Slots<>(size.slots) && its->capacity == Msat<>(size.msat));
            RC_ASSERT(its->slots_used == was->slots_used && its->msat_used == was->msat_used);
        }
        const auto total = static_cast<std::size_t>(now.general.resources.slots.count().get());
        now.pairs.for_each([&, owner = scid](const Pair<>& pair, PairNumber) {
            RC_ASSERT(pair.general.assigned == assigned_slots(now.salt, owner, pair.outgoing, total, options.rules));
        });
    }
}

TEST(Restart, OtherConfigurationIsChangedLimits) {
    Forms forms;
    Tally tally;
    std::uint64_t changed = 0;
    const bool holds = rc::check("each answer is the specified one, by the configuration at the time", [&] {
        World world = support::random_world(*evenly(UINT64_MAX));
        for (const std::uint64_t word : *words(600)) {
            world.apply(support::random_operation(world, word), tally);
            if (word % 25 == 0) {
                restart_with(world, reconfigured(world.manager.options(), word / 25));
                forms.count(world);
                ++changed;
            }
        }
        world.resolve_everything(tally);
    });
    ASSERT_TRUE(holds);
    forms.expect_often(100);
    EXPECT_GE(changed, 2000U);
    EXPECT_GE(tally.over_limits, 500U);
    EXPECT_GE(tally.refused_by_mark, 50U);
    EXPECT_GE(tally.marks_expired, 20U);
}

// A bucket above its size admits nothing until what is held is below it, across a restart, too (CH-5): the example of
// chapter 9-channel, by percentages.
TEST(Restart, FewerGeneralSlotsAfterwards) {
    using namespace support;
    DefaultResourceManager manager = make_manager_with_channels();
    ASSERT_EQ(manager.add_htlc(offer({.amount = 5'000'000}), start)->bucket, Bucket::general);
    DefaultResourceManager::Options options = manager.options();
    options.parameters.general_percent = 18;  // 20 slots of 114
    DefaultResourceManager after_it = read_well(saved_form::write(manager), options).manager;
    const Channel<>& channel = *after_it.channel(alice);
    EXPECT_EQ(channel.general.resources.slots, Slots<>(20));
    EXPECT_EQ(channel.general.resources.slots_used, Slots<>(5));
    EXPECT_EQ(channel.general.holder.size(), 29U) << "slot 28 is still held";
    EXPECT_NE(after_it.add_htlc(offer({.id = 1, .amount = 1, .fee = 0}), start)->bucket, Bucket::general);
    ASSERT_TRUE(resolve(after_it, offer(), Resolution::failed, start).ok());
    EXPECT_EQ(after_it.add_htlc(offer({.id = 2, .amount = 1, .fee = 0}), start)->bucket, Bucket::general);
}

}  // namespace
}  // namespace plumbline::saved_form_test
