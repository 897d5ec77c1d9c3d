// Chapter 10: the decision is the table's, whatever the buckets hold; and it is monotone.
#include "reference/resource_manager/decision.hpp"

#include "contracts/resource_manager/decision.hpp"
#include "proofs/engine/decision_view.hpp"
#include "proofs/resource_manager/chapters.hpp"

namespace plumbline::proofs {
namespace {

// The verdict is the table's, keeps the decision's contract, and each row is reached.
auto table_of(int assigned) {
    return [assigned](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto situation = any_situation(trial, assigned);
        const HtlcOffer<N> offer = any_offer(trial);
        const Verdict<N> verdict = decide(situation.view(), offer);
        const auto asked = answers(situation, offer);
        trial.owe_all(contracts::decision_contract, "decide", offer, verdict);
        trial.owe_all(contracts::decision_table_contract, "decide", asked, verdict);
        for (const auto& row : contracts::decision_table<Bucket>) {
            if (contracts::applies(row, asked)) {
                trial.reach("row " + std::to_string(row.number));
                break;
            }
        }
    };
}

// RM-1 is the comparison that it says, of exact numbers.
constexpr auto sufficiency = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto standing = trial.template havoc<Standing<N>>("standing");
    const auto sufficient = standing.sufficient();
    trial.template owe<"RM-1">("sufficient exactly where reputation less all risk reaches the threshold", [&] {
        const auto needed = N::wide(standing.incoming_revenue_threshold.count()) + standing.in_flight_risk.count() +
                            standing.htlc_risk.count();
        return contracts::iff(sufficient, N::wide(standing.reputation.count()) >= needed);
    });
    trial.template owe<"RM-16">("0 >= 0 is sufficient", [&] {
        const auto none = [](const auto& quantity) { return quantity == std::decay_t<decltype(quantity)>(0); };
        return contracts::implies(contracts::both(none(standing.reputation),
                                                  [&] {
                                                      return contracts::both(none(standing.in_flight_risk), [&] {
                                                          return contracts::both(none(standing.htlc_risk), [&] {
                                                              return none(standing.incoming_revenue_threshold);
                                                          });
                                                      });
                                                  }),
                                  [&] { return sufficient; });
    });
    if (sufficient) {
        trial.reach("sufficient");
    } else {
        trial.reach("insufficient");
    }
};

// Two decisions on one HTLC: what the better situation fails, the worse one does not forward.
template <contracts::FixedString Id, class Worsen>
auto monotone(int assigned, const char* says, Worsen worsen) {
    return [=](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto better = any_situation(trial, assigned);
        auto worse = better;
        worsen(trial, worse);
        const HtlcOffer<N> offer = any_offer(trial);
        const bool in_the_worse = decide(worse.view(), offer).forwarded();
        const bool in_the_better = decide(better.view(), offer).forwarded();
        trial.template owe<Id>(says, [&] { return typename N::Bool(in_the_better || !in_the_worse); });
        if (in_the_better && !in_the_worse) {
            trial.reach("only the better one forwards");
        }
    };
}

// Reputation no higher; risk in flight, own risk and threshold no lower.
constexpr auto worse_standing = [](auto& trial, auto& situation) {
    const auto before = situation.standing;
    situation.standing = trial.template havoc<std::decay_t<decltype(before)>>("worse");
    trial.suppose(situation.standing.reputation <= before.reputation);
    trial.suppose(situation.standing.in_flight_risk >= before.in_flight_risk);
    trial.suppose(situation.standing.htlc_risk >= before.htlc_risk);
    trial.suppose(situation.standing.incoming_revenue_threshold >= before.incoming_revenue_threshold);
};

// As much in use, or more.
template <class Trial, class Resources>
void use_more(Trial& trial, Resources& bucket) {
    using N = typename Trial::Domain;
    const auto before = bucket;
    bucket.slots_used = trial.template any<Slots<N>>("more.slots_used");
    bucket.msat_used = trial.template any<Msat<N>>("more.msat_used");
    trial.suppose(bucket.slots_used >= before.slots_used);
    trial.suppose(bucket.msat_used >= before.msat_used);
}

// One more slot of the general bucket is held by somebody, and the counters are no lower.
constexpr auto more_in_general = [](auto& trial, auto& situation) {
    using N = DomainOf<decltype(trial)>;
    use_more(trial, situation.general.resources);
    const auto taken = trial.template number<typename N::PairNumber>("taken", {0, 482});
    const auto holder = trial.template number<typename N::PairNumber>("holder_of_taken", {0, no_pair - 1});
    trial.suppose(taken < situation.general.holder.size());
    situation.general.holder.set(taken, holder);
    const auto slots_used = situation.share.slots_used;
    const auto msat_used = situation.share.msat_used;
    situation.share.slots_used = trial.template any<Slots<N>>("more.share.slots_used");
    situation.share.msat_used = trial.template any<Msat<N>>("more.share.msat_used");
    trial.suppose(situation.share.slots_used >= slots_used);
    trial.suppose(situation.share.msat_used >= msat_used);
};

constexpr auto more_in_protected = [](auto& trial, auto& situation) { use_more(trial, situation.protected_); };

// More in use, more of the pair in flight, or a mark where there was none, or a later one.
constexpr auto more_in_congestion = [](auto& trial, auto& situation) {
    const auto before = situation.history;
    use_more(trial, situation.congestion);
    situation.history = trial.template havoc<std::decay_t<decltype(before)>>("more.history");
    trial.suppose(situation.history.in_flight >= before.in_flight);
    trial.suppose_clause([&] {
        return contracts::implies(before.misused, [&] {
            return contracts::both(situation.history.misused,
                                   [&] { return situation.history.misused_at >= before.misused_at; });
        });
    });
};

}  // namespace

std::vector<Proof> decision_proofs() {
    const std::string any =
        "any buckets of up to 483 slots, whoever holds them, any use of them, history, standing and parameters; a pair "
        "that is assigned ";
    return {
        proof("decision/table-0-slots", any + "no slot", table_of(0)),
        proof("decision/table-1-slot", any + "1 slot", table_of(1)),
        proof("decision/table-5-slots", any + "5 slots", table_of(5)),
        proof("decision/table-25-slots", any + "25 slots", table_of(25)),
        proof("decision/sufficiency", "all numbers of 64 bits, risks below 2^103", sufficiency),
        proof("decision/monotone-standing", any + "1 slot",
              monotone<"RM-1">(1, "a better standing never turns a forward into a fail", worse_standing)),
        proof("decision/monotone-general", any + "2 slots, of which one more is held",
              monotone<"GB-10">(2, "more in the general bucket never turns a fail into a forward", more_in_general)),
        proof("decision/monotone-protected", any + "1 slot",
              monotone<"PB-2">(1, "more in the protected bucket never turns a fail into a forward", more_in_protected)),
        proof("decision/monotone-congestion", any + "1 slot",
              monotone<"CB-8">(1, "more in the congestion bucket never turns a fail into a forward",
                               more_in_congestion))};
}

}  // namespace plumbline::proofs
