#include "tests/conformance/report/terminal.hpp"

#include "tests/conformance/audit/text.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace plumbline::conformance {

Style::Style() {
    const char* no_colour = std::getenv("NO_COLOR");
    colour_ = isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

std::string Style::wrap(std::string_view text, std::string_view code) const {
    if (!colour_) {
        return std::string(text);
    }
    return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
}

ProgressLine::ProgressLine() : shown_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
    if (shown_ && !task_.empty()) {
        std::fputs("\r\033[K", stderr);
    }
}

void ProgressLine::show(std::string_view file, const Work& work) {
    constexpr auto between = std::chrono::milliseconds(100);
    if (!shown_) {
        return;
    }
    const Clock::time_point now = Clock::now();
    const std::string task = std::string(file) + ": " + std::string(work.what);
    if (task != task_) {
        task_ = task;
        begun_ = now;
    } else if (now - last_ < between) {
        return;
    }
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - begun_).count();
    const std::string line = "\r\033[K" + progress_text(task_, work, seconds);
    std::fputs(line.c_str(), stderr);
    std::fflush(stderr);
}

void ProgressLine::show(std::string_view line) {
    if (shown_) {
        task_ = line;
        std::fputs(("\r\033[K" + task_).c_str(), stderr);
        std::fflush(stderr);
    }
}

std::string progress_text(std::string_view task, const Work& work, double seconds) {
    std::string line = std::string(task) + " " + std::to_string(static_cast<int>(work.done * 100.0)) + " %";
    if (work.operations > 0) {
        line += ", " + text(Int128{work.operations}) + " operations";
    }
    if (work.operations > 0 && seconds >= 1) {
        line += ", " + text(static_cast<Int128>(static_cast<double>(work.operations) / seconds)) + " a second";
    }
    return line;
}

}  // namespace plumbline::conformance
