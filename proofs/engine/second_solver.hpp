// Another solver's opinion of what Z3 was asked.
#pragma once

#include "proofs/engine/run.hpp"

#include <string>
#include <vector>

namespace plumbline::proofs {

struct SecondSolver {
    std::string program = "cvc5";           ///< looked for in PATH unless it has a slash
    unsigned query_milliseconds = 1'000;    ///< for each question
    unsigned script_milliseconds = 60'000;  ///< for all questions of a proof
};

struct SecondOpinion {
    std::size_t questions = 0;
    std::size_t decided = 0;
    std::vector<std::string> disagreements;  ///< each question on which one solver says yes and the other no
    double seconds = 0;
};

/// The other solver does not understand a script.
struct SecondSolverFails : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// There is no such program.
struct NoSecondSolver : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What cvc5, or a program that takes its options, says to each question of the script in file `path`, against
/// `answers`.
SecondOpinion ask(const SecondSolver& solver, const std::string& path, const std::string& script,
                  const std::vector<Result>& answers);

/// Compares what a solver printed, line by line, with Z3's answers; what it did not get to, it did not decide.
SecondOpinion compare(const std::vector<std::string>& printed, const std::string& script,
                      const std::vector<Result>& answers);

}  // namespace plumbline::proofs
