// Explores, and says on standard output how much there was.
#pragma once

#include "tests/worlds/explore.hpp"

#include <iostream>

namespace plumbline::worlds {

/// By how much sequences are shorter in builds that are made to be slow: sanitizers, coverage.
#ifdef NDEBUG
inline constexpr std::size_t shortened = 0;
#else
inline constexpr std::size_t shortened = 1;
#endif

inline Explored explore_and_report(const char* title, Exploration exploration) {
    exploration.length -= shortened;
    Explored explored = explore(exploration);
    std::cout << title << ": " << explored.sequences << " sequences of up to " << exploration.length << " operations, "
              << explored.states << " states, " << explored.operations << " different operations, " << explored.compared
              << " pairs of states compared\n";
    return explored;
}

}  // namespace plumbline::worlds
