// The options of `plumbline explore` that say which world is searched.
#pragma once

#include "tests/replay/machine/world.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace plumbline::replay {

struct ShapeOptions {
    unsigned inbound = 2;
    unsigned outbound = 2;
    std::string payments;
    std::vector<std::string> amounts;
    unsigned attempts = 2;
    std::string crashes = "unbounded";
    std::string persist = "async";
    bool force_close = false;
    bool shared = false;
    bool shared_attempts = false;
    bool cross = false;
    std::string prune = "first-committed";
    std::string extra = "none";
    std::string reconstruct = "monitors";
    std::vector<std::string> without;
    std::string theorem;
};

void add_shape_options(CLI::App& command, ShapeOptions& options);

/// Throws std::invalid_argument, with a sentence for the user.
WorldShape shape_of(const ShapeOptions& options);

/// The options that make a shape: "--payments 2x1 --force-close --without claims-first".
std::string arguments_of(const WorldShape& shape);

}  // namespace plumbline::replay
