// The tool plumbline.
#include "tests/conformance/prove/command.hpp"
#include "tests/conformance/report/report.hpp"
#include "tests/replay/command/explore.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>

namespace plumbline::conformance {
namespace {

/// Exit codes, as `plumbline audit --help` lists them.
enum class Exit : int { conforms = 0, violates = 1, usage = 2, unreadable = 3, nothing_checked = 4 };

struct AuditOptions {
    std::vector<std::string> files;
    bool json = false;
};

bool nothing_checked(const AuditResult& result) {
    return std::none_of(result.requirements.begin(), result.requirements.end(),
                        [](const auto& requirement) { return requirement.second.checked > 0; });
}

// Reads every log before anything is reported, so that an unreadable one leaves no half result behind.
Exit run_audit(const AuditOptions& options) {
    std::vector<AuditResult> results;
    {
        ProgressLine line;
        for (const std::string& file : options.files) {
            results.push_back(audit(file, [&](const Work& work) { line.show(file, work); }));
        }
    }
    const Style style;
    bool conforms = true;
    bool empty = false;
    for (const AuditResult& result : results) {
        if (options.json) {
            write_json(std::cout, result);
        } else {
            write_report(std::cout, result, style);
            std::cout << (&result == &results.back() ? "" : "\n");
        }
        conforms = conforms && result.conforms();
        empty = empty || nothing_checked(result);
    }
    if (empty) {
        std::cerr << "plumbline: a log has no operation, so nothing was checked\n";
        return Exit::nothing_checked;
    }
    return conforms ? Exit::conforms : Exit::violates;
}

int run(int argc, char** argv) {
    CLI::App app{
        "Checks implementations of the Lightning HTLC resource manager against their specification, proves the "
        "specification's reference, and takes a restart through every crash."};
    app.name("plumbline");
    app.set_version_flag("--version", std::string("plumbline ") + PLUMBLINE_VERSION);
    app.require_subcommand(1);

    AuditOptions options;
    CLI::App* audit_command = app.add_subcommand(
        "audit", "Judge a recorded log of operations and answers, and name the known deviations that explain it");
    audit_command
        ->add_option("FILE", options.files, "Logs: JSON Lines, plain, .xz or .gz; own format or a known recording")
        ->required();
    audit_command->add_flag("--json", options.json, "Write one JSON object for each log, for a program");
    audit_command->footer("Exit codes: 0 every log conforms, 1 a requirement is violated, 2 usage, 3 a log cannot be "
                          "read, 4 nothing was checked.\n"
                          "The log format is described in tests/conformance/log/plumbline-log-1.schema.json.\n"
                          "Colour only on a terminal, and not with NO_COLOR.");
    const auto run_explore = replay::add_explore(app);

    ProveOptions prove_options;
    CLI::App* prove_command = add_prove_command(app, prove_options);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool asked = error.get_exit_code() == 0;
        app.exit(error);
        return static_cast<int>(asked ? Exit::conforms : Exit::usage);
    }
    if (prove_command->parsed()) {
        return static_cast<int>(run_prove(prove_options));
    }
    return audit_command->parsed() ? static_cast<int>(run_audit(options)) : run_explore(std::cout, std::cerr);
}

}  // namespace
}  // namespace plumbline::conformance

int main(int argc, char** argv) {
    using plumbline::conformance::Exit;
    try {
        return plumbline::conformance::run(argc, argv);
    } catch (const plumbline::conformance::UnreadableLog& error) {
        std::cerr << "plumbline: " << error.what() << "\n";
        return static_cast<int>(Exit::unreadable);
    }
}
