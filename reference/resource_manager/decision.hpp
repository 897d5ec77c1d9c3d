// The decision table: forward or fail, in which bucket, with which signal. Chapter 10-resource-manager.
#pragma once

#include "reference/resource_manager/accountable_signal.hpp"
#include "reference/resource_manager/congestion_bucket.hpp"
#include "reference/resource_manager/general_bucket.hpp"
#include "reference/resource_manager/verdict.hpp"

namespace plumbline {

/// What a decision looks at: the incoming channel's buckets, the pair, and the outgoing channel's standing.
template <class N = Running>
struct DecisionView {
    const GeneralBucket<N>& general;
    const GeneralShare<N>& general_share;
    const BucketResources<N>& congestion;
    const CongestionHistory<N>& congestion_history;
    Slots<N> congestion_in_flight;  ///< what CB-1 counts
    const BucketResources<N>& protected_;
    Standing<N> standing;
    Seconds<N> now;
    const Parameters<N>& parameters;
    const Rules& rules;
};

/// decide(), into a verdict that has its standing.
template <class N>
constexpr void decide_into(Verdict<N>& verdict, const DecisionView<N>& view, const HtlcOffer<N>& offer) {
    using contracts::req;
    using Bool = typename N::Bool;
    const Msat<N> amount = offer.incoming_amount;
    const Bool upgradable = view.rules.upgrade == Upgrade::not_asked ? Bool(true) : offer.upgrade_accountability;

    const auto answer = [&](Bucket bucket, Bool accountable, contracts::RequirementId rule) {
        verdict.bucket = bucket;
        verdict.outgoing_accountable = accountable;
        verdict.path.push_back(rule);
    };
    const auto general_available = [&] {
        const auto slots = slots_for_amount(view.general, view.general_share, amount, view.rules);
        verdict.slots = slots.value_or(typename N::SlotSet{});
        return slots.has_value();
    };
    const auto sufficient = [&] {
        verdict.threshold_asked = true;
        verdict.path.push_back(req<"RM-1">);
        return view.standing.sufficient();
    };

    if (signal_corrupted(offer.incoming_accountable, upgradable)) {
        verdict.signal_corrupted = true;
        return answer(Bucket::none, Bool(false), req<"AS-5">);
    }
    if (offer.incoming_accountable) {
        if (!sufficient()) {
            return answer(Bucket::none, Bool(false), req<"RM-2">);
        }
        if (protected_admits(view.protected_, amount)) {
            return answer(Bucket::protected_, Bool(true), req<"RM-3">);
        }
        verdict.path.push_back(req<"PB-3">);
        if (general_available()) {
            return answer(Bucket::general, Bool(true), req<"AS-2">);
        }
        return answer(Bucket::none, Bool(false), req<"GB-10">);
    }

    if (general_available()) {
        return answer(Bucket::general, Bool(false), req<"RM-4">);
    }
    if (!upgradable) {
        return answer(Bucket::none, Bool(false), req<"AS-4">);
    }
    if (sufficient()) {
        if (protected_admits(view.protected_, amount)) {
            return answer(Bucket::protected_, Bool(true), req<"RM-5">);
        }
        verdict.path.push_back(req<"PB-3">);
    }
    if (congestion_admits(view.congestion, view.congestion_history, view.congestion_in_flight, amount, view.now,
                          view.parameters, view.rules)) {
        return answer(Bucket::congestion, Bool(true), req<"RM-6">);
    }
    return answer(Bucket::none, Bool(false), req<"RM-7">);
}

/// Decides one HTLC (RM-1 to RM-8, RM-15, PB-3, PB-4, AS-2 to AS-5, CB-3 to CB-5). Changes nothing.
template <class N>
constexpr Verdict<N> decide(const DecisionView<N>& view, const HtlcOffer<N>& offer) {
    Verdict<N> verdict;
    verdict.standing = view.standing;
    decide_into(verdict, view, offer);
    return verdict;
}

}  // namespace plumbline
