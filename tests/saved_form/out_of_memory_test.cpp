// Every allocation of a write, a read, a save and a load fails once: nothing is lost, nothing has changed (SF-7,
// SF-14). This program replaces operator new.
#include "reference/resource_manager/saved_file.hpp"
#include "tests/saved_form/directory.hpp"
#include "tests/saved_form/golden.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <new>

namespace {

constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

/// How many allocations succeed before one fails.
std::size_t until_failure = never;

void* allocate(std::size_t size, std::size_t alignment) {
    if (until_failure != never && until_failure-- == 0) {
        until_failure = never;
        throw std::bad_alloc();
    }
    const std::size_t whole = (size + alignment - 1) / alignment * alignment;
    if (void* memory = std::aligned_alloc(alignment, whole == 0 ? alignment : whole)) {
        return memory;
    }
    throw std::bad_alloc();
}

}  // namespace

// What a read that failed had built so far is given up.
extern "C" const char* __asan_default_options();  // NOLINT(bugprone-reserved-identifier)

extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier)
    return "detect_leaks=0";
}

void* operator new(std::size_t size) {
    return allocate(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
}

void* operator new(std::size_t size, std::align_val_t alignment) {
    return allocate(size, static_cast<std::size_t>(alignment));
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::align_val_t /*alignment*/) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept {
    std::free(memory);
}

namespace plumbline::saved_form_test {
namespace {

/// Runs `action` with its first allocation failing, then its second, …, until it succeeds; `check()` after each
/// failure. How many there were.
template <class Action, class Check>
std::size_t fail_each_allocation(Action&& action, Check&& check) {
    for (std::size_t number = 0;; ++number) {
        until_failure = number;
        try {
            action();
            until_failure = never;
            return number;
        } catch (const std::bad_alloc&) {
            until_failure = never;
        }
        check();
    }
}

/// With unknown records in every stream, and everything checked.
DefaultResourceManager manager_with_unknown_records() {
    return read_well(golden_form({.form = record(9, Bytes(100, 1)),
                                  .channel = record(0xfd01, Bytes(100, 2)),
                                  .htlc = record(17, Bytes(100, 3))}),
                     golden_manager().options())
        .manager;
}

TEST(OutOfMemory, WhileWriting) {
    const DefaultResourceManager manager = manager_with_unknown_records();
    const Bytes form = saved_form::write(manager);
    const std::size_t failures = fail_each_allocation([&] { static_cast<void>(saved_form::write(manager)); },
                                                      [&] { ASSERT_EQ(saved_form::write(manager), form); });
    EXPECT_GE(failures, 15U);
}

TEST(OutOfMemory, WhileReading) {
    for (const auto mode : {contracts::Mode::off, contracts::Mode::enforce, contracts::Mode::deep}) {
        const DefaultResourceManager manager = manager_with_unknown_records();
        const Bytes form = saved_form::write(manager);
        const Bytes before = form;
        DefaultResourceManager::Options options = manager.options();
        options.contracts = mode;
        const std::size_t failures =
            fail_each_allocation([&] { static_cast<void>(saved_form::read(form, options)); },
                                 [&] { ASSERT_TRUE(read_well(form, options).manager.same_state(manager)); });
        EXPECT_GE(failures, 20U);
        EXPECT_EQ(form, before);
    }
}

TEST(OutOfMemory, WhileRefusing) {
    Bytes altered = golden_form();
    altered[50] ^= 1U;
    for (const Bytes& form : {altered, mended(altered), Bytes(3)}) {
        EXPECT_GE(fail_each_allocation([&] { static_cast<void>(saved_form::read(form, {})); }, [] {}), 1U);
    }
}

TEST(OutOfMemory, WhileSaving) {
    const Directory directory;
    const std::string path = directory.file("manager");
    const DefaultResourceManager before = support::make_manager_with_channels();
    ASSERT_EQ(saved_form::save(path, before), std::nullopt);
    const Bytes old_form = content(path);
    const DefaultResourceManager manager = manager_with_unknown_records();
    const std::size_t failures = fail_each_allocation([&] { ASSERT_EQ(saved_form::save(path, manager), std::nullopt); },
                                                      [&] {
                                                          ASSERT_EQ(content(path), old_form);
                                                          ASSERT_EQ(directory.files(), 1U) << "no leftover";
                                                          ASSERT_TRUE(manager.same_state(golden_manager()));
                                                      });
    EXPECT_GE(failures, 15U);
    EXPECT_EQ(content(path), saved_form::write(manager));
}

TEST(OutOfMemory, WhileLoading) {
    const Directory directory;
    const std::string path = directory.file("manager");
    const DefaultResourceManager manager = manager_with_unknown_records();
    ASSERT_EQ(saved_form::save(path, manager), std::nullopt);
    const Bytes form = content(path);
    const std::size_t failures = fail_each_allocation(
        [&] { static_cast<void>(saved_form::load(path, manager.options())); }, [&] { ASSERT_EQ(content(path), form); });
    EXPECT_GE(failures, 20U);
}

}  // namespace
}  // namespace plumbline::saved_form_test
