// One proof over one mutant, in a process of its own: it may crash, or not end, and nobody else is hurt.
#pragma once

#include "proofs/engine/proof.hpp"
#include "proofs/engine/run.hpp"

#include <cstdint>
#include <set>
#include <string>

namespace plumbline::mutants {

/// What a mutant, or none, makes of a proof.
enum class Verdict : std::uint8_t {
    as_expected,
    refuted,  ///< by a counterexample that runs; or a negative obligation is proved
    fault,    ///< the prover's: a counterexample that does not run, a clause that forks, assumptions without a model
    unknown,  ///< Z3 does not know
    out_of_time,  ///< of the processor
};

/// A word for it: `out-of-time`.
std::string name(Verdict verdict);

Verdict judge(const proofs::Outcome& outcome);

struct Attempt {
    Verdict verdict = Verdict::fault;
    std::string requirement;  ///< the first that is refuted; empty where none is
    double seconds = 0;       ///< of the processor
    std::set<int> asked;      ///< which mutants the proof asked for, where this is noted
};

/// Runs the proof over mutant `selected` until it fails, at most so many seconds of the processor.
Attempt attempt(const proofs::Proof& proof, double most_seconds, int selected);

}  // namespace plumbline::mutants
