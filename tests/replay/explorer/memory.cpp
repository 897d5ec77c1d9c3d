#include "tests/replay/explorer/memory.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

namespace plumbline::replay::explorer {
namespace {

constexpr std::size_t kHugePage = std::size_t{1} << 21;

std::size_t rounded_up(std::size_t bytes, std::size_t unit) {
    return (bytes + unit - 1) / unit * unit;
}

// Begins at a huge page where the pages are that large: one entry of the TLB then serves 2 MiB.
void* map_aligned(std::size_t bytes) {
    const std::size_t slack = bytes >= kHugePage ? kHugePage : 0;
    void* const mapped =
        mmap(nullptr, bytes + slack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapped == MAP_FAILED) {
        return nullptr;
    }
    if (slack == 0) {
        return mapped;
    }
    auto* const begin = static_cast<std::byte*>(mapped);
    const std::size_t past = reinterpret_cast<std::uintptr_t>(mapped) % kHugePage;
    const std::size_t head = past == 0 ? 0 : kHugePage - past;
    if (head > 0) {
        munmap(begin, head);
    }
    munmap(begin + head + bytes, slack - head);
    return begin + head;
}

}  // namespace

bool MemoryBudget::take(std::uint64_t bytes) {
    std::uint64_t used = used_.load(std::memory_order_relaxed);
    do {
        if (bytes > limit_ || used > limit_ - bytes) {
            return false;
        }
    } while (!used_.compare_exchange_weak(used, used + bytes, std::memory_order_relaxed));
    return true;
}

Pages::~Pages() {
    if (begin_ != nullptr) {
        munmap(begin_, bytes_);
        budget_->give_back(counted_);
    }
}

std::optional<Pages> Pages::take(MemoryBudget& budget, std::size_t bytes, std::optional<std::size_t> counted) {
    const std::size_t whole = rounded_up(bytes, static_cast<std::size_t>(sysconf(_SC_PAGESIZE)));
    const std::size_t charge = counted.value_or(whole);
    if (!budget.take(charge)) {
        return std::nullopt;
    }
    Pages pages;
    pages.begin_ = map_aligned(whole);
    if (pages.begin_ == nullptr) {
        budget.give_back(charge);
        return std::nullopt;
    }
    if (charge == whole && whole >= kHugePage) {
        madvise(pages.begin_, whole, MADV_HUGEPAGE);  // only faster; a system without it serves small pages
    }
    pages.budget_ = &budget;
    pages.bytes_ = whole;
    pages.counted_ = charge;
    return pages;
}

void Pages::populate() {
    madvise(begin_, bytes_, MADV_POPULATE_WRITE);  // only faster; a system without it populates as they are touched
}

void Pages::empty() {
    madvise(begin_, bytes_, MADV_DONTNEED);
    budget_->give_back(std::exchange(counted_, 0));
}

std::uint64_t free_memory() {
    std::ifstream file("/proc/meminfo");
    std::string name;
    std::uint64_t kibibytes = 0;
    std::string unit;
    while (file >> name >> kibibytes >> unit) {
        if (name == "MemAvailable:") {
            return kibibytes * 1024;
        }
    }
    const auto pages = static_cast<std::uint64_t>(std::max(sysconf(_SC_PHYS_PAGES), 0L));
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace plumbline::replay::explorer
