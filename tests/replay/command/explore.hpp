// `plumbline explore`: every crash of a restart, searched.
#pragma once

#include <functional>
#include <iosfwd>

namespace CLI {
class App;
}

namespace plumbline::replay {

/// Adds the sub-command; what it returns runs it once the command line is parsed, and returns the exit code.
std::function<int(std::ostream& out, std::ostream& errors)> add_explore(CLI::App& app);

}  // namespace plumbline::replay
