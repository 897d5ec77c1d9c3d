#include "tests/conformance/report/terminal.hpp"

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
    if (shown_ && last_percent_ >= 0) {
        std::fputs("\r\033[K", stderr);
    }
}

void ProgressLine::show(double done, std::string_view what) {
    const int percent = static_cast<int>(done * 100.0);
    if (!shown_ || (percent == last_percent_ && what == last_what_)) {
        return;
    }
    last_percent_ = percent;
    last_what_ = what;
    const std::string line = "\r\033[K" + last_what_ + " " + std::to_string(percent) + " %";
    std::fputs(line.c_str(), stderr);
    std::fflush(stderr);
}

}  // namespace plumbline::conformance
