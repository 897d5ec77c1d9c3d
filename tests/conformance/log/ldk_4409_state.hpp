// What a recording of LDK's pull request 4409 shows after an operation.
#pragma once

#include "tests/conformance/log/json_line.hpp"

#include <span>
#include <string_view>

namespace plumbline::conformance {

/// A channel that an operation concerns, and the role under which the recording shows it.
struct LdkRole {
    std::string_view role;  ///< "self", "in" or "out"
    Scid channel{};
};

/// The fields `touched`, `pair_slots` and `channels` of a line. Throws UnreadableLog where `touched` is not exactly the
/// channels concerned, in their order.
Shown ldk_4409_state(JsonObject& line, std::span<const LdkRole> concerned);

}  // namespace plumbline::conformance
