#include "proofs/engine/vectors.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace plumbline::proofs {
namespace {

using Json = nlohmann::ordered_json;

// A comparison of terms that are no inputs tells a reader nothing.
std::string comparison_text(const Boundary& boundary) {
    std::string text = boundary.left + " ? " + boundary.right;
    return text.find_first_of("!\n") == std::string::npos ? text : "";
}

Json to_json(const Vector& vector) {
    Json inputs = Json::object();
    for (const auto& [name, value] : vector.inputs) {
        inputs[name] = symbolic::to_text(value);
    }
    Json answers = Json::object();
    for (const auto& [name, value] : vector.answers) {
        answers[name] = value;
    }
    return {{"name", vector.name},
            {"comparison", vector.comparison},
            {"requirements", vector.requirements},
            {"inputs", inputs},
            {"answers", answers},
            {"reached", vector.reached}};
}

Vector from_json(const Json& json) {
    Vector vector;
    json.at("name").get_to(vector.name);
    json.at("comparison").get_to(vector.comparison);
    json.at("requirements").get_to(vector.requirements);
    json.at("reached").get_to(vector.reached);
    for (const auto& [name, value] : json.at("inputs").items()) {
        vector.inputs[name] = symbolic::from_text(value.get<std::string>());
    }
    for (const auto& [name, value] : json.at("answers").items()) {
        vector.answers.emplace_back(name, value.get<std::string>());
    }
    return vector;
}

}  // namespace

VectorFile vectors_of(const Proof& proof, const Outcome& outcome) {
    VectorFile file{proof.name, proof.bounds, {}};
    std::set<Values> seen;
    std::set<std::string> names;
    for (const Boundary& boundary : outcome.boundaries) {
        const Replay answer = replay(proof, boundary.values);
        const bool says_something = !answer.results.empty() || !answer.reached.empty();
        if (answer.left || !says_something || !answer.violated.empty() || !seen.insert(boundary.values).second) {
            continue;
        }
        const std::string stem = proof.name + "/" + std::to_string(boundary.comparison) + "-" + boundary.at;
        std::string name = stem;
        for (int more = 2; !names.insert(name).second; ++more) {
            name = stem + "-" + std::to_string(more);
        }
        file.vectors.push_back({name,
                                comparison_text(boundary),
                                {answer.obliged.begin(), answer.obliged.end()},
                                boundary.values,
                                answer.results,
                                answer.reached});
    }
    std::sort(file.vectors.begin(), file.vectors.end(),
              [](const Vector& a, const Vector& b) { return a.name < b.name; });
    return file;
}

std::string vectors_text(const VectorFile& file) {
    const Json head{{"plumbline_vectors", 1}, {"proof", file.proof}, {"bounds", file.bounds}};
    std::string text = head.dump();
    text.back() = ',';
    text += "\n\"vectors\":[";
    for (const Vector& vector : file.vectors) {
        text += (&vector == &file.vectors.front() ? "\n" : ",\n") + to_json(vector).dump();
    }
    return text + "\n]}\n";
}

VectorFile parse_vectors(std::string_view text) {
    try {
        const Json json = Json::parse(text);
        if (json.at("plumbline_vectors") != 1) {
            throw BadVectors("another version of vectors");
        }
        VectorFile file{json.at("proof"), json.at("bounds"), {}};
        for (const Json& vector : json.at("vectors")) {
            file.vectors.push_back(from_json(vector));
        }
        return file;
    } catch (const Json::exception& error) {
        throw BadVectors(error.what());
    } catch (const std::logic_error& error) {
        throw BadVectors(error.what());
    }
}

}  // namespace plumbline::proofs
