// A log read in a thread of its own, some batches ahead of whoever judges it.
#pragma once

#include "tests/conformance/log/log.hpp"

#include <array>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace plumbline::conformance {

class ReadAhead {
public:
    /// Opens the log. Throws UnreadableLog.
    explicit ReadAhead(const std::string& path);
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;
    ReadAhead(ReadAhead&&) = delete;
    ReadAhead& operator=(ReadAhead&&) = delete;
    ~ReadAhead();

    [[nodiscard]] const LogHeader& header() const { return header_; }

    /// The next entries, in order; none at the end. Valid until the next call. Throws UnreadableLog.
    std::span<const LogEntry> next();

    /// How much of the file lies before the end of what next() gave last, 0 … 1.
    [[nodiscard]] double progress() const { return progress_; }

private:
    struct Batch {
        std::vector<LogEntry> entries;
        double progress = 0;
    };

    void read();
    void fill(Batch& batch);

    // Batches go round: one is judged, the others wait or are filled.
    static constexpr std::size_t batches = 4;
    std::unique_ptr<LogReader> reader_;
    LogHeader header_;
    std::array<Batch, batches> batches_;
    double progress_ = 0;
    std::size_t given_ = 0;  // batches that next() has given; the last of them is in use

    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t filled_ = 0;  // batches that have been filled
    std::size_t freed_ = 0;   // batches that may be filled again
    bool ended_ = false;      // no batch will be filled any more
    bool stop_ = false;       // nobody wants more
    std::exception_ptr problem_;
    std::thread thread_;
};

}  // namespace plumbline::conformance
