// Compares what an implementation answered and shows with what the rules predict. In the running domain "allowed" is
// one value; in the oracle's domain it is an interval.
#pragma once

#include "tests/conformance/audit/findings.hpp"
#include "tests/conformance/audit/step.hpp"
#include "tests/conformance/audit/text.hpp"

#include <algorithm>
#include <iterator>

namespace plumbline::conformance {

/// What a comparison needs to know of the state before the operation.
template <class N>
struct Before {
    bool assignment_known = false;
    std::optional<BucketResources<N>> general;  ///< the incoming channel's, where an HTLC was to use it
    Msat<N> pair_use{};                         ///< what the pair carried in it
};

template <class N, class Held>
Before<N> before_of(const Part<N, Held>& state, const LogEntry& entry) {
    Before<N> before;
    before.assignment_known = state.assignment_known;
    const auto* add = std::get_if<AddHtlc>(&entry.operation);
    if (add != nullptr && state.incoming.channel && entry.answer.bucket == Bucket::general) {
        const Channel<N>& incoming = *state.incoming.channel;
        const PairNumber number = incoming.pairs.find(add->offer.outgoing);
        before.general = incoming.general.resources;
        before.pair_use = number == no_pair ? Msat<N>(0) : incoming.pairs[number].general.msat_used;
    }
    return before;
}

/// What a number is, put together where it is reported only: "general", "slots in use".
struct What {
    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): a literal is to convert
    constexpr What(const char* value_of) : value(value_of) {}

    constexpr What(std::string_view bucket_of, std::string_view value_of) : bucket(bucket_of), value(value_of) {}

    [[nodiscard]] std::string of(Scid channel) const {
        return std::string(bucket) + (bucket.empty() ? "" : " ") + std::string(value) + " of channel " + text(channel);
    }

    std::string_view bucket;
    std::string_view value;
};

inline bool admits(const Running::Integer& allowed, Int128 seen) {
    return allowed.get() == seen;
}

inline bool admits(const Running::Wide& allowed, Int128 seen) {
    return allowed.get() == seen;
}

inline bool admits(const Running::Natural& allowed, Int128 seen) {
    return allowed.get() == seen;
}

inline bool admits(const oracle::Interval& allowed, Int128 seen) {
    return allowed.contains(seen);
}

/// Compares one shown number, if it is shown.
template <class Allowed, class Seen>
void compare_number(Findings& findings, contracts::RequirementId rule, const What& what, Scid channel,
                    const Allowed& allowed, const std::optional<Seen>& seen) {
    if (seen) {
        findings.check(rule, admits(allowed, Int128{*seen}),
                       [&] { return Mismatch{rule, what.of(channel), text(allowed), text(Int128{*seen})}; });
    }
}

inline void compare_truth(Findings& findings, contracts::RequirementId rule, const What& what, Scid channel,
                          bool allowed, const std::optional<bool>& seen) {
    if (seen) {
        findings.check(rule, allowed == *seen,
                       [&] { return Mismatch{rule, what.of(channel), text(allowed), text(*seen)}; });
    }
}

template <class N>
void compare_bucket(Findings& findings, std::string_view name, Scid channel, const BucketResources<N>& allowed,
                    const ShownBucket& seen, contracts::RequirementId use) {
    using contracts::req;
    compare_number(findings, req<"PA-6">, What(name, "slots"), channel, allowed.slots.count(), seen.slots);
    compare_number(findings, req<"PA-6">, What(name, "liquidity"), channel, allowed.capacity.count(), seen.msat);
    compare_number(findings, use, What(name, "slots in use"), channel, allowed.slots_used.count(), seen.slots_used);
    compare_number(findings, req<"CH-9">, What(name, "liquidity in use"), channel, allowed.msat_used.count(),
                   seen.msat_used);
}

template <class N>
void compare_averages(Findings& findings, const Channel<N>& allowed, const ShownChannel& seen, const LogEntry& entry,
                      const Prediction<N>& prediction, const Setting<N>& setting) {
    using contracts::req;
    const Scid channel = seen.channel;
    const Seconds<N> now = converted<N>(entry.time);
    const auto window = reputation_window(setting.parameters);
    const auto windows = revenue_windows(setting.parameters, setting.rules);
    const Subject subject = subject_of(entry.operation);
    const bool added_here = prediction.reputation_added && channel == subject.outgoing;
    const bool revenue_here = prediction.revenue_added && channel == subject.incoming;

    if (seen.reputation.read) {
        compare_number(findings, req<"DA-2">, "reputation", channel,
                       value_at(allowed.reputation, now, window, setting.rules).count(), seen.reputation.read);
    }
    const auto stored_reputation = added_here ? req<"OC-4"> : req<"DA-5">;
    compare_number(findings, stored_reputation, "stored reputation", channel, allowed.reputation.value.count(),
                   seen.reputation.value);
    compare_number(findings, stored_reputation, "last update of the reputation", channel,
                   allowed.reputation.last_update.count(), seen.reputation.last_update);
    if (seen.revenue.read) {
        compare_number(findings, req<"WA-2">, "incoming revenue threshold", channel,
                       value_at(allowed.revenue, now, windows, setting.rules).count(), seen.revenue.read);
    }
    const auto stored_revenue = revenue_here ? req<"OC-13"> : req<"DA-5">;
    compare_number(findings, stored_revenue, "stored revenue", channel, allowed.revenue.sum.value.count(),
                   seen.revenue.value);
    compare_number(findings, stored_revenue, "last update of the revenue", channel,
                   allowed.revenue.sum.last_update.count(), seen.revenue.last_update);
    compare_number(findings, req<"WA-4">, "start of the revenue", channel, allowed.revenue.start.count(),
                   seen.revenue.start);
}

