// What HTLCs that share a channel wait for.
#pragma once

#include "tests/replay/machine/facts.hpp"

namespace plumbline::replay {

/// MU-8. The CommitmentSecret of a claimed outbound HTLC is made, and blocked.
inline bool is_blocked(const World& w, const Lanes& s, std::size_t j) {
    return is_open(s, j) && is_fulfil_gone(s.out(j)) && s.out_disk(j) == OutDisk::fulfilled &&
           !released(w, s, j, w.payments()[w.payment_of(j)]);
}

/// visit(lane) for each inbound HTLC in a channel.
template <class Visit>
void for_each_in(const World& w, std::uint8_t channel, Visit&& visit) {
    for (std::size_t i = 0; i < w.inbound(); ++i) {
        if (w.channel_of(i) == channel) {
            visit(i);
        }
    }
}

template <class Visit>
void for_each_out(const World& w, std::uint8_t channel, Visit&& visit) {
    for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
        if (w.channel_of(j) == channel) {
            visit(j);
        }
    }
}

inline bool has_update(const Lanes& s, const World& w, std::size_t lane) {
    if (lane < w.inbound()) {
        return s.in(lane) != In::closed && updates_of(s.in(lane)) != updates_of(s.in_disk(lane));
    }
    return is_open(s, lane) && updates_of(s.out(lane)) != updates_of(s.out_disk(lane));
}

/// No update of another HTLC in the same inbound channel is in flight. Updates are made one after the other, so that
/// the sum over a channel's HTLCs orders what was written of it. A claim does not wait for blocked updates. MU-14.
inline bool in_channel_quiet(const World& w, const Lanes& s, std::size_t lane, bool claim = false) {
    bool quiet = true;
    if (w.shape().shared) {
        for_each_in(w, w.channel_of(lane), [&](std::size_t i) { quiet &= i == lane || !has_update(s, w, i); });
    }
    if (w.shape().cross) {
        for_each_out(w, w.channel_of(lane),
                     [&](std::size_t j) { quiet &= !has_update(s, w, j) || (claim && is_blocked(w, s, j)); });
    }
    return quiet;
}

/// The same of an outbound channel.
inline bool out_channel_quiet(const World& w, const Lanes& s, std::size_t lane) {
    bool quiet = true;
    if (w.shape().shared || !w.shape().own_outbound_channels) {
        for_each_out(w, w.channel_of(lane), [&](std::size_t j) { quiet &= j == lane || !has_update(s, w, j); });
    }
    if (w.shape().cross) {
        for_each_in(w, w.channel_of(lane), [&](std::size_t i) { quiet &= !has_update(s, w, i); });
    }
    return quiet;
}

}  // namespace plumbline::replay
