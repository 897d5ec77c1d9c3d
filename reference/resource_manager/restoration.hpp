// What a saved record puts back: a channel, a mark, a pending HTLC. Chapter 12-saved-form.
//
// Buckets, holders, counters and risks are not saved: they are what the pending HTLCs hold, and are built again by the
// step by which an HTLC holds anything at all (forwarding.hpp). Nothing is decided (SF-4).
#pragma once

#include "reference/resource_manager/forwarding.hpp"

namespace plumbline {

/// What is saved of a channel, but for its marks.
template <class N = Running>
struct DurableChannel {
    ChannelLimits<N> limits;
    typename N::Bool closing{false};
    Salt salt{};
    DecayingAverage<N> reputation;
    WindowAverage<N> revenue;
};

template <class N>
DurableChannel<N> durable(const Channel<N>& channel) {
    return {channel.limits, channel.closing, channel.salt, channel.reputation, channel.revenue};
}

/// The channel, with nothing in flight yet.
template <class N>
Channel<N> restored_channel(const DurableChannel<N>& saved, const Parameters<N>& parameters, const Rules& rules) {
    Channel<N> channel = make_channel(saved.limits, saved.salt, Seconds<N>(0), parameters, rules);
    channel.closing = saved.closing;
    channel.reputation = saved.reputation;
    channel.revenue = saved.revenue;
    return channel;
}

/// The pair's misuse of the congestion bucket, noted at `time` (CB-2).
template <class N>
constexpr void restore_mark(CongestionHistory<N>& history, Seconds<N> time) {
    history.misused = typename N::Bool(true);
    history.misused_at = time;
}

/// A pending HTLC holds again what its record says. Its slots must be held by nobody; they may be above the bucket's
/// size, where limits have shrunk (CH-5).
template <class N>
constexpr void restore_htlc(Channel<N>& incoming, Channel<N>& outgoing, Pair<N>& pair, typename N::PairNumber number,
                            const PendingHtlc<N>& htlc) {
    htlc.slots.for_each([&](auto slot) { incoming.general.holder.cover(slot); });
    hold(incoming, outgoing, pair, number, htlc);
}

}  // namespace plumbline