/// The misuse marks that count, or are listed. A mark that no longer counts may be listed or not, and so may one that
/// was listed before and whose channel has gone: neither decides anything.
template <class N>
void compare_misuse(Findings& findings, const NamedChannel<N>& named, const ShownChannel& seen, Seconds<N> now,
                    const Parameters<N>& parameters) {
    if (!seen.misuse) {
        return;
    }
    const PairTable<N>& pairs = named.channel->pairs;
    const auto history_of = [&](Scid outgoing) -> const CongestionHistory<N>* {
        const PairNumber number = pairs.find(outgoing);
        return number == no_pair ? nullptr : &pairs[number].congestion;
    };
    bool holds = true;
    for (const auto& mark : *seen.misuse) {
        const CongestionHistory<N>* history = history_of(mark.first);
        holds = holds && (history != nullptr ? history->misused && history->misused_at.count().get() == mark.second
                                             : std::ranges::find(named.shown_marks, mark) != named.shown_marks.end());
    }
    for (const Scid outgoing : named.marked) {
        const CongestionHistory<N>* history = history_of(outgoing);
        holds = holds && (history == nullptr || !misuse_counts(*history, now, parameters) ||
                          std::ranges::find(*seen.misuse, outgoing, &Marks::value_type::first) != seen.misuse->end());
    }
    findings.check(contracts::req<"CB-7">, holds, [&] {
        Marks marks;
        pairs.for_each([&](const Pair<N>& pair, PairNumber) {
            if (pair.congestion.misused) {
                marks.emplace_back(pair.outgoing, pair.congestion.misused_at.count().get());
            }
        });
        std::sort(marks.begin(), marks.end());
        return Mismatch{contracts::req<"CB-7">, "congestion misuse on channel " + text(seen.channel), text(marks),
                        text(*seen.misuse)};
    });
}

/// Whether just these slots are held, in ascending order.
inline bool occupied_are(const SlotTable& holder, const std::vector<SlotIndex>& slots) {
    std::size_t held = holder.next_held(0);
    for (const SlotIndex slot : slots) {
        if (held == holder.size() || held != slot) {
            return false;
        }
        held = holder.next_held(held + 1);
    }
    return held == holder.size();
}

template <class N>
void compare_channel(Findings& findings, const NamedChannel<N>& named, const ShownChannel& seen, const LogEntry& entry,
                     const Prediction<N>& prediction, const Setting<N>& setting) {
    using contracts::req;
    const Scid channel = seen.channel;
    const std::optional<Channel<N>>& allowed = named.channel;
    findings.check(req<"CH-7">, allowed.has_value() == seen.present, [&] {
        return Mismatch{req<"CH-7">, "channel " + text(channel), allowed ? "is kept" : "is gone",
                        seen.present ? "is kept" : "is gone"};
    });
    if (!allowed || !seen.present) {
        return;
    }
    compare_truth(findings, req<"CH-7">, "closing", channel, static_cast<bool>(allowed->closing), seen.closing);
    compare_averages(findings, *allowed, seen, entry, prediction, setting);
    compare_number(findings, req<"CH-9">, "pending outgoing HTLCs", channel,
                   Running::Natural(allowed->pending_outgoing), seen.pending_outgoing);
    compare_number(findings, req<"OC-10">, "in_flight_risk", channel, allowed->in_flight_risk.count(),
                   seen.in_flight_risk);
    compare_truth(findings, req<"CB-1">, "HTLC in a congestion bucket", channel,
                  allowed->congestion_in_flight > Slots<N>(0), seen.congestion_in_flight);
    const bool resolving = std::holds_alternative<ResolveHtlc>(entry.operation);
    compare_bucket(findings, "general", channel, allowed->general.resources, seen.general, req<"GB-9">);
    compare_bucket(findings, "congestion", channel, allowed->congestion, seen.congestion, req<"CH-9">);
    compare_bucket(findings, "protected", channel, allowed->protected_, seen.protected_, req<"CH-9">);
    const auto total = static_cast<std::size_t>(allowed->general.resources.slots.count().get());
    const std::size_t allocation = pair_slot_allocation(total, setting.rules);
    compare_number(findings, req<"GB-1">, "general slots for each pair", channel, Running::Natural(allocation),
                   seen.pair_allocation);
    compare_number(findings, req<"GB-2">, "liquidity of one general slot", channel,
                   slot_liquidity(allowed->general.resources, Slots<N>(allocation), setting.rules).count(),
                   seen.slot_liquidity_msat);
    if (seen.occupied) {
        const auto rule = resolving ? req<"GB-12"> : req<"GB-9">;
        findings.check(rule, occupied_are(allowed->general.holder, *seen.occupied), [&] {
            std::vector<SlotIndex> occupied;
            const SlotTable& holder = allowed->general.holder;
            for (std::size_t slot = holder.next_held(0); slot < holder.size(); slot = holder.next_held(slot + 1)) {
                occupied.push_back(static_cast<SlotIndex>(slot));
            }
            return Mismatch{rule, "occupied general slots of channel " + text(channel), text(occupied),
                            text(*seen.occupied)};
        });
    }
    compare_misuse(findings, named, seen, converted<N>(entry.time), setting.parameters);
}

