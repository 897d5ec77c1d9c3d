// A proof: a body that is run in two readings, and what is expected of it.
#pragma once

#include "proofs/engine/trial.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::proofs {

enum class Expected : std::uint8_t {
    proved,
    refuted,  ///< a negative obligation: it must be refuted, and the counterexample must run
};

struct Proof {
    std::string name;    ///< chapter/subject, as `plumbline prove` selects it
    std::string bounds;  ///< for which inputs, in words
    Expected expected = Expected::proved;
    std::function<void(SymbolicTrial&)> symbolic;
    std::function<void(RunningTrial&)> running;
};

/// A proof of `body`, a generic lambda over a trial.
template <class Body>
Proof proof(std::string name, std::string bounds, Body body, Expected expected = Expected::proved) {
    return {std::move(name), std::move(bounds), expected, [body](SymbolicTrial& trial) { body(trial); },
            [body](RunningTrial& trial) { body(trial); }};
}

/// Everything that is proved of part 1, chapter by chapter.
std::vector<Proof> all_proofs();

}  // namespace plumbline::proofs
