#include "proofs/mutants/manifest.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <stdexcept>

namespace plumbline::mutants {
namespace {

nlohmann::json parse(const std::string& path) {
    std::ifstream file(path);
    nlohmann::json json = nlohmann::json::parse(file, nullptr, false);
    if (json.is_discarded()) {
        throw std::runtime_error(path + " cannot be read as JSON");
    }
    return json;
}

}  // namespace

std::string to_json(const std::vector<Mutant>& mutants) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const Mutant& mutant : mutants) {
        all.push_back({{"number", mutant.number},
                       {"name", mutant.name},
                       {"file", mutant.file},
                       {"line", mutant.line},
                       {"function", mutant.function},
                       {"kind", mutant.kind},
                       {"requirements", mutant.requirements},
                       {"original", mutant.original},
                       {"mutated", mutant.mutated}});
    }
    return all.dump(1) + "\n";
}

std::vector<Mutant> read_mutants(const std::string& path) {
    std::vector<Mutant> mutants;
    for (const nlohmann::json& entry : parse(path)) {
        Mutant mutant;
        mutant.number = entry.at("number");
        mutant.name = entry.at("name");
        mutant.file = entry.at("file");
        mutant.line = entry.at("line");
        mutant.function = entry.at("function");
        mutant.kind = entry.at("kind");
        mutant.requirements = entry.at("requirements").get<std::vector<std::string>>();
        mutant.original = entry.at("original");
        mutant.mutated = entry.at("mutated");
        mutants.push_back(std::move(mutant));
    }
    return mutants;
}

std::map<std::string, std::string> read_equivalents(const std::string& path) {
    std::map<std::string, std::string> reasons;
    for (const nlohmann::json& group : parse(path)) {
        for (const nlohmann::json& mutant : group.at("mutants")) {
            if (!reasons.emplace(mutant, group.at("reason")).second) {
                throw std::runtime_error(path + " names a mutant twice: " + mutant.get<std::string>());
            }
        }
    }
    return reasons;
}

std::map<std::string, std::string> read_known(const std::string& path) {
    if (!std::ifstream(path)) {
        return {};
    }
    std::map<std::string, std::string> known;
    for (const nlohmann::json& entry : parse(path)) {
        known.emplace(entry.at("name"), entry.at("layer"));
    }
    return known;
}

}  // namespace plumbline::mutants
