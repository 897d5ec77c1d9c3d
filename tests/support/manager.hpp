// Managers, channels and HTLCs for tests: everything that a test does not mention has a sensible value.
#pragma once

#include "reference/resource_manager/default_resource_manager.hpp"
#include "tests/support/print.hpp"
#include "tests/support/violations.hpp"

#include <cstddef>
#include <cstdint>

namespace plumbline::support {

/// Channels are called after the peer at their other end. The first two are those of the example in chapter
/// 5-general-bucket: 800000x1x0 and 800001x2x1.
inline constexpr Scid alice{0x0c35'0000'0001'0000};
inline constexpr Scid bob{0x0c35'0100'0002'0001};
inline constexpr Scid carol{0x0c35'0200'0003'0002};
inline constexpr Scid dave{0x0c35'0300'0004'0003};

/// When tests begin.
inline constexpr Seconds<> start{1'700'000'000};

constexpr Seconds<> after(std::uint64_t seconds) {
    return start + Seconds<>(seconds);
}

inline constexpr std::uint64_t week = 604'800;

/// The salt of the `number`th channel that a manager of make_manager() adds; salt 0 is the example's, 00 01 02 … 1f.
inline Salt numbered_salt(std::size_t number) {
    Salt salt{};
    for (std::size_t i = 0; i < salt.size(); ++i) {
        salt[i] = static_cast<std::uint8_t>(number + i);
    }
    return salt;
}

/// A manager without channels that checks everything after every operation and draws numbered_salt(0), (1), …
inline DefaultResourceManager make_manager(contracts::Mode mode = contracts::Mode::deep, const Rules& rules = {},
                                           const Parameters<>& parameters = {}) {
    DefaultResourceManager::Options options;
    options.parameters = parameters;
    options.rules = rules;
    options.contracts = mode;
    options.draw_salt = [number = std::size_t{0}]() mutable { return numbered_salt(number++); };
    return DefaultResourceManager::create(options).value();
}

constexpr ChannelLimits<> limits(std::uint64_t slots, std::uint64_t msat) {
    return {Slots<>(slots), Msat<>(msat)};
}

/// 114 HTLCs and 112 500 000 msat: 45 general slots of 1 000 000 msat each, as in the example of chapter
/// 5-general-bucket; 22 congestion slots, 22 500 000 msat; 47 protected slots, 45 000 000 msat.
inline constexpr ChannelLimits<> usual_limits = limits(114, 112'500'000);

/// The same with the channels of alice, bob and carol, added at `start`.
inline DefaultResourceManager make_manager_with_channels(const ChannelLimits<>& each = usual_limits,
                                                         contracts::Mode mode = contracts::Mode::deep,
                                                         const Rules& rules = {}, const Parameters<>& parameters = {}) {
    DefaultResourceManager manager = make_manager(mode, rules, parameters);
    for (const Scid channel : {alice, bob, carol}) {
        static_cast<void>(manager.add_channel(channel, each, start));
    }
    return manager;
}

constexpr HtlcRef htlc(Scid incoming, std::uint64_t id) {
    return {incoming, HtlcId{id}};
}

/// What may differ from offer to offer: `offer({.id = 2, .fee = 0})`.
struct OfferOf {
    Scid from = alice;
    Scid to = bob;
    std::uint64_t id = 0;
    std::uint64_t amount = 1'000'000;
    std::uint64_t fee = 1'000;
    std::uint64_t blocks = 40;  ///< to the expiry; the risk of 40 blocks at a fee of 1000 msat is 265 667 msat
    bool accountable = false;
    bool upgradable = true;
};

/// An HTLC of 1 000 000 msat from alice to bob, not accountable, upgradable, unless told otherwise. What it pays beyond
/// the outgoing amount is the fee, or all of the amount if that is less.
constexpr HtlcOffer<> offer(const OfferOf& of = {}) {
    constexpr std::uint64_t height = 800'000;
    const std::uint64_t passed_on = of.amount > of.fee ? of.amount - of.fee : 0;
    return {htlc(of.from, of.id), of.to,          Msat<>(of.amount),
            Msat<>(passed_on),    Msat<>(of.fee), Height<>(height + of.blocks),
            Height<>(height),     of.accountable, of.upgradable};
}

/// Resolves what `offered` named.
inline Result<Resolved> resolve(ResourceManager& manager, const HtlcOffer<>& offered, Resolution resolution,
                                Seconds<> now) {
    return manager.resolve_htlc(offered.htlc, offered.outgoing, resolution, now);
}

/// Adds the HTLC and settles it at once: its fee goes to the outgoing channel's reputation and the incoming channel's
/// revenue. The offer must be one that is forwarded.
inline void settle_at_once(ResourceManager& manager, const HtlcOffer<>& offered, Seconds<> now) {
    static_cast<void>(manager.add_htlc(offered, now));
    static_cast<void>(resolve(manager, offered, Resolution::settled, now));
}

/// Gives `channel` a reputation of `msat` at `now` by an HTLC of 1 msat from `from`, which earns the same as revenue.
inline void earn_reputation(ResourceManager& manager, Scid channel, std::uint64_t msat, Seconds<> now,
                            Scid from = carol) {
    settle_at_once(manager, offer({.from = from, .to = channel, .id = 1'000'000, .amount = 1, .fee = msat}), now);
}

}  // namespace plumbline::support
