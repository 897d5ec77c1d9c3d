// Work cut into numbered pieces, done by several threads.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace plumbline::replay::explorer {

/// What is going on, for whoever watches.
struct Progress {
    std::string_view phase;  ///< "searching", "judging liveness", …
    std::uint64_t states = 0;
    std::uint64_t transitions = 0;
    std::uint64_t depth = 0;     ///< of the level in work
    std::uint64_t frontier = 0;  ///< states of that level
    std::uint64_t bytes = 0;
    double done = 0;  ///< of the phase or, while searching, of the level: 0 to 1
};

using Clock = std::chrono::steady_clock;

/// How a caller looks on, and interferes.
struct Control {
    /// Called some times a second, by the thread that called for the work.
    std::function<void(const Progress&)> show;
    /// Set from elsewhere, a signal handler for one: no new piece of work is begun.
    const std::atomic<bool>* stop = nullptr;
    /// The same from this time on.
    std::optional<Clock::time_point> until{};
    /// Called by explore() after each `keep_every` of a search, while nothing is in work: to write down how far it is.
    std::function<void()> keep{};
    Clock::duration keep_every{};

    [[nodiscard]] bool stopped() const {
        return (stop != nullptr && stop->load(std::memory_order_relaxed)) || (until && Clock::now() >= *until);
    }
};

/// Calls work(worker, piece) once for each number from `first` below `count`; `worker` is below `threads`. Ends early
/// where `control` says stop, or work() returns false. Returns the first number that was not begun. What work() throws
/// is thrown again when all threads have ended. `show(done)` is called now and then, with the part that is done.
std::uint64_t for_each_piece(unsigned threads, std::uint64_t first, std::uint64_t count,
                             const std::function<bool(unsigned, std::uint64_t)>& work, const Control& control,
                             const std::function<void(double)>& show);

/// How many threads run at a time on this machine.
unsigned cores();

}  // namespace plumbline::replay::explorer
