// Random durable states: what the chapters promise of every outcome, looked up the slow way.
#include "reference/restart/reconstruct.hpp"
#include "tests/restart/random_state.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>

namespace plumbline::restart {
namespace {

constexpr int kStates = 20'000;

struct Outcome {
    DurableState before;
    Reconstructed after;
};

// Calls check(outcome) for many states; most are accepted.
template <class Check>
void for_many_states(Check&& check) {
    std::mt19937_64 random(20261126);
    int accepted = 0;
    for (int i = 0; i < kStates && !testing::Test::HasFailure(); ++i) {
        Outcome outcome{random_state(random), {}};
        auto result = reconstruct(outcome.before);
        if (auto* after = std::get_if<Reconstructed>(&result)) {
            ++accepted;
            outcome.after = std::move(*after);
            check(outcome);
        } else {
            ADD_FAILURE() << describe(std::get<RestartError>(result));
        }
    }
    EXPECT_EQ(accepted, kStates);
}

template <class Kind>
std::set<InboundKey> keys_of(const std::vector<Action>& actions) {
    std::set<InboundKey> keys;
    for (const Action& action : actions) {
        if (const auto* one = std::get_if<Kind>(&action)) {
            EXPECT_TRUE(keys.insert(one->inbound).second) << text(one->inbound) << " twice";
        }
    }
    return keys;
}

bool names(const HtlcSource& source, const InboundKey& key) {
    const auto keys = inbound_keys(source);
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool secret_in_flight(const NodeState& node, ChannelId channel) {
    for (const InFlightUpdates& list : node.in_flight_monitor_updates) {
        for (const MonitorUpdate& update : list.updates) {
            if (list.channel_id == channel && std::holds_alternative<CommitmentSecret>(update.content)) {
                return true;
            }
        }
    }
    return false;
}

// HS-9, from the node state and the monitors as they are on the disk.
bool outbound_lives(const Outcome& outcome, const InboundKey& key) {
    std::set<ChannelId> open;
    for (const Channel& channel : outcome.after.node.channels) {
        open.insert(channel.channel_id);
        for (const OutboundHtlc& htlc : channel.pending_outbound_htlcs) {
            if (names(htlc.source, key)) {
                return true;
            }
        }
        for (const HeldUpdate& held : channel.holding_cell) {
            const auto* addition = std::get_if<HeldAddition>(&held);
            if (addition != nullptr && names(addition->source, key)) {
                return true;
            }
        }
    }
    for (const Monitor& monitor : outcome.before.monitors) {
        for (const MonitoredOutbound& htlc : monitor.outbound_htlcs) {
            const bool removed_in_flight =
                !htlc.in_latest_commitment && secret_in_flight(outcome.after.node, monitor.channel_id);
            if (!open.contains(monitor.channel_id) && names(htlc.source, key) && !htlc.preimage &&
                !htlc.onchain_failed && !removed_in_flight) {
                return true;
            }
        }
    }
    return false;
}

// Whether a preimage for the HTLC's hash is anywhere on a monitor or in an update in flight.
bool preimage_known(const DurableState& state, const PaymentHash& hash) {
    for (const Monitor& monitor : state.monitors) {
        for (const MonitoredOutbound& htlc : monitor.outbound_htlcs) {
            if (htlc.preimage && htlc.payment_hash == hash) {
                return true;
            }
        }
        for (const PaymentPreimage& known : monitor.preimages) {
            if (known.payment_hash == hash) {
                return true;
            }
        }
    }
    return false;
}

bool is_unresolved(const Channel& channel, const InboundHtlc& htlc) {
    return htlc.state == InboundState::Committed &&
           std::none_of(channel.holding_cell.begin(), channel.holding_cell.end(), [&](const HeldUpdate& held) {
               const auto* failure = std::get_if<HeldFailure>(&held);
               const auto* claim = std::get_if<HeldClaim>(&held);
               return (failure != nullptr && failure->htlc_id == htlc.htlc_id) ||
                      (claim != nullptr && claim->htlc_id == htlc.htlc_id);
           });
}

TEST(Reconstruct, PutsEachInboundHtlcIntoOnePlace) {
    std::map<std::string, int> seen;
    for_many_states([&](const Outcome& outcome) {
        const auto claimed = keys_of<ClaimInbound>(outcome.after.actions);
        const auto failed = keys_of<FailInbound>(outcome.after.actions);
        const auto decoded = keys_of<DecodeInbound>(outcome.after.actions);
        for (const Channel& channel : outcome.after.node.channels) {
            for (const InboundHtlc& htlc : channel.pending_inbound_htlcs) {
                const InboundKey key{channel.channel_id, htlc.htlc_id};
                const bool known = preimage_known(outcome.before, htlc.payment_hash);
                const bool lives = outbound_lives(outcome, key);
                EXPECT_LE(claimed.count(key) + failed.count(key) + decoded.count(key), 1U) << text(key);
                if (!is_unresolved(channel, htlc)) {
                    EXPECT_FALSE(decoded.contains(key) || failed.contains(key)) << text(key);
                    continue;
                }
                if (known) {
                    EXPECT_FALSE(failed.contains(key) || decoded.contains(key)) << text(key);
                    ++seen["claimed"];
                } else if (lives) {
                    EXPECT_FALSE(failed.contains(key) || decoded.contains(key)) << text(key);
                    ++seen["forwarded"];
                } else {
                    EXPECT_FALSE(claimed.contains(key)) << text(key);
                    EXPECT_TRUE(failed.contains(key) != decoded.contains(key)) << text(key);
                    ++seen[failed.contains(key) ? "failed" : "decoded"];
                }
            }
        }
    });
    for (const char* place : {"claimed", "forwarded", "failed", "decoded"}) {
        EXPECT_GT(seen[place], kStates / 20) << place;
    }
}

TEST(Reconstruct, DependsOnNoOrder) {
    std::mt19937_64 random(7);
    for_many_states([&](const Outcome& outcome) {
        DurableState shuffled = outcome.before;
        shuffle(shuffled, random);
        EXPECT_EQ(std::get<Reconstructed>(reconstruct(shuffled)), outcome.after);
    });
}

// TH-11: nothing was written, so the same state is found again.
TEST(Reconstruct, IsIdempotent) {
    for_many_states(
        [](const Outcome& outcome) { EXPECT_EQ(std::get<Reconstructed>(reconstruct(outcome.before)), outcome.after); });
}

TEST(Reconstruct, ComesToEveryKindOfAction) {
    std::map<std::size_t, int> kinds;
    for_many_states([&](const Outcome& outcome) {
        for (const Action& action : outcome.after.actions) {
            ++kinds[action.index()];
        }
    });
    EXPECT_EQ(kinds.size(), std::variant_size_v<Action>);
}

TEST(Reconstruct, GoesOnWithTheUpdateIdsOfClosedChannels) {
    for_many_states([](const Outcome& outcome) {
        std::map<ChannelId, UpdateId> last;
        for (const ClosedChannel& closed : outcome.after.node.closed_channel_monitor_update_ids) {
            last[closed.channel_id] = closed.update_id;
        }
        const auto expect_next = [&](ChannelId channel, const MonitorUpdate& update) {
            EXPECT_EQ(update.update_id, next(last.at(channel)));
            last[channel] = update.update_id;
        };
        for (const Action& action : outcome.after.actions) {
            const auto* claim = std::get_if<ClaimInbound>(&action);
            if (const auto* close = std::get_if<CloseChannel>(&action)) {
                expect_next(close->channel_id, close->update);
            } else if (claim != nullptr && claim->update) {
                expect_next(claim->inbound.channel, *claim->update);
            }
        }
    });
}

TEST(Reconstruct, TakesALargeNodeInWithContracts) {
    const auto outcome = std::get<Reconstructed>(reconstruct(large_state(40, 480)));
    // Of eight HTLCs one is claimed: held and claimed again; one is not forwarded yet.
    EXPECT_EQ(keys_of<ClaimInbound>(outcome.actions).size(), 40U * 60);
    EXPECT_EQ(keys_of<DecodeInbound>(outcome.actions).size(), 40U * 60);
    EXPECT_EQ(outcome.actions.size(), 3U * 40 * 60);
}

}  // namespace
}  // namespace plumbline::restart
