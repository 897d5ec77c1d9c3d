// A node with many channels and HTLCs in flight, to measure on.
#pragma once

#include "reference/resource_manager/default_resource_manager.hpp"

#include <cstdint>

namespace plumbline::benchmarks {

/// How busy it is.
struct Load {
    std::int64_t channels = 2;
    std::int64_t in_flight = 0;  ///< on the one outgoing channel
    contracts::Mode contracts = contracts::Mode::enforce;
    friend bool operator==(const Load&, const Load&) = default;
};

/// Channels of 483 HTLCs and 10 BTC, numbered from 1. All HTLCs in flight go out over the last one, and come in over
/// the others in turn, except the first, which is `incoming`. The last one has earned a reputation of 1 BTC, and time
/// goes on by a second with every HTLC, so that every read of an average computes a decay.
class BusyNode {
public:
    static constexpr Scid incoming{1};
    static constexpr std::uint64_t one_bitcoin = 100'000'000'000;

    explicit BusyNode(const Load& load);

    /// The node for this load; kept until another load is asked for.
    static BusyNode& of(const Load& load);

    [[nodiscard]] DefaultResourceManager& manager() { return manager_; }

    [[nodiscard]] Scid outgoing() const { return outgoing_; }

    /// A channel's limits.
    static ChannelLimits<> limits();

    /// An HTLC from `incoming` of one slot. The reputation covers it unless its fee is 1 BTC.
    [[nodiscard]] HtlcOffer<> offer(std::uint64_t fee, bool accountable) const;

    /// Adds it and resolves it a second later; the verdict's bucket.
    Bucket add_and_resolve(const HtlcOffer<>& offer, Resolution resolution);

    [[nodiscard]] Seconds<> now() const { return now_; }

    /// Lets the pair of `incoming` and the outgoing channel hold all of its general slots, until released.
    void hold_general_share();
    void release_general_share();

private:
    Load load_;
    DefaultResourceManager manager_;
    Scid outgoing_;
    Seconds<> now_{1'700'000'000};
};

}  // namespace plumbline::benchmarks
