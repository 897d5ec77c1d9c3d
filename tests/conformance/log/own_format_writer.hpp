// Writes plumbline-log-1, for instance to record a run of the reference.
#pragma once

#include "tests/conformance/log/log.hpp"

#include <string>

namespace plumbline::conformance {

/// The header's line, with its end. Whatever `format` says, it is plumbline-log-1. `profile` must be draft_profile or
/// later_profile: others have no name, and are std::invalid_argument.
std::string own_format_line(const LogHeader& header);

/// An entry's line, with its end. Reading it gives an equal entry, except that `line` is where it then stands. Channels
/// are written as BLOCKxTRANSACTIONxOUTPUT, so that no reader rounds them. What the header says is not known is not
/// written.
std::string own_format_line(const LogEntry& entry, const LogHeader& header);

}  // namespace plumbline::conformance
