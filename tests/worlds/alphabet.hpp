// The operations from which the small worlds are made.
#pragma once

#include "tests/support/manager.hpp"
#include "tests/worlds/explore.hpp"

#include <initializer_list>

namespace plumbline::worlds {

using support::alice;
using support::bob;
using support::carol;

/// Nine slots, 9000 msat: six general slots of 1005 msat, of which a pair may use five; one congestion slot of 1080
/// msat; two protected slots with 1890 msat.
inline constexpr ChannelLimits<> small = support::limits(9, 9000);

/// The same shares of 17 slots, 17 000 msat: eleven general slots of 1035 msat; two congestion slots with 2040 msat;
/// four protected slots with 3570 msat.
inline constexpr ChannelLimits<> larger = support::limits(17, 17'000);

inline Parameters<> small_parameters() {
    Parameters<> parameters;
    parameters.general_percent = 67;
    parameters.congestion_percent = 12;
    return parameters;
}

inline constexpr std::uint64_t unit = 1005;              ///< of general liquidity: one slot
inline constexpr std::uint64_t share = 5 * unit;         ///< all that a pair may use
inline constexpr std::uint64_t congestion_share = 1080;  ///< too much by one for the congestion bucket
inline constexpr std::uint64_t protected_all = 1890;     ///< fills the protected bucket
inline constexpr std::uint64_t larger_unit = 1035;
inline constexpr std::uint64_t larger_congestion_share = 1020;
inline constexpr std::uint64_t two_weeks = 1'209'600;

/// Whether an HTLC comes in accountable, and whether it may be made so.
struct Signal {
    bool accountable;
    bool upgradable;
};

inline constexpr std::array<Signal, 4> every_signal{{{false, false}, {false, true}, {true, false}, {true, true}}};

/// From whom to whom.
struct Route {
    Scid from;
    Scid to;
};

/// Each combination of these as an offer under the next free ID.
struct Offers {
    std::vector<Route> routes;
    std::vector<std::uint64_t> amounts;
    std::vector<std::uint64_t> fees;
    std::vector<Signal> signals;
};

inline void add_offers(std::vector<Operation>& operations, const World& world, const Offers& offers) {
    for (const Route& route : offers.routes) {
        for (const std::uint64_t amount : offers.amounts) {
            for (const std::uint64_t fee : offers.fees) {
                for (const Signal& signal : offers.signals) {
                    operations.emplace_back(support::AddHtlc{support::offer({.from = route.from,
                                                                             .to = route.to,
                                                                             .id = world.ledger.free_id(route.from),
                                                                             .amount = amount,
                                                                             .fee = fee,
                                                                             .blocks = 1,
                                                                             .accountable = signal.accountable,
                                                                             .upgradable = signal.upgradable})});
                }
            }
        }
    }
}

/// Each pending HTLC settled and failed.
inline void add_resolutions(std::vector<Operation>& operations, const World& world) {
    for (const auto& [ref, htlc] : world.ledger.held()) {
        operations.emplace_back(support::ResolveHtlc{ref, htlc.outgoing, Resolution::settled});
        operations.emplace_back(support::ResolveHtlc{ref, htlc.outgoing, Resolution::failed});
    }
}

/// Calls that are answered with a mistake or a repetition, whatever the state.
inline void add_mistakes(std::vector<Operation>& operations, const World& world) {
    for (const auto& [ref, htlc] : world.ledger.held()) {
        operations.emplace_back(support::AddHtlc{
            support::offer({.from = ref.incoming, .to = htlc.outgoing, .id = static_cast<std::uint64_t>(ref.id)})});
        operations.emplace_back(support::ResolveHtlc{ref, ref.incoming, Resolution::settled});
    }
    operations.emplace_back(support::ResolveHtlc{support::htlc(alice, 99), bob, Resolution::settled});
    operations.emplace_back(support::AddHtlc{support::offer({.from = alice, .to = alice, .id = 98})});
    operations.emplace_back(support::AddHtlc{support::offer({.id = 98, .blocks = 0})});
    operations.emplace_back(support::RemoveChannel{support::dave});
}

inline void add_waits(std::vector<Operation>& operations, std::initializer_list<std::int64_t> seconds) {
    for (const std::int64_t wait : seconds) {
        operations.emplace_back(support::Wait{wait});
    }
}

inline void add_looks(std::vector<Operation>& operations, std::initializer_list<Scid> channels) {
    for (const Scid channel : channels) {
        operations.emplace_back(support::Look{channel, 0});
        operations.emplace_back(support::Look{channel, two_weeks + 1});
    }
}

/// A world with these channels.
inline World small_world(std::initializer_list<Scid> channels, const Rules& rules = {},
                         const ChannelLimits<>& each = small) {
    World world(small_parameters(), rules);
    Tally tally;
    for (const Scid channel : channels) {
        world.apply(support::AddChannel{channel, each}, tally);
    }
    return world;
}

}  // namespace plumbline::worlds
