// under_contract [SEQUENCES [OPERATIONS]]
//
// Random operations on managers that check every contract after each, and nothing else: what the contracts alone
// notice. A violation is written to standard error and aborts.
#include "tests/support/random_operations.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <random>
#include <span>

namespace {

using namespace plumbline;

/// Runs one sequence. The ledger only knows what is pending, so that operations make sense; it judges nothing.
void run_sequence(std::mt19937_64& random, int operations) {
    support::World world = support::random_world(random());
    for (int count = 0; count < operations; ++count) {
        const support::Operation operation = support::random_operation(world, random());
        const support::Answer answer = run(world.manager, operation, world.now);
        world.ledger.note(operation, answer, world.now);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::span arguments(argv, static_cast<std::size_t>(argc));
    const int sequences = arguments.size() > 1 ? std::atoi(arguments[1]) : 200;
    const int operations = arguments.size() > 2 ? std::atoi(arguments[2]) : 500;
    constexpr std::uint64_t seed = 20'261'126;
    std::mt19937_64 random(seed);
    for (int count = 0; count < sequences; ++count) {
        try {
            run_sequence(random, operations);
        } catch (const std::exception&) {
            continue;  // an answer that the ledger cannot follow is for other layers to notice
        }
    }
    std::cout << sequences << " sequences of " << operations << " operations\n";
    return 0;
}
