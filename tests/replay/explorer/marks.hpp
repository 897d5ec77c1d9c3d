// One bit for each stored state, and a state for each to look at.
#pragma once

#include "tests/replay/explorer/levels.hpp"

#include <atomic>
#include <bit>
#include <limits>

namespace plumbline::replay::explorer {

/// Marks on the states of a set that no longer grows. For use by several threads.
class Marks {
public:
    /// No mark on any of the states below `ends`; none where the budget has no room.
    static std::optional<Marks> take(MemoryBudget& budget, const Ends& ends) {
        Marks marks;
        std::size_t words = 0;
        for (std::size_t shard = 0; shard < kShards; ++shard) {
            marks.first_[shard] = words;
            words += (std::size_t{ends[shard]} + 63) / 64;
        }
        marks.numbers_ = std::uint64_t{words} * 64;
        auto pages = Pages::take(budget, std::max<std::size_t>(words, 1) * sizeof(std::uint64_t));
        if (!pages) {
            return std::nullopt;
        }
        marks.pages_ = std::move(*pages);
        return marks;
    }

    [[nodiscard]] bool has(StateId id) const { return has(number(id)); }

    [[nodiscard]] bool has(std::uint64_t number) const {
        return (word(number).load(std::memory_order_relaxed) >> (number % 64) & 1) != 0;
    }

    /// Of a state, below numbers().
    [[nodiscard]] std::uint64_t number(StateId id) const { return first_[id.shard] * std::uint64_t{64} + id.place; }

    [[nodiscard]] std::uint64_t numbers() const { return numbers_; }

    void set(StateId id) const {
        word(number(id)).fetch_or(std::uint64_t{1} << (id.place % 64), std::memory_order_relaxed);
    }

private:
    [[nodiscard]] std::atomic_ref<std::uint64_t> word(std::uint64_t number) const {
        return std::atomic_ref(static_cast<std::uint64_t*>(pages_.data())[number / 64]);
    }

    std::array<std::size_t, kShards> first_{};
    std::uint64_t numbers_ = 0;
    Pages pages_;
};

/// For each state, by its number, a successor without a mark: as long as that has none, the state need not be looked at
/// again. Each state is for one thread at a time.
class Watches {
public:
    Watches() = default;

    /// Of no state where the budget has no room, or numbers do not fit: then nothing is remembered.
    static Watches take(MemoryBudget& budget, std::uint64_t numbers) {
        Watches watches;
        if (numbers < std::numeric_limits<std::uint32_t>::max()) {
            auto pages = Pages::take(budget, std::max<std::size_t>(numbers, 1) * sizeof(std::uint32_t));
            watches.pages_ = pages ? std::move(*pages) : Pages{};
        }
        return watches;
    }

    [[nodiscard]] std::optional<std::uint64_t> of(std::uint64_t number) const {
        const std::uint32_t watched = pages_.data() == nullptr ? 0 : at(number);
        return watched == 0 ? std::nullopt : std::optional<std::uint64_t>{watched - 1U};
    }

    void set(std::uint64_t number, std::uint64_t watched) const {
        if (pages_.data() != nullptr) {
            at(number) = static_cast<std::uint32_t>(watched + 1);
        }
    }

private:
    [[nodiscard]] std::uint32_t& at(std::uint64_t number) const {
        return static_cast<std::uint32_t*>(pages_.data())[number];
    }

    Pages pages_;
};

}  // namespace plumbline::replay::explorer
