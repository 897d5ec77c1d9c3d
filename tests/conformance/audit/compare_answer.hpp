// Compares the answer of an implementation with the one that the rules predict.
#pragma once

#include "tests/conformance/audit/compare.hpp"
#include "tests/conformance/log/line_source.hpp"

namespace plumbline::conformance {

/// "forward, general, not accountable", or "fail".
std::string decision_text(Bucket bucket, bool accountable);

/// The requirement that an unexpected refusal breaks: the operation was proper.
inline contracts::RequirementId rule_of_acceptance(const LogEntry& entry) {
    using contracts::req;
    if (std::holds_alternative<AddChannel>(entry.operation)) {
        return req<"PA-7">;
    }
    return std::holds_alternative<ResolveHtlc>(entry.operation) ? req<"OC-6"> : req<"ER-2">;
}

/// The requirement that decides where a verdict differs.
template <class N>
contracts::RequirementId deciding_rule(const Verdict<N>& verdict, const HtlcOffer<>& offer, Bucket bucket,
                                       bool accountable) {
    using contracts::req;
    const bool forwarded = bucket != Bucket::none;
    const auto last = *(verdict.path.end() - 1);
    if (verdict.signal_corrupted || !forwarded) {
        return last;
    }
    if (accountable && !offer.incoming_accountable && !offer.upgrade_accountability) {
        return req<"AS-4">;
    }
    if (bucket == verdict.bucket) {
        return offer.incoming_accountable ? req<"AS-2"> : req<"AS-3">;
    }
    if (verdict.threshold_asked && offer.incoming_accountable && !verdict.forwarded()) {
        return last;
    }
    switch (bucket) {
    case Bucket::general:
        return req<"GB-10">;
    case Bucket::protected_:
        return verdict.bucket == Bucket::general ? last : req<"PB-1">;
    default:
        return verdict.bucket == Bucket::general ? req<"CB-3"> : last;
    }
}

/// What the bounds of the general bucket leave to the implementation's own decision (GB-3, GB-15). Under rules that
/// give each slot the pair's whole share there is no such bound.
template <class N>
void compare_general_bounds(Findings& findings, const Before<N>& before, const AddHtlc& add, const Answer& answer,
                            const Rules& rules) {
    using contracts::req;
    if (!answer.forwarded.value_or(false) || answer.bucket != Bucket::general ||
        rules.slot_liquidity != SlotLiquidity::unit || !before.general) {
        return;
    }
    const BucketResources<N>& bucket = *before.general;
    const Msat<N> amount = converted<N>(add.offer.incoming_amount);
    const Msat<N> pair_use = before.pair_use;
    const auto total = static_cast<std::size_t>(bucket.slots.count().get());
    const std::size_t allocation = pair_slot_allocation(total, rules);
    const Msat<N> share(slot_liquidity(bucket, Slots<N>(allocation), rules).count() * typename N::Natural(allocation));
    findings.check(req<"GB-3">, pair_use + amount <= share, [&] {
        return Mismatch{req<"GB-3">,
                        "general liquidity of " + text(add.offer.htlc.incoming) + " -> " + text(add.offer.outgoing),
                        "at most " + text(share.count()), text((pair_use + amount).count())};
    });
    findings.check(req<"GB-15">, bucket.msat_used + amount <= bucket.capacity, [&] {
        return Mismatch{req<"GB-15">, "general liquidity in use on channel " + text(add.offer.htlc.incoming),
                        "at most " + text(bucket.capacity.count()), text((bucket.msat_used + amount).count())};
    });
}

template <class N>
void compare_verdict(Findings& findings, const Verdict<N>& verdict, const HtlcOffer<>& offer, const Answer& answer) {
    using contracts::req;
    if (!answer.forwarded) {
        return;
    }
    const Bucket bucket = *answer.forwarded ? answer.bucket.value_or(verdict.bucket) : Bucket::none;
    const bool predicted_accountable = bool(verdict.outgoing_accountable);
    const bool accountable = *answer.forwarded && answer.outgoing_accountable.value_or(predicted_accountable);
    // PB-3 only permits other buckets to what protected has no room for: failing conforms, too.
    const bool permitted = std::find(verdict.path.begin(), verdict.path.end(), req<"PB-3">) != verdict.path.end();
    const bool same = bucket == verdict.bucket && accountable == predicted_accountable;
    for (const auto* passed = verdict.path.begin(); same && passed != verdict.path.end() - 1; ++passed) {
        findings.check(*passed, true, [] { return Mismatch{}; });
    }
    const auto rule = same ? *(verdict.path.end() - 1) : deciding_rule(verdict, offer, bucket, accountable);
    if (bucket == Bucket::general && same) {
        findings.check(req<"GB-10">, true, [] { return Mismatch{}; });
    }
    findings.check(rule, same || (permitted && bucket == Bucket::none), [&] {
        return Mismatch{rule, "decision", decision_text(verdict.bucket, predicted_accountable),
                        decision_text(bucket, accountable)};
    });
    if (answer.htlc_risk_msat) {
        findings.check(req<"OC-7">, admits(verdict.standing.htlc_risk.count(), *answer.htlc_risk_msat), [&] {
            return Mismatch{req<"OC-7">, "risk of the HTLC", text(verdict.standing.htlc_risk.count()),
                            text(Int128{*answer.htlc_risk_msat})};
        });
    }
}

template <class N>
void compare_answer(Findings& findings, const LogEntry& entry, const Prediction<N>& prediction) {
    using contracts::req;
    if (prediction.repetition) {
        findings.check(req<"ER-3">, true, [] { return Mismatch{}; });
        return;
    }
    const auto rule = prediction.mistake ? requirement(*prediction.mistake) : rule_of_acceptance(entry);
    findings.check(rule, entry.answer.ok == !prediction.mistake, [&] {
        return Mismatch{rule, "answer", prediction.mistake ? "error " + std::string(name(*prediction.mistake)) : "ok",
                        entry.answer.ok ? "ok" : "error " + presentable(entry.answer.error.value_or(""))};
    });
    if (!entry.answer.ok || prediction.mistake) {
        return;
    }
    if (const auto* add = std::get_if<AddHtlc>(&entry.operation); add != nullptr && prediction.verdict) {
        compare_verdict(findings, *prediction.verdict, add->offer, entry.answer);
    }
    if (std::holds_alternative<ResolveHtlc>(entry.operation) && entry.answer.bucket) {
        findings.check(req<"CH-2">, *entry.answer.bucket == prediction.resolved, [&] {
            return Mismatch{req<"CH-2">, "bucket of the resolved HTLC", std::string(name(prediction.resolved)),
                            std::string(name(*entry.answer.bucket))};
        });
    }
}

/// Everything that one operation shows, compared. `before` is the state in which it began, `after` the one in which the
/// rules leave it. `reproduce`: what cannot be computed is a mismatch.
template <class N, class Held>
void compare(Findings& findings, const Before<N>& before, const Part<N, Held>& after, const LogEntry& entry,
             const Prediction<N>& prediction, const Setting<N>& setting, bool reproduce) {
    compare_answer(findings, entry, prediction);
    if (const auto* add = std::get_if<AddHtlc>(&entry.operation)) {
        compare_general_bounds(findings, before, *add, entry.answer, setting.rules);
    }
    if (!prediction.state_follows) {
        return;
    }
    for (const ShownChannel& seen : entry.shown.channels) {
        const auto other = std::find_if(after.others.begin(), after.others.end(),
                                        [&](const auto& named) { return named.scid == seen.channel; });
        const bool is_incoming = seen.channel == after.incoming.scid;
        const NamedChannel<N>& named = other != after.others.end() ? *other
                                       : is_incoming               ? after.incoming
                                                                   : after.outgoing;
        compare_channel(findings, named, seen, entry, prediction, setting);
    }
    if (entry.shown.channel_count) {
        findings.check(contracts::req<"CH-7">, after.channel_count == *entry.shown.channel_count, [&] {
            return Mismatch{contracts::req<"CH-7">, "number of channels", text(Int128{after.channel_count}),
                            text(Int128{*entry.shown.channel_count})};
        });
    }
    if (!prediction.mistake) {
        compare_pair(findings, before, after, entry, prediction, setting, reproduce);
    }
}

}  // namespace plumbline::conformance
