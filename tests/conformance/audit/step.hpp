// One operation under given rules: the reference's own steps, run on the state that the implementation showed. Where
// the implementation decided otherwise, its decision is followed, so that one difference is reported once.
#pragma once

#include "tests/conformance/audit/concerned.hpp"

namespace plumbline::conformance {

/// What does not change in the course of a log, in the number domain of a reading.
template <class N>
struct Setting {
    const LogHeader& header;
    Rules rules;
    Parameters<N> parameters;
};

template <class N, class Unit>
Quantity<Unit, N> converted(const Quantity<Unit, Running>& exact) {
    return Quantity<Unit, N>(exact.count().get());
}

template <class N>
Setting<N> setting_for(const LogHeader& header, const Rules& rules) {
    const Parameters<>& given = header.parameters;
    return {header,
            rules,
            {converted<N>(given.resolution_period), converted<N>(given.revenue_window),
             converted<N>(given.congestion_misuse_window), given.reputation_multiplier, given.general_percent,
             given.congestion_percent}};
}

template <class N>
ChannelLimits<N> converted(const ChannelLimits<>& limits) {
    return {converted<N>(limits.max_accepted_htlcs), converted<N>(limits.max_htlc_value_in_flight)};
}

template <class N>
HtlcOffer<N> converted(const HtlcOffer<>& offer) {
    using Bool = typename N::Bool;
    return {offer.htlc,
            offer.outgoing,
            converted<N>(offer.incoming_amount),
            converted<N>(offer.outgoing_amount),
            converted<N>(offer.fee),
            converted<N>(offer.cltv_expiry),
            converted<N>(offer.height_added),
            Bool(offer.incoming_accountable),
            Bool(offer.upgrade_accountability)};
}

/// Whether the salt is known that keys the pair's slots by the rules.
template <class N, class Held>
bool salt_is_known(const Part<N, Held>& concerned, const Setting<N>& setting) {
    return setting.rules.salt_source == SaltSource::from_outgoing ? setting.header.node_salt.has_value()
                                                                  : concerned.incoming.salt_known;
}

/// The pair's assigned slots by the rules; none where the salt is not known, or where slot-tries-ten finds none.
template <class N, class Held>
std::optional<SlotSet> computed_assignment(const Part<N, Held>& concerned, const Setting<N>& setting) {
    if (!salt_is_known(concerned, setting)) {
        return std::nullopt;
    }
    const Channel<N>& incoming = *concerned.incoming.channel;
    const auto total = static_cast<std::size_t>(incoming.general.resources.slots.count().get());
    const auto assign = [&](const Salt& salt) {
        return assigned_slots(salt, concerned.incoming.scid, concerned.outgoing.scid, total, setting.rules);
    };
    if (setting.rules.salt_source == SaltSource::from_outgoing) {
        return assign(salt_from_outgoing(*setting.header.node_salt, concerned.outgoing.scid));
    }
    return assign(incoming.salt);
}

/// The shown slots, as many as a pair can have.
inline SlotSet slots_in(const ShownPair& pair) {
    SlotSet slots;
    for (const auto& [slot, used] : pair) {
        if (slots.size() < max_pair_slots) {
            slots.push_back(slot);
        }
    }
    return slots;
}

/// Stands for an assignment that nobody knows: the one that agrees best with what the implementation did. It has the
/// slots that the pair holds already, then the free ones where the HTLC went to the general bucket, else those that
/// others hold.
template <class N>
SlotSet assumed_assignment(const GeneralBucket<N>& bucket, PairNumber number, bool went_general, const Rules& rules) {
    const auto total = static_cast<std::size_t>(bucket.resources.slots.count().get());
    const std::size_t wanted = pair_slot_allocation(total, rules);
    SlotSet assumed;
    const auto take = [&](auto&& matches) {
        for (std::size_t slot = 0; slot < std::min(total, bucket.holder.size()) && assumed.size() < wanted; ++slot) {
            if (matches(bucket.holder[slot])) {
                assumed.push_back(static_cast<SlotIndex>(slot));
            }
        }
    };
    const auto free = [](PairNumber holder) { return holder == no_pair; };
    const auto others = [&](PairNumber holder) { return holder != no_pair && holder != number; };
    take([&](PairNumber holder) { return holder == number; });
    if (went_general) {
        take(free);
        take(others);
    } else {
        take(others);
        take(free);
    }
    return assumed;
}

/// The pair, made if there is none: with the slots that the log shows, or else with those that the rules compute.
template <class N, class Held>
PairNumber pair_for(Part<N, Held>& concerned, const LogEntry& entry, const std::optional<SlotSet>& computed,
                    const Rules& rules) {
    Channel<N>& incoming = *concerned.incoming.channel;
    const Scid outgoing = concerned.outgoing.scid;
    PairNumber number = incoming.pairs.find(outgoing);
    if (number == no_pair) {
        number = incoming.pairs.insert({outgoing, {}, {}});
    }
    SlotSet& assigned = incoming.pairs[number].general.assigned;
    if (concerned.assignment_known) {
        return number;
    }
    if (entry.shown.pair || computed) {
        assigned = entry.shown.pair ? slots_in(*entry.shown.pair) : *computed;
        concerned.incoming.note_slots_known(number);
    } else {
        assigned = assumed_assignment(incoming.general, number, entry.answer.bucket == Bucket::general, rules);
    }
    return number;
}

/// The slots that the log shows in use by the pair, and that nobody held before: those that the added HTLC took.
template <class N>
SlotSet newly_used(const LogEntry& entry, const GeneralBucket<N>& before) {
    SlotSet taken;
    for (const auto& [slot, used] : entry.shown.pair.value_or(ShownPair{})) {
        if (used && slot < before.holder.size() && before.holder[slot] == no_pair) {
            taken.push_back(slot);
        }
    }
    return taken;
}

/// Makes the implementation's decision the verdict's, as far as the log tells it. Where it used the general bucket and
/// the rules give it no slots, it is taken at its word, and the state behind it cannot be judged.
template <class N>
void follow(Verdict<N>& verdict, const LogEntry& entry, const GeneralBucket<N>& general, bool& state_follows) {
    const Answer& answer = entry.answer;
    const Bucket seen =
        answer.forwarded.value_or(verdict.forwarded()) ? answer.bucket.value_or(verdict.bucket) : Bucket::none;
    if (seen == Bucket::general && verdict.slots.empty()) {
        verdict.slots = newly_used(entry, general);
        state_follows = false;
    }
    if (seen != Bucket::general) {
        verdict.slots = {};
    }
    verdict.bucket = seen;
    if (answer.outgoing_accountable) {
        verdict.outgoing_accountable = typename N::Bool(*answer.outgoing_accountable);
    }
}

template <class N, class Held>
Prediction<N> step_add_htlc(Part<N, Held>& concerned, const LogEntry& entry, const HtlcOffer<>& shown_offer,
                            const Setting<N>& setting) {
    const Rules& rules = setting.rules;
    const Parameters<N>& parameters = setting.parameters;
    const HtlcOffer<N> offer = converted<N>(shown_offer);
    const Seconds<N> now = converted<N>(entry.time);
    Channel<N>* incoming = concerned.incoming.channel ? &*concerned.incoming.channel : nullptr;
    Channel<N>* outgoing = concerned.outgoing.channel ? &*concerned.outgoing.channel : nullptr;
    const bool duplicate =
        rules.htlc_identity == HtlcIdentity::per_outgoing ? concerned.duplicate_there : concerned.duplicate;

    Prediction<N> prediction;
    prediction.mistake = mistake_in<N>(offer, incoming, outgoing, duplicate);
    // Under read-stores-rounded the outgoing channel is read before the incoming channel is looked at.
    if (outgoing != nullptr && !mistake_in<N>(offer, outgoing, outgoing, duplicate)) {
        note_read_reputation(*outgoing, now, parameters, rules);
    }
    if (prediction.mistake) {
        prediction.state_follows = !entry.answer.ok;
        return prediction;
    }
    std::optional<SlotSet> computed;
    if (!concerned.assignment_known) {
        computed = computed_assignment(concerned, setting);
        prediction.assigned = computed;
        // Only under slot-tries-ten does a known salt give no slots.
        if (!computed && salt_is_known(concerned, setting)) {
            prediction.mistake = Mistake::slots_not_assignable;
            prediction.state_follows = !entry.answer.ok;
            return prediction;
        }
    }
    const PairNumber number = pair_for(concerned, entry, computed, rules);
    Pair<N>& pair = incoming->pairs[number];
    Verdict<N> verdict = decide(decision_view(*incoming, *outgoing, pair, offer, now, parameters, rules), offer);
    prediction.verdict = verdict;
    if (verdict.threshold_asked) {
        note_read_threshold(*incoming, now, parameters, rules);
    }
    if (!entry.answer.ok) {
        return prediction;
    }
    follow(verdict, entry, incoming->general, prediction.state_follows);
    if (verdict.forwarded()) {
        concerned.htlc = occupy(*incoming, *outgoing, pair, number, offer, verdict, now, rules);
    }
    return prediction;
}

template <class N, class Held>
Prediction<N> step_resolve_htlc(Part<N, Held>& concerned, const LogEntry& entry, Resolution resolution,
                                const Setting<N>& setting) {
    const Rules& rules = setting.rules;
    Prediction<N> prediction;
    if (!concerned.htlc) {
        prediction.mistake = Mistake::unknown_htlc;
        return prediction;
    }
    const PendingHtlc<N> htlc = *concerned.htlc;
    const Seconds<N> now = converted<N>(entry.time);
    prediction.resolved = htlc.bucket;
    Channel<N>& incoming = *concerned.incoming.channel;
    Channel<N>& outgoing = *concerned.outgoing.channel;
    PairNumber number = incoming.pairs.find(concerned.outgoing.scid);
    if (number == no_pair) {  // a channel that was shown as gone has come back
        number = incoming.pairs.insert({concerned.outgoing.scid, {}, {}});
    }
    const bool early = now < htlc.added_at && rules.early_resolution == EarlyResolution::refused;
    vacate(incoming, outgoing, incoming.pairs[number], number, htlc, now, setting.parameters, rules);
    if (incoming.pairs[number].congestion.misused) {
        concerned.incoming.note_mark(concerned.outgoing.scid);
    }
    if (early) {
        prediction.mistake = Mistake::resolved_before_added;
    } else {
        account(incoming, outgoing, htlc, resolution, now, setting.parameters, rules);
        prediction.reputation_added = true;
        prediction.revenue_added = resolution == Resolution::settled;
    }
    concerned.htlc.reset();
    return prediction;
}

template <class N, class Held>
Prediction<N> step_add_channel(Part<N, Held>& concerned, const LogEntry& entry, const AddChannel& add,
                               const Setting<N>& setting) {
    Prediction<N> prediction;
    auto& known = concerned.incoming.channel;
    const ChannelLimits<N> limits = converted<N>(add.limits);
    if (!valid(limits, setting.rules)) {
        prediction.mistake = Mistake::limits_out_of_range;
    } else if (!known) {
        known = make_channel(limits, add.salt.value_or(Salt{}), converted<N>(entry.time), setting.parameters,
                             setting.rules);
        concerned.incoming.salt_known = add.salt.has_value();
        concerned.incoming.marked.clear();
        ++concerned.channel_count;
    } else if (known->closing) {
        prediction.mistake = Mistake::channel_closing;
    } else if (known->limits == limits) {
        prediction.repetition = true;
    } else {
        prediction.mistake = Mistake::channel_exists;
    }
    return prediction;
}

template <class N, class Held>
Prediction<N> step_update_channel(Part<N, Held>& concerned, const UpdateChannel& update, const Setting<N>& setting) {
    Prediction<N> prediction;
    auto& known = concerned.incoming.channel;
    const ChannelLimits<N> limits = converted<N>(update.limits);
    if (!valid(limits, setting.rules)) {
        prediction.mistake = Mistake::limits_out_of_range;
    } else if (!known) {
        prediction.mistake = Mistake::unknown_channel;
    } else if (known->closing) {
        prediction.mistake = Mistake::channel_closing;
    } else if (known->limits == limits) {
        prediction.repetition = true;
    } else {
        change_limits(*known, concerned.incoming.scid, limits, setting.parameters, setting.rules);
        // New slots for every pair: those that its own salt does not give are not known any more (CH-4).
        if (setting.rules.salt_source != SaltSource::own || !concerned.incoming.salt_known) {
            concerned.incoming.slots_known.clear();
        }
    }
    return prediction;
}

template <class N, class Held>
Prediction<N> step_remove_channel(Part<N, Held>& concerned) {
    Prediction<N> prediction;
    auto& known = concerned.incoming.channel;
    if (!known || known->closing) {
        prediction.repetition = true;
        return prediction;
    }
    known->closing = true;
    return prediction;
}

/// A closing channel that nothing refers to any more goes, with its part in every pair (CH-7, CH-11).
template <class N, class Held>
void drop_if_unused(Part<N, Held>& concerned, NamedChannel<N>& named) {
    auto& channel = named.channel;
    if (channel && channel->closing && channel->pending_incoming + channel->pending_outgoing == 0) {
        channel.reset();
        --concerned.channel_count;
        concerned.incoming.erase_pair(named.scid);
        concerned.outgoing.erase_pair(named.scid);
        for (NamedChannel<N>& other : concerned.others) {
            other.erase_pair(named.scid);
        }
    }
}

/// Runs the operation of `entry` on `concerned`. Where the implementation answered with an error that the rules do not
/// know, nothing may have changed (CV-7): a copy is put back as it was, and what is changed in place is not.
template <class N, class Held>
Prediction<N> step(Part<N, Held>& concerned, const LogEntry& entry, const Setting<N>& setting) {
    constexpr bool copied = std::same_as<Part<N, Held>, Concerned<N>>;
    std::optional<Concerned<N>> before;
    if constexpr (copied) {
        if (!entry.answer.ok) {
            before = concerned;
        }
    }
    Prediction<N> prediction = std::visit(
        [&](const auto& operation) -> Prediction<N> {
            using Kind = std::decay_t<decltype(operation)>;
            if constexpr (std::same_as<Kind, AddChannel>) {
                return step_add_channel(concerned, entry, operation, setting);
            } else if constexpr (std::same_as<Kind, UpdateChannel>) {
                return step_update_channel(concerned, operation, setting);
            } else if constexpr (std::same_as<Kind, RemoveChannel>) {
                return step_remove_channel(concerned);
            } else if constexpr (std::same_as<Kind, AddHtlc>) {
                return step_add_htlc(concerned, entry, operation.offer, setting);
            } else {
                return step_resolve_htlc(concerned, entry, operation.resolution, setting);
            }
        },
        entry.operation);
    if (!entry.answer.ok && !prediction.mistake) {
        if constexpr (copied) {
            concerned = *std::move(before);
        }
        prediction.reputation_added = prediction.revenue_added = false;
    }
    if (entry.answer.ok && prediction.mistake) {
        prediction.state_follows = false;
    }
    drop_if_unused(concerned, concerned.incoming);
    drop_if_unused(concerned, concerned.outgoing);
    return prediction;
}

}  // namespace plumbline::conformance
