#include "proofs/mutants/finders.hpp"

#include <algorithm>
#include <array>

namespace plumbline::mutants {
namespace {

constexpr std::array<std::string_view, 6> assignments{"=", "+=", "-=", "*=", "|=", "^="};

bool is_assignment(const Source& source, std::size_t index) {
    return std::find(assignments.begin(), assignments.end(), source[index].text) != assignments.end();
}

std::size_t step(const Source& source, std::size_t index) {
    return source.opens(index) ? source.partner(index) + 1 : index + 1;
}

/// Where the statement that begins at `first` has its semicolon; nowhere if it has a block, or is none.
std::size_t semicolon(const Source& source, std::size_t first) {
    for (std::size_t index = first; index < source.size(); index = step(source, index)) {
        if (source.is(index, ";")) {
            return index;
        }
        if (source.closes(index) || (source.is(index, "{") && source.is_block(index))) {
            return nowhere;
        }
    }
    return nowhere;
}

/// Whether the statement is one expression: an assignment, or a call. Two names side by side, or a name behind a type's
/// bracket, `&` or `*`, declare something.
bool is_expression(const Source& source, std::size_t first, std::size_t end) {
    constexpr std::array<std::string_view, 13> keywords{"return", "break", "continue", "throw", "if",   "for", "while",
                                                        "switch", "using", "const",    "else",  "case", "auto"};
    if (std::find(keywords.begin(), keywords.end(), source[first].text) != keywords.end()) {
        return false;
    }
    for (std::size_t index = first; index < end; index = step(source, index)) {
        if (is_assignment(source, index)) {
            return true;
        }
        const bool of_type =
            source.is(index, "<") || source.is(index, "&") || (source.is(index, "*") && index != first);
        if ((source.is_word(index) || of_type) && source.is_word(step(source, index))) {
            return false;
        }
    }
    return source.is(end - 1, ")") || source.is(first, "++") || source.is(first, "--");
}

void find_statement(const Source& source, std::size_t first, std::vector<Site>& found) {
    const std::size_t end = semicolon(source, first);
    if (end == nowhere || end == first) {
        return;
    }
    Site site{{first, end}, Form::statement, {}, {}};
    const std::string original = source.written(first, end);
    if (source.is(first, "break") || source.is(first, "continue")) {
        site.mutations.push_back({"statement removed", source.written(source.statement_begin(first), end), "", ""});
        found.push_back(std::move(site));
        return;
    }
    if (!is_expression(source, first, end)) {
        return;
    }
    const bool contract = original.starts_with("contracts::require");
    site.mutations.push_back({contract ? "contract removed" : "statement removed", original, "", ""});
    for (std::size_t index = first; index < end; index = step(source, index)) {
        if (source.is(index, "+=") || source.is(index, "-=")) {
            const std::string mutated = source.written(first, index - 1) + (source.is(index, "+=") ? " -= " : " += ") +
                                        source.written(index + 1, end);
            site.mutations.push_back({"operator", original, mutated, mutated});
        }
    }
    if (source.is(first, "++") || source.is(first, "--")) {
        const std::string mutated = (source.is(first, "++") ? "--" : "++") + source.written(first + 1, end);
        site.mutations.push_back({"operator", original, mutated, mutated});
    }
    found.push_back(std::move(site));
}

/// if (condition), unless it declares something.
void find_branch(const Source& source, std::size_t keyword, std::vector<Site>& found) {
    const std::size_t open = keyword + 1;
    if (!source.is(open, "(") || source.partner(open) == open + 1) {
        return;
    }
    const Extent condition{open + 1, source.partner(open) - 1};
    for (std::size_t index = condition.first; index <= condition.last; index = step(source, index)) {
        if (is_assignment(source, index) || source.is(index, ";")) {
            return;
        }
    }
    const std::string written_condition = written(source, condition);
    if (written_condition.find("rules") != std::string::npos && written_condition.find("&&") == std::string::npos) {
        return;  // find_points() decides it both ways
    }
    const std::string original = "if (" + written_condition + ")";
    found.push_back({condition,
                     Form::truth,
                     {{"branch", original, "if (false)", "false"}, {"branch", original, "if (true)", "true"}},
                     {}});
}

}  // namespace

void find_statements(const Source& source, std::vector<Site>& found) {
    for (std::size_t index = 1; index < source.size(); ++index) {
        if (!source.mutable_at(index)) {
            continue;
        }
        const std::size_t around = source.parent(index);
        const bool in_block = around != nowhere && source.is_block(around);
        if (source.is(index, "if") && source.is(index + 1, "(")) {
            find_branch(source, index, found);
        } else if (in_block && source.statement_begin(index) == index) {
            find_statement(source, index, found);
        }
    }
}

}  // namespace plumbline::mutants
