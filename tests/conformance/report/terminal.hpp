// Where a report goes: colour and progress only where a person is watching.
#pragma once

#include "tests/conformance/audit/audit.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace plumbline::conformance {

/// Wraps text in colour if standard output is a terminal and NO_COLOR is not set.
class Style {
public:
    Style();

    [[nodiscard]] std::string bold(std::string_view text) const { return wrap(text, "1"); }

    [[nodiscard]] std::string good(std::string_view text) const { return wrap(text, "32"); }

    [[nodiscard]] std::string bad(std::string_view text) const { return wrap(text, "31"); }

    [[nodiscard]] std::string faint(std::string_view text) const { return wrap(text, "2"); }

private:
    [[nodiscard]] std::string wrap(std::string_view text, std::string_view code) const;
    bool colour_;
};

/// A line on standard error that shows how far an audit is, and how fast; nothing where that is no terminal.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ProgressLine(ProgressLine&&) = delete;
    ProgressLine& operator=(ProgressLine&&) = delete;

    void show(std::string_view file, const Work& work);

    /// Shows `line` as it is.
    void show(std::string_view line);

private:
    using Clock = std::chrono::steady_clock;

    bool shown_;
    std::string task_;  // of which file what is being done
    Clock::time_point begun_;
    Clock::time_point last_;
};

/// "log.jsonl: judging 34 %, 340 000 operations, 410 000 a second".
std::string progress_text(std::string_view task, const Work& work, double seconds);

}  // namespace plumbline::conformance
