// Random small graphs.
#pragma once

#include "tests/replay/explorer/tests/toys/graph.hpp"

#include <rapidcheck.h>

namespace plumbline::replay::explorer {

/// To be called within a property. No node is forbidden.
inline toys::Graph arbitrary_graph() {
    const auto size = *rc::gen::inRange<std::size_t>(1, 24);
    const auto node = rc::gen::inRange<std::size_t>(0, size);
    const auto degree = *rc::gen::inRange<std::size_t>(0, 4);
    const auto one_in = [](int n) { return *rc::gen::inRange(0, n) == 0; };
    toys::Graph graph;
    graph.initial = {*node};
    for (std::size_t i = 0; i < size; ++i) {
        std::vector<toys::Graph::Edge>& edges = graph.edges.emplace_back();
        for (auto count = *rc::gen::inRange<std::size_t>(0, degree + 1); count > 0; --count) {
            edges.push_back({*node, !one_in(4)});
        }
        graph.good.push_back(one_in(5));
        graph.forbidden.push_back(false);
    }
    return graph;
}

}  // namespace plumbline::replay::explorer
