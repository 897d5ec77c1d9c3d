// The part of the world that one operation looks at, and may change.
#pragma once

#include "reference/resource_manager/forwarding.hpp"
#include "tests/conformance/log/log.hpp"

#include <algorithm>
#include <optional>
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
    bool salt_known = false;     ///< whether channel->salt is the implementation's
    Marks shown_marks{};         ///< congestion misuse as last listed, for channels that are gone, too
    std::vector<Scid> marked{};  ///< outgoing channels: every pair with a mark of misuse is one of theirs
    /// By pair number: whether the log has shown the pair's assigned slots, or a known salt gives them.
    std::vector<bool> slots_known{};

    [[nodiscard]] bool knows_slots_of(Scid outgoing) const {
        const PairNumber number = channel ? channel->pairs.find(outgoing) : no_pair;
        return number < slots_known.size() && slots_known[number];
    }

    void note_slots_known(PairNumber number) {
        if (number >= slots_known.size()) {
            slots_known.resize(number + std::size_t{1});
        }
        slots_known[number] = true;
    }

    void erase_pair(Scid outgoing) {
        const PairNumber number = channel ? channel->pairs.find(outgoing) : no_pair;
        if (number == no_pair) {
            return;
        }
        if (number < slots_known.size()) {
            slots_known[number] = false;
        }
        channel->pairs.erase(outgoing);
    }

    /// The pair with this channel has a mark of misuse.
    void note_mark(Scid outgoing) {
        if (std::ranges::find(marked, outgoing) == marked.end()) {
            marked.push_back(outgoing);
        }
    }
};

/// What an operation is about. For operations on a channel it is `incoming`, and `outgoing` is empty. `Held` is how the
/// channels are held: as copies, or as references to where they are kept.
template <class N, class Held>
struct Part {
    Held incoming;
    Held outgoing;
    std::vector<NamedChannel<N>> others;  ///< that the log shows beside them: nothing happens to them
    std::optional<PendingHtlc<N>> htlc;   ///< that resolve_htlc names
    bool duplicate = false;               ///< add_htlc: its (incoming, htlc_id) is pending
    bool duplicate_there = false;         ///< … on the same outgoing channel
    bool assignment_known = false;        ///< whether the pair's slots were known before the operation
    std::uint64_t channel_count = 0;
};

/// A copy: the same operation can be tried on it under several rules.
template <class N>
using Concerned = Part<N, NamedChannel<N>>;

/// The world itself: an operation changes it.
template <class N>
using InPlace = Part<N, NamedChannel<N>&>;

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
