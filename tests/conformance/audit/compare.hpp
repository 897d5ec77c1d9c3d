// Compares what an implementation answered and shows with what the rules predict. In the running domain "allowed" is
// one value; in the oracle's domain it is an interval.
#pragma once

#include "tests/conformance/audit/findings.hpp"
#include "tests/conformance/audit/step.hpp"
#include "tests/conformance/audit/text.hpp"

#include <algorithm>

namespace plumbline::conformance {

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
void compare_number(Findings& findings, contracts::RequirementId rule, std::string_view what, Scid channel,
                    const Allowed& allowed, const std::optional<Seen>& seen) {
    if (seen) {
        findings.check(rule, admits(allowed, Int128{*seen}), [&] {
            return Mismatch{rule, std::string(what) + " of channel " + text(channel), text(allowed),
                            text(Int128{*seen})};
        });
    }
}

inline void compare_truth(Findings& findings, contracts::RequirementId rule, std::string_view what, Scid channel,
                          bool allowed, const std::optional<bool>& seen) {
    if (seen) {
        findings.check(rule, allowed == *seen, [&] {
            return Mismatch{rule, std::string(what) + " of channel " + text(channel), text(allowed), text(*seen)};
        });
    }
}

template <class N>
void compare_bucket(Findings& findings, std::string_view name, Scid channel, const BucketResources<N>& allowed,
                    const ShownBucket& seen, contracts::RequirementId use) {
    using contracts::req;
    const std::string prefix(name);
    compare_number(findings, req<"PA-6">, prefix + " slots", channel, allowed.slots.count(), seen.slots);
    compare_number(findings, req<"PA-6">, prefix + " liquidity", channel, allowed.capacity.count(), seen.msat);
    compare_number(findings, use, prefix + " slots in use", channel, allowed.slots_used.count(), seen.slots_used);
    compare_number(findings, req<"CH-9">, prefix + " liquidity in use", channel, allowed.msat_used.count(),
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
void compare_misuse(Findings& findings, const Channel<N>& allowed, const Marks& listed_before, const ShownChannel& seen,
                    Seconds<N> now, const Parameters<N>& parameters) {
    if (!seen.misuse) {
        return;
    }
    Marks marks;
    bool holds = true;
    allowed.pairs.for_each([&](const Pair<N>& pair, PairNumber) {
        const auto listed = std::find_if(seen.misuse->begin(), seen.misuse->end(),
                                         [&](const auto& mark) { return mark.first == pair.outgoing; });
        const CongestionHistory<N>& history = pair.congestion;
        if (listed != seen.misuse->end()) {
            holds = holds && history.misused && history.misused_at.count().get() == listed->second;
        } else if (misuse_counts(history, now, parameters)) {
            holds = false;
        }
        if (history.misused) {
            marks.emplace_back(pair.outgoing, history.misused_at.count().get());
        }
    });
    for (const auto& mark : *seen.misuse) {
        const bool before = std::find(listed_before.begin(), listed_before.end(), mark) != listed_before.end();
        holds = holds && (before || allowed.pairs.find(mark.first) != no_pair);
    }
    findings.check(contracts::req<"CB-7">, holds, [&] {
        std::sort(marks.begin(), marks.end());
        return Mismatch{contracts::req<"CB-7">, "congestion misuse on channel " + text(seen.channel), text(marks),
                        text(*seen.misuse)};
    });
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
    compare_truth(findings, req<"CH-7">, "closing", channel, allowed->closing, seen.closing);
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
                   slot_liquidity(allowed->general.resources, allocation, setting.rules).count(),
                   seen.slot_liquidity_msat);
    if (seen.occupied) {
        const auto rule = resolving ? req<"GB-12"> : req<"GB-9">;
        std::vector<SlotIndex> occupied;
        for (std::size_t slot = 0; slot < allowed->general.holder.size(); ++slot) {
            if (allowed->general.holder[slot] != no_pair) {
                occupied.push_back(static_cast<SlotIndex>(slot));
            }
        }
        findings.check(rule, occupied == *seen.occupied, [&] {
            return Mismatch{rule, "occupied general slots of channel " + text(channel), text(occupied),
                            text(*seen.occupied)};
        });
    }
    compare_misuse(findings, *allowed, named.shown_marks, seen, converted<N>(entry.time), setting.parameters);
}

/// The pair's assigned slots, and which of them it uses. `reproduce`: an assignment that cannot be computed is a
/// mismatch.
template <class N>
void compare_pair(Findings& findings, const Concerned<N>& before, const Concerned<N>& after, const LogEntry& entry,
                  const Prediction<N>& prediction, const Setting<N>& setting, bool reproduce) {
    using contracts::req;
    if (!entry.shown.pair || !after.incoming.channel || !after.outgoing.channel) {
        return;
    }
    const ShownPair& seen = *entry.shown.pair;
    std::vector<SlotIndex> slots;
    std::vector<SlotIndex> used;
    for (const auto& [slot, in_use] : seen) {
        slots.push_back(slot);
        if (in_use) {
            used.push_back(slot);
        }
    }
    const Channel<N>& incoming = *after.incoming.channel;
    const auto show_slots = [&](const std::string& allowed) {
        return Mismatch{req<"GB-4">,
                        "slots assigned to " + text(after.incoming.scid) + " -> " + text(after.outgoing.scid), allowed,
                        text(slots)};
    };
    if (!before.assignment_known && prediction.assigned) {
        const std::vector<SlotIndex> allowed(prediction.assigned->begin(), prediction.assigned->end());
        findings.check(req<"GB-4">, allowed == slots, [&] { return show_slots(text(allowed)); });
    } else if (!before.assignment_known) {
        std::vector<SlotIndex> sorted = slots;
        std::sort(sorted.begin(), sorted.end());
        const auto total = incoming.general.resources.slots.count().get();
        const bool proper = std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end() &&
                            (sorted.empty() || sorted.back() < total);
        findings.check(req<"GB-4">, proper && !reproduce,
                       [&] { return show_slots("different slots below " + text(Int128{total})); });
        findings.check(
            req<"GB-1">, slots.size() == pair_slot_allocation(static_cast<std::size_t>(total), setting.rules), [&] {
                return show_slots(std::to_string(pair_slot_allocation(static_cast<std::size_t>(total), setting.rules)) +
                                  " slots");
            });
    }
    const PairNumber number = incoming.pairs.find(after.outgoing.scid);
    if (before.assignment_known && number != no_pair) {
        const SlotSet& kept = incoming.pairs[number].general.assigned;
        const std::vector<SlotIndex> allowed(kept.begin(), kept.end());
        findings.check(req<"GB-4">, allowed == slots, [&] { return show_slots(text(allowed)); });
    }
    std::vector<SlotIndex> allowed_used;
    for (const SlotIndex slot : slots) {
        if (number != no_pair && slot < incoming.general.holder.size() && incoming.general.holder[slot] == number) {
            allowed_used.push_back(slot);
        }
    }
    const auto rule = std::holds_alternative<ResolveHtlc>(entry.operation) ? req<"GB-12"> : req<"GB-9">;
    findings.check(rule, allowed_used == used, [&] {
        return Mismatch{rule, "slots used by " + text(after.incoming.scid) + " -> " + text(after.outgoing.scid),
                        text(allowed_used), text(used)};
    });
}

}  // namespace plumbline::conformance
