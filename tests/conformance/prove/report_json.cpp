#include "tests/conformance/prove/report.hpp"

#include <nlohmann/json.hpp>

#include <ostream>

namespace plumbline::conformance {
namespace {

using Json = nlohmann::ordered_json;

// Numbers of up to 128 bits, as strings of digits.
Json values_json(const symbolic::Values& values) {
    Json json = Json::object();
    for (const auto& [name, value] : values) {
        json[name] = symbolic::to_text(value);
    }
    return json;
}

Json replay_json(const proofs::Replay& replay) {
    Json violated = Json::array();
    for (const auto& one : replay.violated) {
        violated.push_back(
            {{"id", one.clause.requirement.id()}, {"says", one.clause.says}, {"operation", one.operation}});
    }
    Json results = Json::object();
    for (const auto& [name, value] : replay.results) {
        results[name] = value;
    }
    Json json{{"violated", violated}, {"results", results}, {"reached", replay.reached}};
    if (replay.left) {
        json["left"] = *replay.left;
    }
    return json;
}

Json obligation_json(const proofs::Row& row) {
    Json json{{"id", row.clause.requirement.id()},
              {"kind", contracts::name(row.clause.kind)},
              {"says", row.clause.says},
              {"operation", row.operation},
              {"paths", row.paths},
              {"result", name(row.result)},
              {"seconds", row.seconds}};
    if (row.counterexample) {
        json["counterexample"] = {{"inputs", values_json(*row.counterexample)},
                                  {"reproduced", row.reproduced},
                                  {"running", replay_json(row.replay)}};
    }
    return json;
}

Json second_json(const proofs::SecondOpinion& second) {
    return {{"questions", second.questions},
            {"decided", second.decided},
            {"disagreements", second.disagreements},
            {"seconds", second.seconds}};
}

Json proof_json(const Proved& proved) {
    const proofs::Outcome& outcome = proved.outcome;
    Json obligations = Json::array();
    for (const proofs::Row& row : outcome.rows) {
        obligations.push_back(obligation_json(row));
    }
    Json witnesses = Json::array();
    for (const auto& [what, values] : outcome.witnesses) {
        witnesses.push_back({{"reaches", what}, {"inputs", values_json(values)}});
    }
    Json json{{"name", outcome.proof},
              {"bounds", proved.bounds},
              {"expected", outcome.expected == proofs::Expected::proved ? "proved" : "refuted"},
              {"result", name(outcome.result())},
              {"as_expected", outcome.as_expected()},
              {"paths", outcome.paths},
              {"paths_with_model", outcome.satisfiable_paths},
              {"seconds", outcome.seconds},
              {"obligations", obligations},
              {"witnesses", witnesses}};
    if (outcome.fault) {
        json["fault"] = *outcome.fault;
    }
    if (proved.record) {
        json["record"] = *proved.record;
    }
    if (proved.second) {
        json["second_solver"] = second_json(*proved.second);
    }
    return json;
}

}  // namespace

void write_proofs_json(std::ostream& out, const std::vector<Proved>& all, double seconds) {
    Json list = Json::array();
    bool as_expected = true;
    for (const Proved& proved : all) {
        list.push_back(proof_json(proved));
        as_expected = as_expected && proved.outcome.as_expected();
    }
    Json json{{"plumbline_prove", 1}, {"as_expected", as_expected}, {"seconds", seconds}, {"proofs", list}};
    if (const auto second = opinions(all)) {
        json["second_solver"] = second_json(*second);
    }
    out << json.dump(2) << "\n";
}

}  // namespace plumbline::conformance
