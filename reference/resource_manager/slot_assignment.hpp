// Which slots of an incoming channel's general bucket a pair may use. Chapter 5-general-bucket.
#pragma once

#include "reference/resource_manager/rules.hpp"
#include "reference/resource_manager/slot_set.hpp"

#include <optional>

namespace plumbline {

/// How many of `total` general slots a pair is assigned: 5 %, at least 5, never more than there are (GB-1).
template <class Number>
constexpr Number share_of_slots(Number total, const Rules& rules) {
    const Number rounding(rules.pair_slots == PairSlots::rounded_up ? 99U : 0U);
    const Number share = (total * Number(5U) + rounding) / Number(100U);
    return std::min(total, std::max(Number(5U), share));
}

constexpr std::size_t pair_slot_allocation(std::size_t total, const Rules& rules) {
    return share_of_slots(total, rules);
}

/// Assigns the slot, unless it is assigned already (GB-4).
template <class Set, class Index>
constexpr void assign_new(Set& assigned, Index index) {
    assigned.push_back_if(!assigned.contains(index), index);
}

/// One draw: the word modulo total (GB-4, GB-5). `total` > 0.
template <class Set, class Word>
constexpr void draw_slot(Set& assigned, Word word, Word total) {
    assign_new(assigned, static_cast<typename Set::Index>(word % total));
}

/// The pair's slots out of `total`, drawn from its key stream: each word modulo total, repetitions skipped (GB-4,
/// GB-5). Where the words run out, the lowest unassigned indexes complete the set, so that every key stream gives an
/// assignment (GB-6). None only under the deviation slot-tries-ten. `words` has size() and operator[].
template <class Words>
constexpr std::optional<SlotSet> assign_slots(Words&& words, std::size_t total, const Rules& rules) {
    const std::size_t wanted = pair_slot_allocation(total, rules);
    const bool limited = rules.slot_tries == SlotTries::ten_per_slot;
    const std::size_t draws = limited ? std::min(words.size(), 10 * wanted) : words.size();
    SlotSet assigned;
    std::uint32_t mixed = 0;
    for (std::size_t draw = 0; draw < draws && assigned.size() < wanted; ++draw) {
        mixed = rules.slot_words == SlotWords::xored ? mixed ^ words[draw] : words[draw];
        draw_slot(assigned, std::size_t{mixed}, total);
    }
    if (limited && assigned.size() < wanted) {
        return std::nullopt;
    }
    for (SlotIndex index = 0; assigned.size() < wanted; ++index) {
        assign_new(assigned, index);
    }
    return assigned;
}

}  // namespace plumbline
