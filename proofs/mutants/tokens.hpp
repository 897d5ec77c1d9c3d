// C++ source as tokens. Enough of the language to find what can be mutated in sources that clang-format has laid out:
// a binary operator has a space on both sides, a template's bracket has not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::mutants {

enum class TokenKind : std::uint8_t {
    word,    ///< identifier or keyword; `operator` together with what follows it
    number,  ///< with its suffix
    text,    ///< string or character literal
    mark,    ///< operator or punctuation
};

struct Token {
    TokenKind kind = TokenKind::mark;
    std::string_view text;
    std::size_t begin = 0;  ///< offset in the source
    std::size_t end = 0;
    bool spaced = false;  ///< white space, or a line's end, on both sides

    [[nodiscard]] bool is(std::string_view other) const { return text == other; }
};

/// A comment, or a run of `//` lines without anything between them.
struct Comment {
    std::string_view text;
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct Tokens {
    std::vector<Token> tokens;
    std::vector<Comment> comments;
};

/// The tokens of `source`, which must outlive them. Preprocessor lines are left out.
Tokens tokenize(std::string_view source);

/// The text with every run of white space as one space.
std::string on_one_line(std::string_view text);

}  // namespace plumbline::mutants
