#include "tests/replay/explorer/report.hpp"

#include <iomanip>
#include <ostream>

namespace plumbline::replay::explorer {
namespace {

void write_figures(std::ostream& out, const Report& report) {
    out << report.machine << ": " << report.configuration << (report.symmetry ? ", up to symmetry" : "") << "\n\n"
        << "states       " << grouped(report.states)
        << (report.good_states ? ", of these " + grouped(*report.good_states) + " good" : std::string()) << "\n"
        << "transitions  " << grouped(report.transitions) << "\n"
        << "depth        " << grouped(report.depth) << "\n"
        << std::fixed << std::setprecision(2) << "time         " << report.search_seconds << " s with "
        << report.threads << (report.threads == 1 ? " thread, " : " threads, ")
        << grouped(static_cast<std::uint64_t>(report.states_per_second())) << " states a second";
    if (report.liveness_seconds > 0) {
        out << "; liveness " << report.liveness_seconds << " s";
    }
    out << "\nmemory       " << bytes_text(report.bytes) << std::setprecision(1) << ", " << report.bytes_per_state()
        << " bytes a state\n";
}

void write_sampled(std::ostream& out, const Report& report, const Sampled& sampled) {
    out << report.machine << ": " << report.configuration << "\n\n"
        << "runs         " << grouped(sampled.runs) << ", seed " << sampled.seed << "\n"
        << "steps        " << grouped(report.states) << ", of a run at most " << grouped(report.depth) << "\n"
        << "judged       " << grouped(report.transitions) << " states\n"
        << std::fixed << std::setprecision(2) << "time         " << report.search_seconds << " s with "
        << report.threads << (report.threads == 1 ? " thread\n" : " threads\n");
    if (!sampled.kinds.empty()) {
        out << "\n       steps        runs\n";
    }
    for (const KindTally& tally : sampled.kinds) {
        if (tally.steps > 0) {
            out << std::right << std::setw(12) << grouped(tally.steps) << std::setw(12) << grouped(tally.runs) << "  "
                << tally.kind << "\n";
        }
    }
}

void write_theorems(std::ostream& out, const Report& report) {
    out << "\n";
    for (const TheoremReport& theorem : report.theorems) {
        out << std::left << std::setw(8) << theorem.id << std::setw(10) << name(theorem.verdict) << theorem.title;
        if (theorem.failing > 0) {
            out << " (not from " << grouped(theorem.failing) << " states)";
        }
        out << "\n";
    }
}

std::string who(const ToldRun& run, const StepText& text) {
    const std::string& from = run.participants.at(text.from);
    return text.from == text.to ? from : from + " -> " + run.participants.at(text.to);
}

void write_step(std::ostream& out, const ToldRun& run, std::size_t number) {
    const ToldStep& step = run.steps[number];
    out << std::right << std::setw(4) << number + 1 << "  " << who(run, step.text) << ": " << step.text.text;
    if (!step.text.requirement.empty()) {
        out << " [" << step.text.requirement << "]";
    }
    out << (step.progress ? "" : "  (disturbance)") << "\n";
    for (const Change& change : step.changed) {
        out << "        " << change.field << ": " << change.before << " -> " << change.after << "\n";
    }
}

void write_run(std::ostream& out, const TheoremReport& theorem, const ToldRun& run,
               const std::optional<Sampled>& sampled) {
    out << (sampled ? "\nRun against " : "\nShortest run against ") << theorem.id << ", " << theorem.title << ": "
        << run.distance << (run.distance == 1 ? " step" : " steps");
    if (sampled) {
        out << ", of " << grouped(sampled->found_after) << " that were found by run " << sampled->lost_by.value_or(0);
    }
    out << "\n";
    for (std::size_t number = 0; number < run.distance; ++number) {
        write_step(out, run, number);
    }
    if (theorem.kind == TheoremKind::state) {
        return;
    }
    out << "      from here "
        << (theorem.kind == TheoremKind::reachable ? "no good state can be reached"
            : theorem.kind == TheoremKind::fair    ? "progress alone reaches no good state"
                                                   : "progress need not reach a good state")
        << (run.steps.size() > run.distance ? ":\n" : "\n");
    for (std::size_t number = run.distance; number < run.steps.size(); ++number) {
        write_step(out, run, number);
    }
    if (run.back_to) {
        out << "      and again as after step " << *run.back_to << "\n";
    } else {
        out << "      where nothing goes on\n";
    }
}

void write_verdict(std::ostream& out, const Report& report) {
    out << "\n";
    if (report.any_violated()) {
        out << "violated\n";
    } else if (report.ended == Ended::out_of_memory) {
        out << "no proof: memory ran out\n";
    } else if (report.ended == Ended::sampled) {
        out << "no proof: no random run violates a theorem\n";
    } else if (report.ended == Ended::stopped) {
        out << "no proof: stopped before the end\n";
    } else {
        out << "proved: every state that can be reached was visited\n";
    }
}

}  // namespace

void write_text(std::ostream& out, const Report& report) {
    if (report.sampled) {
        write_sampled(out, report, *report.sampled);
    } else {
        write_figures(out, report);
    }
    write_theorems(out, report);
    if (!report.outcomes.empty()) {
        out << "\n";
        for (const auto& [outcome, states] : report.outcomes) {
            out << "outcome  " << report.outcome_texts.at(outcome) << ": " << grouped(states) << " states\n";
        }
    }
    for (const TheoremReport& theorem : report.theorems) {
        if (theorem.run) {
            write_run(out, theorem, *theorem.run, report.sampled);
        }
    }
    write_verdict(out, report);
}

}  // namespace plumbline::replay::explorer
