#include "tests/conformance/audit/replica.hpp"

#include "tests/conformance/audit/judge.hpp"
#include "tests/conformance/audit/marks.hpp"

#include <algorithm>

namespace plumbline::conformance {
namespace {

/// Whether the log shows no pair, or the one that is there.
bool pair_is_as_shown(const InPlace<Running>& part, const std::optional<ShownPair>& shown) {
    if (!shown) {
        return true;
    }
    if (!part.incoming.channel || !part.incoming.knows_slots_of(part.outgoing.scid)) {
        return false;
    }
    const Channel<>& incoming = *part.incoming.channel;
    const PairNumber number = incoming.pairs.find(part.outgoing.scid);
    const auto same = [&](SlotIndex assigned, const auto& seen) {
        return seen.first == assigned && seen.second == (incoming.general.holder[assigned] == number);
    };
    return number != no_pair && std::ranges::equal(incoming.pairs[number].general.assigned, *shown, same);
}

}  // namespace

NamedChannel<Running>& Replica::named(Scid scid) {
    NamedChannel<Running>& named = channels_[scid];
    named.scid = scid;
    return named;
}

template <class Held>
void Replica::find_htlc(Part<Running, Held>& part, const LogEntry& entry, const Subject& subject) const {
    if (!subject.names_htlc) {
        return;
    }
    const auto found = pending_.find(subject.htlc);
    part.duplicate = found != pending_.end();
    part.duplicate_there = part.duplicate && found->second.outgoing == subject.outgoing;
    if (std::holds_alternative<ResolveHtlc>(entry.operation) && part.duplicate_there && part.incoming.channel &&
        part.outgoing.channel) {
        part.htlc = found->second;
    }
    part.assignment_known = part.incoming.knows_slots_of(subject.outgoing);
}

Concerned<Running> Replica::concerned(const LogEntry& entry) const {
    const Subject subject = subject_of(entry.operation);
    const auto copy = [&](Scid scid) {
        const auto found = channels_.find(scid);
        return found == channels_.end() ? NamedChannel<Running>{.scid = scid} : found->second;
    };
    Concerned<Running> result;
    result.channel_count = channels_.size();
    result.incoming = copy(subject.incoming);
    if (subject.names_htlc) {
        result.outgoing = copy(subject.outgoing);
    }
    find_htlc(result, entry, subject);
    return result;
}

// Runs the step and compares. What a log shows and the reference does not judge must not change the state either.
bool Replica::agrees(InPlace<Running>& part, const LogEntry& entry, Findings& findings) const {
    const Before<Running> before = before_of(part, entry);
    const Prediction<Running> prediction = step(part, entry, setting_);
    compare(findings, before, part, entry, prediction, setting_, true);
    const bool pair_compared = !prediction.mistake && part.outgoing.channel;
    return findings.clean() && prediction.state_follows && (pair_compared || pair_is_as_shown(part, entry.shown.pair));
}

bool Replica::take(const LogEntry& entry, Findings& findings) {
    const Subject subject = subject_of(entry.operation);
    const auto concerned = [&](const ShownChannel& shown) {
        return shown.channel == subject.incoming || (subject.names_htlc && shown.channel == subject.outgoing);
    };
    if (!std::ranges::all_of(entry.shown.channels, concerned)) {
        return false;
    }
    const std::uint64_t channel_count = channels_.size();
    NamedChannel<Running>& incoming = named(subject.incoming);
    NamedChannel<Running>& outgoing = subject.names_htlc ? named(subject.outgoing) : none_;
    const bool incoming_known = incoming.channel.has_value();
    const bool outgoing_known = outgoing.channel.has_value();
    InPlace<Running> part{incoming, outgoing, {}, {}, false, false, false, channel_count};
    find_htlc(part, entry, subject);
    try {
        if (!agrees(part, entry, findings)) {
            return false;
        }
    } catch (const Contradiction&) {
        return false;
    }
    update_pending(entry, subject, part);
    for (const ShownChannel& shown : entry.shown.channels) {
        if (shown.present && shown.misuse) {
            take_over_marks(shown.channel == subject.incoming ? incoming : outgoing, *shown.misuse,
                            [&](Scid scid) { return find(scid); });
        }
    }
    if (!incoming.channel) {
        drop(subject.incoming, incoming_known);
    }
    if (subject.names_htlc && subject.outgoing != subject.incoming && !outgoing.channel) {
        drop(subject.outgoing, outgoing_known);
    }
    return true;
}

const Channel<>* Replica::find(Scid scid) const {
    const auto found = channels_.find(scid);
    return found == channels_.end() || !found->second.channel ? nullptr : &*found->second.channel;
}

void Replica::update_pending(const LogEntry& entry, const Subject& subject, const InPlace<Running>& after) {
    if (std::holds_alternative<AddHtlc>(entry.operation)) {
        if (after.htlc) {
            pending_.emplace(subject.htlc, *after.htlc);
        }
    } else if (subject.names_htlc && entry.answer.ok) {
        pending_.erase(subject.htlc);
    }
}

// With a channel go its pairs.
void Replica::drop(Scid scid, bool was_known) {
    channels_.erase(scid);
    if (was_known) {
        for (auto& [other, kept] : channels_) {
            kept.erase_pair(scid);
        }
    }
}

void Replica::expect(const LogEntry& entry) const {
    const Subject subject = subject_of(entry.operation);
    const Channel<>* incoming = subject.names_htlc ? find(subject.incoming) : nullptr;
    if (incoming == nullptr) {
        return;
    }
    pending_.prefetch(subject.htlc);
    if (const PairNumber number = incoming->pairs.find(subject.outgoing); number != no_pair) {
        __builtin_prefetch(&incoming->pairs[number]);
    }
}

}  // namespace plumbline::conformance
