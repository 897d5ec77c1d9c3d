// Monitor writes that complete.
#pragma once

#include "tests/replay/machine/channels.hpp"

#include <optional>

namespace plumbline::replay {

/// How many updates the snapshot has handed out of an HTLC. Where a channel carries HTLCs both ways, a blocked one is
/// told apart, since a claim takes the ID before it: it counts as blocked until it is written. DS-7, MU-14.
inline int handed_out(const World& w, const Lanes& s, std::size_t lane) {
    if (lane < w.inbound()) {
        return updates_of(s.in_saved(lane));
    }
    const auto saved = s.out_saved(lane);
    const bool blocked = w.shape().cross && is_fulfil_gone(saved) && s.out_disk(lane) != OutDisk::fulfil_gone;
    return updates_of(saved) - (blocked ? 1 : 0);
}

/// An update that the snapshot has in flight was made before each one that it does not have. Where several HTLCs share
/// a channel, a restart can make claims while such updates are in flight.
inline bool is_next_of_channel(const World& w, const Lanes& s, std::size_t lane) {
    const auto own = [&](std::size_t i) { return updates_of(s.in_saved(i)) > updates_of(s.in_disk(i)); };
    if ((!w.shape().shared && !w.shape().cross) || own(lane)) {
        return true;
    }
    bool next = true;
    if (w.shape().shared) {
        for_each_in(w, w.channel_of(lane), [&](std::size_t i) { next &= i == lane || !own(i); });
    } else {
        for_each_out(w, w.channel_of(lane), [&](std::size_t j) {
            next &= !is_open(s, j) || handed_out(w, s, j) <= updates_of(s.out_disk(j));
        });
    }
    return next;
}

/// MU-14. Without the rule, a claim waits for what is blocked in its channel.
inline bool waits_for_blocked(const World& w, const Lanes& s, std::size_t i) {
    bool blocked = false;
    if (w.without(Rule::preimage_past_blocked) && w.shape().cross) {
        for_each_out(w, w.channel_of(i), [&](std::size_t j) { blocked |= is_blocked(w, s, j); });
    }
    return blocked;
}

/// The state after the next update in flight of an inbound HTLC's monitor is written; none where none is.
inline std::optional<Lanes> in_write_done(const World& w, const Lanes& before, std::size_t i) {
    const auto state = before.in(i);
    const auto disk = before.in_disk(i);
    if (before.frozen(w.last_lane()) || state == In::closed || !is_next_of_channel(w, before, i)) {
        return std::nullopt;
    }
    auto s = before;
    if (disk == InDisk::absent && updates_of(state) > 0) {
        s.in_disk(i, InDisk::present);
    } else if (is_claimed(state) && disk != InDisk::preimage) {
        if ((before.in_closed(i) && w.without(Rule::continue_closed_ids)) || waits_for_blocked(w, before, i)) {
            return std::nullopt;
        }
        s.both(w.last_lane(), s.both(w.last_lane()) || disk == InDisk::removed);
        s.in_disk(i, InDisk::preimage);
    } else if (state == In::failed && disk != InDisk::removed) {
        s.both(w.last_lane(), s.both(w.last_lane()) || disk == InDisk::preimage);
        s.in_disk(i, InDisk::removed);
    } else {
        return std::nullopt;
    }
    return s;
}

/// What an outbound monitor says after the next update of `state`.
constexpr std::optional<OutDisk> next_on_monitor(Out state, OutDisk disk) {
    const int made = updates_of(state);
    const int written = updates_of(disk);
    if (written >= made) {
        return std::nullopt;
    }
    switch (written) {
    case 0:
        return OutDisk::added;
    case 1:
        return OutDisk::committed;
    case 2: {
        const bool failing = state == Out::fail_sign || state == Out::fail_gone || state == Out::failed;
        return failing ? OutDisk::failed : OutDisk::fulfilled;
    }
    default:
        return disk == OutDisk::failed ? OutDisk::fail_gone : OutDisk::fulfil_gone;
    }
}

/// The same for an outbound HTLC; an update that is blocked is not written. MU-8.
inline std::optional<Lanes> out_write_done(const World& w, const Lanes& before, std::size_t j) {
    if (before.frozen(w.last_lane()) || !is_open(before, j)) {
        return std::nullopt;
    }
    const auto next = next_on_monitor(before.out(j), before.out_disk(j));
    if (!next || (*next == OutDisk::fulfil_gone && !released(w, before, j, w.payments()[w.payment_of(j)]))) {
        return std::nullopt;
    }
    auto s = before;
    s.out_disk(j, *next);
    return s;
}

/// With writes that complete at once: every one that can.
inline Lanes all_writes_done(const World& w, Lanes s) {
    for (bool again = true; again;) {
        again = false;
        for (std::size_t lane = 0; lane < w.out_end(); ++lane) {
            const auto next = lane < w.inbound() ? in_write_done(w, s, lane) : out_write_done(w, s, lane);
            if (next) {
                s = *next;
                again = true;
            }
        }
    }
    return s;
}

}  // namespace plumbline::replay
