// Contracts of occupying and vacating (chapters 4, 5, 6, 7 and 9), over the figures that the two steps may move.
//
// `before` and `after` have the members of reference/resource_manager/figures.hpp; `htlc` those of a pending HTLC. Each
// clause costs constant time.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/logic.hpp"

namespace plumbline::contracts {

/// `more` holds exactly the HTLC's slots and amount beyond `less` if it `applies`, else the same.
inline constexpr auto differs_by = [](const auto& more, const auto& less, bool applies, auto slots, auto amount) {
    return both(more.slots_used == (applies ? less.slots_used + slots : less.slots_used),
                [&] { return more.msat_used == (applies ? less.msat_used + amount : less.msat_used); });
};

/// The three buckets of `more` and `less` differ by the HTLC, in its own bucket only.
inline constexpr auto buckets_differ_by = [](const auto& more, const auto& less, const auto& htlc) {
    using Bucket = decltype(htlc.bucket);
    using Slots = decltype(more.general.slots_used);
    return both(
        differs_by(more.general, less.general, htlc.bucket == Bucket::general, Slots(htlc.slots.size()), htlc.amount),
        [&] {
            return both(
                differs_by(more.congestion, less.congestion, htlc.bucket == Bucket::congestion, Slots(1), htlc.amount),
                [&] {
                    return differs_by(more.protected_, less.protected_, htlc.bucket == Bucket::protected_, Slots(1),
                                      htlc.amount);
                });
        });
};

/// `more` is one more than `less`.
inline constexpr auto one_more = [](const auto& more, const auto& less) {
    return more == less + std::decay_t<decltype(less)>(1);
};

/// A bucket is within its slots and capacity.
inline constexpr auto within = [](const auto& bucket) {
    return both(bucket.slots_used <= bucket.slots, [&] { return bucket.msat_used <= bucket.capacity; });
};

/// The risk of `more` exceeds that of `less` by the HTLC's, if it is accountable.
inline constexpr auto risk_differs_by = [](const auto& more, const auto& less, const auto& htlc) {
    return both(
        implies(htlc.outgoing_accountable, [&] { return more.in_flight_risk == less.in_flight_risk + htlc.risk; }),
        [&] { return either(htlc.outgoing_accountable, [&] { return more.in_flight_risk == less.in_flight_risk; }); });
};

// clang-format off
inline constexpr auto occupy_contract = boost::hana::make_tuple(
    postcondition<"CH-9">("the HTLC's bucket holds its slots and amount more, the others the same",
        [](const auto& before, const auto& after, const auto& htlc) { return buckets_differ_by(after, before, htlc); }),
    postcondition<"PA-4">("the bucket that admitted is within its slots and liquidity",
        [](const auto&, const auto& after, const auto& htlc) {
            using Bucket = decltype(htlc.bucket);
            return within(htlc.bucket == Bucket::general      ? after.general
                          : htlc.bucket == Bucket::congestion ? after.congestion
                                                              : after.protected_);
    }),
    postcondition<"GB-3">("the pair holds at most its share", [](const auto&, const auto& after, const auto& htlc) {
        using Bucket = decltype(htlc.bucket);
        return implies(htlc.bucket == Bucket::general, [&] {
            return both(after.pair_slots_used <= after.pair_slots, [&] { return after.pair_msat_used <= after.pair_capacity; });
        });
    }),
    postcondition<"CB-1">("the pair has one HTLC at most in the congestion bucket",
        [](const auto&, const auto& after, const auto& htlc) {
            using Bucket = decltype(htlc.bucket);
            using Slots = decltype(after.pair_congestion);
            return implies(htlc.bucket == Bucket::congestion, [&] { return after.pair_congestion == Slots(1); });
    }),
    postcondition<"CB-6">("a congestion amount is below an equal share", [](const auto&, const auto& after, const auto& htlc) {
        using Bucket = decltype(htlc.bucket);
        return implies(htlc.bucket == Bucket::congestion,
                       [&] { return wide(htlc.amount.count()) * wide(after.congestion.slots.count()) < wide(after.congestion.capacity.count()); });
    }),
    postcondition<"OC-10">("in-flight risk grows by the HTLC's risk if it is accountable",
        [](const auto& before, const auto& after, const auto& htlc) { return risk_differs_by(after, before, htlc); }),
    postcondition<"CH-7">("both channels refer to the HTLC", [](const auto& before, const auto& after, const auto&) {
        return both(one_more(after.pending_incoming, before.pending_incoming),
                    [&] { return one_more(after.pending_outgoing, before.pending_outgoing); });
    }));

inline constexpr auto vacate_contract = boost::hana::make_tuple(
    postcondition<"CH-10">("the HTLC's bucket holds its slots and amount less, the others the same",
        [](const auto& before, const auto& after, const auto& htlc) { return buckets_differ_by(before, after, htlc); }),
    postcondition<"OC-10">("in-flight risk shrinks by the HTLC's risk if it is accountable",
        [](const auto& before, const auto& after, const auto& htlc) { return risk_differs_by(before, after, htlc); }),
    postcondition<"CB-1">("the pair's congestion slot is free", [](const auto&, const auto& after, const auto& htlc) {
        using Bucket = decltype(htlc.bucket);
        using Slots = decltype(after.pair_congestion);
        return implies(htlc.bucket == Bucket::congestion, [&] { return after.pair_congestion == Slots(0); });
    }),
    postcondition<"CH-7">("neither channel refers to the HTLC", [](const auto& before, const auto& after, const auto&) {
        return both(one_more(before.pending_incoming, after.pending_incoming),
                    [&] { return one_more(before.pending_outgoing, after.pending_outgoing); });
    }));
// clang-format on

}  // namespace plumbline::contracts
