// The bodies of StateSet's members.
#pragma once

#include "tests/replay/explorer/state_set.hpp"

namespace plumbline::replay::explorer {

template <std::size_t Words>
Added StateSet<Words>::add(const State& state, std::uint64_t hash) {
    Shard& shard = shards_[shard_of(hash)];
    const Lock lock(shard);
    const std::uint32_t place = shard.states.load(std::memory_order_relaxed);
    if (place == shard.most && !make_room(shard)) {
        // A state that is there needs no room.
        return shard.most > 0 && find(state, hash) ? Added::known : Added::no_memory;
    }
    const std::optional<std::uint32_t> free =
        probe(shard, hash, [&](std::uint32_t other) { return same(state_at(shard, other), state); });
    if (!free) {
        return Added::known;
    }
    if (place % kChunk == 0) {
        State* const chunk = new_chunk();
        if (chunk == nullptr) {
            return Added::no_memory;
        }
        shard.chunks[place >> kChunkBits] = chunk;
    }
    shard.chunks[place >> kChunkBits][place % kChunk] = state;
    shard.slots.load(std::memory_order_relaxed)[*free] = tag_of(hash) | (place + 1);
    shard.states.store(place + 1, std::memory_order_relaxed);
    return Added::added;
}

template <std::size_t Words>
std::optional<StateId> StateSet<Words>::find(const State& state, std::uint64_t hash) const {
    const std::size_t number = shard_of(hash);
    const Shard& shard = shards_[number];
    std::optional<StateId> id;
    if (shard.slot_count.load(std::memory_order_relaxed) > 0) {
        probe(shard, hash, [&](std::uint32_t place) {
            if (same(state_at(shard, place), state)) {
                id = StateId{static_cast<std::uint32_t>(number), place};
            }
            return id.has_value();
        });
    }
    return id;
}

template <std::size_t Words>
void StateSet<Words>::prefetch_slot(std::uint64_t hash) const {
    // The table may be replaced meanwhile; fetching an address does no harm whatever is there.
    const Shard& shard = shards_[shard_of(hash)];
    __builtin_prefetch(shard.slots.load(std::memory_order_relaxed) +
                       slot_of(hash, shard.slot_count.load(std::memory_order_relaxed)));
}

template <std::size_t Words>
void StateSet<Words>::prefetch_state(std::uint64_t hash) const {
    const Shard& shard = shards_[shard_of(hash)];
    const Lock lock(shard);
    prefetch_in(shard, hash);
}

template <std::size_t Words>
void StateSet<Words>::prefetch_state_alone(std::uint64_t hash) const {
    prefetch_in(shards_[shard_of(hash)], hash);
}

template <std::size_t Words>
void StateSet<Words>::prefetch_in(const Shard& shard, std::uint64_t hash) {
    if (shard.slot_count.load(std::memory_order_relaxed) > 0) {
        probe(shard, hash, [&](std::uint32_t place) {
            __builtin_prefetch(&state_at(shard, place));
            return true;
        });
    }
}

template <std::size_t Words>
bool StateSet<Words>::make_room(Shard& shard) {
    if (shard.chunks == nullptr) {
        // Of the directory one small page is used for 2^9 chunks; that one is counted.
        auto directory = Pages::take(*budget_, kChunks * sizeof(State*), 4096);
        if (!directory) {
            return false;
        }
        shard.directory = std::move(*directory);
        shard.chunks = static_cast<State**>(shard.directory.data());
    }
    return shard.states.load(std::memory_order_relaxed) < kMostInShard && grow_table(shard);
}

template <std::size_t Words>
bool StateSet<Words>::grow_table(Shard& shard) {
    const std::uint32_t old = shard.slot_count.load(std::memory_order_relaxed);
    const std::uint32_t count = old == 0 ? kFirstSlots : old + old / 5 * 2;
    auto table = Pages::take(*budget_, count * sizeof(std::uint32_t));
    if (!table) {
        return false;
    }
    auto* const slots = static_cast<std::uint32_t*>(table->data());
    const std::uint32_t states = shard.states.load(std::memory_order_relaxed);
    for (std::uint32_t place = 0; place < states; ++place) {
        const std::uint64_t hash = hash_of(state_at(shard, place));
        std::uint32_t at = slot_of(hash, count);
        while (slots[at] != 0) {
            at = at + 1 == count ? 0 : at + 1;
        }
        slots[at] = tag_of(hash) | (place + 1);
    }
    shard.slots.store(slots, std::memory_order_relaxed);
    shard.slot_count.store(count, std::memory_order_relaxed);
    shard.table = std::move(*table);
    shard.most = std::min<std::uint32_t>(count / 5 * 4, kMostInShard);
    return true;
}

template <std::size_t Words>
auto StateSet<Words>::new_chunk() -> State* {
    static_assert(kChunk * sizeof(State) <= kSlab);
    while (cutting_.test_and_set(std::memory_order_acquire)) {
        std::this_thread::yield();
    }
    State* chunk = nullptr;
    if (left_in_slab_ == 0) {
        if (auto slab = Pages::take(*budget_, kSlab)) {
            slabs_.push_back(std::move(*slab));
            left_in_slab_ = kSlab / (kChunk * sizeof(State));
        }
    }
    if (left_in_slab_ > 0) {
        --left_in_slab_;
        chunk = static_cast<State*>(slabs_.back().data()) + left_in_slab_ * kChunk;
    }
    cutting_.clear(std::memory_order_release);
    return chunk;
}

}  // namespace plumbline::replay::explorer
