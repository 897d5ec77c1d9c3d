// prove_part1 --reached FILE [--equivalent NAME] [--seconds N] [--jobs N]
//
// The proofs of part 1 as a layer. Without a mutant in PLUMBLINE_MUTANT: runs every proof over the reference as it is,
// notes which mutants each asks for, and writes FILE; where FILE is this very program's, there is nothing to do. With a
// mutant: runs the proofs that ask for it, the quickest first, until one is refuted. With --equivalent: runs that proof
// that the mutant does what the reference does.
//
// The last line says what came of it. Exit codes: 0 every proof is as expected; 1 one is refuted; 2 usage; 3 FILE is
// not there or another program's, or cannot be written; 4 no proof asks for the mutant; 5 unknown or out of time; 6 the
// prover is at fault. Of several that are not as expected and not refuted, a fault is told before what is unknown.
#include "proofs/engine/run_all.hpp"
#include "proofs/mutants/attempt.hpp"
#include "proofs/mutants/equivalences.hpp"
#include "proofs/mutants/mutant.hpp"
#include "proofs/mutants/reach.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <thread>

namespace {

using namespace plumbline::mutants;
using plumbline::proofs::Proof;
namespace mutant = plumbline::mutant;

constexpr int exit_refuted = 1;
constexpr int exit_usage = 2;
constexpr int exit_no_record = 3;
constexpr int exit_not_reached = 4;
constexpr int exit_unknown = 5;
constexpr int exit_fault = 6;

struct Options {
    std::string reached;
    std::string equivalent;
    double seconds = 60;
    unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
};

/// Which program this is: it changes when it is built anew.
std::string identity() {
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe");
    return self.string() + " " + std::to_string(std::filesystem::last_write_time(self).time_since_epoch().count());
}

int exit_for(Verdict verdict) {
    switch (verdict) {
    case Verdict::as_expected:
        return 0;
    case Verdict::refuted:
        return exit_refuted;
    case Verdict::unknown:
    case Verdict::out_of_time:
        return exit_unknown;
    case Verdict::fault:
        break;
    }
    return exit_fault;
}

int say(Verdict verdict, const std::string& proof, const std::string& requirement) {
    std::cout << name(verdict) << (proof.empty() ? "" : " " + proof) << (requirement.empty() ? "" : " " + requirement)
              << '\n';
    return exit_for(verdict);
}

/// Every proof over the reference as it is. An equivalence asks for its mutants in its second run alone.
int record(const Options& options) {
    if (read_reach(options.reached, identity())) {
        return 0;
    }
    std::vector<Proof> all = plumbline::proofs::all_proofs();
    const std::size_t of_the_reference = all.size();
    for (Proof& proof : equivalences()) {
        all.push_back(std::move(proof));
    }
    under_test() = mutant::noting;
    std::vector<Attempt> attempts(all.size());
    plumbline::proofs::in_parallel(options.jobs, all.size(), [&](std::size_t index) {
        constexpr double enough = 600;
        attempts[index] = attempt(all[index], enough, index < of_the_reference ? mutant::noting : 0);
    });
    Reach reach;
    int worst = 0;
    for (std::size_t index = 0; index < all.size(); ++index) {
        const Attempt& made = attempts[index];
        if (made.verdict != Verdict::as_expected) {
            worst = std::max(worst, say(made.verdict, all[index].name, made.requirement));
        }
        reach[all[index].name] = {made.seconds, made.asked};
    }
    if (worst != 0) {
        return worst;
    }
    std::ofstream file(options.reached, std::ios::binary | std::ios::trunc);
    file << reach_text(reach, identity());
    return file.flush() ? 0 : exit_no_record;
}

Reach recorded(const Options& options) {
    const auto reach = read_reach(options.reached, identity());
    if (!reach) {
        throw std::runtime_error(options.reached + " is not this program's: run it without a mutant");
    }
    return *reach;
}

const Proof* find(const std::vector<Proof>& all, const std::string& name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Proof& proof) { return proof.name == name; });
    return found == all.end() ? nullptr : &*found;
}

/// The proofs that ask for the mutant, until one is refuted.
int run_against(int number, const Options& options) {
    const std::vector<Proof> all = plumbline::proofs::all_proofs();
    const Reach reach = recorded(options);
    Verdict worst = Verdict::as_expected;
    std::string by;
    std::size_t ran = 0;
    double left = options.seconds;
    for (const std::string& name : reaching(reach, number)) {
        const Proof* proof = find(all, name);
        if (proof == nullptr) {
            continue;  // an equivalence
        }
        if (left <= 0) {
            worst = worst == Verdict::as_expected ? Verdict::out_of_time : worst;
            by = by.empty() ? name : by;
            break;
        }
        // A proof that becomes much slower is left for the next one.
        constexpr double least = 4;
        constexpr double slower = 10;
        const double most = std::min(left, std::max(least, slower * reach.at(name).seconds));
        const Attempt made = attempt(*proof, most, number);
        left -= made.seconds;
        ++ran;
        if (made.verdict == Verdict::refuted) {
            return say(made.verdict, name, made.requirement);
        }
        if (made.verdict != Verdict::as_expected && (worst == Verdict::as_expected || made.verdict == Verdict::fault)) {
            by = worst == made.verdict ? by : name;
            worst = made.verdict;
        }
    }
    if (ran == 0) {
        std::cout << "not-reached\n";
        return exit_not_reached;
    }
    return say(worst, by, "");
}

int run_equivalence(int number, const Options& options) {
    const std::vector<Proof> all = equivalences();
    const Proof* proof = find(all, options.equivalent);
    if (proof == nullptr) {
        std::cerr << "prove_part1: there is no proof \"" << options.equivalent << "\"\n";
        return exit_usage;
    }
    if (!recorded(options).at(proof->name).mutants.contains(number)) {
        std::cout << "not-reached\n";
        return exit_not_reached;
    }
    under_test() = number;
    const Attempt made = attempt(*proof, options.seconds, 0);
    return say(made.verdict, proof->name, made.requirement);
}

}  // namespace

int main(int argc, char** argv) {
    const int number = mutant::selected;
    mutant::selected = 0;
    CLI::App app("The proofs of part 1 against the mutant in PLUMBLINE_MUTANT.");
    Options options;
    app.add_option("--reached", options.reached, "which mutants each proof asks for; written without a mutant")
        ->required();
    app.add_option("--equivalent", options.equivalent, "only this proof that the mutant does what the reference does");
    app.add_option("--seconds", options.seconds, "the most for one mutant, of the processor")
        ->check(CLI::PositiveNumber);
    app.add_option("--jobs", options.jobs, "proofs at a time without a mutant; as many as there are cores unless told")
        ->check(CLI::PositiveNumber);
    app.footer("Exit codes: 0 as expected, 1 refuted, 2 usage, 3 no record, 4 not reached, 5 unknown, 6 fault.");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : exit_usage;
    }
    try {
        if (number == 0) {
            return record(options);
        }
        return options.equivalent.empty() ? run_against(number, options) : run_equivalence(number, options);
    } catch (const std::exception& error) {
        std::cerr << "prove_part1: " << error.what() << '\n';
        return exit_no_record;
    }
}
