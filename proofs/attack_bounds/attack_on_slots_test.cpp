// Chapter 14 on the reference's manager: general and congestion buckets under attack.
#include "proofs/attack_bounds/slot_cover.hpp"
#include "tests/support/manager.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bitset>
#include <vector>

namespace plumbline::attack_bounds {
namespace {

using support::alice;
using support::bob;
using support::make_manager;
using support::numbered_salt;
using support::offer;
using support::resolve;
using support::start;
using support::usual_limits;
using support::week;

constexpr std::uint64_t two_weeks = 2 * week;
constexpr std::uint64_t longest_expiry = 2'016;  // blocks, two weeks

Scid outgoing(std::uint64_t number) {
    return Scid{0x0d00'0000'0000'0000 + number};
}

DefaultResourceManager manager_with(std::uint64_t outgoing_channels, const Parameters<>& parameters = {}) {
    DefaultResourceManager manager = make_manager(contracts::Mode::enforce, {}, parameters);
    EXPECT_TRUE(manager.add_channel(alice, usual_limits, start).ok());
    for (std::uint64_t number = 0; number < outgoing_channels; ++number) {
        EXPECT_TRUE(manager.add_channel(outgoing(number), usual_limits, start).ok());
    }
    return manager;
}

/// How many pairs there are until together they have all general slots of alice, by their assignments alone.
std::uint64_t pairs_that_cover(std::size_t slots) {
    std::bitset<483> covered;
    std::uint64_t pairs = 0;
    while (covered.count() < slots) {
        const auto set = assign_slots(KeyStream(numbered_salt(0), alice, outgoing(pairs++)), slots, draft_profile);
        for (const SlotIndex slot : set.value()) {
            covered.set(slot);
        }
    }
    return pairs;
}

/// Three steps of conforming nodes: the node under attack, its peers, and a hub that all peers have a channel with and
/// the attacker one. Nobody but the hub has a channel with the attacker.
class Neighbourhood {
public:
    static constexpr std::uint64_t peers = 100;

    Neighbourhood() : node(manager_with(peers)), hub_(support::make_manager(contracts::Mode::enforce)) {
        EXPECT_TRUE(hub_.add_channel(bob, usual_limits, start).ok());  // the attacker's
        for (std::uint64_t number = 0; number < peers; ++number) {
            peers_.push_back(support::make_manager(contracts::Mode::enforce));
            EXPECT_TRUE(peers_.back().add_channel(outgoing(number), usual_limits, start).ok());
            EXPECT_TRUE(peers_.back().add_channel(to_hub(number), usual_limits, start).ok());
            EXPECT_TRUE(hub_.add_channel(to_hub(number), usual_limits, start).ok());
        }
    }

    /// Sends an HTLC through the node and that peer to the attacker, with a signal only where one was made; returns
    /// whether it arrives. One that does not stays nowhere.
    bool send(std::uint64_t peer, std::uint64_t id) {
        struct Step {
            DefaultResourceManager& manager;
            Scid from;
            Scid to;
        };

        const std::array<Step, 3> path{
            {{node, alice, outgoing(peer)}, {peers_[peer], outgoing(peer), to_hub(peer)}, {hub_, to_hub(peer), bob}}};
        bool accountable = false;
        for (std::size_t step = 0; step < path.size(); ++step) {
            const auto& [manager, from, to] = path[step];
            const HtlcOffer<> small = sent(from, to, id, accountable);
            const Verdict<> verdict = manager.add_htlc(small, start).value();
            if (!verdict.forwarded()) {
                while (step-- > 0) {
                    const auto& [earlier, in, out] = path[step];
                    EXPECT_TRUE(resolve(earlier, sent(in, out, id, false), Resolution::failed, start).ok());
                }
                return false;
            }
            accountable = verdict.outgoing_accountable;
        }
        EXPECT_FALSE(accountable);
        return true;
    }

    static HtlcOffer<> sent(Scid from, Scid to, std::uint64_t id, bool accountable) {
        return offer({.from = from,
                      .to = to,
                      .id = id,
                      .amount = 1'000,
                      .fee = 1,
                      .blocks = longest_expiry,
                      .accountable = accountable,
                      .upgradable = false});
    }

    DefaultResourceManager node;

private:
    static Scid to_hub(std::uint64_t peer) { return Scid{0x0e00'0000'0000'0000 + peer}; }

    DefaultResourceManager hub_;
    std::vector<DefaultResourceManager> peers_;
};

// AB-5, AB-6, AB-9: one channel of the attacker, with a common neighbour of the node's peers, occupies every general
// slot of one of the node's incoming channels. The HTLCs are made accountable nowhere, are held for two weeks, and cost
// nothing.
TEST(GeneralBucketUnderAttack, IsOccupiedThroughOthersChannelsAtNoCost) {
    Neighbourhood network;
    const auto& general = network.node.channel(alice)->general.resources;
    ASSERT_EQ(general.slots, Slots<>(45));
    std::vector<HtlcOffer<>> held;
    std::uint64_t pairs = 0;
    for (; general.slots_used < Slots<>(45) && pairs < Neighbourhood::peers; ++pairs) {
        while (network.send(pairs, held.size())) {
            held.push_back(Neighbourhood::sent(alice, outgoing(pairs), held.size(), false));
        }
    }
    EXPECT_EQ(pairs, pairs_that_cover(45)) << "the union of the sets, and no more";
    EXPECT_GE(pairs, 9U);
    EXPECT_EQ(held.size(), 45U);
    const HtlcOffer<> honest = offer({.to = outgoing(99), .id = 1'000, .upgradable = false});
    EXPECT_FALSE(network.node.add_htlc(honest, start).value().forwarded());
    for (const HtlcOffer<>& htlc : held) {
        const auto resolved = resolve(network.node, htlc, Resolution::failed, support::after(two_weeks));
        EXPECT_EQ(resolved.value().effective_fee, SignedMsat<>(0));
    }
}

/// Without a general bucket: 22 congestion slots of 22 500 000 msat, as in a saturated one.
Parameters<> saturated() {
    Parameters<> parameters;
    parameters.general_percent = 0;
    return parameters;
}

/// The largest amount that CB-6 admits: 22 times it is 22 499 994.
HtlcOffer<> largest(std::uint64_t channel, std::uint64_t id) {
    return offer({.to = outgoing(channel), .id = id, .amount = 1'022'727, .fee = 1, .blocks = longest_expiry});
}

TEST(CongestionBucketUnderAttack, TakesAsManyChannelsAsSlots) {  // AB-10
    DefaultResourceManager manager = manager_with(30, saturated());
    ASSERT_EQ(manager.channel(alice)->congestion.slots, Slots<>(22));
    for (std::uint64_t channel = 0; channel < 22; ++channel) {
        EXPECT_EQ(manager.add_htlc(largest(channel, channel), start).value().bucket, Bucket::congestion) << channel;
        EXPECT_FALSE(manager.add_htlc(largest(channel, 100 + channel), start).value().forwarded()) << "a second one";
    }
    EXPECT_FALSE(manager.add_htlc(largest(22, 22), start).value().forwarded());
}

/// Fills the bucket by channels from `first` on at `now`; returns how many are admitted.
std::uint64_t fill(DefaultResourceManager& manager, std::uint64_t first, std::uint64_t round, Seconds<> now) {
    std::uint64_t admitted = 0;
    for (std::uint64_t channel = first; channel < first + 22; ++channel) {
        admitted += manager.add_htlc(largest(channel, 100 * round + channel), now).value().forwarded() ? 1U : 0U;
    }
    return admitted;
}

void empty(DefaultResourceManager& manager, std::uint64_t first, std::uint64_t round, Seconds<> now) {
    for (std::uint64_t channel = first; channel < first + 22; ++channel) {
        EXPECT_TRUE(resolve(manager, largest(channel, 100 * round + channel), Resolution::failed, now).ok());
    }
}

TEST(CongestionBucketUnderAttack, StaysOccupiedByTwiceAsManyChannelsThatTakeTurns) {  // AB-11
    DefaultResourceManager manager = manager_with(44, saturated());
    for (std::uint64_t round = 0; round < 6; ++round) {
        const std::uint64_t first = round % 2 * 22;
        const Seconds<> now = support::after(round * two_weeks);
        EXPECT_EQ(fill(manager, first, round, now), 22U) << round;
        empty(manager, first, round, now + Seconds<>(two_weeks));
        EXPECT_EQ(fill(manager, first, round + 50, now + Seconds<>(two_weeks)), 0U) << "the same ones again";
    }
}

TEST(CongestionBucketUnderAttack, StaysOccupiedByFastJamming) {  // AB-11, AB-16
    DefaultResourceManager manager = manager_with(22, saturated());
    for (std::uint64_t round = 0; round < 100; ++round) {
        const Seconds<> now = support::after(round * 90);
        EXPECT_EQ(fill(manager, 0, round, now), 22U) << round;
        empty(manager, 0, round, now + Seconds<>(90));
    }
    EXPECT_EQ(manager.reputation(outgoing(0), support::after(9'000)), SignedMsat<>(0));
}

TEST(CongestionBucketUnderAttack, CostsNoFeesBeforehand) {  // AB-15, its limit
    DefaultResourceManager manager = manager_with(1, saturated());
    const HtlcOffer<> htlc = offer({.to = outgoing(0), .fee = 1'000, .blocks = longest_expiry});
    const Verdict<> verdict = manager.add_htlc(htlc, start).value();
    EXPECT_EQ(verdict.bucket, Bucket::congestion);
    EXPECT_TRUE(verdict.outgoing_accountable);
    EXPECT_FALSE(verdict.standing.sufficient());
    const Seconds<> end = support::after(two_weeks);
    EXPECT_EQ(resolve(manager, htlc, Resolution::failed, end).value().effective_fee, SignedMsat<>(-13'439'000));
    const auto again = [&](std::uint64_t id, std::uint64_t later) {
        const HtlcOffer<> next = offer({.to = outgoing(0), .id = id, .fee = 1'000, .blocks = longest_expiry});
        return manager.add_htlc(next, end + Seconds<>(later)).value().forwarded();
    };
    EXPECT_FALSE(again(1, two_weeks - 1));
    EXPECT_TRUE(again(2, two_weeks));
}

}  // namespace
}  // namespace plumbline::attack_bounds
