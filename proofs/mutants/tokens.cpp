#include "proofs/mutants/tokens.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace plumbline::mutants {
namespace {

constexpr std::array<std::string_view, 25> long_marks{"<=>", "<<=", ">>=", "...", "->*", "::", "->", "++", "--",
                                                      "<<",  ">>",  "<=",  ">=",  "==",  "!=", "&&", "||", "+=",
                                                      "-=",  "*=",  "/=",  "%=",  "&=",  "|=", "^="};

bool is_space(char letter) {
    return std::isspace(static_cast<unsigned char>(letter)) != 0;
}

bool in_word(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

class Reader {
public:
    explicit Reader(std::string_view source) : source_(source) {}

    Tokens read() {
        while (at_ < source_.size()) {
            if (is_space(source_[at_])) {
                ++at_;
            } else if (starts("//")) {
                comment(line_end());
            } else if (starts("/*")) {
                comment(std::min(source_.size(), source_.find("*/", at_ + 2) + 2));
            } else if (source_[at_] == '#' && first_on_line()) {
                preprocessor_line();
            } else {
                token();
            }
        }
        return std::move(found_);
    }

private:
    [[nodiscard]] bool starts(std::string_view text) const { return source_.substr(at_, text.size()) == text; }

    [[nodiscard]] std::size_t line_end() const { return std::min(source_.size(), source_.find('\n', at_)); }

    [[nodiscard]] bool first_on_line() const {
        std::size_t before = at_;
        while (before > 0 && source_[before - 1] != '\n') {
            if (!is_space(source_[--before])) {
                return false;
            }
        }
        return true;
    }

    void comment(std::size_t end) {
        const bool joined = !found_.comments.empty() &&
                            on_one_line(between(found_.comments.back().end, at_)).size() <= 1 &&
                            std::count(source_.begin() + static_cast<std::ptrdiff_t>(found_.comments.back().end),
                                       source_.begin() + static_cast<std::ptrdiff_t>(at_), '\n') == 1;
        if (joined) {
            found_.comments.back().end = end;
        } else {
            found_.comments.push_back({{}, at_, end});
        }
        Comment& last = found_.comments.back();
        last.text = between(last.begin, last.end);
        at_ = end;
    }

    void preprocessor_line() {
        at_ = line_end();
        while (source_[at_ - 1] == '\\' && at_ < source_.size()) {
            ++at_;
            at_ = line_end();
        }
    }

    void token() {
        const char letter = source_[at_];
        if (std::isdigit(static_cast<unsigned char>(letter)) != 0) {
            add(TokenKind::number, number_end());
        } else if (letter == '"' || letter == '\'') {
            add(TokenKind::text, literal_end(letter));
        } else if (in_word(letter)) {
            add(TokenKind::word, word_end());
        } else {
            add(TokenKind::mark, mark_end());
        }
    }

    void add(TokenKind kind, std::size_t end) {
        const bool space_before = at_ == 0 || is_space(source_[at_ - 1]);
        const bool space_after = end == source_.size() || is_space(source_[end]);
        found_.tokens.push_back({kind, between(at_, end), at_, end, space_before && space_after});
        at_ = end;
    }

    [[nodiscard]] std::string_view between(std::size_t begin, std::size_t end) const {
        return source_.substr(begin, end - begin);
    }

    [[nodiscard]] std::size_t number_end() const {
        std::size_t end = at_;
        while (end < source_.size() && (in_word(source_[end]) || source_[end] == '\'' || source_[end] == '.')) {
            ++end;
        }
        return end;
    }

    [[nodiscard]] std::size_t literal_end(char quote) const {
        std::size_t end = at_ + 1;
        while (end < source_.size() && source_[end] != quote) {
            end += source_[end] == '\\' ? 2U : 1U;
        }
        return std::min(source_.size(), end + 1);
    }

    [[nodiscard]] std::size_t word_end() const {
        std::size_t end = at_;
        while (end < source_.size() && in_word(source_[end])) {
            ++end;
        }
        if (between(at_, end) == "operator") {
            while (end < source_.size() && !is_space(source_[end]) && source_[end] != '(') {
                ++end;
            }
            if (end < source_.size() && between(at_, end) == "operator" && source_[end] == '(') {
                end += 2;  // operator()
            }
        }
        return end;
    }

    [[nodiscard]] std::size_t mark_end() const {
        for (const std::string_view mark : long_marks) {
            // Two brackets of templates that close together, or stand before `=`, are two tokens.
            const bool brackets = mark == ">>" || mark == ">>=" || mark == ">=" || mark == "<<";
            const std::size_t end = at_ + mark.size();
            if (starts(mark) && (!brackets || (at_ > 0 && is_space(source_[at_ - 1]) && end < source_.size() &&
                                               is_space(source_[end])))) {
                return end;
            }
        }
        return at_ + 1;
    }

    std::string_view source_;
    std::size_t at_ = 0;
    Tokens found_;
};

}  // namespace

Tokens tokenize(std::string_view source) {
    return Reader(source).read();
}

std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char letter : text) {
        if (!is_space(letter)) {
            line += letter;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    if (!line.empty() && line.back() == ' ') {
        line.pop_back();
    }
    return line;
}

}  // namespace plumbline::mutants
