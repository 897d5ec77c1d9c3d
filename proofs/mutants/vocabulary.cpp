#include "proofs/mutants/sites.hpp"

#include <algorithm>
#include <array>

namespace plumbline::mutants {
namespace {

// enum class Name : type { one, two, three };
void learn_enumeration(const Source& source, std::size_t keyword, Vocabulary& vocabulary) {
    std::size_t open = keyword;
    while (open < source.size() && !source.is(open, "{") && !source.is(open, ";")) {
        ++open;
    }
    if (!source.is(open, "{") || !source.is_word(keyword + 2)) {
        return;
    }
    std::vector<std::string> enumerators;
    for (std::size_t index = open + 1; index < source.partner(open); ++index) {
        if (source.is_word(index) && (source.is(index - 1, "{") || source.is(index - 1, ","))) {
            enumerators.emplace_back(source[index].text);
        }
    }
    if (enumerators.size() > 1) {
        vocabulary.enumerations.emplace(source[keyword + 2].text, std::move(enumerators));
    }
}

// struct Rules { Type member{}; … };
void learn_points(const Source& source, std::size_t keyword, Vocabulary& vocabulary) {
    const std::size_t open = keyword + 2;
    for (std::size_t index = open + 1; source.is(open, "{") && index + 1 < source.partner(open); ++index) {
        if (source.is_word(index) && source.is_word(index + 1) && source.is(index + 2, "{")) {
            vocabulary.points.emplace(source[index + 1].text, source[index].text);
        }
    }
}

// constexpr std::uint64_t name = …
void learn_constant(const Source& source, std::size_t keyword, Vocabulary& vocabulary) {
    constexpr std::array<std::string_view, 3> numbers{"uint64_t", "size_t", "uint8_t"};
    const std::size_t type = source.is(keyword + 1, "std") ? keyword + 3 : keyword + 1;
    const bool number =
        type < source.size() && std::find(numbers.begin(), numbers.end(), source[type].text) != numbers.end();
    if (number && source.is_word(type + 1) && source.is(type + 2, "=")) {
        const Owner* owner = source.owner(keyword);
        const std::string name(source[type + 1].text);
        vocabulary.constants.insert(owner == nullptr ? name : owner->name + "::" + name);
    }
}

}  // namespace

void learn(const Source& source, Vocabulary& vocabulary) {
    for (std::size_t index = 0; index < source.size(); ++index) {
        if (source.is(index, "enum") && source.is(index + 1, "class")) {
            learn_enumeration(source, index, vocabulary);
        } else if (source.is(index, "struct") && source.is(index + 1, "Rules")) {
            learn_points(source, index, vocabulary);
        } else if (source.is(index, "constexpr")) {
            learn_constant(source, index, vocabulary);
        }
    }
}

}  // namespace plumbline::mutants
