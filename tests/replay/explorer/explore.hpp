// A whole exploration: search, liveness, outcomes, and the runs that show what does not hold.
#pragma once

#include "tests/replay/explorer/liveness.hpp"
#include "tests/replay/explorer/report.hpp"
#include "tests/replay/explorer/trace.hpp"

namespace plumbline::replay::explorer {

/// Tells a run whose first `distance` steps lead to the state in question.
template <Machine M>
ToldRun tell(const M& machine, const Run<M>& run, std::size_t distance) {
    ToldRun told;
    told.participants = machine.participants();
    told.initial = machine.describe(run.initial);
    told.final = told.initial;
    told.distance = distance;
    typename M::State before = run.initial;
    for (const auto& [step, after] : run.steps) {
        ToldStep next{machine.describe(before, step, after), machine.is_progress(step), {}};
        const std::vector<Field> fields = machine.describe(after);
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (fields[i] != told.final[i]) {
                next.changed.push_back({fields[i].name, told.final[i].value, fields[i].value});
            }
        }
        told.steps.push_back(std::move(next));
        told.final = fields;
        before = after;
    }
    return told;
}

/// Counts how good states ended.
template <Machine M>
void count_outcomes(const Search<M>& search, Report& report) {
    if constexpr (MachineWithOutcomes<M>) {
        for (std::uint32_t shard = 0; shard < kShards; ++shard) {
            for (std::uint32_t place = 0; place < search.states().size(shard); ++place) {
                const typename M::State& state = search.states()[{shard, place}];
                if (search.machine().is_good(state)) {
                    ++report.outcomes[search.machine().outcome(state)];
                }
            }
        }
        for (const auto& [outcome, states] : report.outcomes) {
            report.outcome_texts[outcome] = search.machine().describe_outcome(outcome);
        }
    }
}

/// The first theorem that a state of the newest level violates is told; of the others of its kind nothing is known.
template <Machine M>
void tell_violation(const Search<M>& search, Report& report, const Control& control) {
    for (std::size_t number = 0; number < report.theorems.size(); ++number) {
        if (const auto& state = search.violations()[number]) {
            TheoremReport& theorem = report.theorems[number];
            const Run<M> run = run_to(search, *state, control);
            theorem.verdict = Verdict::violated;
            theorem.run = tell(search.machine(), run, run.steps.size());
        }
    }
}

/// Judges the theorems about good states, after a complete search.
template <Machine M>
void judge_liveness(Search<M>& search, Report& report, const Control& control) {
    const auto asked = [&](TheoremKind kind) {
        return std::any_of(report.theorems.begin(), report.theorems.end(),
                           [&](const TheoremReport& theorem) { return theorem.kind == kind; });
    };
    const auto begun = std::chrono::steady_clock::now();
    Liveness<M> liveness(search);
    const auto verdicts =
        liveness.judge(asked(TheoremKind::certain), asked(TheoremKind::fair), asked(TheoremKind::reachable), control);
    report.ended = liveness.ended();
    report.bytes = std::max(report.bytes, search.memory());  // the marks, too
    report.good_states = liveness.good();
    for (const auto& verdict : verdicts) {
        std::optional<ToldRun> told;
        if (verdict.nearest) {
            const Run<M> run = run_to(search, *verdict.nearest, control, verdict.going_on);
            const std::size_t distance = run.steps.size() - verdict.going_on.size();
            told = tell(search.machine(), run, distance);
            if (verdict.back_to) {
                told->back_to = distance + *verdict.back_to;
            }
        }
        for (TheoremReport& theorem : report.theorems) {
            if (theorem.kind == verdict.kind) {
                theorem.failing = verdict.failing;
                theorem.verdict = told ? Verdict::violated : Verdict::holds;
                theorem.run = told;
            }
        }
    }
    report.liveness_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

/// A report in which nothing is found yet.
template <Machine M>
Report report_of(const M& machine) {
    Report report;
    report.machine = machine.name();
    report.configuration = machine.configuration();
    for (const Theorem& theorem : machine.theorems()) {
        report.theorems.push_back({std::string(theorem.id), std::string(theorem.title), theorem.kind, {}, 0, {}});
    }
    return report;
}

/// Searches on from where `search` is, and calls control.keep() now and then: so seldom that it takes a tenth of the
/// time at most. Adds the time that was spent searching.
template <Machine M>
Ended search_and_keep(Search<M>& search, const Control& control, double& seconds) {
    constexpr int share = 9;
    Clock::duration between = control.keep_every;
    for (bool kept = false;; kept = true) {
        Control part = control;
        const auto begun = Clock::now();
        if (control.keep) {
            part.until = begun + between;
        }
        const Ended ended = search.run(part);
        const auto over = Clock::now();
        seconds += std::chrono::duration<double>(over - begun).count();
        const bool on = ended == Ended::stopped && !control.stopped();
        // What took so long is kept at the end of the search, too: liveness takes longer still.
        if (control.keep && (on || (kept && ended == Ended::complete))) {
            control.keep();
            between = std::max(control.keep_every, share * (Clock::now() - over));
        }
        if (!on) {
            return ended;
        }
    }
}

/// Searches on from where `search` is, and judges every theorem that it can.
template <Machine M>
Report explore(Search<M>& search, const Control& control = {}) {
    const M& machine = search.machine();
    Report report = report_of(machine);
    report.symmetry = search.limits().symmetry;
    report.threads = search.limits().threads;
    const std::uint64_t known = search.states().size();
    report.ended = search_and_keep(search, control, report.search_seconds);
    report.states = search.states().size();
    report.found_here = report.states - known;
    report.transitions = search.position().transitions;
    for (std::size_t level = 0; level < search.levels().count(); ++level) {
        report.levels.push_back(search.levels().states(level));
    }
    while (!report.levels.empty() && report.levels.back() == 0) {
        report.levels.pop_back();
    }
    report.depth = report.levels.empty() ? 0 : report.levels.size() - 1;
    report.bytes = search.memory();
    if (report.ended == Ended::violated) {
        tell_violation(search, report, control);
    } else if (report.ended == Ended::complete) {
        for (TheoremReport& theorem : report.theorems) {
            if (theorem.kind == TheoremKind::state) {
                theorem.verdict = Verdict::holds;
            }
        }
        judge_liveness(search, report, control);
        count_outcomes(search, report);
    }
    return report;
}

}  // namespace plumbline::replay::explorer
