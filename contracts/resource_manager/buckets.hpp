// Contracts of admission to the congestion and the protected bucket (chapters 6 and 7), as the chapters' sentences.
//
// `bucket` has the members of reference/resource_manager/bucket_resources.hpp, `history` and `parameters` those of
// congestion_bucket.hpp and parameters.hpp.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/logic.hpp"

namespace plumbline::contracts {

/// The liquidity of one slot; the bucket has slots (PA-9).
inline constexpr auto unit_of = [](const auto& bucket) {
    return wide(bucket.capacity.count()) / wide(bucket.slots.count());
};

/// So many slots are free and the amount fits; never in a bucket without slots or liquidity (PA-9).
inline constexpr auto fits = [](const auto& bucket, const auto& amount, const auto& slots) {
    using Slots = std::remove_cvref_t<decltype(bucket.slots)>;
    using Msat = std::remove_cvref_t<decltype(bucket.capacity)>;
    return both(bucket.slots > Slots(0), [&] {
        return both(bucket.capacity > Msat(0), [&] {
            return both(wide(bucket.slots_used.count()) + wide(slots.count()) <= wide(bucket.slots.count()), [&] {
                return wide(bucket.msat_used.count()) + wide(amount.count()) <= wide(bucket.capacity.count());
            });
        });
    });
};

/// There is no mark, or the window has passed since it was made (CB-2). A time before the mark is within the window.
inline constexpr auto no_recent_misuse = [](const auto& history, const auto& now, const auto& parameters) {
    return either(!history.misused, [&] {
        return wide(now.count()) >=
               wide(history.misused_at.count()) + wide(parameters.congestion_misuse_window.count());
    });
};

/// amount * slots < capacity (CB-6); the bucket has slots (PA-9).
inline constexpr auto below_equal_share = [](const auto& bucket, const auto& amount) {
    using Slots = std::remove_cvref_t<decltype(bucket.slots)>;
    return both(bucket.slots > Slots(0),
                [&] { return wide(amount.count()) * wide(bucket.slots.count()) < wide(bucket.capacity.count()); });
};

/// All of CB-1, CB-2, CB-6 and CB-8.
inline constexpr auto congestion_open = [](const auto& bucket, const auto& history, const auto& in_flight,
                                           const auto& amount, const auto& now, const auto& parameters) {
    using Slots = std::remove_cvref_t<decltype(bucket.slots)>;
    return both(in_flight == Slots(0), [&] {
        return both(no_recent_misuse(history, now, parameters), [&] {
            return both(below_equal_share(bucket, amount), [&] { return fits(bucket, amount, Slots(1)); });
        });
    });
};

// clang-format off
/// Of an answer `admitted`, and whether the chapter's conditions hold.
inline constexpr auto room_contract = boost::hana::make_tuple(
    postcondition<"PA-9">("a bucket without slots or liquidity never has room",
        [](const auto& admitted, const auto& bucket, const auto&, const auto&) {
            using Slots = std::remove_cvref_t<decltype(bucket.slots)>;
            using Msat = std::remove_cvref_t<decltype(bucket.capacity)>;
            return implies(either(bucket.slots == Slots(0), [&] { return bucket.capacity == Msat(0); }),
                           [&] { return !admitted; });
    }),
    postcondition<"PB-2">("room exactly where the slots are free and the amount fits",
        [](const auto& admitted, const auto& bucket, const auto& amount, const auto& slots) {
            return iff(admitted, fits(bucket, amount, slots));
    }));

inline constexpr auto congestion_contract = boost::hana::make_tuple(
    postcondition<"CB-1">("admitted: none of the pair is in flight",
        [](const auto& admitted, const auto&, const auto&, const auto& in_flight, const auto&, const auto&, const auto&) {
            using Slots = std::remove_cvref_t<decltype(in_flight)>;
            return implies(admitted, [&] { return in_flight == Slots(0); });
    }),
    postcondition<"CB-2">("admitted: no misuse within the window",
        [](const auto& admitted, const auto&, const auto& history, const auto&, const auto&, const auto& now, const auto& parameters) {
            return implies(admitted, [&] { return no_recent_misuse(history, now, parameters); });
    }),
    postcondition<"CB-6">("admitted: below an equal share",
        [](const auto& admitted, const auto& bucket, const auto&, const auto&, const auto& amount, const auto&, const auto&) {
            return implies(admitted, [&] { return below_equal_share(bucket, amount); });
    }),
    postcondition<"CB-8">("admitted: a slot is free and the amount fits",
        [](const auto& admitted, const auto& bucket, const auto&, const auto&, const auto& amount, const auto&, const auto&) {
            using Slots = std::remove_cvref_t<decltype(bucket.slots)>;
            return implies(admitted, [&] { return fits(bucket, amount, Slots(1)); });
    }),
    postcondition<"RM-6">("eligible: admitted",
        [](const auto& admitted, const auto& bucket, const auto& history, const auto& in_flight, const auto& amount,
           const auto& now, const auto& parameters) {
            return implies(congestion_open(bucket, history, in_flight, amount, now, parameters), [&] { return admitted; });
    }));

/// Of a pair's history before and after a resolution.
inline constexpr auto misuse_contract = boost::hana::make_tuple(
    postcondition<"CB-7">("held for longer than the period: marked with the time of the resolution, or a later one",
        [](const auto& before, const auto& after, const auto& held, const auto& now, const auto& parameters) {
            return implies(held > parameters.resolution_period, [&] {
                return both(after.misused, [&] {
                    return both(after.misused_at >= now, [&] {
                        return either(after.misused_at == now, [&] {
                            return both(before.misused, [&] { return after.misused_at == before.misused_at; });
                        });
                    });
                });
            });
    }),
    postcondition<"CB-7">("held for the period or less: nothing changes",
        [](const auto& before, const auto& after, const auto& held, const auto&, const auto& parameters) {
            return implies(held <= parameters.resolution_period, [&] {
                return both(iff(after.misused, before.misused), [&] { return after.misused_at == before.misused_at; });
            });
    }),
    postcondition<"CB-7">("a mark is never taken away, and never moves back",
        [](const auto& before, const auto& after, const auto&, const auto&, const auto&) {
            return implies(before.misused, [&] { return both(after.misused, [&] { return after.misused_at >= before.misused_at; }); });
    }),
    postcondition<"CB-1">("a resolution's mark changes nothing else of the history",
        [](const auto& before, const auto& after, const auto&, const auto&, const auto&) { return after.in_flight == before.in_flight; }));
// clang-format on

}  // namespace plumbline::contracts
