#include "proofs/ambiguities/vector.hpp"

#include "proofs/engine/run.hpp"

#include <nlohmann/json.hpp>

namespace plumbline::proofs {
namespace {

using Json = nlohmann::ordered_json;

Json reading(const std::string& words, const std::string& answer) {
    return {{"reading", words}, {"answer", answer}};
}

}  // namespace

std::optional<AmbiguityVector> find_witness(const Ambiguity& ambiguity) {
    const Outcome outcome = run(ambiguity.alike, {});
    if (!outcome.as_expected()) {
        return std::nullopt;
    }
    const Text& text = ambiguity.text;
    for (const Row& row : outcome.rows) {
        if (row.counterexample) {
            return AmbiguityVector{text.name,
                                   std::string(ambiguity.requirement.id()),
                                   text.question,
                                   *row.counterexample,
                                   {text.specified, text.other},
                                   ambiguity.answers(*row.counterexample)};
        }
    }
    return std::nullopt;
}

std::string vector_text(const AmbiguityVector& vector) {
    Json inputs = Json::array();
    for (const auto& [name, value] : vector.inputs) {
        inputs.push_back({{"name", name}, {"value", symbolic::to_text(value)}});
    }
    const Json json{{"plumbline_ambiguity", 1},
                    {"name", vector.name},
                    {"requirement", vector.requirement},
                    {"inputs", inputs},
                    {"question", vector.question},
                    {"specified", reading(vector.readings.specified, vector.answers.specified)},
                    {"other", reading(vector.readings.other, vector.answers.other)}};
    return json.dump(4) + "\n";
}

AmbiguityVector parse_vector(std::string_view text) {
    try {
        const Json json = Json::parse(text);
        if (json.at("plumbline_ambiguity") != 1) {
            throw BadAmbiguityVector("another version of a vector");
        }
        AmbiguityVector vector{json.at("name"),
                               json.at("requirement"),
                               json.at("question"),
                               {},
                               {json.at("specified").at("reading"), json.at("other").at("reading")},
                               {json.at("specified").at("answer"), json.at("other").at("answer")}};
        for (const Json& input : json.at("inputs")) {
            vector.inputs[input.at("name").get<std::string>()] =
                symbolic::from_text(input.at("value").get<std::string>());
        }
        return vector;
    } catch (const Json::exception& error) {
        throw BadAmbiguityVector(error.what());
    } catch (const std::logic_error& error) {
        throw BadAmbiguityVector(error.what());
    }
}

}  // namespace plumbline::proofs
