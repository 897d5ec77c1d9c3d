#include "tests/conformance/report/report.hpp"

#include "tests/conformance/log/line_source.hpp"

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <sstream>

namespace plumbline::conformance {
namespace {

const spec::Requirement& requirement_of(std::string_view id) {
    return *std::find_if(spec::requirements.begin(), spec::requirements.end(),
                         [&](const spec::Requirement& requirement) { return requirement.id == id; });
}

std::string_view level_name(spec::Level level) {
    switch (level) {
    case spec::Level::must:
        return "MUST";
    case spec::Level::should:
        return "SHOULD";
    case spec::Level::may:
        return "MAY";
    case spec::Level::def:
        return "DEF";
    }
    return "";
}

// Breaks a text into lines of at most `width` characters, each behind `indent`.
std::string wrapped(std::string_view text, std::string_view indent, std::size_t width = 116) {
    std::string result;
    std::string line(indent);
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        if (line.size() > indent.size() && line.size() + 1 + word.size() > width) {
            result += line + "\n";
            line = indent;
        }
        line += line.size() > indent.size() ? " " : "";
        line += word;
        begin = end + 1;
    }
    return result + line + "\n";
}

std::string place_text(const Place& place) {
    return place.file + ":" + std::to_string(place.line);
}

// Chapter order, which the generated table has.
std::vector<std::string_view> ids_in_order(const AuditResult& result) {
    std::vector<std::string_view> ids;
    for (const spec::Requirement& requirement : spec::requirements) {
        if (result.requirements.contains(requirement.id)) {
            ids.push_back(requirement.id);
        }
    }
    return ids;
}

void write_table(std::ostream& out, const AuditResult& result, const Style& style) {
    out << style.bold("requirement  level    checked  violated  first       explained by") << "\n";
    for (const std::string_view id : ids_in_order(result)) {
        const RequirementResult& requirement = result.requirements.at(id);
        std::ostringstream row;
        std::string names;
        for (const Deviation* deviation : requirement.deviations) {
            names += (names.empty() ? "" : ", ") + std::string(deviation->name);
        }
        row << std::left << std::setw(13) << id << std::setw(7) << level_name(requirement_of(id).level) << std::right
            << std::setw(9) << requirement.checked << std::setw(10) << requirement.violated << "  ";
        if (requirement.first || !names.empty()) {
            row << std::left << std::setw(12)
                << (requirement.first ? "line " + std::to_string(requirement.first->place.line) : "") << names;
        }
        out << (requirement.violated > 0 || !requirement.deviations.empty() ? style.bad(row.str()) : row.str()) << "\n";
    }
}

void write_violations(std::ostream& out, const AuditResult& result, const Style& style) {
    for (const std::string_view id : ids_in_order(result)) {
        const RequirementResult& requirement = result.requirements.at(id);
        if (!requirement.first) {
            continue;
        }
        const Violation& first = *requirement.first;
        out << "\n"
            << style.bold(id) << " " << level_name(requirement_of(id).level) << ", violated by " << requirement.violated
            << " operations, first at " << place_text(first.place) << "\n"
            << wrapped(requirement_of(id).sentence, "  ") << style.faint("  operation ") << first.operation << "\n"
            << style.faint("  value     ") << first.mismatch.what << "\n"
            << style.faint("  allowed   ") << first.mismatch.allowed << "\n"
            << style.faint("  seen      ") << first.mismatch.seen << "\n";
    }
}

void write_diagnosis(std::ostream& out, const DiagnosisResult& diagnosis, const Style& style) {
    out << "\n" << style.bold("Diagnosis") << "\n";
    if (diagnosis.deviations.empty()) {
        out << "  no known deviation is needed\n";
    } else {
        out << "  behaves as the specification, but for " << diagnosis.deviations.size() << " known deviations ("
            << (diagnosis.smallest ? "no smaller set explains what was observed"
                                   : "found by climbing: a smaller set may do")
            << "):\n\n";
    }
    for (const DiagnosedDeviation& named : diagnosis.deviations) {
        std::string breaks;
        for (const contracts::RequirementId id : named.deviation->breaks) {
            breaks += (breaks.empty() ? "" : ", ") + std::string(id.id());
        }
        out << "  " << style.bold(named.deviation->name) << style.faint("  breaks " + breaks)
            << (named.first ? style.faint(", first seen in line " + std::to_string(named.first->line)) : "") << "\n"
            << wrapped(named.deviation->says, "      ");
    }
    out << "\n  with these, " << diagnosis.operations_explained << " operations (" << diagnosis.values
        << " answers and values) are reproduced exactly";
    if (diagnosis.operations_within_tolerance > 0) {
        out << ", " << diagnosis.operations_within_tolerance << " within the tolerance that the specification allows";
    }
    out << (diagnosis.operations_unexplained == 0
                ? "; " + style.good("nothing stays unexplained")
                : "; " + style.bad(std::to_string(diagnosis.operations_unexplained) + " operations stay unexplained"))
        << "\n";
    const std::size_t listed = std::min(diagnosis.unexplained.size(), unexplained_shown);
    for (std::size_t i = 0; i < listed; ++i) {
        const Violation& open = diagnosis.unexplained[i];
        out << "    " << place_text(open.place) << " " << open.operation << "\n      " << open.mismatch.what
            << ": explained would be " << open.mismatch.allowed << ", seen " << open.mismatch.seen << "\n";
    }
    if (diagnosis.unexplained.size() > listed) {
        out << "    and more; --json lists them\n";
    }
    if (!diagnosis.undecided.empty()) {
        std::string names;
        for (const Deviation* deviation : diagnosis.undecided) {
            names += (names.empty() ? "" : ", ") + std::string(deviation->name);
        }
        out << wrapped("this log looks the same with or without: " + names, "  ");
    }
}

}  // namespace

void write_report(std::ostream& out, const AuditResult& result, const Style& style) {
    out << style.bold(result.files.front()) << "\n  " << presentable(result.header.implementation)
        << "\n  judged by the profile " << (result.header.profile == later_profile ? "later" : "draft-3d7d840") << "\n";
    if (!result.header.upgrade_accountability_known) {
        out << "  the log has no upgrade_accountability: the signal is judged as if it were absent, all else as if it "
               "were there\n";
    }
    if (!result.header.fee_known) {
        out << "  the log has no policy fee: incoming amount - outgoing amount stands for it\n";
    }
    out << "\n";
    write_table(out, result, style);
    write_violations(out, result, style);
    if (result.operations > 0) {
        write_diagnosis(out, result.diagnosis, style);
    }
    const auto violated = std::count_if(result.requirements.begin(), result.requirements.end(),
                                        [](const auto& entry) { return entry.second.violated > 0; });
    if (result.operations == 0) {
        out << "nothing was checked: the log has no operation\n";
        return;
    }
    out << "\n"
        << (result.conforms() ? style.good("conforms")
                              : style.bad("violates " + std::to_string(violated) + " requirements"))
        << ": " << result.operations << " operations, " << result.operations_violating
        << " of them not as the specification allows\n";
}

}  // namespace plumbline::conformance
