#pragma once

// Reads numbered requirements out of the chapters of the specification, and writes them as a C++ header.
//
// A requirement is a paragraph that starts in the first column and ends at a blank line:
//
//     **GB-3** MUST. An outgoing channel MUST NOT hold more than its share. (source: draft, R24)
//
// Fenced code blocks are skipped, so a chapter can show the form without defining anything.

#include <iosfwd>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::spec_tool {

struct Requirement {
    std::string id;        ///< "GB-3"
    std::string level;     ///< "must", "should", "may" or "def"
    std::string chapter;   ///< the chapter's path as it was given
    int line = 0;          ///< where the paragraph starts, counted from 1
    std::string sentence;  ///< the text on one line, without emphasis and without the source note
    std::string source;    ///< what stands in "(source: …)"
};

/// A chapter that cannot be read; what() is "file:line: reason".
class ReadError : public std::runtime_error {
public:
    ReadError(std::string_view file, int line, std::string_view reason);
};

/// The requirements of one chapter, in the order in which they stand there.
auto read_chapter(std::istream& text, std::string_view chapter) -> std::vector<Requirement>;

/// Refuses an ID that is defined twice. Requirements of one prefix come together, by number; prefixes in the order in
/// which they first appear.
auto in_order(std::vector<Requirement> requirements) -> std::vector<Requirement>;

/// `text` as a C++ string literal, quotes included. UTF-8 passes through.
auto cpp_literal(std::string_view text) -> std::string;

/// The whole of generated/requirements.hpp.
void write_header(std::ostream& out, const std::vector<Requirement>& requirements);

}  // namespace plumbline::spec_tool
