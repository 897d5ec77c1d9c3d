// Congestion misuse as a log lists it.
#pragma once

#include "tests/conformance/audit/concerned.hpp"

namespace plumbline::conformance {

/// The listed marks become the channel's. `find(scid)` gives another channel, or null.
template <class N, class Find>
void take_over_marks(NamedChannel<N>& named, const Marks& listed, Find&& find) {
    Channel<N>& channel = *named.channel;
    named.shown_marks = listed;
    for (const Scid outgoing : named.marked) {
        if (const PairNumber number = channel.pairs.find(outgoing); number != no_pair) {
            channel.pairs[number].congestion.misused = false;
        }
    }
    named.marked.clear();
    for (const auto& [outgoing, when] : listed) {
        // A mark from before the outgoing channel was added belongs to a channel that is gone (CH-8, CH-11).
        const Channel<N>* marked = find(outgoing);
        if (marked == nullptr || Seconds<N>(when) < marked->revenue.start) {
            continue;
        }
        PairNumber number = channel.pairs.find(outgoing);
        if (number == no_pair) {
            number = channel.pairs.insert({outgoing, {}, {}});
        }
        channel.pairs[number].congestion.misused = true;
        channel.pairs[number].congestion.misused_at = Seconds<N>(when);
        named.note_mark(outgoing);
    }
}

}  // namespace plumbline::conformance
