// The published files, as they stand in spec/.
#pragma once

#include "tests/conformance/values/values_json.hpp"

#include <string>

namespace plumbline::values {

inline std::string path_of(Subject subject) {
    return std::string(PLUMBLINE_SOURCE_DIR) + "/spec/1-resource-manager/values/" + std::string(name(subject)) +
           ".json";
}

template <class Visit>
void for_each_subject(Visit&& visit) {
    for (std::size_t i = 0; i < subject_names.size(); ++i) {
        visit(static_cast<Subject>(i));
    }
}

/// Calls `visit(value)` for every published value.
template <class Visit>
void for_each_value(Visit&& visit) {
    for_each_subject([&](Subject subject) {
        for (const Value& value : read_values(path_of(subject)).values) {
            visit(value);
        }
    });
}

}  // namespace plumbline::values
