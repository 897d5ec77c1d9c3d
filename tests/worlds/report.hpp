// Explores, and says on standard output how much there was.
#pragma once

#include "tests/worlds/explore.hpp"

#include <iostream>

namespace plumbline::worlds {

inline Explored explore_and_report(const char* title, const Exploration& exploration) {
    Explored explored = explore(exploration);
    std::cout << title << ": " << explored.sequences << " sequences of up to " << exploration.length << " operations, "
              << explored.states << " states, " << explored.operations << " different operations, " << explored.compared
              << " pairs of states compared\n";
    return explored;
}

}  // namespace plumbline::worlds
