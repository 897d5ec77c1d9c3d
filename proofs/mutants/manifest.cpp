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

namespace {

void read_equivalent(const nlohmann::json& entry, const std::string& reason, Equivalents& equivalents) {
    const std::string name = entry.is_string() ? entry : entry.at("name");
    if (!equivalents.reasons.emplace(name, reason).second) {
        throw std::runtime_error("a mutant is said to be equivalent twice: " + name);
    }
    if (entry.is_object()) {
        equivalents.proved.emplace(name, entry.at("proved"));
    }
}

}  // namespace

Equivalents read_equivalents(const std::string& path) {
    Equivalents equivalents;
    for (const nlohmann::json& group : parse(path)) {
        if (group.contains("proof")) {
            equivalents.refutes[group.at("proof")] = group.at("refutes").get<std::vector<std::string>>();
            continue;
        }
        for (const nlohmann::json& entry : group.at("mutants")) {
            read_equivalent(entry, group.at("reason"), equivalents);
        }
    }
    return equivalents;
}

Known read_known(const std::string& path) {
    if (!std::ifstream(path)) {
        return {};
    }
    Known known;
    for (const nlohmann::json& entry : parse(path)) {
        const std::string name = entry.at("name");
        if (entry.contains("layer")) {
            known.layer.emplace(name, entry.at("layer"));
        }
        for (const auto& [layer, says] : entry.items()) {
            if (says == "refuted") {
                known.also_refuted[layer].insert(name);
            }
        }
    }
    return known;
}

}  // namespace plumbline::mutants
