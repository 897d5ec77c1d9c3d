#include "tests/conformance/report/report.hpp"

#include <nlohmann/json.hpp>

#include <ostream>

namespace plumbline::conformance {
namespace {

using Json = nlohmann::ordered_json;

Json violation_json(const Violation& violation) {
    return {{"file", violation.place.file},     {"line", violation.place.line},
            {"number", violation.number},       {"operation", violation.operation},
            {"value", violation.mismatch.what}, {"allowed", violation.mismatch.allowed},
            {"seen", violation.mismatch.seen}};
}

Json requirement_json(const spec::Requirement& requirement, const RequirementResult& result) {
    constexpr std::array<std::string_view, 4> levels{"MUST", "SHOULD", "MAY", "DEF"};
    Json json{{"id", requirement.id},
              {"level", levels[static_cast<std::size_t>(requirement.level)]},
              {"sentence", requirement.sentence},
              {"chapter", requirement.chapter},
              {"checked", result.checked},
              {"violated", result.violated}};
    if (!result.deviations.empty()) {
        Json names = Json::array();
        for (const Deviation* deviation : result.deviations) {
            names.push_back(deviation->name);
        }
        json["explained_by"] = names;
    }
    if (result.first) {
        json["first"] = violation_json(*result.first);
    }
    return json;
}

Json deviation_json(const DiagnosedDeviation& named) {
    Json breaks = Json::array();
    for (const contracts::RequirementId id : named.deviation->breaks) {
        breaks.push_back(id.id());
    }
    Json json{{"name", named.deviation->name}, {"says", named.deviation->says}, {"breaks", breaks}};
    if (named.first) {
        json["first_line"] = named.first->line;
    }
    return json;
}

Json diagnosis_json(const DiagnosisResult& diagnosis) {
    Json deviations = Json::array();
    for (const DiagnosedDeviation& named : diagnosis.deviations) {
        deviations.push_back(deviation_json(named));
    }
    Json undecided = Json::array();
    for (const Deviation* deviation : diagnosis.undecided) {
        undecided.push_back(deviation->name);
    }
    Json unexplained = Json::array();
    for (const Violation& open : diagnosis.unexplained) {
        unexplained.push_back(violation_json(open));
    }
    return {{"deviations", deviations},
            {"smallest", diagnosis.smallest},
            {"undecided", undecided},
            {"values_compared", diagnosis.values},
            {"operations_explained", diagnosis.operations_explained},
            {"operations_within_tolerance", diagnosis.operations_within_tolerance},
            {"operations_unexplained", diagnosis.operations_unexplained},
            {"unexplained", unexplained}};
}

}  // namespace

void write_json(std::ostream& out, const AuditResult& result) {
    Json requirements = Json::array();
    for (const spec::Requirement& requirement : spec::requirements) {
        const auto found = result.requirements.find(requirement.id);
        if (found != result.requirements.end()) {
            requirements.push_back(requirement_json(requirement, found->second));
        }
    }
    const Json json{{"plumbline_audit", 1},
                    {"files", result.files},
                    {"implementation", result.header.implementation},
                    {"profile", result.header.profile == later_profile ? "later" : "draft-3d7d840"},
                    {"conforms", result.conforms()},
                    {"operations", result.operations},
                    {"operations_violating", result.operations_violating},
                    {"requirements", requirements},
                    {"diagnosis", diagnosis_json(result.diagnosis)}};
    out << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

}  // namespace plumbline::conformance
