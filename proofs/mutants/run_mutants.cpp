// run_mutants --mutants FILE --layers-file FILE --work DIR [options]
//
// Runs every mutant against the layers until one notices it. Exit codes: 0 every mutant was noticed, or is known to be
// equivalent; 1 one survived, or one that is said to be equivalent was noticed, or does not exist; 2 usage; 3 a file
// cannot be read or a layer not run, or it does not pass over the reference as it is.
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
                                   const std::map<std::string, std::string>& equivalents) {
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
        return sample(mutants, options.sample, names, read_known(options.known), equivalents);
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
    for (const Mutant* mutant : findings.survivors()) {
        std::cout << "survived: " << mutant->name << "  (" << mutant->file << ':' << mutant->line << ")\n";
    }
    for (const Mutant* mutant : findings.not_equivalent()) {
        std::cout << "said to be equivalent, and noticed: " << mutant->name << '\n';
    }
}

/// The names in the list of equivalents that no mutant has; they are told, and fail.
bool names_exist(const Options& options, const std::map<std::string, std::string>& equivalents) {
    std::set<std::string> names;
    for (const Mutant& mutant : read_mutants(options.mutants)) {
        names.insert(mutant.name);
    }
    bool exist = true;
    for (const auto& [name, reason] : equivalents) {
        if (!names.contains(name)) {
            std::cout << "said to be equivalent, and does not exist: " << name << '\n';
            exist = false;
        }
    }
    return exist;
}

int run_all(const Options& options) {
    std::map<std::string, std::string> equivalents;
    if (!options.equivalents.empty()) {
        equivalents = read_equivalents(options.equivalents);
    }
    Campaign campaign;
    campaign.layers = chosen_layers(options);
    campaign.mutants = chosen_mutants(options, campaign.layers, equivalents);
    campaign.all_layers = options.all_layers;
    campaign.jobs = options.jobs;
    campaign.equivalents_seconds = options.equivalents_seconds;
    for (const auto& [name, reason] : equivalents) {
        campaign.equivalents.insert(name);
    }
    campaign.work = options.work;
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
    Findings findings{campaign.mutants, {}, {}, equivalents};
    for (const Layer& layer : campaign.layers) {
        findings.layers.push_back(layer.name);
    }
    Progress progress(campaign.mutants.size());
    findings.results = run(campaign, baseline, [&](std::size_t done, const Result& result) { progress(done, result); });
    if (options.json) {
        std::cout << to_json(findings);
    } else {
        print_summary(findings);
    }
    if (!options.table.empty()) {
        write_file(options.table + "/table.md", markdown(findings));
        write_file(options.table + "/noticed.json", known_json(findings));
    }
    const bool exist = names_exist(options, equivalents);
    return exist && findings.survivors().empty() && findings.not_equivalent().empty() ? 0 : exit_survivors;
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
