#include "proofs/mutants/finders.hpp"

#include <map>

namespace plumbline::mutants {
namespace {

/// A comparison, and what it is easily mistaken for: the boundary, and the direction.
const std::map<std::string_view, std::vector<std::string>> comparisons{
    {"<", {"<=", ">"}}, {"<=", {"<", ">="}}, {">", {">=", "<"}}, {">=", {">", "<="}}, {"==", {"!="}}, {"!=", {"=="}}};

const std::map<std::string_view, std::string> swapped_operators{{"+", "-"},   {"-", "+"}, {"<<", ">>"},
                                                                {">>", "<<"}, {"^", "|"}, {"|", "&"}};

bool has_text(const Source& source, const Extent& extent) {
    for (std::size_t index = extent.first; index <= extent.last; ++index) {
        if (source[index].kind == TokenKind::text) {
            return true;
        }
    }
    return false;
}

bool mentions(const Source& source, const Extent& extent, std::string_view word) {
    for (std::size_t index = extent.first; index <= extent.last; ++index) {
        if (source.is(index, word)) {
            return true;
        }
    }
    return false;
}

/// Whether a choice at a variation point is asked for: find_points() mutates that.
bool asks_for_rule(const Source& source, const Extent& extent) {
    return mentions(source, extent, "rules") || mentions(source, extent, "DecayRate");
}

void find_comparison(const Source& source, std::size_t op, std::vector<Site>& found) {
    const auto others = comparisons.find(source[op].text);
    const Extent whole = both_operands(source, op);
    if (others == comparisons.end() || asks_for_rule(source, whole)) {
        return;
    }
    const std::string left = written(source, left_operand(source, op));
    const std::string right = written(source, right_operand(source, op));
    Site site{whole, Form::value, {}, {}};
    for (const std::string& other : others->second) {
        std::string mutated = left;
        mutated.append(" ").append(other).append(" ").append(right);
        site.mutations.push_back({"comparison", written(source, whole), mutated, mutated});
    }
    found.push_back(std::move(site));
}

bool is_pointer(const std::string& operand) {
    return operand.size() > 6 && operand.compare(operand.size() - 6, 6, "data()") == 0;
}

void find_arithmetic(const Source& source, std::size_t op, std::vector<Site>& found) {
    const std::string_view mark = source[op].text;
    const Extent whole = both_operands(source, op);
    const Extent left = left_operand(source, op);
    const std::string a = written(source, left);
    const std::string b = written(source, right_operand(source, op));
    Site site{whole, Form::value, {}, {}};
    const auto add = [&](const char* kind, const std::string& mutated) {
        site.mutations.push_back({kind, written(source, whole), mutated, mutated});
    };
    if (const auto swapped = swapped_operators.find(mark); swapped != swapped_operators.end()) {
        add("operator", a + " " + swapped->second + " " + b);
    }
    if (std::string_view("+-*/%^").find(mark) != std::string_view::npos) {
        add("term dropped", a);
    }
    // In a + b + c each term is dropped once: a where it is added to, the others where they are added.
    bool first = true;
    for (std::size_t index = left.first; index < op;
         index = source.opens(index) ? source.partner(index) + 1 : index + 1) {
        first = first && binding(source, index) != binding(source, op);
    }
    if ((mark == "+" || mark == "*") && first && !is_pointer(a)) {
        add("term dropped", b);
    }
    if (mark == "/" && !mentions(source, whole, "double")) {
        site.mutations.push_back({"rounding", written(source, whole), "ceil(" + a + " / " + b + ")",
                                  "::plumbline::mutant::rounded_up(" + a + ", " + b + ")"});
    }
    found.push_back(std::move(site));
}

/// The terms of a && b && c, from its last operator.
std::vector<Extent> terms_of(const Source& source, std::size_t last_op) {
    std::vector<Extent> terms{right_operand(source, last_op)};
    const Extent left = left_operand(source, last_op);
    std::size_t end = left.last;
    for (std::size_t index = left.last + 1; index-- > left.first;) {
        if (source.closes(index)) {
            index = source.partner(index);
        } else if (source.is(index, source[last_op].text) && binding(source, index) != 0) {
            terms.insert(terms.begin(), {index + 1, end});
            end = index - 1;
        }
    }
    terms.insert(terms.begin(), {left.first, end});
    return terms;
}

void find_connective(const Source& source, std::size_t op, std::vector<Site>& found) {
    const Extent right = right_operand(source, op);
    const bool goes_on = right.last + 1 < source.size() && source.is(right.last + 1, source[op].text) &&
                         binding(source, right.last + 1) == binding(source, op);
    if (goes_on) {
        return;  // a && b && c is one site, at its last operator
    }
    const std::vector<Extent> terms = terms_of(source, op);
    const std::string mark(source[op].text);
    Site site{{terms.front().first, terms.back().last}, Form::truth, {}, {}};
    const auto joined = [&](const std::string& with, std::size_t without) {
        std::string all;
        for (std::size_t term = 0; term < terms.size(); ++term) {
            if (term != without) {
                all.append(all.empty() ? "" : " " + with + " ");
                all.append("(").append(written(source, terms[term])).append(")");
            }
        }
        return all;
    };
    for (std::size_t term = 0; term < terms.size(); ++term) {
        if (!asks_for_rule(source, terms[term]) || terms.size() > 2) {
            site.mutations.push_back(
                {"term dropped", mark + " " + written(source, terms[term]), "", joined(mark, term)});
        }
    }
    if (terms.size() == 2) {
        const std::string other = mark == "&&" ? "||" : "&&";
        site.mutations.push_back({"connective", written(source, site.extent),
                                  written(source, terms[0]) + " " + other + " " + written(source, terms[1]),
                                  joined(other, nowhere)});
    }
    found.push_back(std::move(site));
}

/// The condition of `condition ? a : b`.
void find_choice(const Source& source, std::size_t mark, std::vector<Site>& found) {
    const Extent condition = left_operand(source, mark);
    if (asks_for_rule(source, condition)) {
        return;
    }
    const std::string original = written(source, condition) + " ?";
    found.push_back({condition,
                     Form::truth,
                     {{"branch", original, "true ?", "true"}, {"branch", original, "false ?", "false"}},
                     {}});
}

}  // namespace

void find_operators(const Source& source, std::vector<Site>& found) {
    for (std::size_t index = 0; index < source.size(); ++index) {
        if (!source.mutable_at(index)) {
            continue;
        }
        if (source.is(index, "?")) {
            find_choice(source, index, found);
        }
        if (binding(source, index) == 0 || has_text(source, both_operands(source, index))) {
            continue;
        }
        if (source.is(index, "&&") || source.is(index, "||")) {
            find_connective(source, index, found);
        } else if (comparisons.contains(source[index].text)) {
            find_comparison(source, index, found);
        } else {
            find_arithmetic(source, index, found);
        }
    }
}

void find_unary(const Source& source, std::vector<Site>& found) {
    for (std::size_t index = 1; index + 1 < source.size(); ++index) {
        const Token& before = source[index - 1];
        const bool operand_before = before.kind != TokenKind::mark || source.closes(index - 1);
        const bool unary = !source[index].spaced && source[index].end == source[index + 1].begin &&
                           (!operand_before || before.is("return"));
        if (!source.mutable_at(index) || !unary) {
            continue;
        }
        const Extent operand = unary_operand(source, index + 1);
        const Extent whole{index, operand.last};
        const std::string inner = written(source, operand);
        if (source.is(index, "-")) {
            found.push_back({whole, Form::value, {{"sign dropped", written(source, whole), inner, inner}}, {}});
        } else if (source.is(index, "!")) {
            found.push_back({whole, Form::value, {{"negation", written(source, whole), inner, "!!" + inner}}, {}});
        }
    }
}

}  // namespace plumbline::mutants
