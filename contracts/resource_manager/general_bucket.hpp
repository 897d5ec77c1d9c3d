// Contract of choosing slots in the general bucket (chapter 5), as the chapter's sentences.
//
// `bucket` and `share` have the members of reference/resource_manager/general_bucket.hpp; `chosen` is what
// slots_for_amount() gave.
#pragma once

#include "contracts/resource_manager/buckets.hpp"

namespace plumbline::contracts {

// clang-format off
/// Of slots that were chosen; by this, and by nothing else, the step that takes them keeps the invariants.
inline constexpr auto choice_contract = boost::hana::make_tuple(
    postcondition<"PA-9">("slots are chosen only where there are some, with liquidity",
        [](const auto& bucket, const auto&, const auto&, const auto&) {
            using Slots = std::remove_cvref_t<decltype(bucket.resources.slots)>;
            return both(bucket.resources.slots > Slots(0), [&] {
                return unit_of(bucket.resources) > decltype(unit_of(bucket.resources))(0);
            });
    }),
    postcondition<"GB-3">("the pair stays within its share",
        [](const auto& bucket, const auto& share, const auto& amount, const auto& chosen) {
            using Slots = std::remove_cvref_t<decltype(bucket.resources.slots)>;
            const Slots assigned(share.assigned.size());
            return both(share.slots_used + Slots(chosen.size()) <= assigned, [&] {
                return wide(share.msat_used.count()) + wide(amount.count()) <=
                       unit_of(bucket.resources) * wide(assigned.count());
            });
    }),
    postcondition<"GB-15">("the bucket stays within its slots and liquidity",
        [](const auto& bucket, const auto&, const auto& amount, const auto& chosen) {
            using Slots = std::remove_cvref_t<decltype(bucket.resources.slots)>;
            return fits(bucket.resources, amount, Slots(chosen.size()));
    }),
    postcondition<"GB-14">("chosen slots are in the table", [](const auto& bucket, const auto&, const auto&, const auto& chosen) {
        using Slots = std::remove_cvref_t<decltype(bucket.resources.slots)>;
        return chosen.every([&](auto slot) { return Slots(typename Slots::Rep(slot)) < Slots(bucket.holder.size()); });
    }),
    postcondition<"GB-10">("chosen slots are free, whoever might hold them",
        [](const auto& bucket, const auto&, const auto&, const auto& chosen) {
            using Holder = std::remove_cvref_t<decltype(bucket.holder[typename std::remove_cvref_t<decltype(chosen)>::Index(0)])>;
            return chosen.every([&](auto slot) { return bucket.holder[slot] == Holder(0xffff); });
    }),
    postcondition<"GB-11">("none is chosen twice", [](const auto&, const auto&, const auto&, const auto& chosen) {
        return chosen.every_two([](auto earlier, auto later) { return earlier != later; });
    }));

/// Of the same slots: that they are the pair's, and as many as the amount takes.
inline constexpr auto chosen_for_pair_contract = boost::hana::make_tuple(
    postcondition<"GB-10">("the pair was assigned what is chosen", [](const auto&, const auto& share, const auto&, const auto& chosen) {
        return chosen.every([&](auto slot) { return share.assigned.contains(slot); });
    }),
    postcondition<"GB-9">("as many slots as the amount takes: one for each started unit, and at least one",
        [](const auto& bucket, const auto&, const auto& amount, const auto& chosen) {
            using Slots = std::remove_cvref_t<decltype(bucket.resources.slots)>;
            const auto slots = wide(Slots(chosen.size()).count());
            using Wide = std::remove_cvref_t<decltype(slots)>;
            const auto unit = unit_of(bucket.resources);
            return both(wide(amount.count()) <= unit * slots, [&] {
                return either(slots == Wide(1), [&] {
                    return both(slots > Wide(1), [&] { return wide(amount.count()) > unit * (slots - Wide(1)); });
                });
            });
    }));
// clang-format on

}  // namespace plumbline::contracts
