#include "spec/tool/chapter_reader.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <istream>
#include <map>
#include <optional>
#include <ostream>
#include <regex>
#include <set>
#include <utility>

namespace plumbline::spec_tool {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> levels{
    {{"MUST", "must"}, {"SHOULD", "should"}, {"MAY", "may"}, {"DEF", "def"}}};

auto is_space(char c) -> bool {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

auto is_punctuation(char c) -> bool {
    return std::ispunct(static_cast<unsigned char>(c)) != 0;
}

auto is_blank(std::string_view line) -> bool {
    return std::all_of(line.begin(), line.end(), is_space);
}

auto is_fence(std::string_view line) -> bool {
    const auto indent = line.find_first_not_of(' ');
    return indent <= 3 && (line.substr(indent, 3) == "```" || line.substr(indent, 3) == "~~~");
}

/// Starts like a requirement, whether well or badly written: bold, a few letters, a number.
auto looks_like_requirement(const std::string& line) -> bool {
    static const std::regex form{R"(^\*\*\s*[A-Za-z]{1,8}[-_. ]?[0-9].*)"};
    return std::regex_match(line, form);
}

auto collapse_spaces(std::string_view text) -> std::string {
    std::string result;
    for (const char c : text) {
        if (!is_space(c)) {
            result += c;
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    if (!result.empty() && result.back() == ' ') {
        result.pop_back();
    }
    return result;
}

/// The end of the code span that starts at `start`, or `start` where the backticks are not closed.
auto after_code_span(std::string_view text, std::size_t start) -> std::size_t {
    const auto first = std::min(text.find_first_not_of('`', start), text.size());
    const auto ticks = text.substr(start, first - start);
    for (auto at = first; (at = text.find('`', at)) != std::string_view::npos;) {
        const auto end = std::min(text.find_first_not_of('`', at), text.size());
        if (end - at == ticks.size()) {
            return end;
        }
        at = end;
    }
    return start;
}

/// Where the emphasis that `stars` opens just before `from` is closed, if it is.
auto closing_stars(std::string_view text, std::size_t from, std::string_view stars) -> std::optional<std::size_t> {
    for (auto at = from; at < text.size();) {
        if (text[at] == '`') {
            const auto end = after_code_span(text, at);
            at = end == at ? at + 1 : end;
        } else if (text[at] == '\\') {
            at += 2;
        } else if (text[at] == '*') {
            const auto end = std::min(text.find_first_not_of('*', at), text.size());
            if (end - at == stars.size() && !is_space(text[at - 1])) {
                return at;
            }
            at = end;
        } else {
            ++at;
        }
    }
    return std::nullopt;
}

/// Removes `*emphasis*` and Markdown's backslash escapes; code spans stay as they are.
auto without_emphasis(std::string_view text) -> std::string {
    std::string result;
    std::set<std::size_t> closers;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '`') {
            const auto end = std::max(after_code_span(text, at), at + 1);
            result += text.substr(at, end - at);
            at = end;
        } else if (text[at] == '\\' && at + 1 < text.size() && is_punctuation(text[at + 1])) {
            result += text[at + 1];
            at += 2;
        } else if (text[at] == '*') {
            const auto end = std::min(text.find_first_not_of('*', at), text.size());
            const auto stars = text.substr(at, end - at);
            const bool opens = end < text.size() && !is_space(text[end]) &&
                               (at == 0 || is_space(text[at - 1]) || is_punctuation(text[at - 1]));
            if (closers.contains(at)) {
            } else if (const auto closer = opens ? closing_stars(text, end, stars) : std::nullopt) {
                closers.insert(*closer);
            } else {
                result += stars;
            }
            at = end;
        } else {
            result += text[at++];
        }
    }
    return result;
}

/// Cuts "(source: …)" out of `text` and returns what it says.
auto take_source(std::string& text, std::string_view chapter, int line, const std::string& id) -> std::string {
    constexpr std::string_view opening = "(source:";
    const auto start = text.find(opening);
    if (start == std::string::npos) {
        throw ReadError(chapter, line, id + " has no \"(source: …)\"");
    }
    int depth = 0;
    auto end = start;
    for (; end < text.size(); ++end) {
        depth += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
        if (depth == 0) {
            break;
        }
    }
    if (depth != 0) {
        throw ReadError(chapter, line, id + ": the parenthesis of \"(source:\" is not closed");
    }
    const auto from = start + opening.size();
    auto source = collapse_spaces(std::string_view{text}.substr(from, end - from));
    if (source.starts_with(' ')) {
        source.erase(0, 1);
    }
    if (source.empty()) {
        throw ReadError(chapter, line, id + " has an empty \"(source:)\"");
    }
    text.erase(start, end - start + 1);
    if (text.find(opening) != std::string::npos) {
        throw ReadError(chapter, line, id + " has more than one \"(source: …)\"");
    }
    if (const auto rest = text.find_first_not_of(" \t\n.", start); rest == std::string::npos) {
        text.erase(start);
    }
    return source;
}

auto parse_paragraph(const std::string& paragraph, std::string_view chapter, int line) -> Requirement {
    static const std::regex form{R"(^\*\*([A-Z][A-Z0-9]*-[1-9][0-9]*)\*\*\s+([A-Za-z]+)\.\s+([^]*)$)"};
    std::smatch parts;
    if (!std::regex_match(paragraph, parts, form)) {
        const auto first_line = paragraph.substr(0, paragraph.find('\n'));
        throw ReadError(chapter, line,
                        "a requirement is written \"**GB-3** MUST. Text. (source: …)\", not \"" + first_line + "\"");
    }
    const std::string id = parts[1];
    const std::string level = parts[2];
    const auto* const known =
        std::find_if(levels.begin(), levels.end(), [&](const auto& entry) { return entry.first == level; });
    if (known == levels.end()) {
        throw ReadError(chapter, line, id + " has the level \"" + level + "\"; it is MUST, SHOULD, MAY or DEF");
    }
    std::string text = parts[3];
    auto source = take_source(text, chapter, line, id);
    auto sentence = collapse_spaces(without_emphasis(text));
    if (sentence.empty()) {
        throw ReadError(chapter, line, id + " has no text");
    }
    return {id, std::string{known->second}, std::string{chapter}, line, std::move(sentence), std::move(source)};
}

auto prefix_of(const std::string& id) -> std::string {
    return id.substr(0, id.rfind('-'));
}

auto number_of(const std::string& id) -> unsigned long {
    return std::stoul(id.substr(id.rfind('-') + 1));
}

}  // namespace

ReadError::ReadError(std::string_view file, int line, std::string_view reason)
    : std::runtime_error(std::string{file} + ":" + std::to_string(line) + ": " + std::string{reason}) {}

auto read_chapter(std::istream& text, std::string_view chapter) -> std::vector<Requirement> {
    std::vector<Requirement> result;
    std::string paragraph;  // the requirement being read; empty outside one
    int paragraph_line = 0;
    int fence_line = 0;  // where the open code block starts; 0 outside one
    const auto finish = [&] {
        if (!paragraph.empty()) {
            result.push_back(parse_paragraph(paragraph, chapter, paragraph_line));
            paragraph.clear();
        }
    };

    std::string line;
    for (int number = 1; std::getline(text, line); ++number) {
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        if (is_fence(line)) {
            finish();
            fence_line = fence_line == 0 ? number : 0;
        } else if (fence_line != 0) {
            continue;
        } else if (is_blank(line)) {
            finish();
        } else if (looks_like_requirement(line)) {
            if (!paragraph.empty()) {
                throw ReadError(chapter, number, "a requirement starts inside another; a blank line must part them");
            }
            paragraph = line;
            paragraph_line = number;
        } else if (!paragraph.empty()) {
            paragraph += '\n' + line;
        }
    }
    if (fence_line != 0) {
        throw ReadError(chapter, fence_line, "this code block is not closed");
    }
    finish();
    return result;
}

auto in_order(std::vector<Requirement> requirements) -> std::vector<Requirement> {
    std::map<std::string, const Requirement*> defined;
    std::map<std::string, std::size_t> rank_of_prefix;
    for (const auto& requirement : requirements) {
        const auto [earlier, is_new] = defined.emplace(requirement.id, &requirement);
        if (!is_new) {
            const auto& first = *earlier->second;
            throw ReadError(requirement.chapter, requirement.line,
                            requirement.id + " is already defined at " + first.chapter + ":" +
                                std::to_string(first.line));
        }
        rank_of_prefix.emplace(prefix_of(requirement.id), rank_of_prefix.size());
    }
    const auto key = [&](const Requirement& requirement) {
        return std::pair{rank_of_prefix.at(prefix_of(requirement.id)), number_of(requirement.id)};
    };
    std::sort(requirements.begin(), requirements.end(),
              [&](const auto& left, const auto& right) { return key(left) < key(right); });
    return requirements;
}

auto cpp_literal(std::string_view text) -> std::string {
    constexpr std::string_view digits = "01234567";
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            result += '\\';
            result += digits[byte >> 6U];
            result += digits[(byte >> 3U) & 7U];
            result += digits[byte & 7U];
        } else {
            result += c;
        }
    }
    return result + '"';
}

void write_header(std::ostream& out, const std::vector<Requirement>& requirements) {
    out << "#pragma once\n\n"
           "// Generated from the chapters under spec/. To change a requirement, edit its chapter.\n\n"
           "#include <array>\n#include <string_view>\n\n"
           "namespace plumbline::spec {\n\n"
           "enum class Level { must, should, may, def };\n\n"
           "struct Requirement {\n"
           "    std::string_view id;\n"
           "    Level level;\n"
           "    std::string_view chapter;\n"
           "    int line;\n"
           "    std::string_view sentence;\n"
           "    std::string_view source;\n"
           "};\n\n"
        << "inline constexpr std::array<Requirement, " << requirements.size() << "> requirements{{\n";
    for (const auto& [id, level, chapter, line, sentence, source] : requirements) {
        out << "    {" << cpp_literal(id) << ", Level::" << level << ", " << cpp_literal(chapter) << ", " << line
            << ",\n     " << cpp_literal(sentence) << ",\n     " << cpp_literal(source) << "},\n";
    }
    out << "}};\n\n}  // namespace plumbline::spec\n";
}

}  // namespace plumbline::spec_tool
