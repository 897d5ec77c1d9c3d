#include "tests/conformance/audit/judge.hpp"

#include <limits>

namespace plumbline::conformance {
namespace {

// Takes the step in `after`, which begins as `state`, and compares. A contradiction leaves `after` as it was.
template <class N>
Findings compared(const Concerned<N>& state, Concerned<N>& after, const LogEntry& entry, const Setting<N>& setting,
                  bool details, bool reproduce) {
    Findings findings(details);
    try {
        const Before<N> before = before_of(state, entry);
        const Prediction<N> prediction = step(after, entry, setting);
        compare(findings, before, after, entry, prediction, setting, reproduce);
    } catch (const Contradiction& contradiction) {
        after = state;
        findings.check(contradiction.rule, false, [&] {
            return Mismatch{contradiction.rule, "state before the operation", contradiction.what(), "the contrary"};
        });
    }
    return findings;
}

// The signal of an implementation that does not see upgrade_accountability, judged for an onion without it (AS-4,
// AS-5).
void judge_unasked_signal(Findings& findings, const HtlcOffer<>& offer, const Answer& answer) {
    using contracts::req;
    if (!answer.ok || !answer.forwarded) {
        return;
    }
    const bool accountable = *answer.forwarded && answer.outgoing_accountable.value_or(false);
    const auto show = [&](contracts::RequirementId rule, std::string allowed) {
        return Mismatch{
            rule, "decision without upgrade_accountability", std::move(allowed),
            decision_text(*answer.forwarded ? answer.bucket.value_or(Bucket::none) : Bucket::none, accountable)};
    };
    if (offer.incoming_accountable) {
        findings.check(req<"AS-5">, !*answer.forwarded, [&] { return show(req<"AS-5">, "fail"); });
    } else {
        findings.check(req<"AS-4">, !accountable,
                       [&] { return show(req<"AS-4">, "fail, or forward not accountable"); });
    }
}

}  // namespace

std::string decision_text(Bucket bucket, bool accountable) {
    if (bucket == Bucket::none) {
        return "fail";
    }
    return "forward in " + std::string(name(bucket)) + (accountable ? ", accountable" : ", not accountable");
}

Findings judge(const Concerned<oracle::Enclosing>& state, const LogEntry& entry,
               const Setting<oracle::Enclosing>& setting, bool details) {
    const ContradictionsThrow guard;
    const bool unasked = !setting.header.upgrade_accountability_known && setting.rules.upgrade == Upgrade::required;
    const auto* const add = std::get_if<AddHtlc>(&entry.operation);
    std::optional<LogEntry> upgradable;
    if (unasked && add != nullptr) {
        upgradable = entry;
        std::get<AddHtlc>(upgradable->operation).offer.upgrade_accountability = true;
    }
    std::optional<Findings> closest;
    oracle::Paths::for_each([&] {
        Concerned<oracle::Enclosing> after = state;
        Findings findings = compared(state, after, upgradable ? *upgradable : entry, setting, details, false);
        if (!closest || findings.mismatches().size() < closest->mismatches().size()) {
            closest = std::move(findings);
        }
    });
    if (upgradable) {
        judge_unasked_signal(*closest, add->offer, entry.answer);
    }
    return std::move(*closest);
}

Findings reproduce(const Concerned<Running>& state, const LogEntry& entry, const Setting<Running>& setting,
                   bool details) {
    const ContradictionsThrow guard;
    Concerned<Running> after = state;
    return compared(state, after, entry, setting, details, true);
}

template <class N>
void advance(World<N>& world, const LogEntry& entry) {
    const ContradictionsThrow guard;
    const Concerned<N> state = world.concerned(entry);
    Concerned<N> closest;
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    // Of the paths that agree with the log, the last: there, what may have added nothing to an average has added
    // nothing, and the time of the last addition stays. That is the reference's answer (DA-4, DA-10).
    oracle::Paths::for_each([&] {
        Concerned<N> after = state;
        const Findings findings = compared(state, after, entry, world.setting(), false, false);
        if (findings.mismatches().size() <= fewest) {
            fewest = findings.mismatches().size();
            closest = std::move(after);
        }
    });
    world.advance(entry, closest);
}

template void advance(World<Running>&, const LogEntry&);
template void advance(World<oracle::Enclosing>&, const LogEntry&);

}  // namespace plumbline::conformance
