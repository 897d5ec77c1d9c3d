// The states that were found, each stored whole, and found again by all of its words: no two states are ever taken for
// one, whatever their hashes.
//
// The set is cut into shards by hash. A shard keeps its states in the order of their addition, in chunks that never
// move, and a hash table of 32-bit slots: 24 bits say which state, 8 more bits of the hash spare most looks at other
// states. So a state costs its words and 4 bytes at a load of 0.57 to 0.8.
//
// Most states that are added are there already. That is found without a lock: slots are written once, after what they
// name, and a table that was replaced reads as empty, so that whoever still looks there finds nothing wrong.
#pragma once

#include "tests/replay/explorer/memory.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace plumbline::replay::explorer {

inline constexpr std::size_t kShardBits = 8;
inline constexpr std::size_t kShards = std::size_t{1} << kShardBits;
inline constexpr std::size_t kPlaceBits = 32 - kShardBits;
/// A slot holds the place plus one.
inline constexpr std::uint32_t kMostInShard = (std::uint32_t{1} << kPlaceBits) - 1;

/// Names a stored state: its shard, and its place there.
struct StateId {
    std::uint32_t shard = 0;
    std::uint32_t place = 0;
    friend auto operator<=>(const StateId&, const StateId&) = default;
};

__extension__ using Wide = unsigned __int128;

