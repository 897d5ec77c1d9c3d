// The audit's memory does not grow with the length of the log. Every allocation by `new` in this program is counted.
#include "tests/benchmarks/random_node.hpp"
#include "tests/conformance/audit/audit.hpp"
#include "tests/conformance/log/own_format_writer.hpp"
#include "tests/conformance/tests/log_files.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <new>

namespace {

std::atomic<std::size_t> live{0};
std::atomic<std::size_t> peak{0};

// The size stands in front of what is handed out.
constexpr std::size_t in_front = 2 * alignof(std::max_align_t);

void* allocate(std::size_t size, std::size_t alignment) {
    const std::size_t head = std::max(in_front, alignment);
    const std::size_t whole = (head + size + alignment - 1) / alignment * alignment;
    auto* const begin = static_cast<char*>(std::aligned_alloc(alignment, whole));
    if (begin == nullptr) {
        throw std::bad_alloc();
    }
    char* const given = begin + head;
    *reinterpret_cast<std::size_t*>(given - sizeof(std::size_t)) = size;
    *reinterpret_cast<std::size_t*>(given - 2 * sizeof(std::size_t)) = head;
    const std::size_t now = live += size;
    std::size_t most = peak;
    while (now > most && !peak.compare_exchange_weak(most, now)) {
    }
    return given;
}

void release(void* given) noexcept {
    if (given != nullptr) {
        auto* const bytes = static_cast<char*>(given);
        live -= *reinterpret_cast<std::size_t*>(bytes - sizeof(std::size_t));
        std::free(bytes - *reinterpret_cast<std::size_t*>(bytes - 2 * sizeof(std::size_t)));
    }
}

}  // namespace

// Every form of them: a sanitizer brings its own for those that are left out, and they would not fit together.
void* operator new(std::size_t size) {
    return allocate(size, alignof(std::max_align_t));
}

void* operator new[](std::size_t size) {
    return allocate(size, alignof(std::max_align_t));
}

void* operator new(std::size_t size, const std::nothrow_t& /*nothrow*/) noexcept {
    return allocate(size, alignof(std::max_align_t));
}

void* operator new[](std::size_t size, const std::nothrow_t& /*nothrow*/) noexcept {
    return allocate(size, alignof(std::max_align_t));
}

void* operator new(std::size_t size, std::align_val_t alignment) {
    return allocate(size, std::max(static_cast<std::size_t>(alignment), alignof(std::max_align_t)));
}

void* operator new[](std::size_t size, std::align_val_t alignment) {
    return allocate(size, std::max(static_cast<std::size_t>(alignment), alignof(std::max_align_t)));
}

void operator delete(void* given) noexcept {
    release(given);
}

void operator delete[](void* given) noexcept {
    release(given);
}

void operator delete(void* given, std::size_t /*size*/) noexcept {
    release(given);
}

void operator delete[](void* given, std::size_t /*size*/) noexcept {
    release(given);
}

void operator delete(void* given, const std::nothrow_t& /*nothrow*/) noexcept {
    release(given);
}

void operator delete[](void* given, const std::nothrow_t& /*nothrow*/) noexcept {
    release(given);
}

void operator delete(void* given, std::align_val_t /*alignment*/) noexcept {
    release(given);
}

void operator delete[](void* given, std::align_val_t /*alignment*/) noexcept {
    release(given);
}

void operator delete(void* given, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept {
    release(given);
}

void operator delete[](void* given, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept {
    release(given);
}

namespace plumbline::conformance {
namespace {

using benchmarks::RandomNode;
using benchmarks::Showing;

/// The most memory in use at once while a log of so many operations is audited, judged by `profile`.
std::size_t peak_of_audit(Showing showing, const Rules& profile, std::uint64_t operations) {
    const support::Directory directory;
    const std::string path = directory.path() + "/log.jsonl";
    {
        // So few channels that every pair is met early.
        RandomNode node(1, showing, 8);
        LogHeader header = node.header();
        header.profile = profile;
        std::ofstream file(path, std::ios::binary);
        file << own_format_line(header);
        for (std::uint64_t operation = 0; operation < operations; ++operation) {
            file << own_format_line(node.next(), header);
        }
    }
    const std::size_t before = live;
    peak = before;
    const AuditResult result = audit(path, [](const Work&) {});
    EXPECT_EQ(result.operations, operations);
    EXPECT_EQ(result.conforms(), profile == draft_profile);
    return peak - before;
}

/// So many times the operations take hardly more: some HTLCs are held for a day, and rare kinds of operations come
/// late.
void expect_steady(Showing showing, const Rules& profile, std::uint64_t operations, std::uint64_t times) {
    const std::size_t some = peak_of_audit(showing, profile, operations);
    const std::size_t many = peak_of_audit(showing, profile, times * operations);
    EXPECT_LT(many, some + some / 4) << some << " bytes for " << operations << " operations";
    EXPECT_GT(some, 100'000U) << "what is counted is not what the audit allocates";
}

TEST(AuditMemory, IsSteadyForALogThatConforms) {
    expect_steady(Showing::nothing, draft_profile, 40'000, 8);
}

TEST(AuditMemory, IsSteadyForALogWithState) {
    expect_steady(Showing::concerned, draft_profile, 20'000, 6);
}

TEST(AuditMemory, IsSteadyForALogThatDeviatesInMostOperations) {
    expect_steady(Showing::concerned, later_profile, 3'000, 5);
}

}  // namespace
}  // namespace plumbline::conformance
