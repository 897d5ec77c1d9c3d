// The tool as a process.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace plumbline::conformance::support {

struct ToolRun {
    int status = -1;  ///< the exit code; -1 if it ended by a signal
    std::string out;
    std::string err;
};

/// Runs the tool to its end; neither of its outputs is a terminal.
ToolRun run_tool(const std::vector<std::string>& arguments);

/// The JSON values that follow one another.
std::vector<nlohmann::json> values_in(const std::string& text);

/// A log of the reference's own.
std::string conforming_log();

/// The header alone.
std::string header_line();

}  // namespace plumbline::conformance::support
