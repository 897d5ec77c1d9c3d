// One bit for each stored state.
#pragma once

#include "tests/replay/explorer/levels.hpp"

#include <atomic>
#include <bit>

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
        auto pages = Pages::take(budget, std::max<std::size_t>(words, 1) * sizeof(std::uint64_t));
        if (!pages) {
            return std::nullopt;
        }
        marks.pages_ = std::move(*pages);
        return marks;
    }

    [[nodiscard]] bool has(StateId id) const {
        return (word(id).load(std::memory_order_relaxed) >> (id.place % 64) & 1) != 0;
    }

    void set(StateId id) const { word(id).fetch_or(std::uint64_t{1} << (id.place % 64), std::memory_order_relaxed); }

private:
    [[nodiscard]] std::atomic_ref<std::uint64_t> word(StateId id) const {
        return std::atomic_ref(static_cast<std::uint64_t*>(pages_.data())[first_[id.shard] + id.place / 64]);
    }

    std::array<std::size_t, kShards> first_{};
    Pages pages_;
};

}  // namespace plumbline::replay::explorer
