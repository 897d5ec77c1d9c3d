// What became of the proofs that ran, and of the run.
#pragma once

#include "proofs/engine/run.hpp"
#include "proofs/engine/second_solver.hpp"
#include "tests/conformance/prove/command.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plumbline::conformance {

/// One proof, and what became of it.
struct Proved {
    std::string bounds;
    proofs::Outcome outcome;
    std::optional<proofs::SecondOpinion> second;
    std::optional<std::string> record;  ///< in what the record is not current
};

/// The other solver's opinions, added up; none where it was not asked.
std::optional<proofs::SecondOpinion> opinions(const std::vector<Proved>& all);

/// The exit code of the run.
ProveExit verdict(const std::vector<Proved>& all);

}  // namespace plumbline::conformance
