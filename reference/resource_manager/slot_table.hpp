// Who holds which slot of a general bucket. Chapter 5-general-bucket.
#pragma once

#include "contracts/violation.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace plumbline {

/// Numbers a pair within its incoming channel; no_pair holds no slot.
using PairNumber = std::uint16_t;
inline constexpr PairNumber no_pair = 0xffff;

/// The holder of each slot (GB-11). A channel has hundreds of slots and few pairs: a slot takes one byte until the
/// number of a holder needs two.
class SlotTable {
public:
    constexpr SlotTable() = default;

    /// `slots` free slots.
    constexpr explicit SlotTable(std::size_t slots) : bytes_(slots, free_byte) {}

    [[nodiscard]] constexpr std::size_t size() const { return wide_ ? bytes_.size() / 2 : bytes_.size(); }

    /// The pair that holds the slot; no_pair if it is free. An index outside the table is a violated contract (GB-14).
    [[nodiscard]] constexpr PairNumber operator[](std::size_t slot) const {
        contracts::require<"GB-14">(slot < size(), "a slot is in the table", "SlotTable");
        if (wide_) {
            return static_cast<PairNumber>(bytes_[2 * slot] | bytes_[2 * slot + 1] << 8U);
        }
        return bytes_[slot] == free_byte ? no_pair : PairNumber{bytes_[slot]};
    }

    /// The first slot from `slot` on that is held; size() if there is none.
    [[nodiscard]] constexpr std::size_t next_held(std::size_t slot) const {
        const std::size_t end = size();
        if (wide_) {
            while (slot < end && (*this)[slot] == no_pair) {
                ++slot;
            }
            return slot;
        }
        while (slot < end && bytes_[slot] == free_byte) {
            ++slot;
        }
        return slot;
    }

    /// Gives the slot to a pair, or frees it with no_pair. An index outside the table is a violated contract (GB-14).
    constexpr void set(std::size_t slot, PairNumber holder) {
        contracts::require<"GB-14">(slot < size(), "a slot is in the table", "SlotTable");
        if (!wide_ && holder >= free_byte && holder != no_pair) {
            widen();
        }
        if (wide_) {
            bytes_[2 * slot] = static_cast<std::uint8_t>(holder);
            bytes_[2 * slot + 1] = static_cast<std::uint8_t>(holder >> 8U);
        } else {
            bytes_[slot] = static_cast<std::uint8_t>(holder);
        }
    }

    /// More slots are free ones; fewer: the last ones go, whoever holds them.
    constexpr void resize(std::size_t slots) { bytes_.resize(wide_ ? 2 * slots : slots, free_byte); }

    /// Makes room for `slots` slots. Fewer than before: the last ones go, down to the last one that is held (CH-5).
    constexpr void fit(std::size_t slots) {
        std::size_t kept = size();
        while (kept > slots && (*this)[kept - 1] == no_pair) {
            --kept;
        }
        resize(std::max(kept, slots));
    }

    /// Makes room for the slot, if it is beyond the last one.
    constexpr void cover(std::size_t slot) { resize(std::max(size(), slot + 1)); }

    /// How many slots are held; how many `holder` has.
    [[nodiscard]] constexpr std::size_t held() const { return size() - count(no_pair); }

    [[nodiscard]] constexpr std::size_t count(PairNumber holder) const {
        std::size_t found = 0;
        for (std::size_t slot = 0; slot < size(); ++slot) {
            found += (*this)[slot] == holder ? std::size_t{1} : std::size_t{0};
        }
        return found;
    }

    /// Whether `holds(slot)` for every slot.
    template <class Holds>
    [[nodiscard]] constexpr bool every(Holds&& holds) const {
        for (std::size_t slot = 0; slot < size(); ++slot) {
            if (!holds(slot)) {
                return false;
            }
        }
        return true;
    }

    /// Frees every slot that `holder` has.
    constexpr void free_all(PairNumber holder) {
        for (std::size_t slot = 0; slot < size(); ++slot) {
            if ((*this)[slot] == holder) {
                set(slot, no_pair);
            }
        }
    }

    friend constexpr bool operator==(const SlotTable& a, const SlotTable& b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (std::size_t slot = 0; slot < a.size(); ++slot) {
            if (a[slot] != b[slot]) {
                return false;
            }
        }
        return true;
    }

private:
    static constexpr std::uint8_t free_byte = 0xff;  // both of no_pair's bytes

    constexpr void widen() {
        SlotTable wider;
        wider.wide_ = true;
        wider.resize(size());
        for (std::size_t slot = 0; slot < size(); ++slot) {
            wider.set(slot, (*this)[slot]);
        }
        *this = std::move(wider);
    }

    std::vector<std::uint8_t> bytes_;
    bool wide_ = false;  // two bytes a slot, the low one first
};

}  // namespace plumbline
