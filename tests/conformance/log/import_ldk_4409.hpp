// Recordings of LDK's pull request 4409 (tests/conformance/recordings/README.md).
#pragma once

#include "tests/conformance/log/json_line.hpp"

#include <memory>

namespace plumbline::conformance {

inline constexpr std::string_view ldk_4409_format = "ldk-4409";

/// Whether a first line is the header of such a recording.
bool is_ldk_4409_header(const JsonValue& first_line);

/// Reads such a recording. `lines` stands at its first line. Throws UnreadableLog for whatever is not as in the
/// recordings: another field, a field that is missing, numbers that do not ascend, fewer or more operations than the
/// header says.
///
/// It has no policy fee: incoming - outgoing amount stands for it, 0 where that is negative. It has no
/// `upgrade_accountability`: absent.
std::unique_ptr<LogReader> import_ldk_4409(std::unique_ptr<JsonLines> lines);

}  // namespace plumbline::conformance
