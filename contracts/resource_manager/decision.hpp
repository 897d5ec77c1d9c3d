// Contracts of the decision (chapters 6, 7, 8 and 10): what every verdict owes, over any offer and verdict with these
// members.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/logic.hpp"

namespace plumbline::contracts {

// clang-format off
inline constexpr auto decision_contract = boost::hana::make_tuple(
    postcondition<"AS-2">("accountable in and forwarded: accountable out", [](const auto& offer, const auto& verdict) {
        return implies(both(offer.incoming_accountable, [&] { return verdict.forwarded(); }),
                       [&] { return verdict.outgoing_accountable; });
    }),
    postcondition<"AS-3">("made accountable exactly where protected or congestion resources are used",
        [](const auto& offer, const auto& verdict) {
            using Bucket = decltype(verdict.bucket);
            const bool scarce = verdict.bucket == Bucket::protected_ || verdict.bucket == Bucket::congestion;
            return implies(both(verdict.forwarded(), [&] { return !offer.incoming_accountable; }),
                           [&] { return iff(verdict.outgoing_accountable, scarce); });
    }),
    postcondition<"AS-4">("accountable out: accountable in, or upgrade allowed", [](const auto& offer, const auto& verdict) {
        return implies(verdict.outgoing_accountable,
                       [&] { return either(offer.incoming_accountable, [&] { return offer.upgrade_accountability; }); });
    }),
    postcondition<"AS-5">("accountable without permission: failed", [](const auto& offer, const auto& verdict) {
        return implies(both(offer.incoming_accountable, [&] { return !offer.upgrade_accountability; }),
                       [&] { return !verdict.forwarded(); });
    }),
    postcondition<"RM-2">("accountable and insufficient: failed", [](const auto& offer, const auto& verdict) {
        return implies(both(offer.incoming_accountable, [&] { return !verdict.standing.sufficient(); }),
                       [&] { return !verdict.forwarded(); });
    }),
    postcondition<"PB-1">("protected: sufficient reputation", [](const auto&, const auto& verdict) {
        using Bucket = decltype(verdict.bucket);
        return implies(verdict.bucket == Bucket::protected_, [&] { return verdict.standing.sufficient(); });
    }),
    postcondition<"PB-4">("protected: upgrade allowed", [](const auto& offer, const auto& verdict) {
        using Bucket = decltype(verdict.bucket);
        return implies(verdict.bucket == Bucket::protected_, [&] { return offer.upgrade_accountability; });
    }),
    postcondition<"CB-4">("congestion: upgrade allowed", [](const auto& offer, const auto& verdict) {
        using Bucket = decltype(verdict.bucket);
        return implies(verdict.bucket == Bucket::congestion, [&] { return offer.upgrade_accountability; });
    }),
    postcondition<"CB-5">("congestion: not accountable in", [](const auto& offer, const auto& verdict) {
        using Bucket = decltype(verdict.bucket);
        return implies(verdict.bucket == Bucket::congestion, [&] { return !offer.incoming_accountable; });
    }),
    postcondition<"CH-2">("slots are assigned exactly to what uses the general bucket", [](const auto&, const auto& verdict) {
        using Bucket = decltype(verdict.bucket);
        return iff(verdict.bucket == Bucket::general, !verdict.slots.empty());
    }),
    postcondition<"RM-9">("what fails offers nothing", [](const auto&, const auto& verdict) {
        return implies(!verdict.forwarded(), [&] { return !verdict.outgoing_accountable; });
    }));
// clang-format on

}  // namespace plumbline::contracts
