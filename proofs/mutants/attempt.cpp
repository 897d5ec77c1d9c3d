#include "proofs/mutants/attempt.hpp"

#include "proofs/mutants/mutant.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <iostream>
#include <sstream>
#include <stdexcept>

namespace plumbline::mutants {
namespace {

using proofs::Expected;
using proofs::Outcome;
using proofs::Result;
using proofs::Row;

constexpr unsigned query_milliseconds = 600'000;  // of the clock; the limit is the processor's
constexpr std::array names{"as-expected", "refuted", "fault", "unknown", "out-of-time"};

bool refuted_and_runs(const Row& row) {
    return row.result == Result::refuted && row.reproduced;
}

// A first counterexample that does not run may hide one behind it that does.
Outcome run_until_it_fails(const proofs::Proof& proof) {
    proofs::RunOptions options;
    options.query_milliseconds = query_milliseconds;
    options.until_refuted = proof.expected == Expected::proved;
    Outcome outcome = proofs::run(proof, options);
    if (options.until_refuted && judge(outcome) == Verdict::fault) {
        options.until_refuted = false;
        outcome = proofs::run(proof, options);
    }
    return outcome;
}

void tell_of_fault(const Outcome& outcome) {
    std::cerr << outcome.proof << ": "
              << (outcome.fault       ? *outcome.fault
                  : outcome.vacuous() ? "nothing is owed, or what is assumed has no model"
                                      : "a counterexample does not run")
              << '\n';
    for (const Row& row : outcome.rows) {
        if (row.result == Result::refuted && !row.reproduced) {
            std::cerr << "  " << row.clause.requirement.id() << " " << row.clause.says << ": "
                      << row.replay.left.value_or("holds") << '\n';
        }
    }
}

std::string run_here(const proofs::Proof& proof) {
    const Outcome outcome = run_until_it_fails(proof);
    if (judge(outcome) == Verdict::fault) {
        tell_of_fault(outcome);
    }
    const auto row = std::find_if(outcome.rows.begin(), outcome.rows.end(), refuted_and_runs);
    std::ostringstream text;
    text << static_cast<int>(judge(outcome)) << ' ' << (row == outcome.rows.end() ? "-" : row->clause.requirement.id());
    for (const int mutant : mutant::noted) {
        text << ' ' << mutant;
    }
    return text.str();
}

[[noreturn]] void be_the_child(const proofs::Proof& proof, double most_seconds, int selected, int out) {
    const auto seconds = static_cast<rlim_t>(std::ceil(std::max(most_seconds, 1.0)));
    const rlimit limit{seconds, seconds + 1};
    setrlimit(RLIMIT_CPU, &limit);
    mutant::selected = selected;
    const std::string text = run_here(proof);
    const char* at = text.data();
    for (std::size_t left = text.size(); left > 0;) {
        const ssize_t written = write(out, at, left);
        if (written <= 0) {
            break;
        }
        at += written;
        left -= static_cast<std::size_t>(written);
    }
    _exit(0);
}

std::string all_of(int in) {
    std::string text;
    std::array<char, 4096> buffer{};
    for (ssize_t size = 0; (size = read(in, buffer.data(), buffer.size())) > 0;) {
        text.append(buffer.data(), static_cast<std::size_t>(size));
    }
    return text;
}

double seconds_of(const rusage& usage) {
    constexpr double million = 1e6;
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / million;
}

void read_result(const std::string& text, Attempt& result) {
    std::istringstream words(text);
    int verdict = 0;
    words >> verdict >> result.requirement;
    result.verdict = static_cast<Verdict>(verdict);
    result.requirement = result.requirement == "-" ? "" : result.requirement;
    for (int mutant = 0; words >> mutant;) {
        result.asked.insert(mutant);
    }
}

}  // namespace

std::string name(Verdict verdict) {
    return names.at(static_cast<std::size_t>(verdict));
}

Verdict judge(const Outcome& outcome) {
    if (outcome.as_expected()) {
        return Verdict::as_expected;
    }
    if (outcome.expected == Expected::refuted
            ? outcome.result() == Result::proved
            : std::any_of(outcome.rows.begin(), outcome.rows.end(), refuted_and_runs)) {
        return Verdict::refuted;
    }
    const bool does_not_run = std::any_of(outcome.rows.begin(), outcome.rows.end(), [](const Row& row) {
        return row.result == Result::refuted && !row.reproduced;
    });
    return outcome.fault || outcome.vacuous() || does_not_run ? Verdict::fault : Verdict::unknown;
}

Attempt attempt(const proofs::Proof& proof, double most_seconds, int selected) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) {
        throw std::runtime_error("no pipe for " + proof.name);
    }
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        be_the_child(proof, most_seconds, selected, ends[1]);
    }
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        throw std::runtime_error("no process for " + proof.name);
    }
    Attempt result;
    const std::string text = all_of(ends[0]);
    close(ends[0]);
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    result.seconds = seconds_of(usage);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        read_result(text, result);
    } else if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)) {
        result.verdict = Verdict::out_of_time;
    }
    return result;
}

}  // namespace plumbline::mutants