/// Spreads the words over 64 bits. Which states are told apart does not depend on it.
template <std::size_t Words>
std::uint64_t hash_of(const std::array<std::uint64_t, Words>& state) {
    std::uint64_t hash = 0x9e3779b97f4a7c15;
    for (const std::uint64_t word : state) {
        const Wide product = Wide{hash ^ word} * 0xd6e8feb86659fd93;
        hash = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
        hash += 0x2545f4914f6cdd1d;
    }
    const Wide product = Wide{hash} * 0xa0761d6478bd642f;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// a == b without the call of memcmp that std::array makes.
template <std::size_t Words>
bool same(const std::array<std::uint64_t, Words>& a, const std::array<std::uint64_t, Words>& b) {
    std::uint64_t different = 0;
    for (std::size_t i = 0; i < Words; ++i) {
        different |= a[i] ^ b[i];
    }
    return different == 0;
}

enum class Added : std::uint8_t { known, added, no_memory };

template <std::size_t Words>
class StateSet {
public:
    using State = std::array<std::uint64_t, Words>;

    /// Holds nothing, and counts what it will hold in `budget`, which must outlive it.
    explicit StateSet(MemoryBudget& budget) : budget_(&budget), shards_(kShards) {}

    /// Adds a state unless it is there; `hash` is hash_of(state). For use by several threads.
    Added add(const State& state, std::uint64_t hash);

    /// Where a state is. What others add at the same time may be missed.
    [[nodiscard]] std::optional<StateId> find(const State& state, std::uint64_t hash) const;

    /// A state that was added before this thread last synchronised with others.
    const State& operator[](StateId id) const { return state_at(shards_[id.shard], id.place); }

    /// Number of states in a shard; in all.
    [[nodiscard]] std::uint32_t size(std::size_t shard) const {
        return shards_[shard].states.load(std::memory_order_relaxed);
    }

    [[nodiscard]] std::uint64_t size() const {
        std::uint64_t sum = 0;
        for (std::size_t shard = 0; shard < kShards; ++shard) {
            sum += size(shard);
        }
        return sum;
    }

    /// Begins to fetch what add() or find() reads first; then, when that has come, what it reads next.
    void prefetch_slot(std::uint64_t hash) const;
    void prefetch_state(std::uint64_t hash) const;

private:
    static constexpr std::size_t kChunkBits = 10;
    static constexpr std::size_t kChunk = std::size_t{1} << kChunkBits;
    static constexpr std::size_t kChunks = (std::size_t{1} << kPlaceBits) / kChunk;
    static constexpr std::size_t kSlab = std::size_t{1} << 21;
    static constexpr std::uint32_t kFirstSlots = 256;

    struct Table {
        std::uint32_t* slots = nullptr;
        std::uint32_t count = 0;
        friend bool operator==(const Table&, const Table&) = default;
    };

    // What each addition writes is in a line of the cache by itself: the other is read by all threads, all the time.
    struct alignas(64) Shard {
        std::atomic<std::uint32_t*> slots{nullptr};
        std::atomic<std::uint32_t> slot_count{0};
        State** chunks = nullptr;  // kChunks places, of which the first are used
        Pages directory;
        alignas(64) std::atomic_flag locked = ATOMIC_FLAG_INIT;
        std::atomic<std::uint32_t> states{0};  // changed under the lock
        std::uint32_t most = 0;                // states at which the table grows
        Pages table_pages;
    };

    // Held for some tens of nanoseconds: a thread that waits gives its core away only if the holder was interrupted.
    class Lock {
    public:
        explicit Lock(Shard& shard) : shard_(&shard) {
            for (int tries = 0; shard_->locked.test_and_set(std::memory_order_acquire); ++tries) {
                if (tries > 64) {
                    std::this_thread::yield();
                }
            }
        }

        ~Lock() { shard_->locked.clear(std::memory_order_release); }

        Lock(const Lock&) = delete;
        Lock& operator=(const Lock&) = delete;
        Lock(Lock&&) = delete;
        Lock& operator=(Lock&&) = delete;

    private:
        Shard* shard_;
    };

    static const State& state_at(const Shard& shard, std::uint32_t place) {
        return shard.chunks[place >> kChunkBits][place % kChunk];
    }

    static std::size_t shard_of(std::uint64_t hash) { return hash >> (64 - kShardBits); }

    static std::uint32_t tag_of(std::uint64_t hash) {
        return static_cast<std::uint32_t>(hash >> 32U) << kShardBits >> kPlaceBits << kPlaceBits;
    }

    static std::uint32_t place_in(std::uint32_t slot) { return (slot & kMostInShard) - 1; }

    static std::uint32_t slot_of(std::uint64_t hash, std::uint32_t slot_count) {
        return static_cast<std::uint32_t>((hash & 0xffffffff) * slot_count >> 32U);
    }

    // Where the table is being replaced, the slots may be newer than their number, which is smaller then.
    static Table table_of(const Shard& shard) {
        const std::uint32_t count = shard.slot_count.load(std::memory_order_acquire);
        return {shard.slots.load(std::memory_order_acquire), count};
    }

    // Calls found(place) for each state of a table with the hash's tag, in probing order, until it says true; returns
    // the free slot at the end, none where found() ended it.
    template <class Found>
    static std::uint32_t* probe(const Table& table, std::uint64_t hash, Found&& found) {
        std::uint32_t at = slot_of(hash, table.count);
        for (std::uint32_t tries = 0; tries < table.count; ++tries) {
            // What a slot names was written before it.
            const std::uint32_t slot = std::atomic_ref<std::uint32_t>(table.slots[at]).load(std::memory_order_acquire);
            if (slot == 0) {
                return table.slots + at;
            }
            if ((slot & ~kMostInShard) == tag_of(hash) && found(place_in(slot))) {
                return nullptr;
            }
            at = at + 1 == table.count ? 0 : at + 1;
        }
        return table.slots;  // only where the slots are newer than their number: a part of them may be full
    }

    bool make_room(Shard& shard);
    bool grow_table(Shard& shard);
    bool add_chunk(Shard& shard);

    MemoryBudget* budget_;
    std::vector<Shard> shards_;
    // Chunks are cut from slabs the size of a huge page.
    std::mutex pages_mutex_;
    std::vector<Pages> slabs_;
    std::vector<Pages> replaced_;  // tables: without memory, but their addresses are still theirs
    std::size_t left_in_slab_ = 0;
};

}  // namespace plumbline::replay::explorer

#include "tests/replay/explorer/state_set_inl.hpp"
