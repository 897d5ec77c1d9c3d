// Log files for tests.
#pragma once

#include "tests/conformance/log/log.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::conformance::support {

/// A directory of its own for one test, gone afterwards.
class Directory {
public:
    Directory();
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    Directory(Directory&&) = delete;
    Directory& operator=(Directory&&) = delete;
    ~Directory();

    [[nodiscard]] std::string path() const { return path_.string(); }

    /// Writes a file and gives its path.
    std::string write(std::string_view name, std::string_view content) const;

private:
    std::filesystem::path path_;
};

/// A file's content.
std::string content_of(const std::string& path);

std::string as_xz(std::string_view content);
std::string as_gz(std::string_view content);

/// `text` with the one occurrence of `old` replaced; fails the test unless there is exactly one.
std::string replaced(std::string text, std::string_view old, std::string_view with);

/// A whole log.
struct ReadLog {
    LogHeader header;
    std::vector<LogEntry> entries;
};

/// Reads a log to its end. Throws UnreadableLog.
ReadLog read_log(const std::string& path);

/// What UnreadableLog says of a log, without the file's path in front: ":3: field `time`: …". Empty if it is readable.
std::string complaint(const std::string& path);

/// The path of a recording: "00".
std::string recording(std::string_view name);

/// A log in the own format: header, add_channel, add_channel, add_htlc, resolve_htlc.
std::string small_log();

}  // namespace plumbline::conformance::support
