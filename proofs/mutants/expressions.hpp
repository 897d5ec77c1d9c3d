// How far an expression reaches in a source: by the brackets and by which operator binds more.
#pragma once

#include "proofs/mutants/source.hpp"

namespace plumbline::mutants {

/// From one token to another, both included.
struct Extent {
    std::size_t first = nowhere;
    std::size_t last = nowhere;
};

/// How much the binary operator at a token binds; `*` most. 0 where there is none.
int binding(const Source& source, std::size_t index);

/// What stands to the left of the operator, with everything that binds at least as much.
Extent left_operand(const Source& source, std::size_t op);

/// What stands to the right of it, with everything that binds more.
Extent right_operand(const Source& source, std::size_t op);

/// Both operands and the operator.
Extent both_operands(const Source& source, std::size_t op);

/// A name with all before it that it is a member of: `view.rules.upgrade`, `std::max`.
Extent qualified_name(const Source& source, std::size_t last_word);

/// What a unary operator in front of `index` applies to: a name, a literal or a group, with calls, indexes and members.
Extent unary_operand(const Source& source, std::size_t index);

/// The arguments of a call, without parentheses, one extent each. `open` is its parenthesis.
std::vector<Extent> arguments(const Source& source, std::size_t open);

/// What is written there, on one line.
inline std::string written(const Source& source, const Extent& extent) {
    return source.written(extent.first, extent.last);
}

}  // namespace plumbline::mutants
