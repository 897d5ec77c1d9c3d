// The part of the world that one operation looks at, and may change: a copy, so that the same operation can be tried
// under other rules.
#pragma once

#include "reference/resource_manager/forwarding.hpp"
#include "tests/conformance/log/log.hpp"

#include <optional>
#include <set>
#include <vector>

namespace plumbline::conformance {

/// Outgoing channels with the time of their congestion misuse.
using Marks = std::vector<std::pair<Scid, std::uint64_t>>;

/// The channels and the HTLC that an operation names. `outgoing` and `htlc` mean something only where `names_htlc`.
struct Subject {
    Scid incoming{};
    bool names_htlc = false;
    Scid outgoing{};
    HtlcRef htlc{};
};

inline Subject subject_of(const Operation& operation) {
    return std::visit(
        [](const auto& named) -> Subject {
            using Kind = std::decay_t<decltype(named)>;
            if constexpr (std::same_as<Kind, AddHtlc>) {
                return {named.offer.htlc.incoming, true, named.offer.outgoing, named.offer.htlc};
            } else if constexpr (std::same_as<Kind, ResolveHtlc>) {
                return {named.htlc.incoming, true, named.outgoing, named.htlc};
            } else {
                return {named.channel};
            }
        },
        operation);
}

/// A channel by name; none where the implementation does not know it.
template <class N>
struct NamedChannel {
    Scid scid{};
    std::optional<Channel<N>> channel{};
    bool salt_known = false;       ///< whether channel->salt is the implementation's
    std::set<Scid> known_pairs{};  ///< outgoing channels whose assigned slots the log has shown or a known salt gives
    Marks shown_marks{};           ///< congestion misuse as last listed, for channels that are gone, too
};

/// What an operation is about. For operations on a channel it is `incoming`, and `outgoing` is empty.
template <class N>
struct Concerned {
    NamedChannel<N> incoming;
    NamedChannel<N> outgoing;
    std::vector<NamedChannel<N>> others;  ///< that the log shows beside them: nothing happens to them
    std::optional<PendingHtlc<N>> htlc;   ///< that resolve_htlc names
    bool duplicate = false;               ///< add_htlc: its (incoming, htlc_id) is pending
    bool duplicate_there = false;         ///< … on the same outgoing channel
    bool assignment_known = false;        ///< whether the pair's slots were known before the operation
    std::uint64_t channel_count = 0;
};

/// What the rules say of an operation.
template <class N>
struct Prediction {
    std::optional<Mistake> mistake;     ///< the operation is refused
    bool repetition = false;            ///< nothing changes, and either answer will do (ER-3)
    std::optional<Verdict<N>> verdict;  ///< of add_htlc
    Bucket resolved = Bucket::none;     ///< of resolve_htlc
    std::optional<SlotSet> assigned;    ///< the pair's slots, where they can be computed and were not known before
    bool state_follows = true;          ///< whether the state after the operation can be judged
    bool reputation_added = false;      ///< whether something was added to the outgoing channel's reputation
    bool revenue_added = false;         ///< … to the incoming channel's revenue
};

}  // namespace plumbline::conformance
