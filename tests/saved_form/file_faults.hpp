// The operating system's calls, with faults where a test wants them.
#pragma once

#include "reference/storage/file_calls.hpp"

#include <functional>
#include <string>
#include <vector>

namespace plumbline::saved_form_test {

/// Counts the calls, and lets the test decide about each.
class ObservedCalls : public storage::FileCalls {
public:
    /// What happens in place of the call, or before or behind it.
    enum class Fate { pass, fail, stop_before, stop_after };

    /// `fate(number)` is asked at each call, from 0; `stop()` does not return.
    explicit ObservedCalls(
        std::function<Fate(std::size_t)> fate, int error = 0, std::function<void()> stop = [] {})
        : fate_(std::move(fate)), error_(error), stop_(std::move(stop)) {}

    int open(const std::string& path, int flags, mode_t mode) override;
    ssize_t read(int file, void* to, std::size_t size) override;
    ssize_t write(int file, const void* from, std::size_t size) override;
    int fsync(int file) override;
    int close(int file) override;
    int rename(const std::string& from, const std::string& to) override;
    int unlink(const std::string& path) override;

    /// At most so many bytes go into one write, or come from one read.
    void limit_pieces(std::size_t most) { most_ = most; }

    /// Every second write and read is interrupted by a signal.
    void interrupt() { interrupting_ = true; }

    /// The calls so far, by name.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

private:
    template <class Call>
    auto observed(const char* name, Call&& call) -> decltype(call());
    bool interrupted();

    std::function<Fate(std::size_t)> fate_;
    int error_;
    std::function<void()> stop_;
    std::size_t most_ = 1U << 20U;
    bool interrupting_ = false;
    bool interrupted_ = false;
    std::vector<std::string> names_;
};

}  // namespace plumbline::saved_form_test
