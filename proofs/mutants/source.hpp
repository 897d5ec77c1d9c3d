// A source file with its structure: which brackets belong together, which tokens are expressions in a function's body,
// whose body it is, and which requirements the comment above it names.
#pragma once

#include "proofs/mutants/tokens.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::mutants {

/// No token.
inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// A function, or a type whose members have initial values.
struct Owner {
    std::string name;                       ///< `SlotTable::set`
    std::vector<std::string> requirements;  ///< named in the comment above, or above the type around it
    std::size_t head = 0;                   ///< the first token of its declaration
    std::size_t body = 0;                   ///< the bracket that opens its body
};

class Source {
public:
    /// `text` must outlive this.
    explicit Source(std::string_view text);

    [[nodiscard]] std::string_view text() const { return text_; }

    [[nodiscard]] const std::vector<Token>& tokens() const { return all_.tokens; }

    [[nodiscard]] std::size_t size() const { return all_.tokens.size(); }

    [[nodiscard]] const Token& operator[](std::size_t index) const { return all_.tokens[index]; }

    /// Whether the token is this one; false beyond the ends.
    [[nodiscard]] bool is(std::size_t index, std::string_view token) const {
        return index < size() && all_.tokens[index].is(token);
    }

    [[nodiscard]] bool is_word(std::size_t index) const {
        return index < size() && all_.tokens[index].kind == TokenKind::word;
    }

    /// The bracket that closes, or opens, the one at `index`; nowhere for other tokens.
    [[nodiscard]] std::size_t partner(std::size_t index) const { return partner_[index]; }

    /// The bracket in which the token is; nowhere at the file's level. A bracket is not in itself.
    [[nodiscard]] std::size_t parent(std::size_t index) const { return parent_[index]; }

    [[nodiscard]] bool opens(std::size_t index) const { return partner_[index] != nowhere && partner_[index] > index; }

    [[nodiscard]] bool closes(std::size_t index) const { return partner_[index] < index; }

    /// Whether the token belongs to an expression or statement that is evaluated at run time, and may be mutated.
    [[nodiscard]] bool mutable_at(std::size_t index) const { return mutable_[index]; }

    /// Whether `{` at `index` opens statements, and not a list of initialisers.
    [[nodiscard]] bool is_block(std::size_t index) const { return scope_[index] == Scope::block; }

    /// Whether `{` at `index` opens the members of a class.
    [[nodiscard]] bool is_type(std::size_t index) const { return scope_[index] == Scope::type; }

    /// The function or type around a token; none at the file's level.
    [[nodiscard]] const Owner* owner(std::size_t index) const {
        return owner_[index] == nowhere ? nullptr : &owners_[owner_[index]];
    }

    [[nodiscard]] const std::vector<Comment>& comments() const { return all_.comments; }

    /// What is written from the first to the last of these tokens, on one line.
    [[nodiscard]] std::string written(std::size_t first, std::size_t last) const {
        return on_one_line(text_.substr(all_.tokens[first].begin, all_.tokens[last].end - all_.tokens[first].begin));
    }

    /// The requirements in the comment behind the token, on its line.
    [[nodiscard]] std::vector<std::string> requirements_behind(std::size_t index) const;

    /// The first token of the statement, member or declaration in which `index` is.
    [[nodiscard]] std::size_t statement_begin(std::size_t index) const;

private:
    enum class Scope : std::uint8_t { other, space, type, block };

    void match_brackets();
    void classify(std::size_t brace);
    [[nodiscard]] Scope scope_of(std::size_t head, std::size_t brace) const;
    void own(std::size_t head, std::size_t brace);
    [[nodiscard]] std::string name_in(std::size_t head, std::size_t brace) const;
    [[nodiscard]] std::vector<std::string> requirements_above(std::size_t head) const;
    void keep(std::size_t first, std::size_t last);
    void keep_constants();

    std::string_view text_;
    Tokens all_;
    std::vector<std::size_t> partner_;
    std::vector<std::size_t> parent_;
    std::vector<Scope> scope_;  // of each bracket that opens
    std::vector<std::size_t> owner_;
    std::vector<Owner> owners_;
    std::vector<bool> mutable_;
};

/// The requirement IDs in a text, in order; "RM-1 to RM-3" names three.
std::vector<std::string> requirement_ids(std::string_view text);

}  // namespace plumbline::mutants
