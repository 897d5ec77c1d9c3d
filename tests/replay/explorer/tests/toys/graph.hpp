// A machine that is a given graph, to be compared with what a few lines find about the graph itself.
#pragma once

#include "tests/replay/explorer/tests/toys/toy.hpp"

namespace plumbline::replay::explorer::toys {

struct Graph {
    struct Edge {
        std::size_t to = 0;
        bool progress = true;
    };

    std::vector<std::vector<Edge>> edges;  ///< of each node
    std::vector<std::size_t> initial;
    std::vector<bool> good;
    std::vector<bool> forbidden;
};

class GraphMachine : public Toy<2> {
public:
    struct Step {
        bool progress = true;
        friend bool operator==(const Step&, const Step&) = default;
    };

    using Toy::describe;

    explicit GraphMachine(Graph graph) : graph_(std::move(graph)) {}

    [[nodiscard]] static State state_of(std::size_t node) { return {node % 7, node}; }

    [[nodiscard]] static std::size_t node_of(const State& state) { return state[1]; }

    [[nodiscard]] const Graph& graph() const { return graph_; }

    [[nodiscard]] std::string name() const { return "graph"; }

    [[nodiscard]] std::string configuration() const { return std::to_string(graph_.edges.size()) + " nodes"; }

    template <class Visit>
    void for_each_initial(Visit&& visit) const {
        for (const std::size_t node : graph_.initial) {
            visit(state_of(node));
        }
    }

    template <class Visit>
    void for_each_successor(const State& state, Visit&& visit) const {
        for (const Graph::Edge& edge : graph_.edges[node_of(state)]) {
            visit(Step{edge.progress}, state_of(edge.to));
        }
    }

    [[nodiscard]] static std::span<const Theorem> theorems() {
        static constexpr std::array<Theorem, 4> all{{{"GRAPH-1", "no forbidden node is reached", TheoremKind::state},
                                                     {"GRAPH-2", "good can be reached", TheoremKind::reachable},
                                                     {"GRAPH-3", "progress can reach good", TheoremKind::fair},
                                                     {"GRAPH-4", "progress reaches good", TheoremKind::certain}}};
        return all;
    }

    [[nodiscard]] std::optional<std::uint8_t> violated(const State& state) const {
        return graph_.forbidden[node_of(state)] ? std::optional<std::uint8_t>(0) : std::nullopt;
    }

    [[nodiscard]] bool is_good(const State& state) const { return graph_.good[node_of(state)]; }

    [[nodiscard]] static bool is_progress(const Step& step) { return step.progress; }

    [[nodiscard]] static StepText describe(const State& before, const Step& /*step*/, const State& after) {
        return {0, 0, std::to_string(node_of(before)) + " to " + std::to_string(node_of(after)), ""};
    }

private:
    Graph graph_;
};

}  // namespace plumbline::replay::explorer::toys
