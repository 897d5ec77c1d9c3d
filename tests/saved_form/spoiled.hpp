// Forms that a reader refuses: how each is spoiled, and what the reader says of it (SF-2, SF-12).
#pragma once

#include "tests/saved_form/draft.hpp"

#include <functional>
#include <string>
#include <vector>

namespace plumbline::saved_form_test {

/// Where within a record.
enum class At { record, value, end_of_stream };

struct Case {
    std::string name;
    int number;  ///< in the chapter's list
    std::function<void(Draft&)> spoil;
    std::string requirement;
    DraftPlace place;
    At at = At::value;
    std::size_t behind = 0;  ///< bytes
    std::string record;      ///< in words
};

/// A record gets another value.
std::function<void(Draft&)> set(const DraftPlace& place, const Bytes& value);
std::function<void(Draft&)> remove(const DraftPlace& place);
std::function<void(Draft&)> add(const std::string& stream, std::uint64_t type);

/// Number 4 of the chapter's list: records, types and lengths.
std::vector<Case> wrong_structure();
/// Number 5: single values.
std::vector<Case> wrong_values();
/// Number 6: names.
std::vector<Case> wrong_names();
/// Numbers 7 and 8: what does not go together.
std::vector<Case> wrong_together();

}  // namespace plumbline::saved_form_test
