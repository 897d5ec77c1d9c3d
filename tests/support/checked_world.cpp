#include "tests/support/checked_world.hpp"

#include "tests/support/manager.hpp"

#include <algorithm>
#include <array>

namespace plumbline::support {
namespace {

void expect(bool holds, const std::string& what) {
    if (!holds) {
        throw Disagreement(what);
    }
}

bool above_limits(const Ledger& ledger, Scid channel) {
    constexpr std::array buckets{Bucket::general, Bucket::congestion, Bucket::protected_};
    return std::any_of(buckets.begin(), buckets.end(), [&](Bucket bucket) {
        const Amounts held = ledger.held_of(channel, bucket);
        const Amounts size = ledger.size_of(channel, bucket);
        return held.slots > size.slots || held.msat > size.msat;
    });
}

}  // namespace

World::World(const Parameters<>& parameters, const Rules& rules, contracts::Mode mode)
    : manager(make_manager(mode, rules, parameters)), ledger(parameters, rules), now(start) {}

Answer World::apply(const Operation& operation, Tally& tally) {
    const std::set<Mistake> mistakes = ledger.mistakes(operation);
    const DefaultResourceManager before = manager;
    Verdict<> verdict;
    const Answer answer = run(manager, operation, now, &verdict);
    if (answer.changed_nothing() || std::holds_alternative<Look>(operation)) {
        expect(before.same_state(manager), "an error or a read changed the state");
    }
    if (mistakes.empty()) {
        expect(!answer.mistake, "a mistake where none was made: " + describe(answer));
        check(operation, answer, verdict, before, tally);
    } else if (answer.mistake && mistakes.contains(*answer.mistake)) {
        ++tally.mistakes[*answer.mistake];
    } else {
        throw Disagreement("another mistake, or none: " + describe(answer));
    }
    const std::size_t channels = ledger.channels().size();
    ledger.note(operation, answer, now);
    if (std::holds_alternative<ResolveHtlc>(operation)) {
        tally.closed_later += channels - ledger.channels().size();
    }
    check_state();
    return answer;
}

void World::check(const Operation& operation, const Answer& answer, const Verdict<>& verdict,
                  const DefaultResourceManager& before, Tally& tally) const {
    if (const auto* add = std::get_if<AddHtlc>(&operation)) {
        check_add(add->offer, verdict, before, tally);
    } else if (const auto* resolve = std::get_if<ResolveHtlc>(&operation)) {
        check_resolve(*resolve, answer, tally);
    } else {
        check_channel(operation, answer, tally);
    }
}

void World::check_add(const HtlcOffer<>& offer, const Verdict<>& verdict, const DefaultResourceManager& before,
                      Tally& tally) const {
    const Answers answers = ledger.answers(offer, now, before);
    const Row& row = row_for(answers);
    const std::string which = " in row " + std::to_string(row.number) + " of the decision table";
    expect(agrees(row, verdict), "another verdict or signal than" + which + ": " + std::string(name(verdict.bucket)));
    expect(names_only(row, verdict), "a path with other requirements than" + which);
    expect(verdict.signal_corrupted == (row.number == 1), "the wrong error" + which);
    expect(row.bucket != Bucket::general || verdict.slots == ledger.general_slots(offer, before),
           "other slots than the first free ones of the pair");
    const Standing<>& standing = verdict.standing;
    expect(standing.reputation == before.reputation(offer.outgoing, now) &&
               standing.incoming_revenue_threshold == before.incoming_revenue_threshold(offer.htlc.incoming, now),
           "a verdict shows other averages than a read");
    expect(standing.with_in_flight_risk().count().get() == ledger.with_risk(offer, standing.reputation.count().get()),
           "a verdict shows another risk than that of the HTLCs in flight");

    ++tally.rows[row.number];
    ++tally.buckets[row.bucket];
    const bool full = answers.sufficient && !answers.protected_ && answers.upgradable;
    tally.protected_full += full && (answers.accountable || !answers.general) ? 1U : 0U;
    const bool marked = ledger.marked(offer.htlc.incoming, offer.outgoing);
    tally.refused_by_mark += marked && (row.number == 10 || row.number == 12) ? 1U : 0U;
    tally.marks_expired += marked && row.bucket == Bucket::congestion ? 1U : 0U;
    tally.over_limits += above_limits(ledger, offer.htlc.incoming) ? 1U : 0U;
}

void World::check_resolve(const ResolveHtlc& resolve, const Answer& answer, Tally& tally) const {
    const Ledger::Held& htlc = ledger.held().at(resolve.htlc);
    expect(answer.bucket == htlc.bucket, "resolved in another bucket than it was forwarded in");
    expect(answer.effective_fee.count().get() == ledger.effective_fee(htlc, resolve.resolution, now),
           "another effective fee");
    const bool late =
        now > Seconds<>(htlc.added_at) && now - Seconds<>(htlc.added_at) > manager.parameters().resolution_period;
    tally.misuses += late && htlc.bucket == Bucket::congestion ? 1U : 0U;
}

void World::check_channel(const Operation& operation, const Answer& answer, Tally& tally) const {
    std::optional<Repetition> expected;
    bool gone = false;
    if (const auto* add = std::get_if<AddChannel>(&operation)) {
        if (ledger.channels().contains(add->channel)) {
            expected = Repetition::channel_already_added;
        }
    } else if (const auto* update = std::get_if<UpdateChannel>(&operation)) {
        const auto known = ledger.channels().find(update->channel);
        if (known != ledger.channels().end() && known->second.limits == update->limits) {
            expected = Repetition::limits_unchanged;
        }
    } else if (const auto* remove = std::get_if<RemoveChannel>(&operation)) {
        const auto known = ledger.channels().find(remove->channel);
        if (known == ledger.channels().end()) {
            expected = Repetition::channel_already_removed;
        } else if (known->second.closing) {
            expected = Repetition::channel_already_closing;
        }
        gone = manager.channel(remove->channel) == nullptr;
    }
    expect(answer.repetition == expected, "another repetition, or none");
    expect(answer.gone == gone, "gone although it is there, or there although it is gone");
    if (expected) {
        ++tally.repetitions[*expected];
    }
}

void World::check_state() const {
    expect(manager.pending_count() == ledger.held().size(), "another number of pending HTLCs");
    expect(manager.channel_count() == ledger.channels().size(), "another number of channels");
    for (const auto& [scid, known] : ledger.channels()) {
        expect(manager.channel(scid) != nullptr && manager.channel(scid)->closing == known.closing, "another channel");
        const auto reputation = manager.reputation(scid, now).value_or(SignedMsat<>(0));
        const auto threshold = manager.incoming_revenue_threshold(scid, now).value_or(SignedMsat<>(0));
        expect(ledger.reputation_fits(scid, now, reputation.count().get()), "reputation outside its tolerance");
        expect(ledger.threshold_fits(scid, now, threshold.count().get()), "revenue threshold outside its tolerance");
    }
}

void World::resolve_everything(Tally& tally) {
    while (!ledger.held().empty()) {
        const auto& [ref, htlc] = *ledger.held().begin();
        const auto settled = static_cast<std::uint64_t>(ref.id) % 2 == 0;
        apply(ResolveHtlc{ref, htlc.outgoing, settled ? Resolution::settled : Resolution::failed}, tally);
    }
    check_empty();
}

void World::check_empty() const {
    for (const auto& [scid, known] : ledger.channels()) {
        const Channel<>& channel = *manager.channel(scid);
        for (const BucketResources<>* bucket : {&channel.general.resources, &channel.congestion, &channel.protected_}) {
            expect(bucket->slots_used == Slots<>(0) && bucket->msat_used == Msat<>(0), "a bucket is not empty");
        }
        for (std::size_t slot = 0; slot < channel.general.holder.size(); ++slot) {
            expect(channel.general.holder[slot] == no_pair, "a slot is held by nobody's HTLC");
        }
        expect(channel.in_flight_risk == WideMsat<>(0), "a risk is left over");
    }
}

}  // namespace plumbline::support
