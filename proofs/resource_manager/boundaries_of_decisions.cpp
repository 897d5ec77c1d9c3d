// As boundaries.cpp, of what decides about an HTLC or a channel as a whole: admission to each bucket, sufficiency,
// mistakes, parameters, averages, pairs and closing.
#include "contracts/resource_manager/general_bucket.hpp"
#include "proofs/ambiguities/usual.hpp"
#include "proofs/engine/parameters.hpp"
#include "proofs/resource_manager/chapters.hpp"
#include "reference/resource_manager/forwarding.hpp"

namespace plumbline::proofs {
namespace {

using contracts::both;
using contracts::either;
using contracts::implies;

constexpr auto sufficiency = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto standing = trial.template havoc<Standing<N>>("standing");
    const typename N::Bool answer = standing.sufficient();
    trial.reach(answer ? "sufficient" : "insufficient");
    trial.template owe<"RM-1">("more risk in flight never suffices where less does not", [&] {
        auto without = standing;
        without.in_flight_risk = WideMsat<N>(0);
        return implies(answer, [&] { return without.sufficient(); });
    });
};

// A pair that is assigned slots 0, 1 and 2, of which others hold the first ones.
constexpr auto general_admission = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto slots = trial.template any<Slots<N>>("slots", {3, 193});
    const auto capacity = trial.template any<Msat<N>>("capacity");
    const auto amount = trial.template any<Msat<N>>("amount");
    auto bucket = general_bucket(Slots<N>(193), capacity);
    bucket.resources.slots = slots;
    bucket.resources.slots_used = trial.template any<Slots<N>>("slots_used", {0, 193});
    bucket.resources.msat_used = trial.template any<Msat<N>>("msat_used");
    GeneralShare<N> share;
    share.slots_used = trial.template any<Slots<N>>("pair.slots_used", {0, 3});
    share.msat_used = trial.template any<Msat<N>>("pair.msat_used");
    const int held = trial.choice("slots_held_by_others", 4);
    for (int slot = 0; slot < 3; ++slot) {
        const auto index = static_cast<typename N::PairNumber>(static_cast<SlotIndex>(slot));
        share.assigned.push_back(index);
        if (slot < held) {
            bucket.holder.set(index, typename N::PairNumber(1));
        }
    }
    const auto chosen = slots_for_amount(bucket, share, amount, trial.rules());
    trial.reach(chosen ? "available" : "not available");
    if (chosen) {
        trial.result("slots_taken", Slots<N>(chosen->size()));
        trial.owe_all(contracts::choice_contract, "slots_for_amount", bucket, share, amount, *chosen);
    }
    trial.template owe<"GB-10">("nothing is available where others hold every slot",
                                [&] { return typename N::Bool(held < 3 || !chosen.has_value()); });
};

constexpr auto congestion_admission = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto bucket = trial.template havoc<BucketResources<N>>("bucket");
    const auto history = trial.template havoc<CongestionHistory<N>>("history");
    const auto amount = trial.template any<Msat<N>>("amount");
    const auto now = trial.template any<Seconds<N>>("now");
    const typename N::Bool answer =
        congestion_admits(bucket, history, history.in_flight, amount, now, parameters, trial.rules());
    trial.reach(answer ? "admitted" : "not admitted");
    trial.template owe<"CB-1">("one HTLC in flight at most",
                               [&] { return implies(answer, [&] { return history.in_flight == Slots<N>(0); }); });
};

constexpr auto mistakes = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    constexpr Range any64 = symbolic::Natural64::range;
    constexpr Range any40{0, Int128{1} << 40U};
    HtlcOffer<N> offer;
    offer.htlc = {Scid{1}, HtlcId{1}};
    offer.outgoing = Scid{2};
    offer.incoming_amount = trial.template any<Msat<N>>("incoming_amount", any64);
    offer.outgoing_amount = trial.template any<Msat<N>>("outgoing_amount", any64);
    offer.fee = trial.template any<Msat<N>>("fee", any64);
    offer.cltv_expiry = trial.template any<Height<N>>("cltv_expiry", any40);
    offer.height_added = trial.template any<Height<N>>("height_added", any40);
    const Channel<N> channel;
    const std::optional<Mistake> mistake = mistake_in(offer, &channel, &channel, false);
    trial.reach(mistake ? std::string(name(*mistake)) : "none");
    trial.template owe<"RM-11">("an HTLC without a mistake has not expired", [&] {
        return either(typename N::Bool(mistake.has_value()), [&] { return offer.height_added < offer.cltv_expiry; });
    });
};

constexpr auto parameters_taken = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    constexpr Range any64 = symbolic::Natural64::range;
    constexpr Range any8{0, 255};
    Parameters<N> parameters;
    parameters.resolution_period = trial.template any<Seconds<N>>("resolution_period");
    parameters.revenue_window = trial.template any<Seconds<N>>("revenue_window");
    parameters.congestion_misuse_window = trial.template any<Seconds<N>>("congestion_misuse_window");
    parameters.reputation_multiplier = trial.template number<typename N::Plain>("reputation_multiplier", any64);
    parameters.general_percent = trial.template number<typename N::Plain>("general_percent", any8);
    parameters.congestion_percent = trial.template number<typename N::Plain>("congestion_percent", any8);
    const auto taken = valid(parameters);
    trial.reach(taken ? "taken" : "refused");
    trial.template owe<"PA-1">("a resolution period of 0 is not taken", [&] {
        return either(!typename N::Bool(taken), [&] { return parameters.resolution_period > Seconds<N>(0); });
    });
};

