// run_mutants --mutants FILE --layers-file FILE --work DIR [options]
//
// Runs every mutant against the layers until one notices it. Exit codes: 0 every mutant was noticed, or is known to be
// equivalent; 1 one survived, or one that is said to be equivalent was noticed, or does not exist, or is not proved to
// be where it is said to be proved, or the proofs refute one no more; 2 usage; 3 a file cannot be read or a layer not
// run, or it does not pass over the reference as it is.
#include "proofs/mutants/check_equivalents.hpp"
#include "proofs/mutants/sample.hpp"
#include "proofs/mutants/table.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <limits>
#include <stdexcept>
#include <thread>

namespace {

using namespace plumbline::mutants;

constexpr int exit_survivors = 1;
constexpr int exit_usage = 2;
constexpr int exit_not_run = 3;

struct Options {
    std::string mutants;
    std::string layers_file;
    std::string work;
    std::string equivalents;
    std::string known;
    std::vector<std::string> layers;
    std::vector<std::string> names;
    std::string table;
    std::size_t sample = 0;
    std::size_t beside = std::numeric_limits<std::size_t>::max();
    unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
    double equivalents_seconds = std::numeric_limits<double>::infinity();
    bool all_layers = false;
    bool json = false;
    bool list = false;
    bool fresh = false;
};

void declare(CLI::App& app, Options& options) {
    app.add_option("--mutants", options.mutants, "mutants.json of the generator")->required();
    app.add_option("--layers-file", options.layers_file, "layers.json of the build")->required();
    app.add_option("--work", options.work, "folder for outputs and the journal")->required();
    app.add_option("--equivalents", options.equivalents, "mutants that nothing can notice, and why");
    app.add_option("--known", options.known, "who noticed which when all were run last; --sample follows it");
    app.add_option("--layers", options.layers, "only these layers, in their order")->delimiter(',');
    app.add_option("--names", options.names, "only mutants whose names contain one of these");
    app.add_option("--sample", options.sample, "about so many mutants, the same ones each time");
    app.add_option(
        "--beside", options.beside,
        "layers that run beside the others: against about so many of the mutants, of those which they refuted last "
        "where any are known");
    app.add_option("--table", options.table, "write table.md, and what --known reads, into this folder");
    app.add_option("--equivalents-seconds", options.equivalents_seconds,
                   "leave out layers that take longer for mutants that are said to be equivalent");
    app.add_option("--jobs", options.jobs, "mutants at a time; as many as there are cores unless told")
        ->check(CLI::PositiveNumber);
    app.add_flag("--all-layers", options.all_layers, "run every layer against each mutant");
    app.add_flag("--json", options.json, "write the results as JSON Lines");
    app.add_flag("--list", options.list, "only list the mutants");
    app.add_flag("--fresh", options.fresh, "begin anew, and do not go on where the last run was stopped");
    app.footer("Exit codes: 0 all noticed or equivalent, 1 survivors, 2 usage, 3 not run.");
}

std::vector<Layer> chosen_layers(const Options& options) {
    std::vector<Layer> all = read_layers(options.layers_file);
    std::vector<Layer> chosen;
    for (const std::string& wanted : options.layers) {
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const Layer& layer) { return layer.name == wanted; });
        if (found == all.end()) {
            throw std::runtime_error("there is no layer \"" + wanted + "\" in " + options.layers_file);
        }
    }
    for (Layer& layer : all) {
        if (options.layers.empty() ||
            std::find(options.layers.begin(), options.layers.end(), layer.name) != options.layers.end()) {
            chosen.push_back(std::move(layer));
        }
    }
    return chosen;
}

std::vector<Mutant> chosen_mutants(const Options& options, const std::vector<Layer>& layers,
                                   const Equivalents& equivalents, const Known& known) {
    std::vector<Mutant> mutants = read_mutants(options.mutants);
    if (!options.names.empty()) {
        std::erase_if(mutants, [&](const Mutant& mutant) {
            return std::none_of(options.names.begin(), options.names.end(),
                                [&](const std::string& part) { return mutant.name.find(part) != std::string::npos; });
        });
    }
    if (options.sample != 0) {
        std::set<std::string> names;
        for (const Layer& layer : layers) {
            names.insert(layer.name);
        }
        return sample(mutants, options.sample, names, known.layer, equivalents.reasons);
    }
    return mutants;
}

/// One line that is written over on a terminal, and some lines otherwise.
class Progress {
public:
    explicit Progress(std::size_t all) : all_(all) {}

    void operator()(std::size_t done, const Result& result) {
        noticed_ += result.first() != nullptr ? 1U : 0U;
        const std::size_t tenth = std::max<std::size_t>(1, all_ / 10);
        if (terminal_ || done % tenth == 0 || done == all_) {
            std::cerr << (terminal_ ? "\r" : "") << done << " of " << all_ << " mutants, " << noticed_ << " noticed"
                      << (terminal_ && done < all_ ? "" : "\n") << std::flush;
        }
    }

private:
    std::size_t all_;
    std::size_t noticed_ = 0;
    bool terminal_ = isatty(STDERR_FILENO) == 1;
};

void write_file(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    if (!file.flush()) {
        throw std::runtime_error(path + " cannot be written");
    }
}

