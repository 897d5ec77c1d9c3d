// The bodies of StateSet's members.
#pragma once

#include "tests/replay/explorer/state_set.hpp"

namespace plumbline::replay::explorer {

template <std::size_t Words>
Added StateSet<Words>::add(const State& state, std::uint64_t hash) {
    Shard& shard = shards_[shard_of(hash)];
    const auto is_it = [&](std::uint32_t other) { return same(state_at(shard, other), state); };
    const Table seen = table_of(shard);
    std::uint32_t* free = probe(seen, hash, is_it);
    if (free == nullptr && seen.count > 0) {
        return Added::known;
    }
    const Lock lock(shard);
    const std::uint32_t place = shard.states.load(std::memory_order_relaxed);
    const bool room = place < shard.most || make_room(shard);
    const Table table = table_of(shard);
    // Where nobody came between, the slot is still the one.
    if (table != seen || (free != nullptr && *free != 0)) {
        free = probe(table, hash, is_it);
        if (free == nullptr) {
            return Added::known;
        }
    }
    if (!room || (place % kChunk == 0 && !add_chunk(shard))) {
        return Added::no_memory;
    }
    shard.chunks[place >> kChunkBits][place % kChunk] = state;
    std::atomic_ref<std::uint32_t>(*free).store(tag_of(hash) | (place + 1), std::memory_order_release);
    shard.states.store(place + 1, std::memory_order_relaxed);
    return Added::added;
}

template <std::size_t Words>
std::optional<StateId> StateSet<Words>::find(const State& state, std::uint64_t hash) const {
    const std::size_t number = shard_of(hash);
    const Shard& shard = shards_[number];
    std::optional<StateId> id;
    probe(table_of(shard), hash, [&](std::uint32_t place) {
        if (same(state_at(shard, place), state)) {
            id = StateId{static_cast<std::uint32_t>(number), place};
        }
        return id.has_value();
    });
    return id;
}

template <std::size_t Words>
void StateSet<Words>::prefetch_slot(std::uint64_t hash) const {
    const Table table = table_of(shards_[shard_of(hash)]);
    __builtin_prefetch(table.slots + slot_of(hash, table.count));
}

template <std::size_t Words>
void StateSet<Words>::prefetch_state(std::uint64_t hash) const {
    const Shard& shard = shards_[shard_of(hash)];
    probe(table_of(shard), hash, [&](std::uint32_t place) {
        __builtin_prefetch(&state_at(shard, place));
        return true;
    });
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
    auto pages = Pages::take(*budget_, count * sizeof(std::uint32_t));
    if (!pages) {
        return false;
    }
    pages->populate();
    auto* const slots = static_cast<std::uint32_t*>(pages->data());
    const std::uint32_t states = shard.states.load(std::memory_order_relaxed);
    for (std::uint32_t place = 0; place < states; ++place) {
        const std::uint64_t hash = hash_of(state_at(shard, place));
        std::uint32_t at = slot_of(hash, count);
        while (slots[at] != 0) {
            at = at + 1 == count ? 0 : at + 1;
        }
        slots[at] = tag_of(hash) | (place + 1);
    }
    shard.slots.store(slots, std::memory_order_release);
    shard.slot_count.store(count, std::memory_order_release);
    shard.most = std::min<std::uint32_t>(count / 5 * 4, kMostInShard);
    Pages replaced = std::exchange(shard.table_pages, std::move(*pages));
    if (old > 0) {
        replaced.empty();
        const std::scoped_lock lock(pages_mutex_);
        replaced_.push_back(std::move(replaced));
    }
    return true;
}

template <std::size_t Words>
bool StateSet<Words>::add_chunk(Shard& shard) {
    static_assert(kChunk * sizeof(State) <= kSlab);
    const std::scoped_lock lock(pages_mutex_);
    if (left_in_slab_ == 0) {
        auto slab = Pages::take(*budget_, kSlab);
        if (!slab) {
            return false;
        }
        slabs_.push_back(std::move(*slab));
        left_in_slab_ = kSlab / (kChunk * sizeof(State));
    }
    --left_in_slab_;
    shard.chunks[shard.states.load(std::memory_order_relaxed) >> kChunkBits] =
        static_cast<State*>(slabs_.back().data()) + left_in_slab_ * kChunk;
    return true;
}

}  // namespace plumbline::replay::explorer
