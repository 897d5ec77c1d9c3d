#include "tests/fuzz/log_round_trip.hpp"

#include "tests/conformance/log/log.hpp"
#include "tests/conformance/log/own_format_writer.hpp"
#include "tests/fuzz/support/require.hpp"

#include <optional>
#include <vector>

namespace plumbline::fuzz {
namespace {

using conformance::LogEntry;
using conformance::LogHeader;

struct Log {
    LogHeader header;
    std::vector<LogEntry> entries;
};

/// None if it is not readable, for a reason that names the file.
std::optional<Log> read(std::span<const std::uint8_t> content) {
    try {
        const auto reader = conformance::open_log("input", content);
        Log log{reader->header(), {}};
        while (auto entry = reader->next()) {
            log.entries.push_back(std::move(*entry));
        }
        return log;
    } catch (const conformance::UnreadableLog& problem) {
        require(std::string_view(problem.what()).starts_with("input:"), "a refusal begins with the place");
        return std::nullopt;
    }
}

std::string written(const Log& log) {
    std::string text = own_format_line(log.header);
    for (const LogEntry& entry : log.entries) {
        text += own_format_line(entry, log.header);
    }
    return text;
}

}  // namespace

bool check_log(std::span<const std::uint8_t> content, std::string_view format) {
    const auto log = read(content);
    if (!log) {
        return true;
    }
    if (log->header.format != format) {
        return false;
    }
    const std::string text = written(*log);
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    const auto again = read(bytes);
    require(again.has_value(), "what was written is readable");
    require(again->entries.size() == log->entries.size(), "no entry is lost");
    require(written(*again) == text, "what is read again is the same");
    return true;
}

}  // namespace plumbline::fuzz
