#include "proofs/mutants/expressions.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace plumbline::mutants {
namespace {

constexpr std::array<std::pair<std::string_view, int>, 19> bindings{{{"*", 10},
                                                                     {"/", 10},
                                                                     {"%", 10},
                                                                     {"+", 9},
                                                                     {"-", 9},
                                                                     {"<<", 8},
                                                                     {">>", 8},
                                                                     {"<=>", 7},
                                                                     {"<", 6},
                                                                     {"<=", 6},
                                                                     {">", 6},
                                                                     {">=", 6},
                                                                     {"==", 5},
                                                                     {"!=", 5},
                                                                     {"&", 4},
                                                                     {"^", 3},
                                                                     {"|", 2},
                                                                     {"&&", 1},
                                                                     {"||", 0}}};

/// What ends an operand on either side, being no part of an expression with binary operators.
bool ends_operand(const Source& source, std::size_t index) {
    constexpr std::array<std::string_view, 18> marks{
        ",",  ";",  "?",  ":",  "=",      "+=",    "-=",   "*=",   "/=",
        "%=", "&=", "|=", "^=", "return", "throw", "else", "case", "default"};
    const bool statement = source.closes(index) && source.is(index, "}") && source.is_block(source.partner(index));
    return statement || std::find(marks.begin(), marks.end(), source[index].text) != marks.end();
}

bool is_member_access(const Source& source, std::size_t index) {
    return source.is(index, ".") || source.is(index, "->") || source.is(index, "::");
}

}  // namespace

int binding(const Source& source, std::size_t index) {
    const Token& token = source[index];
    if (token.kind != TokenKind::mark || !token.spaced || source.partner(index) != nowhere) {
        return 0;
    }
    for (const auto& [mark, strength] : bindings) {
        if (token.is(mark)) {
            return strength + 1;
        }
    }
    return 0;
}

Extent left_operand(const Source& source, std::size_t op) {
    std::size_t first = op;
    while (first > 0 && first - 1 != source.parent(op)) {
        const std::size_t before = first - 1;
        const int strength = binding(source, before);
        if (ends_operand(source, before) || (strength != 0 && strength < binding(source, op))) {
            break;
        }
        first = source.closes(before) ? source.partner(before) : before;
    }
    return {first, op - 1};
}

Extent right_operand(const Source& source, std::size_t op) {
    const std::size_t around = source.parent(op);
    const std::size_t end = around == nowhere ? source.size() : source.partner(around);
    std::size_t next = op + 1;
    while (next < end) {
        const int strength = binding(source, next);
        if (ends_operand(source, next) || (strength != 0 && strength <= binding(source, op))) {
            break;
        }
        next = source.opens(next) ? source.partner(next) + 1 : next + 1;
    }
    return {op + 1, next - 1};
}

Extent both_operands(const Source& source, std::size_t op) {
    return {left_operand(source, op).first, right_operand(source, op).last};
}

Extent qualified_name(const Source& source, std::size_t last_word) {
    std::size_t first = last_word;
    while (first >= 2 && is_member_access(source, first - 1) && source.is_word(first - 2)) {
        first -= 2;
    }
    return {first, last_word};
}

Extent unary_operand(const Source& source, std::size_t index) {
    std::size_t last = index;
    while (source[last].kind == TokenKind::mark && source.partner(last) == nowhere) {
        ++last;  // further unary operators
    }
    last = source.opens(last) ? source.partner(last) : last;
    while (last + 1 < source.size()) {
        const std::size_t next = last + 1;
        const bool attached = source[next].begin == source[last].end;
        if (is_member_access(source, next)) {
            last = next + 1;
        } else if (attached && source.opens(next)) {
            last = source.partner(next);
        } else {
            break;
        }
    }
    return {index, last};
}

std::vector<Extent> arguments(const Source& source, std::size_t open) {
    std::vector<Extent> found;
    const std::size_t close = source.partner(open);
    std::size_t first = open + 1;
    for (std::size_t index = first; index <= close;
         index = source.opens(index) ? source.partner(index) + 1 : index + 1) {
        if ((source.is(index, ",") || index == close) && index > first) {
            found.push_back({first, index - 1});
            first = index + 1;
        }
    }
    return found;
}

}  // namespace plumbline::mutants
