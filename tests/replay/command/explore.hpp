// `plumbline explore`: every crash of a restart, searched.
#pragma once

#include "tests/replay/explorer/report.hpp"
#include "tests/replay/explorer/search.hpp"
#include "tests/replay/machine/world.hpp"

#include <functional>
#include <iosfwd>

namespace CLI {
class App;
}

namespace plumbline::replay {

/// Adds the sub-command; what it returns runs it once the command line is parsed, and returns the exit code.
std::function<int(std::ostream& out, std::ostream& errors)> add_explore(CLI::App& app);

/// Searches a world, without a progress line and without checkpoints.
explorer::Report search_world(const World& world, const explorer::Limits& limits);

}  // namespace plumbline::replay
