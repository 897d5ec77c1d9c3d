// Runs a proof: explores it, replays what is refuted, sums up what was found.
#pragma once

#include "proofs/engine/boundaries.hpp"
#include "proofs/engine/proof.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::proofs {

using symbolic::Result;

/// What the running reference does on given inputs.
struct Replay {
    std::vector<symbolic::Obligation> violated;
    std::set<std::string> obliged;  ///< requirement IDs that it was held to
    Results results;
    std::vector<std::string> reached;
    std::optional<std::string> left;  ///< why it did not get as far as the proof did
};

/// One obligation, over all paths of a proof.
struct Row {
    contracts::ClauseName clause;
    std::string operation;
    int paths = 0;  ///< on which it was owed
    Result result = Result::proved;
    double seconds = 0;
    std::optional<Values> counterexample;  ///< where refuted
    bool reproduced = false;               ///< whether the running reference violates the same on it
    Replay replay;                         ///< what it did
};

struct Outcome {
    std::string proof;
    Expected expected = Expected::proved;
    int paths = 0;
    int satisfiable_paths = 0;                              ///< whose assumptions have a model
    std::vector<Row> rows;                                  ///< in the order of requirement IDs
    std::vector<std::pair<std::string, Values>> witnesses;  ///< of what the body says it reaches
    std::vector<Boundary> boundaries;
    std::string script;                ///< SMT-LIB 2
    std::vector<Result> answers;       ///< Z3's, to each question in the script
    std::optional<std::string> fault;  ///< of the engine
    double seconds = 0;

    /// Of the whole: proved, refuted (and every counterexample runs), or unknown.
    [[nodiscard]] Result result() const;

    /// Nothing refuted, and nothing owed, or no path whose assumptions have a model: such a proof is none.
    [[nodiscard]] bool vacuous() const;

    /// Whether the result is the expected one, nothing is vacuous, and the engine did its part.
    [[nodiscard]] bool as_expected() const;
};

struct RunOptions {
    unsigned query_milliseconds = 60'000;
    int most_paths = 20'000;
    bool boundaries = false;
    bool until_refuted = false;  ///< no more than that the proof fails is wanted
    Rules rules = draft_profile;
};

Outcome run(const Proof& proof, const RunOptions& options);

/// Runs the reference on `values`.
Replay replay(const Proof& proof, const Values& values, const Rules& rules = draft_profile);

}  // namespace plumbline::proofs
