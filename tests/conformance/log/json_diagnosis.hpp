// Why a line is not JSON.
#pragma once

#include <string>
#include <string_view>

namespace plumbline::conformance {

/// One sentence for a line that the parser refused: "field `x.y`: column 12: …", or without the field where none is
/// open. A number that does not fit 64 bits counts as malformed.
std::string why_not_json(std::string_view line);

}  // namespace plumbline::conformance
