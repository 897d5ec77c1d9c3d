// What an exploration found, told without the machine: for a person, for a program, and as a diagram.
#pragma once

#include "tests/replay/explorer/machine.hpp"
#include "tests/replay/explorer/search.hpp"

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::replay::explorer {

/// A part of the state that a step changed.
struct Change {
    std::string field;
    std::string before;
    std::string after;
};

struct ToldStep {
    StepText text;
    bool progress = true;  ///< false for a crash or another disturbance
    std::vector<Change> changed;
};

/// A run in the specification's words.
struct ToldRun {
    std::vector<std::string> participants;
    std::vector<Field> initial;
    std::vector<ToldStep> steps;
    std::vector<Field> final;
    /// The first steps lead to the state in question; the others show how a run goes on from there by progress alone.
    std::size_t distance = 0;
    /// The step after which the state is that at the end of the run: from there it repeats.
    std::optional<std::size_t> back_to;
};

enum class Verdict : std::uint8_t {
    unchecked,  ///< the search ended before
    holds,      ///< proved: in, or from, every state that can be reached
    violated,   ///< a run shows it
};

struct TheoremReport {
    std::string id;
    std::string title;
    TheoremKind kind{};
    Verdict verdict = Verdict::unchecked;
    std::uint64_t failing = 0;   ///< for kinds that are about good states: states from which it does not hold
    std::optional<ToldRun> run;  ///< a shortest one
};

/// How often random runs took steps of a kind.
struct KindTally {
    std::string kind;
    std::uint64_t steps = 0;
    std::uint64_t runs = 0;  ///< that took one at least
};

/// Of random runs.
struct Sampled {
    std::uint64_t runs = 0;
    std::uint64_t seed = 0;
    std::vector<KindTally> kinds;          ///< empty for machines without kinds
    std::optional<std::uint64_t> lost_by;  ///< the number of the run that violates a theorem, from 0
    std::uint64_t found_after = 0;         ///< its steps, before it was shortened
};

struct Report {
    std::string machine;
    std::string configuration;
    std::string arguments;  ///< the same as its command takes it, to be repeated; empty for machines without such
    Ended ended{};
    bool symmetry = false;
    std::uint64_t states = 0;
    std::uint64_t transitions = 0;
    std::uint64_t depth = 0;                   ///< the largest distance from an initial state
    std::optional<std::uint64_t> good_states;  ///< known where liveness was judged
    std::uint64_t found_here = 0;              ///< states, in this call: all, unless it went on from a checkpoint
    std::vector<std::uint64_t> levels;         ///< states at each distance
    std::uint64_t bytes = 0;                   ///< held at the end
    unsigned threads = 0;
    double search_seconds = 0;
    double liveness_seconds = 0;
    std::vector<TheoremReport> theorems;
    /// How good states ended, and of how many; empty for machines that do not say.
    std::map<std::uint64_t, std::uint64_t> outcomes;
    std::map<std::uint64_t, std::string> outcome_texts;
    /// Where runs were taken at random: then `states` are those in which they came, with repetition, `transitions` the
    /// successors that were judged, and `depth` is the length of the longest run.
    std::optional<Sampled> sampled;

    [[nodiscard]] bool all_hold() const;
    [[nodiscard]] bool any_violated() const;
    [[nodiscard]] double states_per_second() const;
    [[nodiscard]] double bytes_per_state() const;
};

std::string_view name(Ended ended);
std::string_view name(Verdict verdict);
std::string_view name(TheoremKind kind);

/// Figures, verdicts, and each violated theorem's run.
void write_text(std::ostream& out, const Report& report);
/// The same as one JSON object (explore-1.schema.json).
void write_json(std::ostream& out, const Report& report);
/// One violated theorem's run as a scenario (run-1.schema.json).
void write_run_json(std::ostream& out, const Report& report, const TheoremReport& theorem);
/// One violated theorem's run as a Mermaid sequence diagram; nothing for a theorem without a run.
void write_mermaid(std::ostream& out, const Report& report, const TheoremReport& theorem);

/// "12.4 MiB".
std::string bytes_text(std::uint64_t bytes);
/// "1 209 600".
std::string grouped(std::uint64_t number);
/// "searching: level 17 at 40 %, 1 200 000 states, 1 100 000 a second, 36.1 MiB".
std::string progress_text(const Progress& progress, double states_per_second);

}  // namespace plumbline::replay::explorer
