#include "proofs/engine/selection.hpp"

#include "generated/obligations.hpp"
#include "proofs/engine/run.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace plumbline::proofs {
namespace {

bool matches(const std::string& pattern, const std::string& text) {
    return fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

bool names_requirements(const std::string& pattern) {
    return std::any_of(spec::requirements.begin(), spec::requirements.end(),
                       [&](const auto& requirement) { return matches(pattern, std::string(requirement.id)); });
}

}  // namespace

Record parse_record(std::string_view text) {
    Record record;
    std::istringstream lines{std::string(text)};
    std::string line;
    while (std::getline(lines, line)) {
        std::istringstream words(line);
        std::string name;
        if (words >> name && name.front() != '#') {
            Recorded& one = record[name];
            words >> one.seconds;
            for (std::string id; words >> id;) {
                one.obliges.insert(id);
            }
        }
    }
    return record;
}

std::string record_text(const Record& record) {
    std::ostringstream text;
    text << "# Written by `plumbline prove --record`: each proof, its seconds (longest first), the requirements it "
            "owes.\n";
    text << std::fixed << std::setprecision(1);
    for (const auto& [name, one] : record) {
        text << name << "\t" << one.seconds;
        for (const std::string& id : one.obliges) {
            text << "\t" << id;
        }
        text << "\n";
    }
    return text.str();
}

const Record& committed_record() {
    static const Record record = parse_record(generated::obligations);
    return record;
}

Recorded recorded(const Outcome& outcome) {
    Recorded one{outcome.seconds, {}};
    for (const Row& row : outcome.rows) {
        one.obliges.emplace(row.clause.requirement.id());
    }
    return one;
}

std::vector<Proof> select(const std::vector<Proof>& proofs, const std::vector<std::string>& patterns,
                          const Record& record) {
    std::vector<bool> wanted(proofs.size(), patterns.empty());
    for (const std::string& pattern : patterns) {
        bool any = false;
        for (std::size_t at = 0; at < proofs.size(); ++at) {
            const auto known = record.find(proofs[at].name);
            const bool here =
                matches(pattern, proofs[at].name) ||
                (known != record.end() && std::any_of(known->second.obliges.begin(), known->second.obliges.end(),
                                                      [&](const std::string& id) { return matches(pattern, id); }));
            wanted[at] = wanted[at] || here;
            any = any || here;
        }
        if (!any) {
            throw NothingSelected("no proof is named or owes \"" + pattern + "\"");
        }
    }
    std::vector<Proof> selected;
    for (std::size_t at = 0; at < proofs.size(); ++at) {
        if (wanted[at]) {
            selected.push_back(proofs[at]);
        }
    }
    return selected;
}

bool asked_for(std::string_view requirement, const std::vector<std::string>& patterns) {
    return !std::all_of(patterns.begin(), patterns.end(), names_requirements) || patterns.empty() ||
           std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& pattern) { return matches(pattern, std::string(requirement)); });
}

}  // namespace plumbline::proofs
