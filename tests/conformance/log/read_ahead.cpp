#include "tests/conformance/log/read_ahead.hpp"

namespace plumbline::conformance {
namespace {

/// Roughly the memory that an entry takes, in entries without state.
std::size_t weight(const LogEntry& entry) {
    std::size_t weight = 1;
    for (const ShownChannel& shown : entry.shown.channels) {
        weight +=
            1 + (shown.occupied ? shown.occupied->size() : 0) / 128 + (shown.misuse ? shown.misuse->size() : 0) / 16;
    }
    return weight;
}

constexpr std::size_t most_weight = 256;

}  // namespace

ReadAhead::ReadAhead(const std::string& path)
    : reader_(open_log(path)), header_(reader_->header()), thread_([this] { read(); }) {}

ReadAhead::~ReadAhead() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

std::span<const LogEntry> ReadAhead::next() {
    std::unique_lock lock(mutex_);
    freed_ = given_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return filled_ > given_ || ended_; });
    if (filled_ == given_) {
        if (problem_) {
            std::rethrow_exception(problem_);
        }
        progress_ = 1;
        return {};
    }
    const Batch& batch = batches_[given_++ % batches];
    progress_ = batch.progress;
    return batch.entries;
}

void ReadAhead::read() {
    try {
        for (;;) {
            std::size_t number = 0;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [&] { return stop_ || filled_ < freed_ + batches; });
                if (stop_) {
                    return;
                }
                number = filled_;
            }
            Batch& batch = batches_[number % batches];
            fill(batch);
            const std::lock_guard lock(mutex_);
            ended_ = batch.entries.empty();
            filled_ += ended_ ? 0 : 1;
            changed_.notify_all();
            if (ended_) {
                return;
            }
        }
    } catch (...) {
        const std::lock_guard lock(mutex_);
        problem_ = std::current_exception();
        ended_ = true;
        changed_.notify_all();
    }
}

void ReadAhead::fill(Batch& batch) {
    batch.entries.clear();
    for (std::size_t taken = 0; taken < most_weight; taken += weight(batch.entries.back())) {
        auto entry = reader_->next();
        if (!entry) {
            break;
        }
        batch.entries.push_back(*std::move(entry));
    }
    batch.progress = reader_->progress();
}

}  // namespace plumbline::conformance
