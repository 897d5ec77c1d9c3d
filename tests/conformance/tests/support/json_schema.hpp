// As much of JSON Schema as this project's schemas use.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace plumbline::conformance::support {

/// What of `value` is not as `schema` says: "/requirements/0/level: is not one of the values". Knows $ref into $defs,
/// type, const, enum, minimum, maximum, pattern, items, properties, required and additionalProperties: false.
std::vector<std::string> schema_complaints(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace plumbline::conformance::support
