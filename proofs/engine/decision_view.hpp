// Whatever a decision may look at, as inputs of a proof.
#pragma once

#include "contracts/resource_manager/buckets.hpp"
#include "contracts/resource_manager/decision_table.hpp"
#include "proofs/engine/parameters.hpp"
#include "reference/resource_manager/decision.hpp"

#include <string>

namespace plumbline::proofs {

/// The rules under which the reference is read: the specification's, unless the trial names others.
template <class Trial>
Rules rules_of(const Trial& trial) {
    if constexpr (requires { trial.rules(); }) {
        return trial.rules();
    } else {
        return draft_profile;
    }
}

/// What a DecisionView refers to.
template <class N>
struct Situation {
    Parameters<N> parameters;
    GeneralBucket<N> general;
    GeneralShare<N> share;
    BucketResources<N> congestion;
    CongestionHistory<N> history;
    BucketResources<N> protected_;
    Standing<N> standing;
    Seconds<N> now;
    Rules rules{};

    [[nodiscard]] DecisionView<N> view() const {
        return {general, share, congestion, history, history.in_flight, protected_, standing, now, parameters, rules};
    }
};

/// Any buckets, history, standing and parameters; a pair that is assigned `assigned` slots. Which slots, and who holds
/// them, is open; that they are distinct is not assumed.
template <class Trial>
auto any_situation(Trial& trial, int assigned) {
    using N = typename Trial::Domain;
    Situation<N> situation;
    situation.rules = rules_of(trial);
    situation.parameters = any_parameters(trial);
    situation.general.resources = trial.template havoc<BucketResources<N>>("general");
    trial.suppose(Slots<N>(assigned) <= situation.general.resources.slots);  // GB-1
    const auto table = trial.template any<Slots<N>>("table");
    situation.general.holder = trial.table("holder", table);
    for (int slot = 0; slot < assigned; ++slot) {
        const auto index = trial.template number<typename N::PairNumber>("assigned" + std::to_string(slot), {0, 482});
        trial.suppose(typename N::Natural(index) < table.count());
        situation.share.assigned.push_back(index);
    }
    situation.share.slots_used = trial.template any<Slots<N>>("share.slots_used");
    situation.share.msat_used = trial.template any<Msat<N>>("share.msat_used");
    situation.congestion = trial.template havoc<BucketResources<N>>("congestion");
    situation.history = trial.template havoc<CongestionHistory<N>>("history");
    situation.protected_ = trial.template havoc<BucketResources<N>>("protected");
    situation.standing = trial.template havoc<Standing<N>>("standing");
    situation.now = trial.template any<Seconds<N>>("now");
    return situation;
}

/// Any HTLC that mistake_in() lets pass.
template <class Trial>
auto any_offer(Trial& trial) {
    using N = typename Trial::Domain;
    auto offer = trial.template havoc<HtlcOffer<N>>("offer");
    offer.htlc = {Scid{1}, HtlcId{1}};
    offer.outgoing = Scid{2};
    trial.suppose(offer.outgoing_amount <= offer.incoming_amount);
    trial.suppose(offer.height_added < offer.cltv_expiry);
    return offer;
}

/// The answers to the table's questions: "general" by the bucket's own rule, the others by their chapters' sentences.
template <class N>
contracts::TableAnswers<typename N::Bool> answers(const Situation<N>& situation, const HtlcOffer<N>& offer) {
    const bool general =
        slots_for_amount(situation.general, situation.share, offer.incoming_amount, situation.rules).has_value();
    return {offer.incoming_accountable,
            offer.upgrade_accountability,
            general,
            situation.standing.sufficient(),
            contracts::fits(situation.protected_, offer.incoming_amount, Slots<N>(1)),
            contracts::congestion_open(situation.congestion, situation.history, situation.history.in_flight,
                                       offer.incoming_amount, situation.now, situation.parameters)};
}

}  // namespace plumbline::proofs
