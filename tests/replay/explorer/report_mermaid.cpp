#include "tests/replay/explorer/report.hpp"

#include <ostream>
#include <string_view>

namespace plumbline::replay::explorer {
namespace {

// A semicolon or a line break would end the statement, and a number sign begins an entity.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char character : text) {
        switch (character) {
        case ';':
            result += "#59;";
            break;
        case '#':
            result += "#35;";
            break;
        case '\n':
            result += "<br/>";
            break;
        default:
            result += character;
        }
    }
    return result;
}

void write_step(std::ostream& out, const ToldStep& step) {
    const std::string id = step.text.requirement.empty() ? "" : " [" + step.text.requirement + "]";
    const std::string text = escaped(step.text.text + id);
    if (!step.progress) {
        out << "    Note over P" << step.text.from << ": " << text << "\n";
    } else {
        out << "    P" << step.text.from << "->>P" << step.text.to << ": " << text << "\n";
    }
}

}  // namespace

void write_mermaid(std::ostream& out, const Report& report, const TheoremReport& theorem) {
    if (!theorem.run) {
        return;
    }
    const ToldRun& run = *theorem.run;
    out << "%% " << theorem.id << ": " << theorem.title << "\n%% " << report.machine << ": " << report.configuration
        << "\nsequenceDiagram\n    autonumber\n";
    for (std::size_t number = 0; number < run.participants.size(); ++number) {
        out << "    participant P" << number << " as " << escaped(run.participants[number]) << "\n";
    }
    const std::size_t last = run.participants.size() - 1;
    for (std::size_t number = 0; number < run.steps.size(); ++number) {
        if (number == run.distance) {
            out << "    Note over P0,P" << last << ": from here no good state is reached\n";
        }
        write_step(out, run.steps[number]);
    }
    out << "    Note over P0,P" << last << ": "
        << escaped(theorem.kind == TheoremKind::state ? theorem.id + " does not hold: " + theorem.title
                   : run.back_to                      ? "and again as after step " + std::to_string(*run.back_to)
                                                      : std::string("nothing goes on"))
        << "\n";
}

}  // namespace plumbline::replay::explorer
