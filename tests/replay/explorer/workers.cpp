#include "tests/replay/explorer/workers.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace plumbline::replay::explorer {
namespace {

class Crew {
public:
    Crew(std::uint64_t first, std::uint64_t count, const std::function<bool(unsigned, std::uint64_t)>& work,
         const Control& control)
        : count_(count), work_(&work), control_(&control), next_(first) {}

    void run(unsigned worker) noexcept {
        try {
            while (!ended_.load(std::memory_order_relaxed) && !control_->stopped()) {
                const std::uint64_t piece = next_.fetch_add(1, std::memory_order_relaxed);
                if (piece >= count_) {
                    return;
                }
                if (!(*work_)(worker, piece)) {
                    ended_ = true;
                }
            }
        } catch (...) {
            const std::scoped_lock lock(mutex_);
            thrown_ = std::current_exception();
            ended_ = true;
        }
    }

    [[nodiscard]] std::uint64_t begun() const { return std::min(next_.load(std::memory_order_relaxed), count_); }

    void rethrow() const {
        if (thrown_) {
            std::rethrow_exception(thrown_);
        }
    }

private:
    std::uint64_t count_;
    const std::function<bool(unsigned, std::uint64_t)>* work_;
    const Control* control_;
    std::atomic<std::uint64_t> next_;
    std::atomic<bool> ended_{false};
    std::mutex mutex_;
    std::exception_ptr thrown_;
};

// Runs the crew on threads of its own, and looks on.
void run_beside(Crew& crew, unsigned threads, const std::function<void()>& look) {
    constexpr auto between = std::chrono::milliseconds(100);
    std::mutex mutex;
    std::condition_variable ended;
    unsigned running = threads;
    std::vector<std::jthread> members;
    members.reserve(threads);
    for (unsigned worker = 0; worker < threads; ++worker) {
        members.emplace_back([&, worker] {
            crew.run(worker);
            const std::scoped_lock lock(mutex);
            --running;
            ended.notify_one();
        });
    }
    std::unique_lock lock(mutex);
    while (!ended.wait_for(lock, between, [&] { return running == 0; })) {
        lock.unlock();
        look();
        lock.lock();
    }
}

}  // namespace

std::uint64_t for_each_piece(unsigned threads, std::uint64_t first, std::uint64_t count,
                             const std::function<bool(unsigned, std::uint64_t)>& work, const Control& control,
                             const std::function<void(double)>& show) {
    constexpr std::uint64_t alone = 4;  // pieces that one thread has done before others have started
    Crew crew(first, count, work, control);
    const auto look = [&] { show(static_cast<double>(crew.begun()) / static_cast<double>(count)); };
    if (count <= first) {
        return first;
    }
    if (count - first <= alone) {
        crew.run(0);
    } else {
        run_beside(crew, threads, look);
    }
    crew.rethrow();
    return crew.begun();
}

unsigned cores() {
    return std::max(std::thread::hardware_concurrency(), 1U);
}

}  // namespace plumbline::replay::explorer
