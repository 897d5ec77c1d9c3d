// Logs that a reader accepts, of implementations that say anything.
#pragma once

#include "tests/conformance/tests/support/recorder.hpp"

#include <random>

namespace plumbline::conformance::support {

/// Answers and state that no implementation would give: a conforming log with some of it replaced by extreme values.
RecordedLog any_log(std::uint64_t seed);

}  // namespace plumbline::conformance::support
