// Memory that is counted before it is taken, so that a search can say that it ran out instead of dying of it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace plumbline::replay::explorer {

/// How many bytes may be held, and how many are. For use by several threads.
class MemoryBudget {
public:
    explicit MemoryBudget(std::uint64_t limit) : limit_(limit) {}

    /// Counts `bytes` more; or counts nothing and returns false where they would exceed the limit.
    bool take(std::uint64_t bytes);

    void give_back(std::uint64_t bytes) { used_.fetch_sub(bytes, std::memory_order_relaxed); }

    [[nodiscard]] std::uint64_t used() const { return used_.load(std::memory_order_relaxed); }

    [[nodiscard]] std::uint64_t limit() const { return limit_; }

private:
    std::uint64_t limit_;
    std::atomic<std::uint64_t> used_{0};
};

/// Zeroed pages from the system, counted in a budget until they go back.
class Pages {
public:
    Pages() = default;
    Pages(const Pages&) = delete;
    Pages& operator=(const Pages&) = delete;

    Pages(Pages&& other) noexcept { swap(other); }

    Pages& operator=(Pages&& other) noexcept {
        Pages(std::move(other)).swap(*this);
        return *this;
    }

    ~Pages();

    /// At least `bytes`; none where the budget or the system has no more. `counted` bytes of them are counted: fewer
    /// than all where most will never be touched.
    static std::optional<Pages> take(MemoryBudget& budget, std::size_t bytes, std::optional<std::size_t> counted = {});

    /// Has them all in memory at once, which is cheaper than one after the other as they are touched.
    void populate();

    /// Gives the memory back and keeps the addresses: what is read there, by a thread that comes late, is zero.
    void empty();

    [[nodiscard]] void* data() const { return begin_; }

private:
    void swap(Pages& other) noexcept {
        std::swap(budget_, other.budget_);
        std::swap(begin_, other.begin_);
        std::swap(bytes_, other.bytes_);
        std::swap(counted_, other.counted_);
    }

    MemoryBudget* budget_ = nullptr;
    void* begin_ = nullptr;
    std::size_t bytes_ = 0;
    std::size_t counted_ = 0;
};

/// Bytes of memory that this machine has free for a program.
std::uint64_t free_memory();

}  // namespace plumbline::replay::explorer
