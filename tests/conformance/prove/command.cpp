#include "tests/conformance/prove/command.hpp"

#include <thread>

namespace plumbline::conformance {

CLI::App* add_prove_command(CLI::App& app, ProveOptions& options) {
    options.jobs = std::max(1U, std::thread::hardware_concurrency());
    CLI::App* command = app.add_subcommand(
        "prove", "Prove the reference by Z3, for all inputs within stated bounds, and run every counterexample");
    command->add_option(
        "PATTERN", options.patterns,
        "What to prove: names (opportunity-cost/*) or requirements (OC-3, GB-*); everything unless told");
    command->add_flag("--list", options.list, "Write the names of the selected proofs, and run none");
    command->add_flag("--json", options.json, "Write one JSON object, for a program");
    command->add_option("--jobs", options.jobs, "Threads; as many as the machine has cores unless told")
        ->check(CLI::Range(1U, 1024U));
    command->add_option("--timeout", options.timeout_seconds, "Seconds for each question to Z3; 60 unless told")
        ->check(CLI::Range(1U, 86'400U));
    command->add_option("--smt2", options.scripts,
                        "Write what Z3 is asked into this directory, one SMT-LIB 2 script for each proof");
    command->add_option("--check-with", options.second,
                        "Ask this solver, too: cvc5, or a program that takes its options");
    command
        ->add_option("--check-timeout", options.second_milliseconds,
                     "Milliseconds that it has for each question; 1000 unless told")
        ->check(CLI::Range(1U, 86'400'000U));
    command->add_option("--vectors", options.vectors,
                        "Write inputs at the boundaries of the comparisons, with the reference's answers, into this "
                        "directory");
    command->add_option("--record", options.record, "Bring the record of what each proof owes up to date: this file");
    command->add_flag("--check-record", options.check_record,
                      "Fail where a proof does not owe what the record says that it does");
    command->footer(
        "Exit codes: 0 everything is as expected, 1 an obligation is refuted (or one that is to be refuted is not), "
        "2 usage,\n3 a file cannot be written, 5 Z3 has no answer within the time, 6 the prover is at fault: a "
        "counterexample that does\nnot run, a budget of paths, a proof without a possible path, a second solver that "
        "disagrees, a record that is not current.\n"
        "Where several apply, the one to the right in 0, 5, 1, 6.\n"
        "The method, and what it does not establish: proofs/README.md. --json is described in\n"
        "tests/conformance/report/prove-1.schema.json. Colour only on a terminal, and not with NO_COLOR.");
    return command;
}

}  // namespace plumbline::conformance
