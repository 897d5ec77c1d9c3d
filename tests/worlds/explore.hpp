// Every sequence of operations up to a length, from one world.
//
// Worlds that answer everything alike from now on are one state, so the sequences form a graph: each state is expanded
// once, with every operation, and the number of sequences is the number of paths. States are found in order of
// distance, so the sequence that is reported for a fault is a shortest one.
#pragma once

#include "tests/support/checked_world.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace plumbline::worlds {

using support::Answer;
using support::Operation;
using support::Tally;
using support::World;

struct Exploration {
    World begin;
    std::size_t length = 0;
    /// The operations that are tried in a world; they depend only on what its ledger says.
    std::function<std::vector<Operation>(const World&)> operations;
};

struct Explored {
    std::uint64_t states = 0;
    std::uint64_t operations = 0;  ///< tried, each in the states in which it is new
    std::uint64_t sequences = 0;   ///< of up to the given length
    std::uint64_t compared = 0;    ///< pairs of states that a read or a failed HTLC joins, found to answer alike
    Tally tally;
    std::string fault;  ///< empty, or what went wrong, with the operations that lead there
};

/// Runs every sequence. Checked on the way, in every state: all contracts, each answer against the ledger, resolving
/// everything in any order, and that reads and failed HTLCs change no later answer.
Explored explore(const Exploration& exploration);

/// Two hashes of all that the manager's answers depend on, and of the time.
struct Fingerprint {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

Fingerprint fingerprint(const World& world);

}  // namespace plumbline::worlds
