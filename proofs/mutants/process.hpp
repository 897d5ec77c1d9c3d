// A program with limits: time, memory, output. What it does to itself hurts nobody else.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::mutants {

struct Command {
    std::vector<std::string> words;  ///< the program and its arguments
    std::map<std::string, std::string> environment;
};

struct Ended {
    std::optional<int> code;  ///< none where a signal ended it, or the time was up
    int signal = 0;
    bool in_time = true;
    std::chrono::duration<double> took{};
    std::string output;  ///< of both streams, as they came
};

/// Runs the command; `output_file` holds its output meanwhile. Throws std::runtime_error where it cannot be started.
Ended run(const Command& command, std::chrono::duration<double> limit, const std::string& output_file);

}  // namespace plumbline::mutants
