#include "proofs/engine/second_solver.hpp"

#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/io.hpp>
#include <boost/process/pipe.hpp>

#include <chrono>
#include <sstream>

namespace plumbline::proofs {
namespace {

// The comment in front of each question that says what is asked.
std::vector<std::string> labels(const std::string& script) {
    std::vector<std::string> labels;
    std::istringstream lines(script);
    std::string label;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("; ") && !line.starts_with("; Z3: ")) {
            label = line.substr(2);
        } else if (line == "(check-sat)") {
            labels.push_back(label);
        }
    }
    return labels;
}

}  // namespace

SecondOpinion compare(const std::vector<std::string>& printed, const std::string& script,
                      const std::vector<Result>& answers) {
    SecondOpinion opinion;
    opinion.questions = answers.size();
    const std::vector<std::string> asked = labels(script);
    std::size_t question = 0;
    for (const std::string& line : printed) {
        if (line != "sat" && line != "unsat" && line != "unknown") {
            if (line.find("interrupted") != std::string::npos) {
                break;  // by its own limit for the whole script
            }
            throw SecondSolverFails("the second solver says: " + line);
        }
        if (question == answers.size()) {
            throw SecondSolverFails("the second solver answers more than was asked");
        }
        const Result first = answers[question];
        opinion.decided += line == "unknown" ? 0U : 1U;
        if ((line == "sat" && first == Result::proved) || (line == "unsat" && first == Result::refuted)) {
            opinion.disagreements.push_back("question " + std::to_string(question + 1) + " (" + asked.at(question) +
                                            "): Z3 " + name(first) + " it, the second solver says " + line);
        }
        ++question;
    }
    return opinion;
}

SecondOpinion ask(const SecondSolver& solver, const std::string& path, const std::string& script,
                  const std::vector<Result>& answers) {
    namespace process = boost::process;
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    // env looks the program up; nothing here passes through a shell.
    const std::vector<std::string> arguments{solver.program,
                                             "--lang=smt2",
                                             "--incremental",
                                             "--tlimit-per=" + std::to_string(solver.query_milliseconds),
                                             "--tlimit=" + std::to_string(solver.script_milliseconds),
                                             path};
    std::vector<std::string> printed;
    int status = 0;
    try {
        process::ipstream output;
        process::child child(std::string("/usr/bin/env"), process::args(arguments),
                             (process::std_out & process::std_err) > output);
        for (std::string line; std::getline(output, line);) {
            printed.push_back(line);
        }
        child.wait();
        status = child.exit_code();
    } catch (const std::exception& error) {
        throw NoSecondSolver("cannot run " + solver.program + ": " + error.what());
    }
    constexpr int not_found = 127;
    if (status == not_found) {
        throw NoSecondSolver("cannot run " + solver.program + ": there is no such program");
    }
    SecondOpinion opinion = compare(printed, script, answers);
    opinion.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return opinion;
}

}  // namespace plumbline::proofs
