#include "tests/conformance/prove/verdict.hpp"

#include <algorithm>

namespace plumbline::conformance {
namespace {

using proofs::Outcome;
using proofs::Result;

ProveExit exit_for(const Proved& proved) {
    const Outcome& outcome = proved.outcome;
    const bool disagrees = proved.second && !proved.second->disagreements.empty();
    const bool does_not_run = std::any_of(outcome.rows.begin(), outcome.rows.end(), [](const proofs::Row& row) {
        return row.result == Result::refuted && !row.reproduced;
    });
    if (outcome.fault || outcome.vacuous() || does_not_run || disagrees || proved.record) {
        return ProveExit::fault;
    }
    if (outcome.as_expected()) {
        return ProveExit::proved;
    }
    return outcome.result() == Result::unknown ? ProveExit::unknown : ProveExit::refuted;
}

}  // namespace

std::optional<proofs::SecondOpinion> opinions(const std::vector<Proved>& all) {
    std::optional<proofs::SecondOpinion> total;
    for (const Proved& proved : all) {
        if (proved.second) {
            total = total ? total : proofs::SecondOpinion{};
            total->questions += proved.second->questions;
            total->decided += proved.second->decided;
            total->seconds += proved.second->seconds;
            total->disagreements.insert(total->disagreements.end(), proved.second->disagreements.begin(),
                                        proved.second->disagreements.end());
        }
    }
    return total;
}

ProveExit verdict(const std::vector<Proved>& all) {
    for (const ProveExit exit : {ProveExit::fault, ProveExit::refuted, ProveExit::unknown}) {
        if (std::any_of(all.begin(), all.end(), [&](const Proved& proved) { return exit_for(proved) == exit; })) {
            return exit;
        }
    }
    return ProveExit::proved;
}

}  // namespace plumbline::conformance