// Additions at or before the last update, where nothing decays: what decays is revenue's and the published values'.
constexpr auto addition = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto average = trial.template havoc<DecayingAverage<N>>("average");
    const auto amount = trial.template any<SignedMsat<N>>("amount");
    const auto now = trial.template any<Seconds<N>>("now");
    trial.suppose(now <= average.last_update);
    const auto before = average;
    add(average, amount, now, Seconds<N>(1'209'600), trial.rules());
    trial.result("value", average.value);
    trial.result("last_update", average.last_update);
    trial.template owe<"DA-4">("a time before the last update counts as it",
                               [&] { return average.last_update == before.last_update; });
};

constexpr auto pair_slots = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto total = trial.template any<Slots<N>>("general_slots");
    const Slots<N> answer(share_of_slots(total.count(), trial.rules()));
    trial.result("pair_slots", answer);
    trial.template owe<"GB-1">("5 %, at least 5, never more than there are", [&] {
        const Slots<N> five(5);
        const auto share = either(answer == five, [&] {
            return both(answer > five, [&] {
                const auto twentieths = N::wide(answer.count()) * typename N::Wide(20);
                return both(twentieths <= N::wide(total.count()),
                            [&] { return N::wide(total.count()) < twentieths + typename N::Wide(20); });
            });
        });
        return both(answer <= total,
                    [&] { return either(both(total < five, [&] { return answer == total; }), [&] { return share; }); });
    });
};

constexpr auto closing = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    using Count = typename N::Count;
    Channel<N> channel;
    channel.closing = trial.truth_of("closing");
    channel.pending_incoming = trial.template number<Count>("pending_incoming", {0, 1000});
    channel.pending_outgoing = trial.template number<Count>("pending_outgoing", {0, 1000});
    const typename N::Bool answer = unused(channel);
    trial.reach(answer ? "goes" : "stays");
    trial.template owe<"CH-7">("only a closing channel goes",
                               [&] { return implies(answer, [&] { return channel.closing; }); });
};

constexpr auto fee_counted = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto offer = usual_offer<N>();
    offer.incoming_amount = trial.template any<Msat<N>>("incoming_amount");
    offer.outgoing_amount = trial.template any<Msat<N>>("outgoing_amount");
    offer.fee = trial.template any<Msat<N>>("fee");
    trial.suppose(offer.outgoing_amount <= offer.incoming_amount);
    trial.reach(offer.incoming_amount - offer.outgoing_amount < offer.fee ? "offered too little" : "offered enough");
    const Msat<N> answer = counted_fee(offer, trial.rules());
    trial.result("fee", answer);
    trial.template owe<"OC-5">("what the policy charges", [&] { return answer == offer.fee; });
};

constexpr auto decision = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    situation.rules = trial.rules();
    fill_share(situation);
    auto offer = usual_offer<N>();
    offer.incoming_accountable = trial.truth_of("incoming_accountable");
    offer.upgrade_accountability = trial.truth_of("upgrade_accountability");
    situation.standing.reputation = trial.template any<SignedMsat<N>>("reputation");
    situation.standing.incoming_revenue_threshold = trial.template any<SignedMsat<N>>("incoming_revenue_threshold");
    const Verdict<N> verdict = decide(situation.view(), offer);
    trial.result("bucket", name(verdict.bucket));
    trial.result("outgoing_accountable", verdict.outgoing_accountable);
    trial.template owe<"AS-4">("nothing is upgraded that does not allow it", [&] {
        return implies(verdict.outgoing_accountable, [&] {
            return either(offer.incoming_accountable, [&] { return offer.upgrade_accountability; });
        });
    });
};

}  // namespace

std::vector<Proof> boundaries_of_decisions_proofs() {
    constexpr const char* everything =
        "all amounts up to the supply, slots up to 483, heights of 32 bits, times of 64 bits, all parameters";
    return {
        proof("boundaries/sufficiency", "any standing", sufficiency),
        proof("boundaries/general-admission", "3 to 193 general slots, 3 of them the pair's", general_admission),
        proof("boundaries/congestion-admission", everything, congestion_admission),
        proof("boundaries/mistakes", "amounts of 64 bits, heights of 40 bits", mistakes),
        proof("boundaries/parameters", "numbers of 64 bits, percentages of 8", parameters_taken),
        proof("boundaries/addition", "any average, any amount, no later than its last update", addition),
        proof("boundaries/pair-slots", "0 to 483 general slots", pair_slots),
        proof("boundaries/closing", "any counts up to 1000", closing),
        proof("boundaries/fee", "amounts and fees up to the supply", fee_counted),
        proof("boundaries/decision", "any reputation and threshold; the pair's share of the general bucket is in use",
              decision),
    };
}

}  // namespace plumbline::proofs
