#include "proofs/mutants/table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <sstream>

namespace plumbline::mutants {
namespace {

/// Code in a cell: its bars would end the cell.
std::string cell(const std::string& text) {
    std::string escaped;
    for (const char letter : text) {
        escaped += letter == '|' ? "\\|" : std::string(1, letter);
    }
    return text.empty() ? "" : "`" + escaped + "`";
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text.append(text.empty() ? "" : " ").append(word);
    }
    return text;
}

std::vector<std::string> values_of(const Findings& findings, std::string Mutant::* member) {
    std::vector<std::string> values;
    for (const Mutant& mutant : findings.mutants) {
        if (std::find(values.begin(), values.end(), mutant.*member) == values.end()) {
            values.push_back(mutant.*member);
        }
    }
    return values;
}

void write_counts(std::ostream& out, const Findings& findings, const std::string& title, std::string Mutant::* member) {
    out << "| " << title << " | mutants |";
    for (const std::string& layer : findings.layers) {
        out << ' ' << layer << " |";
    }
    out << " equivalent |\n| --- | ---: |";
    for (std::size_t column = 0; column <= findings.layers.size(); ++column) {
        out << " ---: |";
    }
    std::vector<std::string> rows = values_of(findings, member);
    std::sort(rows.begin(), rows.end());
    rows.emplace_back();
    for (const std::string& row : rows) {
        const bool of_file = member == &Mutant::file;
        const std::string file = of_file ? row : "";
        const std::string kind = of_file ? "" : row;
        out << "\n| " << (row.empty() ? "**all**" : row) << " | " << findings.count(file, kind, "") << " |";
        for (const std::string& layer : findings.layers) {
            out << ' ' << findings.count(file, kind, layer) << " |";
        }
        out << ' ' << findings.count(file, kind, "equivalent") << " |";
    }
    out << "\n\n";
}

void write_equivalents(std::ostream& out, const Findings& findings) {
    std::map<std::string, std::vector<const Mutant*>> by_reason;
    std::vector<std::string> order;
    for (const Mutant& mutant : findings.mutants) {
        const auto reason = findings.equivalents.find(mutant.name);
        if (reason != findings.equivalents.end()) {
            if (by_reason[reason->second].empty()) {
                order.push_back(reason->second);
            }
            by_reason[reason->second].push_back(&mutant);
        }
    }
    for (const std::string& reason : order) {
        out << reason << "\n\n";
        for (const Mutant* mutant : by_reason[reason]) {
            out << "- " << mutant->file << ", " << mutant->function << ": `" << mutant->original << "` → "
                << (mutant->mutated.empty() ? "nothing" : "`" + mutant->mutated + "`") << '\n';
        }
        out << '\n';
    }
}

void write_all(std::ostream& out, const Findings& findings) {
    std::string file;
    for (std::size_t index = 0; index < findings.mutants.size(); ++index) {
        const Mutant& mutant = findings.mutants[index];
        if (mutant.file != file) {
            file = mutant.file;
            out << "\n### " << file << "\n\n| function | requirements | written | mutated | layer | noticed by |\n"
                << "| --- | --- | --- | --- | --- | --- |\n";
        }
        const auto* first = findings.results[index].first();
        const bool equivalent = findings.equivalents.contains(mutant.name);
        out << "| " << mutant.function << " | " << joined(mutant.requirements) << " | " << cell(mutant.original)
            << " | " << (mutant.mutated.empty() ? "removed" : cell(mutant.mutated)) << " | "
            << (first != nullptr ? first->first
                : equivalent     ? "equivalent"
                                 : "**none**")
            << " | " << (first != nullptr ? name(first->second.how) + " " + first->second.by : "") << " |\n";
    }
}

}  // namespace

std::vector<const Mutant*> Findings::survivors() const {
    std::vector<const Mutant*> found;
    for (std::size_t index = 0; index < mutants.size(); ++index) {
        if (results[index].first() == nullptr && !equivalents.contains(mutants[index].name)) {
            found.push_back(&mutants[index]);
        }
    }
    return found;
}

std::vector<const Mutant*> Findings::not_equivalent() const {
    std::vector<const Mutant*> found;
    for (std::size_t index = 0; index < mutants.size(); ++index) {
        if (results[index].first() != nullptr && equivalents.contains(mutants[index].name)) {
            found.push_back(&mutants[index]);
        }
    }
    return found;
}

std::size_t Findings::count(const std::string& file, const std::string& kind, const std::string& layer) const {
    std::size_t counted = 0;
    for (std::size_t index = 0; index < mutants.size(); ++index) {
        const Mutant& mutant = mutants[index];
        const auto* first = results[index].first();
        const bool in_row = (file.empty() || mutant.file == file) && (kind.empty() || mutant.kind == kind);
        const bool equivalent = first == nullptr && equivalents.contains(mutant.name);
        const bool in_column =
            layer.empty() || (equivalent && layer == "equivalent") || (first != nullptr && first->first == layer);
        counted += in_row && in_column ? 1U : 0U;
    }
    return counted;
}

std::string markdown(const Findings& findings) {
    std::ostringstream out;
    out << "# Mutants of part 1, and who noticed them\n\nWritten by `./run mutants --all`; [README.md](README.md) says "
           "how"
           " to read it. A mutant is counted for the first layer that noticed it.\n\n";
    write_counts(out, findings, "kind", &Mutant::kind);
    write_counts(out, findings, "file", &Mutant::file);
    out << "## Equivalent mutants\n\n";
    write_equivalents(out, findings);
    out << "## Every mutant\n";
    write_all(out, findings);
    return out.str();
}

std::string to_json(const Findings& findings) {
    std::string text;
    for (std::size_t index = 0; index < findings.mutants.size(); ++index) {
        const Mutant& mutant = findings.mutants[index];
        nlohmann::ordered_json entry{{"name", mutant.name},
                                     {"file", mutant.file},
                                     {"line", mutant.line},
                                     {"kind", mutant.kind},
                                     {"requirements", mutant.requirements},
                                     {"noticed", nlohmann::ordered_json::array()}};
        for (const auto& [layer, noticed] : findings.results[index].layers) {
            if (noticed) {
                entry["noticed"].push_back(
                    {{"layer", layer}, {"how", name(noticed.how)}, {"by", noticed.by}, {"seconds", noticed.seconds}});
            }
        }
        if (const auto reason = findings.equivalents.find(mutant.name); reason != findings.equivalents.end()) {
            entry["equivalent"] = reason->second;
        }
        text.append(entry.dump()).append("\n");
    }
    return text;
}

std::string known_json(const Findings& findings) {
    std::string text;
    for (std::size_t index = 0; index < findings.mutants.size(); ++index) {
        const auto* first = findings.results[index].first();
        const nlohmann::ordered_json entry{{"name", findings.mutants[index].name},
                                           {"layer", first == nullptr ? "" : first->first}};
        text.append(text.empty() ? "[\n" : ",\n").append(entry.dump());
    }
    return text.empty() ? "[]\n" : text + "\n]\n";
}

}  // namespace plumbline::mutants
