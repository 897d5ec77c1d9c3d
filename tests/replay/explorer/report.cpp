#include "tests/replay/explorer/report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace plumbline::replay::explorer {

bool Report::all_hold() const {
    return ended == Ended::complete && std::all_of(theorems.begin(), theorems.end(), [](const TheoremReport& theorem) {
               return theorem.verdict == Verdict::holds;
           });
}

bool Report::any_violated() const {
    return std::any_of(theorems.begin(), theorems.end(),
                       [](const TheoremReport& theorem) { return theorem.verdict == Verdict::violated; });
}

double Report::states_per_second() const {
    return search_seconds > 0 ? static_cast<double>(found_here) / search_seconds : 0;
}

double Report::bytes_per_state() const {
    return states > 0 ? static_cast<double>(bytes) / static_cast<double>(states) : 0;
}

std::string_view name(Ended ended) {
    constexpr std::array<std::string_view, 5> names{"complete", "violated", "out_of_memory", "stopped", "sampled"};
    return names.at(static_cast<std::size_t>(ended));
}

std::string_view name(Verdict verdict) {
    constexpr std::array<std::string_view, 3> names{"unchecked", "holds", "violated"};
    return names.at(static_cast<std::size_t>(verdict));
}

std::string_view name(TheoremKind kind) {
    constexpr std::array<std::string_view, 4> names{"state", "reachable", "fair", "certain"};
    return names.at(static_cast<std::size_t>(kind));
}

std::string bytes_text(std::uint64_t bytes) {
    constexpr std::array<const char*, 4> units{"KiB", "MiB", "GiB", "TiB"};
    double value = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f %s", value, units.at(unit));
    return text.data();
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t end = digits.size(); end > 3;) {
        end -= 3;
        digits.insert(end, " ");
    }
    return digits;
}

std::string progress_text(const Progress& progress, double states_per_second) {
    const bool searching = progress.phase == "searching";
    const std::string level =
        progress.frontier > 0 ? "level " + grouped(progress.depth) + " (" + grouped(progress.frontier) + " states) at "
                              : "";
    std::string text = std::string(progress.phase) + ": " + level +
                       std::to_string(static_cast<int>(progress.done * 100)) + " %, " + grouped(progress.states) +
                       " states";
    if (searching && states_per_second > 0) {
        text += ", " + grouped(static_cast<std::uint64_t>(std::llround(states_per_second))) + " a second";
    }
    return text + ", " + bytes_text(progress.bytes);
}

}  // namespace plumbline::replay::explorer
