#include "proofs/engine/run_all.hpp"
#include "proofs/engine/vectors.hpp"
#include "tests/conformance/prove/command.hpp"
#include "tests/conformance/prove/report.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace plumbline::conformance {
namespace {

namespace files = std::filesystem;
using Clock = std::chrono::steady_clock;
using proofs::Outcome;
using proofs::Proof;

struct Unwritable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void write_file(const files::path& path, const std::string& content) {
    std::error_code ignored;
    files::create_directories(path.parent_path(), ignored);
    std::ofstream file(path, std::ios::binary);
    file << content;
    file.close();
    if (!file) {
        throw Unwritable("cannot write " + path.string());
    }
}

/// Where the scripts go: the directory that was asked for, or one that ends with this object.
class ScriptDirectory {
public:
    explicit ScriptDirectory(const std::string& asked) : path_(asked) {
        if (asked.empty()) {
            std::string name = (files::temp_directory_path() / "plumbline-prove-XXXXXX").string();
            if (mkdtemp(name.data()) == nullptr) {
                throw Unwritable("cannot make a directory " + name);
            }
            path_ = name;
            own_ = true;
        }
    }

    ~ScriptDirectory() {
        if (own_) {
            std::error_code ignored;
            files::remove_all(path_, ignored);
        }
    }

    ScriptDirectory(const ScriptDirectory&) = delete;
    ScriptDirectory& operator=(const ScriptDirectory&) = delete;
    ScriptDirectory(ScriptDirectory&&) = delete;
    ScriptDirectory& operator=(ScriptDirectory&&) = delete;

    std::string write(const Proof& proof, const Outcome& outcome) const {
        const files::path path = path_ / (proof.name + ".smt2");
        write_file(path,
                   "; " + proof.name + ", for " + proof.bounds +
                       "\n; An answer `unsat` is a proof. Before each question: what is asked, and Z3's answer.\n" +
                       outcome.script);
        return path.string();
    }

private:
    files::path path_;
    bool own_ = false;
};

// "proving 12 of 40, 34 s: opportunity-cost/bounds, general-bucket/add"
class Progress {
public:
    Progress(std::string task, std::size_t all) : task_(std::move(task)), all_(all) {}

    void begins(const std::string& name) {
        running_.push_back(name);
        show();
    }

    void ends(const std::string& name) {
        running_.erase(std::find(running_.begin(), running_.end(), name));
        ++done_;
        show();
    }

private:
    void show() {
        std::ostringstream text;
        text << task_ << " " << done_ << " of " << all_ << ", "
             << std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - start_).count() << " s";
        for (const std::string& name : running_) {
            text << (&name == &running_.front() ? ": " : ", ") << name;
        }
        line_.show(text.str());
    }

    ProgressLine line_;
    std::string task_;
    std::size_t all_;
    std::size_t done_ = 0;
    std::vector<std::string> running_;
    Clock::time_point start_ = Clock::now();
};

std::vector<Outcome> prove(const std::vector<Proof>& selected, const ProveOptions& options) {
    proofs::RunOptions run;
    run.query_milliseconds = options.timeout_seconds * 1000;
    run.boundaries = !options.vectors.empty();
    Progress progress("proving", selected.size());
    const proofs::Observer observer{[&](const Proof& proof) { progress.begins(proof.name); },
                                    [&](const Outcome& outcome) { progress.ends(outcome.proof); }};
    return proofs::run_all(selected, run, options.jobs, proofs::committed_record(), observer);
}

void ask_second(const std::vector<Proof>& selected, std::vector<Proved>& all, const ProveOptions& options) {
    if (options.scripts.empty() && options.second.empty()) {
        return;
    }
    const ScriptDirectory directory(options.scripts);
    Progress progress("asking " + options.second, selected.size());
    std::mutex telling;
    proofs::in_parallel(options.jobs, selected.size(), [&](std::size_t at) {
        const std::string path = directory.write(selected[at], all[at].outcome);
        if (!options.second.empty()) {
            {
                const std::lock_guard lock(telling);
                progress.begins(selected[at].name);
            }
            proofs::SecondSolver solver;
            solver.program = options.second;
            solver.query_milliseconds = options.second_milliseconds;
            all[at].second = proofs::ask(solver, path, all[at].outcome.script, all[at].outcome.answers);
            const std::lock_guard lock(telling);
            progress.ends(selected[at].name);
        }
    });
}

void write_vectors(const std::vector<Proof>& selected, const std::vector<Proved>& all, const std::string& directory) {
    for (std::size_t at = 0; at < selected.size(); ++at) {
        const proofs::VectorFile file = proofs::vectors_of(selected[at], all[at].outcome);
        const files::path path = files::path(directory) / (file.proof + ".json");
        if (file.vectors.empty()) {
            std::error_code ignored;
            files::remove(path, ignored);
        } else {
            write_file(path, proofs::vectors_text(file));
        }
    }
}

// What of the committed record is not as the outcome is.
std::optional<std::string> stale(const Outcome& outcome) {
    const auto known = proofs::committed_record().find(outcome.proof);
    if (known != proofs::committed_record().end() && known->second.obliges == proofs::recorded(outcome).obliges) {
        return std::nullopt;
    }
    return "obligations.tsv does not say what this proof owes: write it anew with --record";
}

// Keeps what is recorded of proofs that did not run but still exist.
void write_record(const std::string& path, const std::vector<Proved>& all) {
    proofs::Record record;
    for (const Proof& proof : proofs::all_proofs()) {
        const auto known = proofs::committed_record().find(proof.name);
        if (known != proofs::committed_record().end()) {
            record.insert(*known);
        }
    }
    for (const Proved& proved : all) {
        record[proved.outcome.proof] = proofs::recorded(proved.outcome);
    }
    write_file(path, proofs::record_text(record));
}

ProveExit run(const ProveOptions& options) {
    const auto start = Clock::now();
    const std::vector<Proof> selected =
        proofs::select(proofs::all_proofs(), options.patterns, proofs::committed_record());
    if (options.list) {
        for (const Proof& proof : selected) {
            std::cout << proof.name << "\n";
        }
        return ProveExit::proved;
    }
    std::vector<Proved> all;
    for (Outcome& outcome : prove(selected, options)) {
        const std::string& bounds = selected[all.size()].bounds;
        auto record = options.check_record ? stale(outcome) : std::nullopt;
        all.push_back({bounds, std::move(outcome), std::nullopt, std::move(record)});
    }
    ask_second(selected, all, options);
    if (!options.vectors.empty()) {
        write_vectors(selected, all, options.vectors);
    }
    if (!options.record.empty()) {
        write_record(options.record, all);
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (options.json) {
        write_proofs_json(std::cout, all, seconds);
    } else {
        write_proofs(std::cout, all, options.patterns, seconds, Style());
    }
    return verdict(all);
}

ProveExit fails(ProveExit exit, const std::exception& error) {
    std::cerr << "plumbline: " << error.what() << "\n";
    return exit;
}

}  // namespace

ProveExit run_prove(const ProveOptions& options) {
    try {
        return run(options);
    } catch (const proofs::NothingSelected& error) {
        return fails(ProveExit::usage, error);
    } catch (const proofs::NoSecondSolver& error) {
        return fails(ProveExit::usage, error);
    } catch (const proofs::SecondSolverFails& error) {
        return fails(ProveExit::fault, error);
    } catch (const Unwritable& error) {
        return fails(ProveExit::unwritable, error);
    }
}

}  // namespace plumbline::conformance
