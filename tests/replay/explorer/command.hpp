// What exploring takes on a command line, whichever the machine: limits, checkpoint, what is written where.
#pragma once

#include "tests/replay/explorer/checkpoint.hpp"
#include "tests/replay/explorer/explore.hpp"
#include "tests/replay/explorer/sample.hpp"

#include <iosfwd>
#include <string>

namespace CLI {
class App;
}

namespace plumbline::replay::explorer {

/// Exit codes, as `--help` lists them.
enum class ExploreExit : int {
    proved = 0,  ///< or, of random runs, none violates a theorem
    violated = 1,
    usage = 2,
    file_error = 3,  ///< a checkpoint or a run cannot be read or written
    out_of_memory = 5,
    stopped = 6,
};

struct ExploreOptions {
    Limits limits;
    std::string checkpoint;          ///< where a run is kept that ends early; empty: nowhere
    double checkpoint_minutes = 10;  ///< it is kept so often while a search goes on
    bool resume = false;
    SampleOptions sample;
    bool json = false;
    std::string arguments;  ///< what the machine was made from, for the runs; may be empty
    std::string runs;       ///< a directory for the runs of violated theorems; empty: none
};

/// Adds the options, and the footer that explains them; by default, all cores and three quarters of the free memory.
void add_explore_options(CLI::App& command, ExploreOptions& options);

/// SIGINT and SIGTERM ask for a stop while this lives; a second one ends the program as usual.
class StopSignals {
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    StopSignals(StopSignals&&) = delete;
    StopSignals& operator=(StopSignals&&) = delete;

    [[nodiscard]] static const std::atomic<bool>& asked();
};

/// A line on standard error that shows how far an exploration is; nothing where that is no terminal.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ProgressLine(ProgressLine&&) = delete;
    ProgressLine& operator=(ProgressLine&&) = delete;

    void show(const Progress& progress);

private:
    bool shown_;
    Clock::time_point begun_;
    std::optional<std::uint64_t> first_states_;
};

/// Writes the report, and the runs where they are asked for. Throws CheckpointError where one cannot be written.
void write_results(std::ostream& out, const Report& report, const ExploreOptions& options);

/// Says on `errors` how a run that ended early goes on, and returns the exit code.
ExploreExit exit_of(const Report& report, const ExploreOptions& options, std::ostream& errors);

/// How often a search is kept.
Clock::duration keep_every(const ExploreOptions& options);

/// Writes a checkpoint of a search that goes on, whether it can be written or not.
template <Machine M>
void keep(const Search<M>& search, const std::string& path, std::ostream& errors) {
    try {
        save(search, path);
    } catch (const CheckpointError& error) {
        errors << "plumbline: " << error.what() << "\n";
    }
}

/// Takes random runs of a machine, where `options.sample` asks for any.
template <Machine M>
ExploreExit sample_command(const M& machine, const ExploreOptions& options, std::ostream& out, std::ostream& errors) {
    const StopSignals signals;
    Report report;
    {
        ProgressLine line;
        report = Sample<M>(machine, options.sample, options.limits.threads)
                     .run({[&](const Progress& progress) { line.show(progress); }, &StopSignals::asked()});
    }
    report.arguments = options.arguments;
    write_results(out, report, options);
    return exit_of(report, options, errors);
}

/// Searches a machine as the options say. Throws CheckpointError.
template <Machine M>
ExploreExit explore_command(const M& machine, const ExploreOptions& options, std::ostream& out, std::ostream& errors) {
    const StopSignals signals;
    Search<M> search(machine, options.limits);
    if (options.resume && !load(search, options.checkpoint)) {
        errors << "plumbline: the states of " << options.checkpoint << " do not fit into "
               << bytes_text(options.limits.memory) << "\n";
        return ExploreExit::out_of_memory;
    }
    Control control{[](const Progress&) {}, &StopSignals::asked()};
    if (!options.checkpoint.empty()) {
        control.keep_every = keep_every(options);
        control.keep = [&] { keep(search, options.checkpoint, errors); };
    }
    Report report;
    {
        ProgressLine line;
        control.show = [&](const Progress& progress) { line.show(progress); };
        report = explore(search, control);
    }
    report.arguments = options.arguments;
    const bool early = report.ended == Ended::stopped || report.ended == Ended::out_of_memory;
    if (early && !report.any_violated() && !options.checkpoint.empty()) {
        save(search, options.checkpoint);
    }
    write_results(out, report, options);
    return exit_of(report, options, errors);
}

}  // namespace plumbline::replay::explorer
