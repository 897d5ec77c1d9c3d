#include "tests/conformance/prove/report.hpp"

#include "proofs/engine/selection.hpp"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <sstream>

namespace plumbline::conformance {
namespace {

using proofs::Expected;
using proofs::Outcome;
using proofs::Result;
using proofs::Row;

std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, text.size()), ' ');
}

std::string to_the_right(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string fixed(double value, int places) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(places) << value;
    return text.str();
}

constexpr std::size_t id_width = 8;
constexpr std::size_t result_width = 9;
constexpr std::size_t number_width = 7;

// A negative obligation's refutation is what is wanted.
std::string coloured(const std::string& text, Result result, Expected expected, const Style& style) {
    const bool good = result == Result::proved || (result == Result::refuted && expected == Expected::refuted);
    return good ? style.good(text) : style.bad(text);
}

void write_row(std::ostream& out, const Outcome& outcome, const Row& row, const Style& style) {
    const std::string operation = row.operation == "theorem" ? "" : " [" + row.operation + "]";
    out << padded(std::string(row.clause.requirement.id()), id_width)
        << coloured(padded(name(row.result), result_width), row.result, outcome.expected, style)
        << to_the_right(std::to_string(row.paths), number_width)
        << to_the_right(fixed(row.seconds, 2), number_width + 2) << "  " << outcome.proof << ": " << row.clause.says
        << style.faint(operation) << "\n";
}

// What arithmetic owes by itself is many rows: where all are proved, and nobody asks for them, one line.
bool folds(const Row& row, const std::vector<std::string>& patterns) {
    return row.clause.requirement == contracts::req<"CV-4"> && row.result == Result::proved &&
           std::none_of(patterns.begin(), patterns.end(),
                        [](const std::string& pattern) { return pattern.starts_with("CV-"); });
}

void write_rows(std::ostream& out, const Outcome& outcome, const std::vector<std::string>& patterns,
                const Style& style) {
    Row arithmetic;
    int folded = 0;
    for (const Row& row : outcome.rows) {
        if (!proofs::asked_for(row.clause.requirement.id(), patterns)) {
            continue;
        }
        if (folds(row, patterns)) {
            ++folded;
            arithmetic.clause = row.clause;
            arithmetic.paths = std::max(arithmetic.paths, row.paths);
            arithmetic.seconds += row.seconds;
        } else {
            write_row(out, outcome, row, style);
        }
    }
    if (folded > 0) {
        const std::string says = "every result fits its type and no divisor is zero";
        arithmetic.clause.says = says;
        arithmetic.operation = std::to_string(folded) + " obligations";
        write_row(out, outcome, arithmetic, style);
    }
}

void write_counterexample(std::ostream& out, const Row& row) {
    out << "  inputs:\n";
    for (const auto& [name, value] : *row.counterexample) {
        out << "    " << name << " = " << symbolic::to_text(value) << "\n";
    }
    out << "  the running reference, on these:\n";
    for (const auto& violated : row.replay.violated) {
        out << "    violates " << violated.clause.requirement.id() << ", " << violated.clause.says << " ["
            << violated.operation << "]\n";
    }
    for (const auto& [name, value] : row.replay.results) {
        out << "    " << name << " = " << value << "\n";
    }
    if (row.replay.left) {
        out << "    " << *row.replay.left << "\n";
    }
    if (!row.reproduced) {
        out << "    does not violate this requirement: the prover is at fault\n";
    }
}

void write_failures(std::ostream& out, const Proved& proved, const Style& style) {
    const Outcome& outcome = proved.outcome;
    if (outcome.as_expected() && !proved.record && (!proved.second || proved.second->disagreements.empty())) {
        return;
    }
    out << "\n" << style.bold(outcome.proof) << ", for " << proved.bounds << "\n";
    if (outcome.fault) {
        out << "  " << style.bad("fault: ") << *outcome.fault << "\n";
    }
    if (outcome.vacuous()) {
        out << "  " << style.bad("vacuous: ") << outcome.rows.size() << " obligations, " << outcome.satisfiable_paths
            << " paths whose assumptions have a model\n";
    }
    if (outcome.expected == Expected::refuted && outcome.result() == Result::proved) {
        out << "  " << style.bad("proved, but is to be refuted") << "\n";
    }
    if (proved.record) {
        out << "  " << style.bad("record: ") << *proved.record << "\n";
    }
    for (const std::string& disagreement : proved.second ? proved.second->disagreements : std::vector<std::string>{}) {
        out << "  " << style.bad("the solvers disagree: ") << disagreement << "\n";
    }
    for (const Row& row : outcome.rows) {
        if (row.counterexample && (outcome.expected == Expected::proved || !row.reproduced)) {
            out << "  " << row.clause.requirement.id() << " " << style.bad("refuted") << ": " << row.clause.says
                << "\n";
            write_counterexample(out, row);
        }
    }
}

}  // namespace

void write_proofs(std::ostream& out, const std::vector<Proved>& all, const std::vector<std::string>& patterns,
                  double seconds, const Style& style) {
    out << style.bold(padded("ID", id_width) + padded("result", result_width) + to_the_right("paths", number_width) +
                      to_the_right("seconds", number_width + 2) + "  proof: obligation")
        << "\n";
    std::size_t obligations = 0;
    int paths = 0;
    int possible = 0;
    std::size_t as_expected = 0;
    for (const Proved& proved : all) {
        write_rows(out, proved.outcome, patterns, style);
        obligations += proved.outcome.rows.size();
        paths += proved.outcome.paths;
        possible += proved.outcome.satisfiable_paths;
        as_expected += proved.outcome.as_expected() ? 1U : 0U;
    }
    for (const Proved& proved : all) {
        write_failures(out, proved, style);
    }
    out << "\n"
        << as_expected << " of " << all.size() << " proofs as expected, " << obligations << " obligations, " << paths
        << " paths, " << possible << " of them with a model of all that is assumed, " << fixed(seconds, 1) << " s\n";
    if (const auto second = opinions(all)) {
        const double share = 100.0 * static_cast<double>(second->decided) /
                             static_cast<double>(std::max<std::size_t>(second->questions, 1));
        out << "the second solver decides " << second->decided << " of " << second->questions << " questions ("
            << fixed(share, 1) << " %) in " << fixed(second->seconds, 1) << " s; it disagrees on "
            << second->disagreements.size() << "\n";
    }
}

}  // namespace plumbline::conformance
