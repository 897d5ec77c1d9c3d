// Successors on their way to the table of states, a batch at a time: while one state's places in memory are fetched,
// the next are computed.
#pragma once

#include "tests/replay/explorer/machine.hpp"
#include "tests/replay/explorer/state_set.hpp"

#include <array>
#include <cstdint>

namespace plumbline::replay::explorer {

/// Collects (source, state) pairs and hands them on with their hash: use(source, state, hash), in order. What is handed
/// on is being fetched from `states` since half a batch.
template <std::size_t Words, class Use>
class Batch {
public:
    using State = std::array<std::uint64_t, Words>;

    Batch(const StateSet<Words>& states, Use use) : states_(&states), use_(std::move(use)) {}

    void push(std::uint32_t source, const State& state) {
        const std::uint64_t hash = hash_of(state);
        states_->prefetch_slot(hash);
        entries_[size_] = {hash, state, source};
        if (++size_ == kBatch) {
            flush();
        }
    }

    void flush() {
        for (std::size_t i = 0; i < size_; ++i) {
            states_->prefetch_state(entries_[i].hash);
        }
        for (std::size_t i = 0; i < size_; ++i) {
            use_(entries_[i].source, entries_[i].state, entries_[i].hash);
        }
        size_ = 0;
    }

private:
    static constexpr std::size_t kBatch = 128;

    struct Entry {
        std::uint64_t hash = 0;
        State state{};
        std::uint32_t source = 0;
    };

    const StateSet<Words>* states_;
    Use use_;
    std::array<Entry, kBatch> entries_{};
    std::size_t size_ = 0;
};

template <std::size_t Words, class Use>
Batch(const StateSet<Words>&, Use) -> Batch<Words, Use>;

}  // namespace plumbline::replay::explorer
