#include "proofs/mutants/source.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>

namespace plumbline::mutants {
namespace {

template <std::size_t Count>
bool among(std::string_view text, const std::array<std::string_view, Count>& list) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

constexpr std::array<std::string_view, 8> control{"if", "for", "while", "switch", "else", "do", "try", "catch"};
constexpr std::array<std::string_view, 4> types{"struct", "class", "union", "enum"};
constexpr std::array<std::string_view, 5> after_parameters{"const", "noexcept", "override", "final", "mutable"};
/// What has parentheses behind it and is no function's name.
constexpr std::array<std::string_view, 7> not_names{"requires", "noexcept", "decltype",     "explicit",
                                                    "alignas",  "sizeof",   "__attribute__"};
/// Statements that the compiler evaluates, or that declare.
constexpr std::array<std::string_view, 6> constant{"constexpr", "static_assert", "using",
                                                   "typedef",   "static",        "friend"};

/// What has an operand that is not evaluated.
constexpr std::array<std::string_view, 3> unevaluated{"sizeof", "decltype", "alignof"};

}  // namespace

Source::Source(std::string_view text)
    : text_(text),
      all_(tokenize(text)),
      partner_(size(), nowhere),
      parent_(size(), nowhere),
      scope_(size(), Scope::other),
      owner_(size(), nowhere),
      mutable_(size(), false) {
    match_brackets();
    for (std::size_t index = 0; index < size(); ++index) {
        const std::size_t around = parent_[index];
        owner_[index] = around == nowhere ? nowhere : owner_[around];
        mutable_[index] = around != nowhere && mutable_[around] && !(is(index, "<") && opens(index));
        if (is(index, "{")) {
            classify(index);
        }
    }
    keep_constants();
}

void Source::match_brackets() {
    std::vector<std::size_t> open;
    for (std::size_t index = 0; index < size(); ++index) {
        const Token& token = all_.tokens[index];
        const bool angle_opens = token.is("<") && !token.spaced;
        const bool angle_closes = token.is(">") && !token.spaced && !open.empty() && all_.tokens[open.back()].is("<");
        if (token.is(")") || token.is("]") || token.is("}") || angle_closes) {
            if (!open.empty()) {
                partner_[index] = open.back();
                partner_[open.back()] = index;
                open.pop_back();
            }
        }
        parent_[index] = open.empty() ? nowhere : open.back();
        if (token.is("(") || token.is("[") || token.is("{") || angle_opens) {
            open.push_back(index);
        }
    }
}

std::size_t Source::statement_begin(std::size_t index) const {
    std::size_t begin = index;
    while (begin > 0 && begin - 1 != parent_[index]) {
        const std::size_t before = begin - 1;
        const bool ends_block = is(before, "}") && partner_[before] != nowhere &&
                                (scope_[partner_[before]] != Scope::other || is(begin, "else"));
        const bool label = is(before, ":") && (is(before - 1, "private") || is(before - 1, "public") ||
                                               is(before - 1, "protected") || is(before - 1, "default"));
        bool case_label = false;
        if (is(before, ":") && !label) {
            std::size_t back = before;
            while (back > 0 && !is(back, ";") && !is(back, "{") && !is(back, "}") && !is(back, "?") && !case_label) {
                case_label = is(--back, "case");
            }
        }
        if (is(before, ";") || ends_block || label || case_label) {
            break;
        }
        begin = closes(before) ? partner_[before] : before;
    }
    return begin;
}

void Source::classify(std::size_t brace) {
    const std::size_t head = statement_begin(brace);
    scope_[brace] = scope_of(head, brace);
    if (scope_[brace] == Scope::type || scope_[brace] == Scope::block) {
        own(head, brace);
    }
}

Source::Scope Source::scope_of(std::size_t head, std::size_t brace) const {
    if (head == brace) {
        return parent_[brace] != nowhere && scope_[parent_[brace]] == Scope::block ? Scope::block : Scope::other;
    }
    std::size_t first = head;
    while (first < brace && (is(first, "template") || is(first, "<") || is(first, "[") || is(first, "inline"))) {
        first = opens(first) ? partner_[first] + 1 : first + 1;
    }
    if (is(first, "namespace")) {
        return Scope::space;
    }
    if (first < brace && among(all_.tokens[first].text, types)) {
        return is(first, "enum") ? Scope::other : Scope::type;
    }
    const std::size_t last = brace - 1;
    if (among(all_.tokens[first].text, control) || is(last, "else") || is(last, ")") || is(last, "]") ||
        among(all_.tokens[last].text, after_parameters)) {
        return Scope::block;
    }
    for (std::size_t index = first; index < brace; index = opens(index) ? partner_[index] + 1 : index + 1) {
        if (is(index, "->") && (is(index - 1, ")") || among(all_.tokens[index - 1].text, after_parameters))) {
            return Scope::block;  // a return type between the parameters and the body
        }
    }
    return Scope::other;
}

void Source::own(std::size_t head, std::size_t brace) {
    const Owner* around = owner(brace);
    if (mutable_[brace]) {
        return;  // a part of a body
    }
    std::string name = name_in(head, brace);
    if (name.empty()) {
        return;
    }
    std::vector<std::string> requirements = requirements_above(head);
    if (around != nullptr) {
        name.insert(0, around->name + "::");
        if (requirements.empty()) {
            requirements = around->requirements;
        }
    }
    mutable_[brace] = scope_[brace] == Scope::block;
    owner_[brace] = owners_.size();
    owners_.push_back({std::move(name), std::move(requirements), head, brace});
}

std::string Source::name_in(std::size_t head, std::size_t brace) const {
    for (std::size_t index = head; index < brace; index = opens(index) ? partner_[index] + 1 : index + 1) {
        const Token& token = all_.tokens[index];
        if (scope_[brace] == Scope::type && among(token.text, types) && is_word(index + 1)) {
            return std::string(all_.tokens[index + 1].text);
        }
        if (scope_[brace] == Scope::block && token.is("(") && index > head && is_word(index - 1) &&
            !among(all_.tokens[index - 1].text, not_names) && !among(all_.tokens[index - 1].text, control)) {
            const bool qualified = index > head + 2 && is(index - 2, "::");
            return qualified ? written(index - 3, index - 1) : std::string(all_.tokens[index - 1].text);
        }
    }
    return {};
}

std::vector<std::string> Source::requirements_above(std::size_t head) const {
    const std::size_t begin = all_.tokens[head].begin;
    const std::size_t before = head == 0 ? 0 : all_.tokens[head - 1].end;
    std::vector<std::string> found;
    for (const Comment& comment : all_.comments) {
        if (comment.end <= begin && comment.begin >= before) {
            found = requirement_ids(comment.text);  // the last one is the nearest
        }
    }
    return found;
}

std::vector<std::string> Source::requirements_behind(std::size_t index) const {
    const std::size_t end = all_.tokens[index].end;
    for (const Comment& comment : all_.comments) {
        if (comment.begin >= end && text_.substr(end, comment.begin - end).find('\n') == std::string_view::npos) {
            return requirement_ids(comment.text.substr(0, comment.text.find('\n')));
        }
    }
    return {};
}

void Source::keep(std::size_t first, std::size_t last) {
    for (std::size_t index = first; index <= last && index < size(); ++index) {
        mutable_[index] = false;
    }
}

void Source::keep_constants() {
    for (std::size_t index = 0; index < size(); ++index) {
        if (!mutable_[index]) {
            continue;
        }
        if (is(index, "case")) {
            std::size_t end = index;
            while (!is(end, ":")) {
                ++end;
            }
            keep(index, end);
        } else if (is(index, "[") && is(index + 1, "[")) {
            keep(index, partner_[index]);
        } else if (among(all_.tokens[index].text, constant) && statement_begin(index) == index) {
            std::size_t end = index;
            while (!is(end, ";")) {
                end = opens(end) ? partner_[end] + 1 : end + 1;
            }
            keep(index, end);
        } else if (is(index + 1, "(") &&
                   (among(all_.tokens[index].text, unevaluated) || (is(index, "constexpr") && is(index - 1, "if")))) {
            keep(index, partner_[index + 1]);
        }
    }
}

std::vector<std::string> requirement_ids(std::string_view text) {
    static const std::regex pattern(R"(\b([A-Z]{2})-(\d+)(?:\s+to\s+(?:///?\s*)?[A-Z]{2}-(\d+))?)");
    std::vector<std::string> found;
    const std::string copy(text);
    for (std::sregex_iterator match(copy.begin(), copy.end(), pattern); match != std::sregex_iterator(); ++match) {
        const int first = std::stoi((*match)[2]);
        const int last = (*match)[3].matched ? std::stoi((*match)[3]) : first;
        for (int number = first; number <= last; ++number) {
            std::string id = (*match)[1].str() + "-" + std::to_string(number);
            if (std::find(found.begin(), found.end(), id) == found.end()) {
                found.push_back(std::move(id));
            }
        }
    }
    return found;
}

}  // namespace plumbline::mutants
