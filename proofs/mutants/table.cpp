#include "proofs/mutants/table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
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

std::string count_cell(std::size_t count) {
    return " " + std::to_string(count) + " |";
}

// The layers that run beside the others are told apart.
constexpr std::array words_beside{"", "refuted", "as-expected", "not-reached"};

void write_head(std::ostream& out, const Findings& findings, const std::string& title) {
    out << "| " << title << " | mutants |";
    std::size_t columns = 1;
    for (const std::string& layer : findings.layers) {
        out << ' ' << layer << " |";
        ++columns;
    }
    out << " equivalent |";
    for (const std::string& layer : findings.beside) {
        out << ' ' << layer << ": run | refute | pass | not reached |";
        columns += words_beside.size();
    }
    out << "\n| --- | ---: |";
    for (std::size_t column = 0; column < columns; ++column) {
        out << " ---: |";
    }
}

void write_counts(std::ostream& out, const Findings& findings, const std::string& title, std::string Mutant::* member) {
    write_head(out, findings, title);
    std::vector<std::string> rows = values_of(findings, member);
    std::sort(rows.begin(), rows.end());
    rows.emplace_back();
    for (const std::string& row : rows) {
        const bool of_file = member == &Mutant::file;
        const std::string file = of_file ? row : "";
        const std::string kind = of_file ? "" : row;
        out << "\n| " << (row.empty() ? "**all**" : row) << " |" << count_cell(findings.count(file, kind, ""));
        for (const std::string& layer : findings.layers) {
            out << count_cell(findings.count(file, kind, layer));
        }
        out << count_cell(findings.count(file, kind, "equivalent"));
        for (const std::string& layer : findings.beside) {
            for (const char* word : words_beside) {
                out << count_cell(findings.count_said(file, kind, layer, word));
            }
        }
    }
    out << "\n\n";
}

void write_equivalents(std::ostream& out, const Findings& findings) {
    std::map<std::string, std::vector<const Mutant*>> by_reason;
    std::vector<std::string> order;
    for (const Mutant& mutant : findings.mutants) {
        const auto reason = findings.equivalents.reasons.find(mutant.name);
        if (reason != findings.equivalents.reasons.end()) {
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
                << (mutant->mutated.empty() ? "nothing" : "`" + mutant->mutated + "`");
            const auto proved = findings.equivalents.proved.find(mutant->name);
            out << (proved == findings.equivalents.proved.end() ? "" : " (proved: " + proved->second + ")") << '\n';
        }
        out << '\n';
    }
}

/// All that a layer says of a mutant: `refuted opportunity-cost/cost OC-2`.
std::string in_words(const Result& result, const std::string& layer) {
    for (const auto& [name_of, noticed] : result.layers) {
        if (name_of == layer) {
            return noticed ? name(noticed.how) + " " + noticed.by : noticed.by;
        }
    }
    return {};
}

void write_all(std::ostream& out, const Findings& findings) {
    std::string file;
    for (std::size_t index = 0; index < findings.mutants.size(); ++index) {
        const Mutant& mutant = findings.mutants[index];
        if (mutant.file != file) {
            file = mutant.file;
            out << "\n### " << file << "\n\n| function | requirements | written | mutated | layer | noticed by |";
            for (const std::string& layer : findings.beside) {
                out << ' ' << layer << " |";
            }
            out << "\n| --- | --- | --- | --- | --- | --- |" << (findings.beside.empty() ? "" : " --- |") << '\n';
        }
        const auto* first = findings.results[index].first();
        const bool equivalent = findings.equivalents.reasons.contains(mutant.name);
        out << "| " << mutant.function << " | " << joined(mutant.requirements) << " | " << cell(mutant.original)
            << " | " << (mutant.mutated.empty() ? "removed" : cell(mutant.mutated)) << " | "
            << (first != nullptr                         ? first->first
                : equivalent                             ? "equivalent"
                : !findings.ran(findings.results[index]) ? "not run"
                                                         : "**none**")
            << " | " << (first != nullptr ? name(first->second.how) + " " + first->second.by : "") << " |";
        for (const std::string& layer : findings.beside) {
            out << ' ' << in_words(findings.results[index], layer) << " |";
        }
        out << '\n';
    }
}

}  // namespace

