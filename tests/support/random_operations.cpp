#include "tests/support/random_operations.hpp"

#include "tests/support/manager.hpp"

namespace plumbline::support {
namespace {

constexpr std::uint64_t supply = 2'100'000'000'000'000'000;
constexpr std::array channels{alice, bob, carol, dave};

constexpr std::array valid_limits{limits(9, 9000), limits(30, 30'000),     limits(12, 1200),   usual_limits,
                                  limits(5, 503),  limits(483, 1'000'000), limits(2, supply),  limits(20, 19),
                                  limits(1, 1000), limits(17, 0),          limits(483, supply)};

constexpr std::array invalid_limits{limits(0, 1000), limits(484, 1000), limits(10, supply + 1)};

ChannelLimits<> any_limits(Dice& dice) {
    return dice.roll(16) == 0 ? dice.among(invalid_limits) : dice.among(valid_limits);
}

/// The amounts at which something changes for HTLCs from this channel.
std::array<std::uint64_t, 7> boundaries(const World& world, Scid incoming) {
    if (!world.ledger.channels().contains(incoming)) {
        return {};
    }
    const Amounts general = world.ledger.size_of(incoming, Bucket::general);
    const Amounts congestion = world.ledger.size_of(incoming, Bucket::congestion);
    const Amounts protected_ = world.ledger.size_of(incoming, Bucket::protected_);
    const Amounts in_use = world.ledger.held_of(incoming, Bucket::protected_);
    const std::uint64_t unit = general.slots == 0 ? 0 : general.msat / general.slots;
    const std::uint64_t allocation = std::min(general.slots, std::max<std::uint64_t>(5, general.slots * 5 / 100));
    const std::uint64_t share = congestion.slots == 0 ? 0 : (congestion.msat + congestion.slots - 1) / congestion.slots;
    const std::uint64_t left = protected_.msat > in_use.msat ? protected_.msat - in_use.msat : 0;
    return {unit, unit * allocation, share, unit * 2, left, protected_.msat / 2, unit * allocation};
}

Operation random_offer(const World& world, Dice& dice) {
    const std::size_t origin = dice.roll(8) % 3;
    const Scid from = channels[origin];
    const Scid to = dice.roll(64) == 0 ? dice.among(channels) : channels[(origin + 1 + dice.roll(2)) % 3];
    const std::uint64_t boundary = dice.among(boundaries(world, from));
    const std::uint64_t beside = boundary + dice.roll(3);
    std::uint64_t amount = beside == 0 ? 0 : beside - 1;
    constexpr std::array<std::uint64_t, 8> fees{0, 0, 1000, 1, 0, 1'000'003, 17, 90};
    std::uint64_t fee = dice.among(fees);
    constexpr std::array<std::uint64_t, 6> expiries{1, 40, 2016, 3, 144, 0xffff'ffff - 800'000};
    std::uint64_t blocks = dice.among(expiries);
    std::uint64_t id = world.ledger.free_id(from);
    const bool accountable = dice.roll(3) == 2;
    const bool upgradable = dice.roll(4) != 3;
    const std::uint64_t oddity = dice.roll(128);
    amount = oddity == 1 ? supply + 1 : oddity == 2 ? supply : amount;
    fee = oddity == 3 ? supply : oddity == 4 ? supply + 1 : fee;
    blocks = oddity == 5 ? 0 : oddity == 6 ? 0xffff'ffff : blocks;
    id = oddity == 7 || oddity == 8 ? 0 : id;
    HtlcOffer<> offered = offer({.from = from,
                                 .to = to,
                                 .id = id,
                                 .amount = amount,
                                 .fee = fee,
                                 .blocks = blocks,
                                 .accountable = accountable,
                                 .upgradable = upgradable});
    if (oddity == 9) {
        offered.outgoing_amount = offered.incoming_amount + Msat<>(1);
    }
    return AddHtlc{offered};
}

Operation random_resolution(const World& world, Dice& dice) {
    const auto& held = world.ledger.held();
    const bool unknown = held.empty() || dice.roll(32) == 0;
    if (unknown) {
        return ResolveHtlc{htlc(alice, 1'000), bob, Resolution::settled};
    }
    const auto& [ref, pending] = *std::next(held.begin(), static_cast<std::ptrdiff_t>(dice.roll(held.size())));
    const Scid outgoing = dice.roll(32) == 0 ? dice.among(channels) : pending.outgoing;
    return ResolveHtlc{ref, outgoing, dice.roll(3) == 2 ? Resolution::failed : Resolution::settled};
}

Operation random_wait(const World& world, Dice& dice) {
    constexpr std::array<std::int64_t, 16> spans{1,         89,        90,      91,        600,       86'400,
                                                 1'209'599, 1'209'600, 604'800, 1'209'601, 2'592'000, 14'515'200,
                                                 -1,        -91,       -86'400, -1'209'600};
    const std::int64_t span = dice.among(spans);
    const bool before_the_epoch = span < 0 && world.now < Seconds<>(static_cast<std::uint64_t>(-span));
    return Wait{before_the_epoch ? 0 : span};
}

}  // namespace

World random_world(std::uint64_t word, contracts::Mode mode) {
    Dice dice(word);
    Parameters<> parameters;
    constexpr std::array<std::array<std::uint64_t, 2>, 5> percentages{{{40, 20}, {67, 12}, {50, 50}, {0, 30}, {40, 0}}};
    const auto& [general, congestion] = dice.among(percentages);
    parameters.general_percent = general;
    parameters.congestion_percent = congestion;
    parameters.resolution_period = Seconds<>(dice.roll(4) == 3 ? 7 : 90);
    parameters.reputation_multiplier = dice.roll(4) == 3 ? 1 : 12;
    const Rules rules = dice.roll(3) == 2 ? later_profile : draft_profile;
    World world(parameters, rules, mode);
    Tally tally;
    for (const Scid channel : {alice, bob, carol}) {
        world.apply(AddChannel{channel, dice.among(valid_limits)}, tally);
    }
    return world;
}

Operation random_operation(const World& world, std::uint64_t word) {
    Dice dice(word);
    const std::uint64_t kind = dice.roll(64);
    const Scid channel = dice.roll(8) == 7 ? dave : channels[dice.roll(3)];
    if (kind < 34) {
        return random_offer(world, dice);
    }
    if (kind < 48) {
        return random_resolution(world, dice);
    }
    if (kind < 56) {
        return random_wait(world, dice);
    }
    if (kind < 58) {
        return Look{channel, dice.roll(2'000'000)};
    }
    // Channels go seldom and come back often, so that most of the time there are three.
    if (kind == 58) {
        const auto known = world.ledger.channels().find(channel);
        const bool open = known != world.ledger.channels().end() && !known->second.closing;
        return !open || dice.roll(3) == 0 ? Operation(RemoveChannel{channel}) : Operation(Look{channel, 0});
    }
    if (kind == 59) {
        return UpdateChannel{channel, any_limits(dice)};
    }
    const bool known = world.ledger.channels().contains(channel);
    const bool same = known && dice.roll(2) == 0;
    return AddChannel{channel, same ? world.ledger.channels().at(channel).limits : any_limits(dice)};
}

}  // namespace plumbline::support
