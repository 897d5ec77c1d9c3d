// Random small graphs: what search and liveness say of one is compared with closures computed the plain way.
#include "tests/replay/explorer/explore.hpp"
#include "tests/replay/explorer/tests/arbitrary_graph.hpp"
#include "tests/replay/explorer/tests/toys/counters.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace plumbline::replay::explorer {
namespace {

using toys::Graph;
using toys::GraphMachine;

constexpr std::size_t kUnreached = ~std::size_t{0};

std::vector<std::size_t> distances(const Graph& graph) {
    std::vector<std::size_t> distance(graph.edges.size(), kUnreached);
    std::vector<std::size_t> queue = graph.initial;
    distance[queue[0]] = 0;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const Graph::Edge& edge : graph.edges[queue[i]]) {
            if (distance[edge.to] == kUnreached) {
                distance[edge.to] = distance[queue[i]] + 1;
                queue.push_back(edge.to);
            }
        }
    }
    return distance;
}

// The nodes from which a theorem of this kind holds: the least set that its definition allows.
std::vector<bool> holding(const Graph& graph, TheoremKind kind) {
    std::vector<bool> holds = graph.good;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t node = 0; node < holds.size(); ++node) {
            std::size_t some = 0;
            std::size_t open = 0;
            for (const Graph::Edge& edge : graph.edges[node]) {
                if (edge.progress || kind == TheoremKind::reachable) {
                    ++(holds[edge.to] ? some : open);
                }
            }
            if (!holds[node] && some > 0 && (open == 0 || kind != TheoremKind::certain)) {
                holds[node] = true;
                changed = true;
            }
        }
    }
    return holds;
}

// Node by the text of a state.
std::size_t node_in(const std::vector<Field>& fields) {
    return std::stoul(fields.at(1).value);
}

// The run is one of the graph, of least length to its node; after it, it goes on by progress to a dead end or a loop.
void check_run(const Graph& graph, const TheoremReport& theorem, const std::vector<std::size_t>& distance,
               const std::vector<bool>& holds) {
    const ToldRun& run = theorem.run.value();
    std::vector<std::size_t> nodes{node_in(run.initial)};
    for (const ToldStep& step : run.steps) {
        std::size_t to = nodes.back();
        for (const Change& change : step.changed) {
            to = change.field == "word 1" ? std::stoul(change.after) : to;
        }
        const auto& edges = graph.edges[nodes.back()];
        RC_ASSERT(std::any_of(edges.begin(), edges.end(), [&](const Graph::Edge& edge) { return edge.to == to; }));
        nodes.push_back(to);
    }
    RC_ASSERT(node_in(run.final) == nodes.back());
    const std::size_t shown = nodes[run.distance];
    RC_ASSERT(distance[shown] == run.distance);
    RC_ASSERT(!holds[shown]);
    for (std::size_t node = 0; node < holds.size(); ++node) {
        RC_ASSERT(holds[node] || distance[node] >= run.distance);
    }
    const auto goes_on = [&](std::size_t node) {
        const auto& edges = graph.edges[node];
        return std::any_of(edges.begin(), edges.end(),
                           [&](const Graph::Edge& edge) { return edge.progress && !holds[edge.to]; });
    };
    RC_ASSERT(run.back_to.has_value() == goes_on(nodes.back()));
    if (run.back_to) {
        const auto& edges = graph.edges[nodes.back()];
        const std::size_t again = nodes[*run.back_to];
        RC_ASSERT(std::any_of(edges.begin(), edges.end(), [&](const Graph::Edge& edge) { return edge.to == again; }));
    }
}

RC_GTEST_PROP(Liveness, IsThatOfTheGraph, ()) {
    const Graph graph = arbitrary_graph();
    const GraphMachine machine(graph);
    Limits limits;
    limits.threads = 2;
    Search search(machine, limits);
    const Report report = explore(search);
    RC_ASSERT(report.ended == Ended::complete);
    const std::vector<std::size_t> distance = distances(graph);
    RC_ASSERT(report.states == static_cast<std::uint64_t>(std::count_if(
                                   distance.begin(), distance.end(), [](std::size_t d) { return d != kUnreached; })));
    for (std::size_t level = 0; level < report.levels.size(); ++level) {
        RC_ASSERT(report.levels[level] ==
                  static_cast<std::uint64_t>(std::count(distance.begin(), distance.end(), level)));
    }
    for (const TheoremReport& theorem : report.theorems) {
        if (theorem.kind == TheoremKind::state) {
            RC_ASSERT(theorem.verdict == Verdict::holds);
            continue;
        }
        std::vector<bool> holds = holding(graph, theorem.kind);
        std::uint64_t failing = 0;
        for (std::size_t node = 0; node < holds.size(); ++node) {
            holds[node] = holds[node] || distance[node] == kUnreached;
            failing += holds[node] ? 0U : 1U;
        }
        RC_ASSERT(theorem.failing == failing);
        RC_ASSERT((theorem.verdict == Verdict::violated) == (failing > 0));
        RC_ASSERT(theorem.run.has_value() == (failing > 0));
        if (theorem.run) {
            check_run(graph, theorem, distance, holds);
        }
    }
}

RC_GTEST_PROP(Search, StopsAtTheNearestForbiddenNode, ()) {
    Graph graph = arbitrary_graph();
    const auto forbidden =
        *rc::gen::container<std::set<std::size_t>>(rc::gen::inRange<std::size_t>(0, graph.edges.size()));
    for (const std::size_t node : forbidden) {
        graph.forbidden[node] = true;
    }
    const std::vector<std::size_t> distance = distances(graph);
    std::size_t nearest = kUnreached;
    for (const std::size_t node : forbidden) {
        nearest = std::min(nearest, distance[node]);
    }
    const GraphMachine machine(graph);
    Search search(machine, Limits{});
    const Report report = explore(search);
    const TheoremReport& theorem = report.theorems[0];
    RC_ASSERT(theorem.run.has_value() == (nearest != kUnreached));
    RC_ASSERT(report.ended == (nearest == kUnreached ? Ended::complete : Ended::violated));
    if (theorem.run) {
        RC_ASSERT(theorem.run->distance == nearest);
        RC_ASSERT(theorem.run->steps.size() == nearest);
        RC_ASSERT(graph.forbidden[node_in(theorem.run->final)]);
        RC_ASSERT(report.theorems[1].verdict == Verdict::unchecked);
    }
}

TEST(Liveness, IsCertainWhereEveryStepCounts) {
    const toys::Counters<1> machine(4, 9);
    Search search(machine, Limits{});
    const Report report = explore(search);
    EXPECT_TRUE(report.all_hold());
    EXPECT_EQ(report.good_states, 1U);
    EXPECT_THAT(report.outcomes, testing::ElementsAre(testing::Pair(0x8888, 1)));
}

}  // namespace
}  // namespace plumbline::replay::explorer
