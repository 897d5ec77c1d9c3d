#include "tests/replay/tests/rule_table.hpp"

#include <algorithm>
#include <fstream>
#include <regex>
#include <string_view>

namespace plumbline::replay::testing {

std::string RuleRow::arguments() const {
    std::string text = world;
    for (const auto& rule : rules) {
        text += " --without " + rule;
    }
    return text;
}

std::string RuleRow::file_name() const {
    std::string name;
    for (const auto& rule : rules) {
        name += (name.empty() ? "" : "+") + rule;
    }
    constexpr std::string_view judged = "--theorem ";
    if (const auto at = world.find(judged); at != std::string::npos) {
        const auto begin = at + judged.size();
        name += "." + world.substr(begin, world.find(' ', begin) - begin);
    }
    return name + ".json";
}

// | `rule`, `rule` | TH-2 | 12 | `--payments 1x1` |
std::vector<RuleRow> rule_table() {
    std::ifstream chapter(PLUMBLINE_SOURCE_DIR "/spec/3-restart/7-theorems.md");
    const std::regex form{R"(^\| ((?:`[a-z-]+`,? ?)+) \| (TH-[0-9]+|-) \| ([0-9]+|-) \| `([^`]*)` \|.*)"};
    const std::regex rule{"`([a-z-]+)`"};
    std::vector<RuleRow> rows;
    for (std::string line; std::getline(chapter, line);) {
        std::smatch parts;
        if (std::regex_match(line, parts, form)) {
            RuleRow row{{}, parts[2], parts[3] == "-" ? 0 : std::stoul(parts[3]), parts[4]};
            const std::string names = parts[1];
            for (std::sregex_iterator at(names.begin(), names.end(), rule), end; at != end; ++at) {
                row.rules.push_back((*at)[1]);
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

const explorer::TheoremReport* first_lost(const explorer::Report& report) {
    const auto found =
        std::find_if(report.theorems.begin(), report.theorems.end(), [](const explorer::TheoremReport& theorem) {
            return theorem.verdict == explorer::Verdict::violated && theorem.run;
        });
    return found == report.theorems.end() ? nullptr : &*found;
}

std::string counterexample_directory() {
    return PLUMBLINE_SOURCE_DIR "/tests/replay/scenarios/without";
}

}  // namespace plumbline::replay::testing
