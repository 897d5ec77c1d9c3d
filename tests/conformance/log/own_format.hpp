// The own log format, "plumbline-log-1": JSON Lines, one header and then one operation a line.
//
// plumbline-log-1.schema.json describes every field with its unit. Any field may be absent that the schema does not
// require; fields whose names begin with "x_" are ignored; nothing else is.
#pragma once

#include "tests/conformance/log/json_line.hpp"

#include <memory>

namespace plumbline::conformance {

inline constexpr std::string_view own_format_name = "plumbline-log-1";

/// Whether a first line is, or was meant to be, the header of a log in this format, of whatever version.
bool is_own_format_header(const JsonValue& first_line);

/// Reads such a log. `lines` stands at its first line. Throws UnreadableLog, also for another version of the format,
/// numbers that do not ascend and fewer or more operations than the header announces.
///
/// Where the header says that the fee is not known, incoming - outgoing amount stands for it, 0 where that is negative;
/// where it says so of `upgrade_accountability`, it is absent.
std::unique_ptr<LogReader> read_own_format(std::unique_ptr<JsonLines> lines);

}  // namespace plumbline::conformance
