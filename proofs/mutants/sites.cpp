#include "proofs/mutants/sites.hpp"

#include "proofs/mutants/finders.hpp"

namespace plumbline::mutants {

std::vector<Site> find_points(const Source& source, const Vocabulary& vocabulary) {
    std::vector<Site> found;
    for (std::size_t index = 2; index < source.size(); ++index) {
        if (!source.mutable_at(index) || !source.is(index - 1, ".") || !source.is(index - 2, "rules") ||
            source.is(index + 1, "=")) {
            continue;
        }
        const auto point = vocabulary.points.find(std::string(source[index].text));
        if (point == vocabulary.points.end()) {
            continue;
        }
        const auto& [member, type] = *point;
        const std::vector<std::string>& choices = vocabulary.enumerations.at(type);
        Site site{qualified_name(source, index), Form::value, {}, member};
        for (std::size_t choice = 0; choice < choices.size(); ++choice) {
            const std::string code = type + "::" + choices[choice];
            const char* kind = choice == 0 ? "choice ignored" : "alternative";
            site.mutations.push_back({kind, "rules." + member, code, "::plumbline::" + code});
        }
        found.push_back(std::move(site));
    }
    return found;
}

std::vector<Site> find_sites(const Source& source, const Vocabulary& vocabulary) {
    std::vector<Site> found = find_points(source, vocabulary);
    find_statements(source, found);
    find_operators(source, found);
    find_unary(source, found);
    find_calls(source, found);
    find_constants(source, vocabulary, found);
    find_initial_values(source, found);
    find_confusions(source, found);
    return found;
}

}  // namespace plumbline::mutants