/// Slots of a pair that nothing tells: as many as it gets, different ones, in the bucket.
template <class N, class Show>
void compare_unknown_assignment(Findings& findings, const ShownPair& seen, const Channel<N>& incoming,
                                const Rules& rules, bool reproduce, const Show& show_slots) {
    using contracts::req;
    std::vector<SlotIndex> sorted;
    std::ranges::transform(seen, std::back_inserter(sorted), &ShownPair::value_type::first);
    std::sort(sorted.begin(), sorted.end());
    const auto total = incoming.general.resources.slots.count().get();
    const bool proper =
        std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end() && (sorted.empty() || sorted.back() < total);
    findings.check(req<"GB-4">, proper && !reproduce,
                   [&] { return show_slots("different slots below " + text(Int128{total})); });
    const std::size_t allocation = pair_slot_allocation(static_cast<std::size_t>(total), rules);
    findings.check(req<"GB-1">, seen.size() == allocation,
                   [&] { return show_slots(std::to_string(allocation) + " slots"); });
}

/// The pair's assigned slots, and which of them it uses. `reproduce`: an assignment that cannot be computed is a
/// mismatch.
template <class N, class Held>
void compare_pair(Findings& findings, const Before<N>& before, const Part<N, Held>& after, const LogEntry& entry,
                  const Prediction<N>& prediction, const Setting<N>& setting, bool reproduce) {
    using contracts::req;
    if (!entry.shown.pair || !after.incoming.channel || !after.outgoing.channel) {
        return;
    }
    const ShownPair& seen = *entry.shown.pair;
    const Channel<N>& incoming = *after.incoming.channel;
    const auto slot_of = &ShownPair::value_type::first;
    const auto listed = [](auto first, auto last) { return text(std::vector<SlotIndex>(first, last)); };
    const auto show_slots = [&](const std::string& allowed) {
        std::vector<SlotIndex> slots;
        std::ranges::transform(seen, std::back_inserter(slots), slot_of);
        return Mismatch{req<"GB-4">,
                        "slots assigned to " + text(after.incoming.scid) + " -> " + text(after.outgoing.scid), allowed,
                        text(slots)};
    };
    const auto compare_assigned = [&](const SlotSet& allowed) {
        findings.check(req<"GB-4">, std::ranges::equal(allowed, seen, {}, {}, slot_of),
                       [&] { return show_slots(listed(allowed.begin(), allowed.end())); });
    };
    if (!before.assignment_known && prediction.assigned) {
        compare_assigned(*prediction.assigned);
    } else if (!before.assignment_known) {
        compare_unknown_assignment(findings, seen, incoming, setting.rules, reproduce, show_slots);
    }
    const PairNumber number = incoming.pairs.find(after.outgoing.scid);
    if (before.assignment_known && number != no_pair) {
        compare_assigned(incoming.pairs[number].general.assigned);
    }
    const auto& holder = incoming.general.holder;
    const auto uses = [&](SlotIndex slot) {
        return number != no_pair && slot < holder.size() && holder[slot] == number;
    };
    const bool same_used = std::ranges::all_of(seen, [&](const auto& one) { return uses(one.first) == one.second; });
    const auto rule = std::holds_alternative<ResolveHtlc>(entry.operation) ? req<"GB-12"> : req<"GB-9">;
    findings.check(rule, same_used, [&] {
        std::vector<SlotIndex> allowed;
        std::vector<SlotIndex> used;
        for (const auto& [slot, in_use] : seen) {
            if (uses(slot)) {
                allowed.push_back(slot);
            }
            if (in_use) {
                used.push_back(slot);
            }
        }
        return Mismatch{rule, "slots used by " + text(after.incoming.scid) + " -> " + text(after.outgoing.scid),
                        text(allowed), text(used)};
    });
}

}  // namespace plumbline::conformance
