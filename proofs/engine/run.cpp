#include "proofs/engine/run.hpp"

#include "contracts/violation.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>

namespace plumbline::proofs {
namespace {

using Clock = std::chrono::steady_clock;

struct Stopped {
    contracts::Violation violation;
};

// A violated contract of the running reference ends the replay, not the program.
void throw_violations() {
    static std::once_flag once;
    std::call_once(once, [] {
        contracts::set_violation_handler([](const contracts::Violation& violation) { throw Stopped{violation}; });
    });
}

bool same(const symbolic::Obligation& a, const contracts::ClauseName& b) {
    return a.clause.requirement == b.requirement && a.clause.says == b.says;
}

Result worse(Result a, Result b) {
    return a == Result::refuted || b == Result::refuted   ? Result::refuted
           : a == Result::unknown || b == Result::unknown ? Result::unknown
                                                          : Result::proved;
}

std::vector<Row> rows_of(const std::vector<symbolic::Finding>& findings) {
    std::map<std::tuple<std::string_view, std::string_view, std::string>, Row> rows;
    for (const symbolic::Finding& finding : findings) {
        const auto& clause = finding.obligation.clause;
        Row& row = rows[{clause.requirement.id(), clause.says, finding.obligation.operation}];
        row.clause = clause;
        row.operation = finding.obligation.operation;
        ++row.paths;
        row.result = worse(row.result, finding.result);
        row.seconds += finding.seconds;
        if (finding.counterexample && !row.counterexample) {
            row.counterexample = finding.counterexample;
        }
    }
    std::vector<Row> sorted;
    for (auto& [key, row] : rows) {
        sorted.push_back(std::move(row));
    }
    return sorted;
}

// Inputs just below, at and just above the comparison on which the path forks.
void keep_boundaries(symbolic::Explorer& explorer, const symbolic::Comparison& comparison, Outcome& outcome, int fork) {
    const std::pair<const char*, int> sides[] = {{"below", -1}, {"at", 0}, {"above", 1}};
    for (const auto& [at, distance] : sides) {
        if (const auto values = explorer.witness(comparison.left == comparison.right + distance)) {
            outcome.boundaries.push_back({at, fork, *values});
        }
    }
}

}  // namespace

std::vector<symbolic::Obligation> replay(const Proof& proof, const Values& values) {
    throw_violations();
    RunningTrial trial(values);
    try {
        proof.running(trial);
    } catch (const Stopped& stopped) {
        std::vector<symbolic::Obligation> violated = trial.violated();
        violated.push_back({stopped.violation.clause, std::string(stopped.violation.operation)});
        return violated;
    }
    return trial.violated();
}

Outcome run(const Proof& proof, const RunOptions& options) {
    Outcome outcome;
    outcome.proof = proof.name;
    outcome.expected = proof.expected;
    const auto start = Clock::now();
    z3::context context;
    symbolic::Explorer explorer(context, {options.query_milliseconds, options.most_paths});
    int forks = 0;
    if (options.boundaries) {
        explorer.at_fork = [&](const symbolic::Comparison& comparison) {
            keep_boundaries(explorer, comparison, outcome, forks++);
        };
    }
    try {
        explorer.explore([&] {
            SymbolicTrial trial;
            proof.symbolic(trial);
            for (const std::string& what : trial.reached()) {
                const bool known = std::any_of(outcome.witnesses.begin(), outcome.witnesses.end(),
                                               [&](const auto& witness) { return witness.first == what; });
                if (!known) {
                    explorer.settle();
                    if (const auto values = explorer.witness(context.bool_val(true))) {
                        outcome.witnesses.emplace_back(what, *values);
                    }
                }
            }
        });
    } catch (const symbolic::EngineFault& fault) {
        outcome.fault = fault.what();
    } catch (const z3::exception& fault) {
        outcome.fault = std::string("Z3: ") + fault.msg();
    }
    outcome.paths = explorer.paths();
    outcome.satisfiable_paths = explorer.satisfiable_paths();
    outcome.rows = rows_of(explorer.findings());
    outcome.script = explorer.solver().script();
    outcome.questions = explorer.solver().questions();
    for (Row& row : outcome.rows) {
        if (row.counterexample) {
            try {
                const auto violated = replay(proof, *row.counterexample);
                row.reproduced = std::any_of(violated.begin(), violated.end(),
                                             [&](const auto& one) { return same(one, row.clause); });
            } catch (const NotReproduced&) {
                row.reproduced = false;
            }
        }
    }
    outcome.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return outcome;
}

Result Outcome::result() const {
    if (fault || satisfiable_paths == 0 || rows.empty()) {
        return Result::unknown;
    }
    Result all = Result::proved;
    for (const Row& row : rows) {
        const bool runs = row.result != Result::refuted || row.reproduced;
        all = worse(all, runs ? row.result : Result::unknown);
    }
    return all;
}

bool Outcome::as_expected() const {
    const bool all_run = std::all_of(rows.begin(), rows.end(),
                                     [](const Row& row) { return row.result != Result::refuted || row.reproduced; });
    return all_run && result() == (expected == Expected::proved ? Result::proved : Result::refuted);
}

}  // namespace plumbline::proofs
