// A few slot indexes, in order, without allocation.
#pragma once

#include "contracts/violation.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace plumbline {

/// Index of a slot in an incoming channel's general bucket: 0 … total-1, total at most 483.
using SlotIndex = std::uint16_t;

/// At most 5 % of 483, rounded up, and at least 5 (GB-1).
inline constexpr std::size_t max_pair_slots = 25;

/// Distinct slot indexes in the order in which they were assigned or taken.
class SlotSet {
public:
    using Index = SlotIndex;

    [[nodiscard]] constexpr std::size_t size() const { return size_; }

    [[nodiscard]] constexpr bool empty() const { return size_ == 0; }

    [[nodiscard]] constexpr const SlotIndex* begin() const { return indexes_.data(); }

    [[nodiscard]] constexpr const SlotIndex* end() const { return indexes_.data() + size_; }

    [[nodiscard]] constexpr bool contains(SlotIndex index) const { return std::find(begin(), end(), index) != end(); }

    /// Appends an index that is not yet in the set; the set holds at most max_pair_slots.
    constexpr void push_back(SlotIndex index) {
        contracts::require<"GB-14">(size_ < max_pair_slots, "a pair has at most 25 slots", "SlotSet::push_back");
        indexes_[size_++] = index;
    }

    /// Appends the index where `wanted`.
    constexpr void push_back_if(bool wanted, SlotIndex index) {
        if (wanted) {
            push_back(index);
        }
    }

    /// Calls `visit(index)` for each index, in order.
    template <class Visit>
    constexpr void for_each(Visit&& visit) const {
        for (const SlotIndex index : *this) {
            visit(index);
        }
    }

    /// Whether `holds(index)` for every index.
    template <class Holds>
    [[nodiscard]] constexpr bool every(Holds&& holds) const {
        return std::all_of(begin(), end(), holds);
    }

    /// Whether `holds(earlier, later)` for every two indexes.
    template <class Holds>
    [[nodiscard]] constexpr bool every_two(Holds&& holds) const {
        for (const SlotIndex* later = begin(); later != end(); ++later) {
            if (!std::all_of(begin(), later, [&](SlotIndex earlier) { return holds(earlier, *later); })) {
                return false;
            }
        }
        return true;
    }

    friend constexpr bool operator==(const SlotSet& a, const SlotSet& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    std::array<SlotIndex, max_pair_slots> indexes_{};
    std::uint8_t size_ = 0;
};

}  // namespace plumbline
