// Values files as JSON: spec/1-resource-manager/values/values-1.schema.json says the same for programs.
#pragma once

#include "tests/conformance/values/published.hpp"

#include <string>
#include <string_view>

namespace plumbline::values {

/// The file, one line for each value.
std::string to_json(const ValueFile& file);

/// Reads what to_json writes, in any layout. Throws conformance::UnreadableLog for anything else: `where`, the line of
/// the value, the field, and what is wrong with it.
ValueFile from_json(std::string_view text, const std::string& where);

/// Reads a file. Throws conformance::UnreadableLog.
ValueFile read_values(const std::string& path);

}  // namespace plumbline::values
