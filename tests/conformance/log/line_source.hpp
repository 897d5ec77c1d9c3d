// A file, line by line.
#pragma once

#include "tests/conformance/log/byte_source.hpp"
#include "tests/conformance/log/log.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::conformance {

/// Hands out a file's lines in order. Holds one line and a few MiB at a time.
class LineSource {
public:
    /// A longer line is refused.
    static constexpr std::size_t longest_line = std::size_t{16} << 20U;
    /// So many bytes behind a line may be read, whatever they are: the JSON parser reads in blocks.
    static constexpr std::size_t padding = 64;

    /// Throws UnreadableLog where the file cannot be opened.
    explicit LineSource(const std::string& path);
    /// The lines of a file that is in memory already, called `name` in refusals. It is copied.
    LineSource(const std::string& name, std::span<const std::uint8_t> content);

    /// Goes to the next line; false at the end. Throws UnreadableLog where the file is damaged or ends early, or the
    /// line is too long.
    bool next();

    /// The line without its end. Valid until next().
    [[nodiscard]] std::string_view line() const { return line_; }

    /// Where the line stands; before the first one and for an empty file: line 1.
    [[nodiscard]] const Place& place() const { return place_; }

    [[nodiscard]] double progress() const;

private:
    LineSource(const std::string& name, ByteSource bytes);

    bool read_more();

    Place place_;
    bool started_ = false;
    ByteSource bytes_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;  // of what has not been handed out
    std::size_t end_ = 0;
    std::string_view line_;
};

/// What a log says, for a person: nothing in it reaches a terminal as a command, and it stays short.
std::string presentable(std::string_view sentence);

/// "FILE:LINE: sentence".
[[noreturn]] void refuse(const Place& place, std::string_view sentence);

}  // namespace plumbline::conformance