bool Findings::ran(const Result& result) const {
    return std::any_of(result.layers.begin(), result.layers.end(), [&](const auto& layer) {
        return std::find(beside.begin(), beside.end(), layer.first) == beside.end();
    });
}

std::vector<const Mutant*> Findings::survivors() const {
    std::vector<const Mutant*> found;
    for (std::size_t index = 0; index < mutants.size(); ++index) {
        const Result& result = results[index];
        if (ran(result) && result.first() == nullptr && !equivalents.reasons.contains(mutants[index].name)) {
            found.push_back(&mutants[index]);
        }
    }
    return found;
}

std::vector<const Mutant*> Findings::not_equivalent() const {
    std::vector<const Mutant*> found;
    for (std::size_t index = 0; index < mutants.size(); ++index) {
        if (results[index].first() != nullptr && equivalents.reasons.contains(mutants[index].name)) {
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
        const bool equivalent = first == nullptr && equivalents.reasons.contains(mutant.name);
        const bool in_column =
            layer.empty() || (equivalent && layer == "equivalent") || (first != nullptr && first->first == layer);
        counted += in_row && in_column ? 1U : 0U;
    }
    return counted;
}

std::size_t Findings::count_said(const std::string& file, const std::string& kind, const std::string& layer,
                                 const std::string& word) const {
    std::size_t counted = 0;
    for (std::size_t index = 0; index < mutants.size(); ++index) {
        const Mutant& mutant = mutants[index];
        const bool in_row = (file.empty() || mutant.file == file) && (kind.empty() || mutant.kind == kind);
        const std::string what = said(results[index], layer);
        counted += in_row && !what.empty() && (word.empty() || what == word) ? 1U : 0U;
    }
    return counted;
}

std::string said(const Result& result, const std::string& layer) {
    const std::string words = in_words(result, layer);
    return words.substr(0, words.find(' '));
}

std::string markdown(const Findings& findings) {
    std::ostringstream out;
    out << "# Mutants of part 1, and who noticed them\n\nWritten by `./run mutants --all`; [README.md](README.md) says "
           "how"
           " to read it. A mutant is counted for the first layer that noticed it.";
    for (const std::string& layer : findings.beside) {
        out << " Beside these: the " << layer << ", which ran against " << findings.count_said("", "", layer, "")
            << " mutants, whoever else noticed them.";
    }
    out << "\n\n";
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
        for (const std::string& layer : findings.beside) {
            if (const std::string words = in_words(findings.results[index], layer); !words.empty()) {
                entry[layer] = words;
            }
        }
        const Equivalents& equivalents = findings.equivalents;
        if (const auto reason = equivalents.reasons.find(mutant.name); reason != equivalents.reasons.end()) {
            entry["equivalent"] = reason->second;
        }
        if (const auto proof = equivalents.proved.find(mutant.name); proof != equivalents.proved.end()) {
            entry["proved"] = proof->second;
        }
        text.append(entry.dump()).append("\n");
    }
    return text;
}

std::string known_json(const Findings& findings) {
    std::string text;
    for (std::size_t index = 0; index < findings.mutants.size(); ++index) {
        const auto* first = findings.results[index].first();
        nlohmann::ordered_json entry{{"name", findings.mutants[index].name}};
        if (first != nullptr || findings.ran(findings.results[index])) {
            entry["layer"] = first == nullptr ? "" : first->first;
        }
        for (const std::string& layer : findings.beside) {
            if (const std::string word = said(findings.results[index], layer); !word.empty()) {
                entry[layer] = word;
            }
        }
        text.append(text.empty() ? "[\n" : ",\n").append(entry.dump());
    }
    return text.empty() ? "[]\n" : text + "\n]\n";
}

}  // namespace plumbline::mutants
