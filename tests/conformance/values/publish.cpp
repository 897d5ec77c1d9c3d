#include "tests/conformance/values/publish.hpp"

#include "tests/conformance/values/cases.hpp"
#include "tests/conformance/values/mistakes.hpp"
#include "tests/conformance/values/tables.hpp"
#include "tests/conformance/values/values_json.hpp"

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace plumbline::values {
namespace {

const std::string part = "spec/1-resource-manager/";
const std::string folder = part + "values/";

std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) {
        throw std::runtime_error(path + ": cannot be read");
    }
    return std::move(text).str();
}

// Replaces what stands between the markers of a table.
void replace_table(std::string& markdown, const std::string& name, const std::string& table, const std::string& path) {
    const std::string opening = "<!-- published values: " + name + " -->\n";
    const std::string closing = "<!-- end of published values -->\n";
    const std::size_t begin = markdown.find(opening);
    const std::size_t end = begin == std::string::npos ? begin : markdown.find(closing, begin);
    if (end == std::string::npos || markdown.find(opening, begin + 1) != std::string::npos) {
        throw std::runtime_error(path + ": the table \"" + name + "\" has not one pair of markers: " + opening);
    }
    markdown.replace(begin, end - begin, opening + "\n" + table + "\n");
}

}  // namespace

ValueFile published(Subject subject) {
    ValueFile file{subject, cases(subject)};
    for (Value& value : file.values) {
        value.answer = allowed_by_specification(value.inputs);
        value.catches = caught(value.inputs, value.answer);
    }
    return file;
}

std::vector<std::pair<std::string, std::string>> publications(const std::string& root) {
    std::vector<ValueFile> files;
    std::map<std::string, std::string> tables;
    std::vector<std::pair<std::string, std::string>> result;
    for (std::size_t i = 0; i < subject_names.size(); ++i) {
        const std::string subject(subject_names[i]);
        files.push_back(published(static_cast<Subject>(i)));
        tables[subject] = table(files.back());
        result.emplace_back(folder + subject + ".json", to_json(files.back()));
    }
    tables["files"] = table_of_files(files);
    tables["mistakes"] = table_of_mistakes(files);

    const std::vector<std::pair<std::string, std::vector<std::string>>> texts{
        {part + "1-parameters.md", {"bucket-split"}},
        {part + "2-decaying-average.md", {"decaying-average"}},
        {part + "3-window-average.md", {"window-average"}},
        {part + "4-opportunity-cost.md", {"opportunity-cost", "effective-fee", "in-flight-risk"}},
        {part + "5-general-bucket.md", {"slot-assignment"}},
        {part + "6-congestion-bucket.md", {"congestion-amount"}},
        {part + "10-resource-manager.md", {"sufficiency"}},
        {folder + "README.md", {"files", "mistakes"}},
    };
    for (const auto& [path, names] : texts) {
        std::string markdown = contents(std::string(root).append("/").append(path));
        for (const std::string& name : names) {
            replace_table(markdown, name, tables.at(name), path);
        }
        result.emplace_back(path, std::move(markdown));
    }
    return result;
}

}  // namespace plumbline::values
