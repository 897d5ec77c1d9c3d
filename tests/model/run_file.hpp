// A run as a file: JSON Lines, a header first, then an operation a line. It holds all that a replay needs: the setting,
// every input, the salts. README.md lists the fields.
#pragma once

#include "tests/model/operations.hpp"

#include <string>

namespace plumbline::model {

/// The operation's line, without its end.
std::string line_of(const Operation& operation);

/// The whole file.
std::string text_of(const Run& run);

/// Throws conformance::UnreadableLog: one sentence with file, line and field. Nothing is read leniently.
Run read_run(const std::string& path);

}  // namespace plumbline::model
