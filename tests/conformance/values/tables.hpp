// Published values as Markdown tables, for people.
#pragma once

#include "tests/conformance/values/published.hpp"

#include <string>
#include <vector>

namespace plumbline::values {

/// The table for a chapter; of bucket splits a selection.
std::string table(const ValueFile& file);

/// Which values tell each mistake from the specification.
std::string table_of_mistakes(const std::vector<ValueFile>& files);

/// The files, with what they hold.
std::string table_of_files(const std::vector<ValueFile>& files);

}  // namespace plumbline::values
