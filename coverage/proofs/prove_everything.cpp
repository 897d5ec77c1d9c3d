// Runs every proof once, so that an instrumented build tells which branches of the reference are on a feasible path.
#include "proofs/engine/run_all.hpp"
#include "proofs/engine/selection.hpp"

#include <algorithm>
#include <cstdio>
#include <thread>

int main() {
    using namespace plumbline::proofs;
    const std::vector<Proof> proofs = all_proofs();
    const unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
    std::size_t ended = 0;
    Observer observer;
    observer.ends = [&](const Outcome& outcome) {
        ++ended;
        if (!outcome.as_expected()) {
            std::fprintf(stderr, "%s: not as expected\n", outcome.proof.c_str());
        } else if (ended % 50 == 0) {
            std::fprintf(stderr, "%zu of %zu proofs\n", ended, proofs.size());
        }
    };
    const std::vector<Outcome> outcomes = run_all(proofs, {}, jobs, committed_record(), observer);
    const bool all =
        std::all_of(outcomes.begin(), outcomes.end(), [](const Outcome& one) { return one.as_expected(); });
    return all ? 0 : 1;
}
