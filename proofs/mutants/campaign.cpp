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
    return std::min(layer.seconds, std::max(least_limit, slower * baseline.at(layer.name)));
}

nlohmann::json to_json(const Result& result) {
    nlohmann::json layers = nlohmann::json::array();
    for (const auto& [layer, noticed] : result.layers) {
        layers.push_back({layer, static_cast<int>(noticed.how), noticed.by, noticed.seconds});
    }
    return {{"name", result.name}, {"layers", layers}};
}

Result result_from(const nlohmann::json& json) {
    Result result{json.at("name"), {}};
    for (const nlohmann::json& entry : json.at("layers")) {
        result.layers.emplace_back(entry.at(0), Noticed{entry.at(1).get<How>(), entry.at(2), entry.at(3)});
    }
    return result;
}

/// What a campaign's results depend on; another one begins a new journal.
std::string identity(const Campaign& campaign) {
    std::string text = campaign.all_layers ? "all layers" : "until noticed";
    for (const Layer& layer : campaign.layers) {
        const fs::path program(layer.command.words.front());
        text += "\n" + layer.name + " " + program.string() + " " +
                std::to_string(fs::last_write_time(program).time_since_epoch().count());
        for (const std::string& word : layer.command.words) {
            text += " " + word;
        }
        for (const auto& [name, value] : layer.command.environment) {
            text += " " + name + "=" + value;
        }
    }
    return text;
}

/// Results as they come, one a line behind the campaign's identity.
class Journal {
public:
    explicit Journal(const Campaign& campaign) : path_(campaign.journal), identity_(identity(campaign)) {
        if (path_.empty()) {
            return;
        }
        std::ifstream file(path_);
        std::string line;
        const bool same = std::getline(file, line) && nlohmann::json::parse(line, nullptr, false) == identity_;
        while (same && std::getline(file, line)) {
            const nlohmann::json entry = nlohmann::json::parse(line, nullptr, false);
            if (!entry.is_discarded()) {
                Result result = result_from(entry);
                known_.insert_or_assign(result.name, std::move(result));
            }
        }
        out_.open(path_, same ? std::ios::app : std::ios::trunc);
        if (!same) {
            out_ << nlohmann::json(identity_).dump() << '\n';
        }
    }

    [[nodiscard]] std::optional<Result> find(const std::string& name) const {
        const auto found = known_.find(name);
        return found == known_.end() ? std::nullopt : std::optional(found->second);
    }

    void add(const Result& result) {
        if (out_.is_open()) {
            out_ << to_json(result).dump() << '\n' << std::flush;
        }
    }

private:
    std::string path_;
    std::string identity_;
    std::map<std::string, Result> known_;
    std::ofstream out_;
};

Result run_one(const Campaign& campaign, const std::map<std::string, double>& baseline, const Mutant& mutant,
               const std::string& output_file) {
    Result result{mutant.name, {}};
    for (const Layer& layer : campaign.layers) {
        result.layers.emplace_back(layer.name, run(layer, mutant.number, limit_for(layer, baseline), output_file));
        if (result.layers.back().second && !campaign.all_layers) {
            break;
        }
    }
    return result;
}

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
        if (noticed) {
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
    const auto work = [&](unsigned worker) {
        const std::string output_file = campaign.work + "/output-" + std::to_string(worker);
        for (std::size_t index = next++; index < campaign.mutants.size(); index = next++) {
            const Mutant& mutant = campaign.mutants[index];
            std::optional<Result> result = journal.find(mutant.name);
            const bool known = result.has_value();
            try {
                result = known ? result : run_one(campaign, baseline, mutant, output_file);
            } catch (const std::exception& error) {
                const std::lock_guard lock(shared);
                failure = error.what();
                return;
            }
            const std::lock_guard lock(shared);
            if (!known) {
                journal.add(*result);
            }
            results[index] = std::move(*result);
            progress(++done, results[index]);
        }
    };
    std::vector<std::thread> workers;
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
