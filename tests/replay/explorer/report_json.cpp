#include "tests/replay/explorer/report.hpp"

#include <nlohmann/json.hpp>

#include <ostream>

namespace plumbline::replay::explorer {
namespace {

using Json = nlohmann::ordered_json;

Json fields_json(const std::vector<Field>& fields) {
    Json json = Json::object();
    for (const Field& field : fields) {
        json[field.name] = field.value;
    }
    return json;
}

Json step_json(const ToldRun& run, std::size_t number) {
    const ToldStep& step = run.steps[number];
    Json json{{"number", number + 1},
              {"from", run.participants.at(step.text.from)},
              {"to", run.participants.at(step.text.to)},
              {"text", step.text.text},
              {"progress", step.progress}};
    if (!step.text.requirement.empty()) {
        json["requirement"] = step.text.requirement;
    }
    Json changed = Json::object();
    for (const Change& change : step.changed) {
        changed[change.field] = {change.before, change.after};
    }
    json["changed"] = changed;
    return json;
}

Json run_json(const ToldRun& run) {
    Json steps = Json::array();
    for (std::size_t number = 0; number < run.steps.size(); ++number) {
        steps.push_back(step_json(run, number));
    }
    Json json{{"participants", run.participants},
              {"initial", fields_json(run.initial)},
              {"distance", run.distance},
              {"steps", steps},
              {"final", fields_json(run.final)}};
    if (run.back_to) {
        json["back_to"] = *run.back_to;
    }
    return json;
}

Json theorem_json(const TheoremReport& theorem) {
    Json json{{"id", theorem.id},
              {"title", theorem.title},
              {"kind", name(theorem.kind)},
              {"verdict", name(theorem.verdict)},
              {"failing_states", theorem.failing}};
    if (theorem.run) {
        json["run"] = run_json(*theorem.run);
    }
    return json;
}

Json sampled_json(const Sampled& sampled) {
    Json kinds = Json::array();
    for (const KindTally& tally : sampled.kinds) {
        kinds.push_back({{"kind", tally.kind}, {"steps", tally.steps}, {"runs", tally.runs}});
    }
    Json json{{"runs", sampled.runs}, {"seed", sampled.seed}, {"kinds", kinds}};
    if (sampled.lost_by) {
        json["lost_by"] = *sampled.lost_by;
        json["found_after"] = sampled.found_after;
    }
    return json;
}

}  // namespace

void write_json(std::ostream& out, const Report& report) {
    Json theorems = Json::array();
    for (const TheoremReport& theorem : report.theorems) {
        theorems.push_back(theorem_json(theorem));
    }
    Json outcomes = Json::array();
    for (const auto& [outcome, states] : report.outcomes) {
        outcomes.push_back({{"outcome", report.outcome_texts.at(outcome)}, {"states", states}});
    }
    Json json{{"plumbline_explore", 1},
              {"machine", report.machine},
              {"configuration", report.configuration},
              {"symmetry", report.symmetry},
              {"ended", name(report.ended)},
              {"proved", report.all_hold()},
              {"states", report.states},
              {"good_states", report.good_states ? Json(*report.good_states) : Json()},
              {"transitions", report.transitions},
              {"depth", report.depth},
              {"states_of_level", report.levels},
              {"threads", report.threads},
              {"search_seconds", report.search_seconds},
              {"liveness_seconds", report.liveness_seconds},
              {"states_per_second", report.states_per_second()},
              {"bytes", report.bytes},
              {"bytes_per_state", report.bytes_per_state()},
              {"theorems", theorems},
              {"outcomes", outcomes}};
    if (report.sampled) {
        json["sampled"] = sampled_json(*report.sampled);
    }
    out << json.dump(2) << "\n";
}

void write_run_json(std::ostream& out, const Report& report, const TheoremReport& theorem) {
    Json json{{"plumbline_run", 1}, {"machine", report.machine}, {"configuration", report.configuration}};
    if (!report.arguments.empty()) {
        json["arguments"] = report.arguments;
    }
    json.update({{"theorem", theorem.id}, {"title", theorem.title}, {"kind", name(theorem.kind)}});
    json.update(run_json(theorem.run.value()));
    out << json.dump(2) << "\n";
}

}  // namespace plumbline::replay::explorer
