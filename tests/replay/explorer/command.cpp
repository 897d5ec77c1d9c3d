#include "tests/replay/explorer/command.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <ostream>

namespace plumbline::replay::explorer {
namespace {

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

void ask_for_stop(int signal) {
    stop_asked = true;
    std::signal(signal, SIG_DFL);
}

// "RT-3" as part of a file's name.
std::string file_stem(const TheoremReport& theorem) {
    std::string stem = theorem.id;
    std::replace_if(stem.begin(), stem.end(), [](char c) { return c == '/' || c == ' '; }, '-');
    return stem;
}

template <class Write>
void write_file(const std::filesystem::path& path, Write&& write) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    write(file);
    file.close();
    if (!file) {
        throw CheckpointError("run " + path.string() + " cannot be written");
    }
}

void write_runs(const Report& report, const std::string& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) {
        throw CheckpointError("directory " + directory + " cannot be made: " + error.message());
    }
    for (const TheoremReport& theorem : report.theorems) {
        if (theorem.run) {
            const std::filesystem::path base = std::filesystem::path(directory) / file_stem(theorem);
            write_file(base.string() + ".json", [&](std::ostream& out) { write_run_json(out, report, theorem); });
            write_file(base.string() + ".mmd", [&](std::ostream& out) { write_mermaid(out, report, theorem); });
        }
    }
}

}  // namespace

void add_explore_options(CLI::App& command, ExploreOptions& options) {
    options.limits.memory = free_memory() / 4 * 3;
    command.add_option("--threads", options.limits.threads, "Threads; by default one for each core")
        ->check(CLI::Range(1, 1024));
    command
        .add_option("--max-memory", options.limits.memory,
                    "Bytes that may be used, as 500M or 12G; by default three quarters of what is free")
        ->transform(CLI::AsSizeValue(false));
    command.add_flag("--symmetry", options.limits.symmetry,
                     "Visit one of several states that differ only in which of interchangeable parts is which");
    CLI::Option* const checkpoint = command.add_option(
        "--checkpoint", options.checkpoint,
        "File in which a search is kept while it goes on, and when it is stopped or runs out of memory");
    command
        .add_option("--checkpoint-every", options.checkpoint_minutes,
                    "Minutes of the search from one checkpoint to the next; more where writing one takes long")
        ->needs(checkpoint)
        ->check(CLI::Range(0.0, 1e6))
        ->capture_default_str();
    command.add_flag("--resume", options.resume, "Go on from the checkpoint")->needs(checkpoint);
    CLI::Option* const random = command.add_option(
        "--random", options.sample.runs,
        "Take so many random runs instead of visiting every state: for worlds that are too large for that");
    random->check(CLI::PositiveNumber)->excludes(checkpoint);
    command.add_option("--seed", options.sample.seed, "What random runs depend on")
        ->needs(random)
        ->capture_default_str();
    command.add_option("--steps", options.sample.steps, "Most steps of a random run, before it is led to a good end")
        ->needs(random)
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command.add_flag("--json", options.json, "Write one JSON object, for a program");
    command.add_option("--runs", options.runs,
                       "Directory for the shortest run against each violated theorem, as JSON scenario and as Mermaid "
                       "sequence diagram");
    command.footer("Exit codes: 0 proved, every theorem holds in every state that can be reached (with --random: no "
                   "run violates one, nothing is "
                   "proved); 1 a theorem is "
                   "violated; 2 usage; 3 a file cannot be read or written; 5 memory ran out, nothing is proved; 6 "
                   "stopped, nothing is proved.\n"
                   "SIGINT and SIGTERM stop a run. Progress is shown on a terminal only.\n"
                   "The formats are described in tests/replay/explorer/explore-1.schema.json and run-1.schema.json.");
}

StopSignals::StopSignals() {
    stop_asked = false;
    std::signal(SIGINT, ask_for_stop);
    std::signal(SIGTERM, ask_for_stop);
}

StopSignals::~StopSignals() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

const std::atomic<bool>& StopSignals::asked() {
    return stop_asked;
}

ProgressLine::ProgressLine() : shown_(isatty(STDERR_FILENO) == 1), begun_(Clock::now()) {}

ProgressLine::~ProgressLine() {
    if (shown_ && first_states_) {
        std::fputs("\r\033[K", stderr);
    }
}

void ProgressLine::show(const Progress& progress) {
    if (!shown_) {
        return;
    }
    if (!first_states_) {
        first_states_ = progress.states;
        begun_ = Clock::now();
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
    const double rate = seconds < 0.5 ? 0 : static_cast<double>(progress.states - *first_states_) / seconds;
    const std::string line = "\r\033[K" + progress_text(progress, rate);
    std::fputs(line.c_str(), stderr);
    std::fflush(stderr);
}

Clock::duration keep_every(const ExploreOptions& options) {
    return std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double, std::ratio<60>>(options.checkpoint_minutes));
}

void write_results(std::ostream& out, const Report& report, const ExploreOptions& options) {
    if (options.json) {
        write_json(out, report);
    } else {
        write_text(out, report);
    }
    if (!options.runs.empty()) {
        write_runs(report, options.runs);
    }
}

ExploreExit exit_of(const Report& report, const ExploreOptions& options, std::ostream& errors) {
    if (report.any_violated()) {
        return ExploreExit::violated;
    }
    if (report.ended == Ended::complete || report.ended == Ended::sampled) {
        return ExploreExit::proved;
    }
    if (report.sampled) {
        errors << "plumbline: stopped after " << report.sampled->runs << " runs\n";
        return ExploreExit::stopped;
    }
    const bool stopped = report.ended == Ended::stopped;
    errors << "plumbline: " << (stopped ? "stopped" : "memory ran out at " + bytes_text(options.limits.memory))
           << ", so nothing is proved; ";
    if (options.checkpoint.empty()) {
        errors << "with --checkpoint FILE, the run could go on\n";
    } else {
        errors << "--resume goes on from " << options.checkpoint << "\n";
    }
    return stopped ? ExploreExit::stopped : ExploreExit::out_of_memory;
}

}  // namespace plumbline::replay::explorer
