// Writes a log of a node at work to standard output: make_log OPERATIONS none|concerned [SEED [CHANNELS]]
#include "tests/benchmarks/random_node.hpp"
#include "tests/conformance/log/own_format_writer.hpp"

#include <cstdlib>
#include <iostream>
#include <string_view>

int main(int argc, char** argv) {
    using namespace plumbline;
    const std::string_view state = argc > 2 ? argv[2] : "";
    const std::uint64_t operations = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 0;
    if (operations == 0 || (state != "none" && state != "concerned") || argc > 5) {
        std::cerr << "usage: make_log OPERATIONS none|concerned [SEED [CHANNELS]]\n";
        return 2;
    }
    const std::uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
    const std::uint64_t channels = argc > 4 ? std::strtoull(argv[4], nullptr, 10) : 300;
    std::ios::sync_with_stdio(false);
    const auto showing = state == "concerned" ? benchmarks::Showing::concerned : benchmarks::Showing::nothing;
    benchmarks::RandomNode node(seed, showing, channels);
    std::cout << conformance::own_format_line(node.header());
    for (std::uint64_t operation = 0; operation < operations; ++operation) {
        std::cout << conformance::own_format_line(node.next(), node.header());
    }
    std::cout.flush();
    return std::cout ? 0 : 1;
}
