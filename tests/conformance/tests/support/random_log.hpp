// Random histories of a node, recorded.
#pragma once

#include "tests/conformance/tests/support/recorder.hpp"
#include "tests/support/manager.hpp"
#include "tests/support/random_operations.hpp"

#include <array>
#include <deque>
#include <random>

namespace plumbline::conformance::support {

/// The channels of a random history.
inline constexpr std::array node_channels{plumbline::support::alice, plumbline::support::bob, plumbline::support::carol,
                                          plumbline::support::dave};

/// Draws operations that make sense at the time, as tests/support/random_operations.hpp has them.
class RandomHistory {
public:
    RandomHistory(const Rules& profile, std::uint64_t seed);

    /// Runs the next operation in both; waiting and looking are no operations of a log. Begins with three channels.
    LogEntry step(Recorder& recorder);

private:
    std::mt19937_64 words_;
    plumbline::support::World world_;
    plumbline::support::Tally tally_;
    std::deque<Operation> first_;
};

/// A log of so many operations of the manager under `profile`.
RecordedLog random_log(const Rules& profile, std::uint64_t seed, int operations, Showing showing);

}  // namespace plumbline::conformance::support
