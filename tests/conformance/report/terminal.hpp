// Where a report goes: colour and progress only where a person is watching.
#pragma once

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

/// A line on standard error that shows how far a long job is; nothing where that is no terminal.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ProgressLine(ProgressLine&&) = delete;
    ProgressLine& operator=(ProgressLine&&) = delete;

    void show(double done, std::string_view what);

private:
    bool shown_;
    int last_percent_ = -1;
    std::string last_what_;
};

}  // namespace plumbline::conformance
