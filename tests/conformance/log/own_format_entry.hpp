// One operation of plumbline-log-1, with its answer and the state after it.
#pragma once

#include "tests/conformance/log/json_line.hpp"

namespace plumbline::conformance::own_format {

/// Everything of the line but where it stands. Throws UnreadableLog.
LogEntry entry_from(const JsonValue& line, const LogHeader& header);

/// The field `state`. Throws UnreadableLog.
Shown state_from(const JsonValue& value);

}  // namespace plumbline::conformance::own_format
