// Runs several proofs, side by side.
#pragma once

#include "proofs/engine/run.hpp"
#include "proofs/engine/selection.hpp"

#include <functional>

namespace plumbline::proofs {

/// Calls `work(0)` … `work(count - 1)`, each once and in that order of beginning, on `jobs` threads. The first
/// exception is thrown when all have ended.
void in_parallel(unsigned jobs, std::size_t count, const std::function<void(std::size_t)>& work);

/// What is told of a run while it goes on, by one thread at a time.
struct Observer {
    std::function<void(const Proof&)> begins = [](const Proof&) {};
    std::function<void(const Outcome&)> ends = [](const Outcome&) {};
};

/// The outcomes, in the order of `proofs`. `jobs` threads take the proofs, the longest by `record` first; each proof
/// has a Z3 context of its own.
std::vector<Outcome> run_all(const std::vector<Proof>& proofs, const RunOptions& options, unsigned jobs,
                             const Record& record, const Observer& observer);

}  // namespace plumbline::proofs