void print_summary(const Findings& findings) {
    for (const std::string& layer : findings.layers) {
        std::cout << std::left << std::setw(16) << layer << std::right << std::setw(6) << findings.count("", "", layer)
                  << '\n';
    }
    std::cout << std::left << std::setw(16) << "equivalent" << std::right << std::setw(6)
              << findings.count("", "", "equivalent") << '\n';
    for (const std::string& layer : findings.beside) {
        std::cout << "beside these, the " << layer << " ran against " << findings.count_said("", "", layer, "")
                  << " mutants:";
        for (const char* word : {"refuted", "as-expected", "not-reached", "unknown", "out-of-time", "fault"}) {
            std::cout << ' ' << findings.count_said("", "", layer, word) << ' ' << word;
        }
        std::cout << '\n';
    }
    for (const Mutant* mutant : findings.survivors()) {
        std::cout << "survived: " << mutant->name << "  (" << mutant->file << ':' << mutant->line << ")\n";
    }
    for (const Mutant* mutant : findings.not_equivalent()) {
        std::cout << "said to be equivalent, and noticed: " << mutant->name << '\n';
    }
}

/// The names in the list of equivalents that no mutant has; they are told, and fail.
bool names_exist(const Options& options, const Equivalents& equivalents) {
    std::set<std::string> names;
    for (const Mutant& mutant : read_mutants(options.mutants)) {
        names.insert(mutant.name);
    }
    bool exist = true;
    for (const auto& [name, reason] : equivalents.reasons) {
        if (!names.contains(name)) {
            std::cout << "said to be equivalent, and does not exist: " << name << '\n';
            exist = false;
        }
    }
    return exist;
}

/// What a layer that does not run now noticed last is kept for the mutants that no other layer notices.
void keep_what_is_known(Findings& findings, const Known& known) {
    for (Result& result : findings.results) {
        const auto last = known.layer.find(result.name);
        const bool ran = last == known.layer.end() || last->second.empty() ||
                         std::any_of(result.layers.begin(), result.layers.end(),
                                     [&](const auto& layer) { return layer.first == last->second; });
        if (ran || result.first() != nullptr) {
            continue;
        }
        result.layers.emplace_back(last->second, Noticed{How::test, "(not run again)", 0});
        if (std::find(findings.layers.begin(), findings.layers.end(), last->second) == findings.layers.end()) {
            findings.layers.push_back(last->second);
        }
    }
}

/// The mutants that are refuted no more by a layer that runs beside; they are told, and fail.
bool still_refuted(const Findings& findings, const Known& known) {
    bool all = true;
    for (const std::string& layer : findings.beside) {
        const auto before = known.also_refuted.find(layer);
        for (const Result& result : findings.results) {
            const std::string now = said(result, layer);
            if (before != known.also_refuted.end() && before->second.contains(result.name) && !now.empty() &&
                now != name(How::refuted)) {
                std::cout << "refuted last, and now " << now << ": " << result.name << '\n';
                all = false;
            }
        }
    }
    return all;
}

Campaign campaign_of(const Options& options, const Equivalents& equivalents, const Known& known) {
    Campaign campaign;
    campaign.layers = chosen_layers(options);
    campaign.mutants = chosen_mutants(options, campaign.layers, equivalents, known);
    campaign.all_layers = options.all_layers;
    campaign.jobs = options.jobs;
    campaign.equivalents_seconds = options.equivalents_seconds;
    for (const auto& [name, reason] : equivalents.reasons) {
        campaign.equivalents.insert(name);
    }
    for (const auto& [name, proof] : equivalents.proved) {
        campaign.proved.insert(name);
    }
    campaign.work = options.work;
    if (options.beside < campaign.mutants.size()) {
        std::set<std::string> refuted;
        for (const auto& [layer, names] : known.also_refuted) {
            refuted.insert(names.begin(), names.end());
        }
        if (refuted.empty()) {
            for (const Mutant& mutant : campaign.mutants) {
                refuted.insert(mutant.name);
            }
        }
        campaign.beside = spread(campaign.mutants, options.beside, refuted);
    }
    return campaign;
}

int run_all(const Options& options) {
    const Equivalents equivalents = options.equivalents.empty() ? Equivalents{} : read_equivalents(options.equivalents);
    const Known known = read_known(options.known);
    Campaign campaign = campaign_of(options, equivalents, known);
    if (options.list) {
        for (const Mutant& mutant : campaign.mutants) {
            std::cout << mutant.number << '\t' << mutant.kind << '\t' << mutant.name << '\n';
        }
        return 0;
    }
    std::filesystem::create_directories(options.work);
    campaign.journal = options.work + "/journal.jsonl";
    if (options.fresh) {
        std::filesystem::remove(campaign.journal);
    }
    const std::map<std::string, double> baseline = run_baseline(campaign);
    Findings findings{campaign.mutants, {}, {}, equivalents, {}};
    for (const Layer& layer : campaign.layers) {
        (layer.beside ? findings.beside : findings.layers).push_back(layer.name);
    }
    Progress progress(campaign.mutants.size());
    findings.results = run(campaign, baseline, [&](std::size_t done, const Result& result) { progress(done, result); });
    keep_what_is_known(findings, known);
    if (options.json) {
        std::cout << to_json(findings);
    } else {
        print_summary(findings);
    }
    const bool proved = check_equivalents(campaign, read_mutants(options.mutants), equivalents, std::cout);
    const bool still = still_refuted(findings, known);
    if (!options.table.empty()) {
        write_file(options.table + "/table.md", markdown(findings));
        write_file(options.table + "/noticed.json", known_json(findings));
    }
    const bool exist = names_exist(options, equivalents);
    return exist && proved && still && findings.survivors().empty() && findings.not_equivalent().empty()
               ? 0
               : exit_survivors;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Runs mutants of part 1 against the layers of its evidence.");
    Options options;
    declare(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : exit_usage;
    }
    try {
        return run_all(options);
    } catch (const std::exception& error) {
        std::cerr << "run_mutants: " << error.what() << '\n';
        return exit_not_run;
    }
}
