// `plumbline prove`: its options, and what it does where Z3 is part of the build.
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace plumbline::conformance {

/// Exit codes, as `plumbline prove --help` lists them; the numbers that `plumbline audit` has mean the same there.
enum class ProveExit : int { proved = 0, refuted = 1, usage = 2, unwritable = 3, unknown = 5, fault = 6 };

struct ProveOptions {
    std::vector<std::string> patterns;
    unsigned jobs = 1;
    unsigned timeout_seconds = 60;
    bool json = false;
    bool list = false;
    std::string scripts;  ///< a directory; empty: none are written
    std::string vectors;  ///< likewise
    std::string second;   ///< another solver's program; empty: none
    unsigned second_milliseconds = 1'000;
    std::string record;  ///< a file
    bool check_record = false;
};

CLI::App* add_prove_command(CLI::App& app, ProveOptions& options);

ProveExit run_prove(const ProveOptions& options);

}  // namespace plumbline::conformance
