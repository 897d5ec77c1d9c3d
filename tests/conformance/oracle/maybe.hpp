// Truth where numbers are known only to lie in an interval: true, false, or open. Asking an open one forks the path.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace plumbline::oracle {

/// Runs a function once for each way in which its open questions can be answered.
class Paths {
public:
    /// Calls `run()` per path. Paths share nothing: what `run` builds must be built anew in each.
    template <class Run>
    static void for_each(Run&& run) {
        Paths paths;
        const Current while_running(paths);
        do {
            paths.position_ = 0;
            run();
        } while (paths.next());
    }

    /// The answer to an open question on this path. Outside for_each: no.
    static bool answer() {
        Paths* const paths = current();
        if (paths == nullptr) {
            return false;
        }
        if (paths->position_ == paths->trail_.size()) {
            paths->trail_.push_back(false);
        }
        return paths->trail_[paths->position_++];
    }

private:
    // While it lives, its paths answer; then again those around it, also where `run` throws.
    class Current {
    public:
        explicit Current(Paths& paths) : outer_(std::exchange(current(), &paths)) {}

        ~Current() { current() = outer_; }

        Current(const Current&) = delete;
        Current& operator=(const Current&) = delete;
        Current(Current&&) = delete;
        Current& operator=(Current&&) = delete;

    private:
        Paths* outer_;
    };

    static Paths*& current() {
        thread_local Paths* active = nullptr;
        return active;
    }

    // Turns the last "no" into a "yes"; false when every path has been taken.
    bool next() {
        trail_.resize(position_);
        while (!trail_.empty() && trail_.back()) {
            trail_.pop_back();
        }
        if (trail_.empty()) {
            return false;
        }
        trail_.back() = true;
        return true;
    }

    std::vector<bool> trail_;
    std::size_t position_ = 0;
};

/// Three-valued truth.
class Maybe {
public:
    constexpr Maybe() = default;

    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): known truth is truth
    constexpr Maybe(bool known) : state_(known ? State::yes : State::no) {}

    static constexpr Maybe open() {
        Maybe maybe;
        maybe.state_ = State::open;
        return maybe;
    }

    [[nodiscard]] constexpr bool known() const { return state_ != State::open; }

    /// The truth; an open one forks.
    explicit operator bool() const { return known() ? state_ == State::yes : Paths::answer(); }

    friend constexpr Maybe operator!(Maybe a) { return a.known() ? Maybe(a.state_ == State::no) : open(); }

    friend constexpr Maybe operator==(Maybe a, Maybe b) {
        return a.known() && b.known() ? Maybe(a.state_ == b.state_) : open();
    }

    template <class Second>
    friend constexpr Maybe conjunction(Maybe a, Second&& b) {
        return a ? Maybe(b()) : Maybe(false);
    }

    template <class Second>
    friend constexpr Maybe disjunction(Maybe a, Second&& b) {
        return a ? Maybe(true) : Maybe(b());
    }

private:
    enum class State : std::uint8_t { no, yes, open };
    State state_ = State::no;
};

}  // namespace plumbline::oracle
