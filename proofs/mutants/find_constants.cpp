#include "proofs/mutants/finders.hpp"

#include <algorithm>
#include <cctype>

namespace plumbline::mutants {
namespace {

/// A decimal literal's digits and what follows them; no digits for other literals.
struct Literal {
    std::string digits;
    std::string suffix;
};

Literal read_literal(std::string_view text) {
    Literal literal;
    std::size_t at = 0;
    for (; at < text.size() && (std::isdigit(static_cast<unsigned char>(text[at])) != 0 || text[at] == '\''); ++at) {
        if (text[at] != '\'') {
            literal.digits += text[at];
        }
    }
    literal.suffix = text.substr(at);
    const bool other_base = literal.digits.size() > 1 && literal.digits.front() == '0';
    const bool known = literal.suffix.empty() || literal.suffix == "U" || literal.suffix == ".0";
    if (other_base || !known || literal.digits.size() > 18) {
        return {};
    }
    return literal;
}

/// The call or conversion whose argument the literal is, so that a reader knows which 1 it is; the literal itself where
/// there is none, or a long one.
Extent call_around(const Source& source, std::size_t index) {
    constexpr std::size_t longest = 14;
    const std::size_t open = source.parent(index);
    if (open == nowhere || source.is(open, "{") || source.partner(open) - open > longest) {
        return {index, index};
    }
    std::size_t first = open;
    if (first > 0 && source.closes(first - 1) && source.is(first - 1, ">")) {
        first = source.partner(first - 1);
    }
    if (first > 0 && source.is_word(first - 1)) {
        first = qualified_name(source, first - 1).first;
    }
    return {first, source.partner(open)};
}

void find_number(const Source& source, std::size_t index, std::vector<Site>& found) {
    const Literal literal = read_literal(source[index].text);
    if (literal.digits.empty()) {
        return;
    }
    const unsigned long long number = std::stoull(literal.digits);
    const Extent context = call_around(source, index);
    const auto shown = [&](const std::string& middle) {
        std::string text;
        if (context.first < index) {
            text = source.written(context.first, index - 1);
            text += source[index - 1].end == source[index].begin ? "" : " ";
        }
        text += middle;
        if (context.last > index) {
            text += source[index + 1].begin == source[index].end ? "" : " ";
            text += source.written(index + 1, context.last);
        }
        return text;
    };
    Site site{{index, index}, Form::value, {}, {}};
    const auto add = [&](unsigned long long other) {
        const std::string text = std::to_string(other) + literal.suffix;
        site.mutations.push_back({"off by one", shown(std::string(source[index].text)), shown(text), text});
    };
    add(number + 1);
    if (number > 0 && literal.suffix != ".0") {
        add(number - 1);
    }
    found.push_back(std::move(site));
}

void find_named(const Source& source, std::size_t index, std::vector<Site>& found) {
    const Extent name = qualified_name(source, index);
    const std::string text = written(source, name);
    Site site{name, Form::value, {}, {}};
    site.mutations.push_back({"off by one", text, text + " + 1", "::plumbline::mutant::one_more(" + text + ")"});
    site.mutations.push_back({"off by one", text, text + " - 1", "::plumbline::mutant::one_less(" + text + ")"});
    found.push_back(std::move(site));
}

/// A named number of the file's level, or of the function itself.
bool is_constant(const Source& source, std::size_t index, const Vocabulary& vocabulary) {
    const std::string name(source[index].text);
    const Owner* owner = source.owner(index);
    const bool local = owner != nullptr && vocabulary.constants.contains(owner->name + "::" + name);
    return (local || vocabulary.constants.contains(name)) && !source.is(index - 1, ".") && !source.is(index + 1, "::");
}

void find_enumerator(const Source& source, std::size_t index, const Vocabulary& vocabulary, std::vector<Site>& found) {
    const auto known = vocabulary.enumerations.find(std::string(source[index].text));
    if (known == vocabulary.enumerations.end() || !source.is(index + 1, "::")) {
        return;
    }
    for (const auto& [point, type] : vocabulary.points) {
        if (type == known->first) {
            return;  // find_points() has these
        }
    }
    const std::vector<std::string>& all = known->second;
    const auto at = std::find(all.begin(), all.end(), source[index + 2].text);
    if (at == all.end()) {
        return;
    }
    const std::string& next = at + 1 == all.end() ? all.front() : *(at + 1);
    const std::string mutated = known->first + "::" + next;
    found.push_back(
        {{index, index + 2}, Form::value, {{"enumerator", source.written(index, index + 2), mutated, mutated}}, {}});
}

void find_citation(const Source& source, std::size_t index, std::vector<Site>& found) {
    if (!source.is(index, "req") || !source.is(index + 1, "<") || source.partner(index + 1) == nowhere) {
        return;
    }
    const Extent whole{qualified_name(source, index).first, source.partner(index + 1)};
    const std::string mutated = source.written(whole.first, index) + "<\"CV-4\">";
    found.push_back({whole, Form::value, {{"citation", written(source, whole), mutated, mutated}}, {}});
}

}  // namespace

void find_constants(const Source& source, const Vocabulary& vocabulary, std::vector<Site>& found) {
    for (std::size_t index = 1; index < source.size(); ++index) {
        if (!source.mutable_at(index)) {
            continue;
        }
        const Token& token = source[index];
        if (token.kind == TokenKind::number) {
            find_number(source, index, found);
        } else if (token.is("true") || token.is("false")) {
            const std::string other = token.is("true") ? "false" : "true";
            const std::string before = source.written(source.statement_begin(index), index);
            found.push_back(
                {{index, index},
                 Form::value,
                 {{"truth value", before, before.substr(0, before.size() - token.text.size()) + other, other}},
                 {}});
        } else if (token.kind == TokenKind::word) {
            if (is_constant(source, index, vocabulary)) {
                find_named(source, index, found);
            }
            find_enumerator(source, index, vocabulary, found);
            find_citation(source, index, found);
        }
    }
}

void find_initial_values(const Source& source, std::vector<Site>& found) {
    for (std::size_t index = 2; index + 1 < source.size(); ++index) {
        const std::size_t begin = source.statement_begin(index);
        const bool in_braces = source.is(index - 1, "{") && source.is(index + 1, "}");
        const std::size_t around = in_braces ? source.parent(index - 1) : source.parent(index);
        const bool member = around != nowhere && source.is_type(around) && source.owner(index) != nullptr;
        const bool given =
            (in_braces && source.is(index + 2, ";")) || (source.is(index - 1, "=") && source.is(index + 1, ";"));
        const std::size_t first = in_braces ? source.statement_begin(index - 1) : begin;
        if (!member || !given || source.is(first, "static") || source.is(first, "constexpr") ||
            source.is(first, "using")) {
            continue;
        }
        const std::string name = source.written(first, index - 1);
        if (source[index].kind == TokenKind::number) {
            std::vector<Site> number;
            find_number(source, index, number);
            for (Site& site : number) {
                for (Mutation& mutation : site.mutations) {
                    mutation.mutated = name + " " + mutation.code;
                    mutation.original = name + " " + std::string(source[index].text);
                }
                found.push_back(std::move(site));
            }
        } else if (source.is(index, "true") || source.is(index, "false")) {
            const std::string other = source.is(index, "true") ? "false" : "true";
            found.push_back({{index, index},
                             Form::value,
                             {{"truth value", std::string(name).append(" ").append(source[index].text),
                               std::string(name).append(" ").append(other), other}},
                             {}});
        }
    }
}

}  // namespace plumbline::mutants
