// Makes what is published: the JSON files, and the tables in chapters and in the values' README.
#pragma once

#include "tests/conformance/values/published.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::values {

/// The cases of `subject` with the oracle's answers and what they catch.
ValueFile published(Subject subject);

/// Every file with its whole content: JSON as it is to be, Markdown with its tables replaced. `root`: of the project.
/// Throws std::runtime_error where a Markdown file cannot be read or its markers are not as they should be.
std::vector<std::pair<std::string, std::string>> publications(const std::string& root);

}  // namespace plumbline::values
