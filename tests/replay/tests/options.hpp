// A world from options as `plumbline explore` takes them.
#pragma once

#include "tests/replay/command/shape.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace plumbline::replay::testing {

/// Throws CLI::ParseError or std::invalid_argument.
inline World world_of(const std::string& arguments) {
    CLI::App app;
    ShapeOptions options;
    add_shape_options(app, options);
    app.parse(arguments);
    return World(shape_of(options));
}

}  // namespace plumbline::replay::testing
