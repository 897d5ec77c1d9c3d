// The saved form in a file. Chapter 12-saved-form.
#pragma once

#include "reference/resource_manager/saved_form.hpp"
#include "reference/storage/whole_file.hpp"

#include <optional>
#include <string>
#include <variant>

namespace plumbline::saved_form {

/// Replaces what the file held by the manager's form, as a whole or not at all (SF-14), readable by its owner only
/// (SF-15). After an error the file holds what it held before, but for the step sync_directory: then it holds the new
/// form, and a crash may bring the old one back. One call at a time for each path.
[[nodiscard]] std::optional<storage::FileError> save(const std::string& path, const DefaultResourceManager& manager,
                                                     storage::FileCalls& calls = storage::FileCalls::system());

/// What was read; or why the form was refused; or why the file could not be read (`error` is ENOENT where there is
/// none); or the caller's mistake parameters_out_of_range. The file is not touched (SF-7).
using LoadResult = std::variant<Restored, Refusal, storage::FileError, Mistake>;

[[nodiscard]] LoadResult load(const std::string& path, DefaultResourceManager::Options options,
                              storage::FileCalls& calls = storage::FileCalls::system());

}  // namespace plumbline::saved_form
