// Which states were found at which distance from the initial ones: for each level, where it ends in each shard.
#pragma once

#include "tests/replay/explorer/state_set.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace plumbline::replay::explorer {

/// For each shard a number of states.
using Ends = std::array<std::uint32_t, kShards>;

/// States that follow one another in a shard.
struct Piece {
    std::uint32_t shard = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

inline constexpr std::uint32_t kPieceStates = 256;

/// The states between two ends, cut into numbered pieces of at most kPieceStates.
class Pieces {
public:
    Pieces(const Ends& begins, const Ends& ends) : begins_(begins), ends_(ends) {
        for (std::size_t shard = 0; shard < kShards; ++shard) {
            first_[shard + 1] = first_[shard] + (ends[shard] - begins[shard] + kPieceStates - 1) / kPieceStates;
        }
    }

    [[nodiscard]] std::uint64_t count() const { return first_.back(); }

    Piece operator[](std::uint64_t number) const {
        const auto after = std::upper_bound(first_.begin(), first_.end(), number);
        const auto shard = static_cast<std::size_t>(after - first_.begin()) - 1;
        const auto begin = begins_[shard] + static_cast<std::uint32_t>(number - first_[shard]) * kPieceStates;
        return {static_cast<std::uint32_t>(shard), begin, std::min(begin + kPieceStates, ends_[shard])};
    }

private:
    Ends begins_;
    Ends ends_;
    std::array<std::uint64_t, kShards + 1> first_{};
};

class Levels {
public:
    /// Says that the newest level ends where the shards do now.
    template <std::size_t Words>
    void close(const StateSet<Words>& states) {
        Ends& ends = ends_.emplace_back();
        for (std::size_t shard = 0; shard < kShards; ++shard) {
            ends[shard] = states.size(shard);
        }
    }

    void close(const Ends& ends) { ends_.push_back(ends); }

    /// Levels are numbered by distance, from 0.
    [[nodiscard]] std::size_t count() const { return ends_.size(); }

    [[nodiscard]] const Ends& end(std::size_t level) const { return ends_[level]; }

    [[nodiscard]] Ends begin(std::size_t level) const { return level == 0 ? Ends{} : ends_[level - 1]; }

    [[nodiscard]] Pieces pieces(std::size_t level) const { return {begin(level), end(level)}; }

    [[nodiscard]] std::uint64_t states(std::size_t level) const {
        const Ends from = begin(level);
        std::uint64_t sum = 0;
        for (std::size_t shard = 0; shard < kShards; ++shard) {
            sum += end(level)[shard] - from[shard];
        }
        return sum;
    }

    /// The level of a state.
    [[nodiscard]] std::size_t level_of(StateId id) const {
        const auto level = std::partition_point(ends_.begin(), ends_.end(),
                                                [&](const Ends& ends) { return ends[id.shard] <= id.place; });
        return static_cast<std::size_t>(level - ends_.begin());
    }

private:
    std::vector<Ends> ends_;
};

}  // namespace plumbline::replay::explorer
