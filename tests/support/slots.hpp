// Slot sets by their indexes, and words that stand for a key stream.
#pragma once

#include "reference/resource_manager/slot_set.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace plumbline::support {

constexpr SlotSet slot_set(std::initializer_list<SlotIndex> indexes) {
    SlotSet slots;
    for (const SlotIndex index : indexes) {
        slots.push_back(index);
    }
    return slots;
}

/// The given words, then the last of them again and again, up to `size()` words in all.
class GivenWords {
public:
    constexpr GivenWords(std::initializer_list<std::uint32_t> words, std::size_t size = 1024) : size_(size) {
        for (const std::uint32_t word : words) {
            words_[given_++] = word;
        }
    }

    [[nodiscard]] constexpr std::size_t size() const { return size_; }

    constexpr std::uint32_t operator[](std::size_t position) const {
        return words_[position < given_ ? position : given_ - 1];
    }

private:
    std::array<std::uint32_t, 32> words_{};
    std::size_t given_ = 0;
    std::size_t size_;
};

}  // namespace plumbline::support
