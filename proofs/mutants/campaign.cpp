#include "proofs/mutants/campaign.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

namespace plumbline::mutants {
namespace {

namespace fs = std::filesystem;

/// A mutant that makes a layer this much slower hangs; but a busy machine gets some seconds.
constexpr double slower = 20;
constexpr double least_limit = 6;

double limit_for(const Layer& layer, const std::map<std::string, double>& baseline) {
    if (layer.decides) {
        return layer.seconds;  // it has limits of its own
    }
    return std::min(layer.seconds, std::max(least_limit, slower * baseline.at(layer.name)));
}

/// What a layer's result depends on beside the mutant: the program, as it was built, and how it is called.
std::string identity(const Layer& layer) {
    const fs::path program(layer.command.words.front());
    std::string text = std::to_string(fs::last_write_time(program).time_since_epoch().count());
    for (const std::string& word : layer.command.words) {
        text.append(" ").append(word);
    }
    for (const auto& [name, value] : layer.command.environment) {
        text.append(" ").append(name).append("=").append(value);
    }
    return text;
}

/// Whether the layer is to run, after what the layers before it made of the mutant.
bool is_due(const Campaign& campaign, const std::map<std::string, double>& baseline, const Layer& layer,
            const Result& so_far) {
    if (layer.beside) {
        return !campaign.proved.contains(so_far.name) && (!campaign.beside || campaign.beside->contains(so_far.name));
    }
    const bool too_slow =
        campaign.equivalents.contains(so_far.name) && baseline.at(layer.name) > campaign.equivalents_seconds;
    return !too_slow && (campaign.all_layers || so_far.first() == nullptr);
}

/// What each layer made of each mutant, one a line, as it comes. A layer that was built anew has made nothing yet.
class Journal {
public:
    explicit Journal(const Campaign& campaign) {
        for (const Layer& layer : campaign.layers) {
            identities_[layer.name] = identity(layer);
        }
        if (campaign.journal.empty()) {
            return;
        }
        std::ifstream file(campaign.journal);
        for (std::string line; std::getline(file, line);) {
            const nlohmann::json entry = nlohmann::json::parse(line, nullptr, false);
            if (!entry.is_discarded()) {
                read(entry);
            }
        }
        out_.open(campaign.journal, std::ios::app);
    }

    [[nodiscard]] std::optional<Noticed> find(const std::string& mutant, const std::string& layer) const {
        const auto found = known_.find({mutant, layer});
        return found == known_.end() ? std::nullopt : std::optional(found->second);
    }

    void add(const std::string& mutant, const std::string& layer, const Noticed& noticed) {
        if (out_.is_open()) {
            const nlohmann::json entry{{"mutant", mutant},
                                       {"layer", layer},
                                       {"identity", identities_.at(layer)},
                                       {"how", static_cast<int>(noticed.how)},
                                       {"by", noticed.by},
                                       {"seconds", noticed.seconds}};
            out_ << entry.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n' << std::flush;
        }
    }

private:
    void read(const nlohmann::json& entry) {
        const std::string layer = entry.at("layer");
        const auto current = identities_.find(layer);
        if (current != identities_.end() && current->second == entry.at("identity").get<std::string>()) {
            known_[{entry.at("mutant"), layer}] = {entry.at("how").get<How>(), entry.at("by"), entry.at("seconds")};
        }
    }

    std::map<std::string, std::string> identities_;
    std::map<std::pair<std::string, std::string>, Noticed> known_;
    std::ofstream out_;
};

}  // namespace

const std::pair<std::string, Noticed>* Result::first() const {
    const auto found = std::find_if(layers.begin(), layers.end(), [](const auto& layer) { return bool(layer.second); });
    return found == layers.end() ? nullptr : &*found;
}

std::map<std::string, double> run_baseline(const Campaign& campaign) {
    fs::create_directories(campaign.work);
    std::map<std::string, double> seconds;
    for (const Layer& layer : campaign.layers) {
        const Noticed noticed = run(layer, 0, layer.seconds, campaign.work + "/baseline");
        if (noticed || (layer.decides && !noticed.by.empty())) {
            throw std::runtime_error("the layer \"" + layer.name + "\" does not pass over the reference as it is (" +
                                     name(noticed.how) + " " + noticed.by + "); its output is in " + campaign.work +
                                     "/baseline");
        }
        seconds[layer.name] = noticed.seconds;
    }
    return seconds;
}

std::vector<Result> run(const Campaign& campaign, const std::map<std::string, double>& baseline,
                        const std::function<void(std::size_t, const Result&)>& progress) {
    Journal journal(campaign);
    std::vector<Result> results(campaign.mutants.size());
    std::mutex shared;
    std::atomic<std::size_t> next{0};
    std::size_t done = 0;
    std::string failure;
    const auto run_one = [&](const Mutant& mutant, const std::string& output_file) {
        Result result{mutant.name, {}};
        for (const Layer& layer : campaign.layers) {
            std::optional<Noticed> noticed = journal.find(mutant.name, layer.name);
            if (!is_due(campaign, baseline, layer, result) && !(layer.beside && noticed)) {
                continue;
            }
            if (!noticed) {
                noticed = run(layer, mutant.number, limit_for(layer, baseline), output_file);
                const std::lock_guard lock(shared);
                journal.add(mutant.name, layer.name, *noticed);
            }
            result.layers.emplace_back(layer.name, *noticed);
        }
        return result;
    };
    const auto work = [&](unsigned worker) {
        const std::string output_file = campaign.work + "/output-" + std::to_string(worker);
        try {
            for (std::size_t index = next++; index < campaign.mutants.size(); index = next++) {
                Result result = run_one(campaign.mutants[index], output_file);
                const std::lock_guard lock(shared);
                results[index] = std::move(result);
                progress(++done, results[index]);
            }
        } catch (const std::exception& error) {
            const std::lock_guard lock(shared);
            failure = error.what();
        }
    };
    std::vector<std::thread> workers;
    workers.reserve(campaign.jobs);
    for (unsigned worker = 0; worker < campaign.jobs; ++worker) {
        workers.emplace_back(work, worker);
    }
    for (std::thread& worker : workers) {
        worker.join();
    }
    if (!failure.empty()) {
        throw std::runtime_error(failure);
    }
    return results;
}

}  // namespace plumbline::mutants
