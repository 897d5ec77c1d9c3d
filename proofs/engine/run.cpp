#include "proofs/engine/run.hpp"

#include "contracts/violation.hpp"
#include "proofs/engine/boundaries.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>

namespace plumbline::proofs {
namespace {

using Clock = std::chrono::steady_clock;

// Not the program's end.
void throw_violations() {
    static std::once_flag once;
    std::call_once(once, [] {
        contracts::set_violation_handler([](const contracts::Violation& violation) { throw Stopped{violation}; });
    });
}

// What is owed of arithmetic has other words where a number is known: the requirement decides.
bool same(const contracts::ClauseName& a, const contracts::ClauseName& b) {
    return a.requirement == b.requirement && (a.says == b.says || a.requirement == contracts::req<"CV-4">);
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
    sorted.reserve(rows.size());
    for (auto& [key, row] : rows) {
        sorted.push_back(std::move(row));
    }
    return sorted;
}

}  // namespace

Replay replay(const Proof& proof, const Values& values, const Rules& rules) {
    throw_violations();
    RunningTrial trial(values, rules);
    Replay replay;
    try {
        proof.running(trial);
    } catch (const Stopped& stopped) {
        replay.violated.push_back({stopped.violation.clause, std::string(stopped.violation.operation)});
    } catch (const NotReproduced& left) {
        replay.left = left.what();
    }
    replay.violated.insert(replay.violated.begin(), trial.violated().begin(), trial.violated().end());
    replay.obliged = trial.obliged();
    replay.results = trial.results();
    replay.reached = trial.reached();
    return replay;
}

Outcome run(const Proof& proof, const RunOptions& options) {
    Outcome outcome;
    outcome.proof = proof.name;
    outcome.expected = proof.expected;
    const auto start = Clock::now();
    z3::context context;
    symbolic::Explorer explorer(context, {options.query_milliseconds, options.most_paths, options.until_refuted});
    BoundarySearch boundaries;
    throw_violations();
    try {
        explorer.explore([&] {
            SymbolicTrial trial(options.rules);
            try {
                proof.symbolic(trial);
            } catch (const Stopped& stopped) {  // by numbers that are known: whatever takes this path violates it
                const auto& [clause, operation, state] = stopped.violation;
                explorer.oblige(context.bool_val(false), {clause, std::string(operation)});
            }
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
            if (options.boundaries) {
                explorer.settle();
                boundaries.search(explorer);
            }
        });
    } catch (const z3::exception& fault) {
        outcome.fault = std::string("Z3: ") + fault.msg();
    } catch (const std::exception& fault) {
        outcome.fault = fault.what();
    }
    outcome.paths = explorer.paths();
    outcome.boundaries = boundaries.take();
    outcome.satisfiable_paths = explorer.satisfiable_paths();
    outcome.rows = rows_of(explorer.findings());
    outcome.script = explorer.solver().script();
    outcome.answers = explorer.solver().answers();
    for (Row& row : outcome.rows) {
        if (row.counterexample) {
            row.replay = replay(proof, *row.counterexample, options.rules);
            row.reproduced = std::any_of(row.replay.violated.begin(), row.replay.violated.end(),
                                         [&](const auto& one) { return same(one.clause, row.clause); });
        }
    }
    outcome.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return outcome;
}

Result Outcome::result() const {
    Result all = Result::proved;
    for (const Row& row : rows) {
        const bool runs = row.result != Result::refuted || row.reproduced;
        all = worse(all, runs ? row.result : Result::unknown);
    }
    return fault || vacuous() ? Result::unknown : all;
}

// A path that ends where a claim is refuted is not counted as satisfiable, though its counterexample shows that it is.
bool Outcome::vacuous() const {
    const bool refuted =
        std::any_of(rows.begin(), rows.end(), [](const Row& row) { return row.result == Result::refuted; });
    return rows.empty() || (!refuted && satisfiable_paths == 0);
}

bool Outcome::as_expected() const {
    const bool all_run = std::all_of(rows.begin(), rows.end(),
                                     [](const Row& row) { return row.result != Result::refuted || row.reproduced; });
    return all_run && result() == (expected == Expected::proved ? Result::proved : Result::refuted);
}

}  // namespace plumbline::proofs
