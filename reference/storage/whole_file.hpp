// Files that are replaced as a whole or not at all.
#pragma once

#include "reference/storage/byte_writer.hpp"
#include "reference/storage/file_calls.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace plumbline::storage {

/// What could not be done with a file.
enum class FileStep : std::uint8_t {
    open,
    read,
    write,
    sync,            ///< the bytes are not known to be on the disk
    rename,          ///< the new file is not put in the place of the old one
    sync_directory,  ///< the new file is in its place, but after a crash the old one may be back
};

std::string_view name(FileStep step);

struct FileError {
    FileStep step{};
    std::string path;  ///< the file or directory that the step was on
    int error = 0;     ///< errno
    friend bool operator==(const FileError&, const FileError&) = default;
};

/// One line: what could not be done, with which path, and the operating system's reason.
std::string describe(const FileError& error);

/// Where replace_file() writes before it renames: beside the file.
std::string path_beside(const std::string& path);

/// Puts a file with these bytes in the place of `path`, readable by its owner only. On any error but sync_directory,
/// what was at `path` is untouched. A leftover beside it of an earlier attempt is removed. One at a time for each path.
[[nodiscard]] std::optional<FileError> replace_file(const std::string& path, std::span<const std::uint8_t> bytes,
                                                    FileCalls& calls = FileCalls::system());

/// All bytes of the file.
[[nodiscard]] std::variant<Bytes, FileError> read_file(const std::string& path, FileCalls& calls = FileCalls::system());

}  // namespace plumbline::storage
