// Why a line is not JSON.
#pragma once

#include <string>
#include <string_view>

namespace plumbline::conformance {

/// One sentence for a line that the parser refused: "field `x.y`: column 12: …", or without the field where none is
/// open. A number that does not fit 64 bits counts as malformed. `parser_says` is the parser's own message, for what is
/// found nowhere else (values nested too deeply).
std::string why_not_json(std::string_view line, std::string_view parser_says);

}  // namespace plumbline::conformance
