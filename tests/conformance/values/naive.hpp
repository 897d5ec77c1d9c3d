// Averages, costs and slots as somebody in a hurry writes them: each with a place for a mistake.
#pragma once

#include "tests/conformance/values/evaluate.hpp"

namespace plumbline::values {

/// How a hurried average differs from a careful one.
struct AverageMistake {
    /// What is left of one unit after `elapsed` seconds; `kept` of naive.cpp where it is right.
    double (*kept)(std::uint64_t elapsed, std::uint64_t window, Profile profile) = nullptr;
    bool refuses_to_go_back = false;     ///< an error where a time is before the last one
    bool follows_clock_back = false;     ///< the stored time goes back with the clock
    bool wraps = false;                  ///< additions wrap around at 64 bits
    bool never_negative = false;         ///< held at 0
    bool decays_in_one_window = false;   ///< in place of all of them
    bool starts_at_first_touch = false;  ///< in place of creation
    /// What the sum is divided by.
    double (*divisor)(double windows, double count) = nullptr;
};

double kept(std::uint64_t elapsed, std::uint64_t window, Profile profile);
double divisor(double windows, double count);

/// None: refused.
Outcome hurried(const DecayingAverageInputs& inputs, const AverageMistake& mistake);
Outcome hurried(const WindowAverageInputs& inputs, const AverageMistake& mistake);

/// Slots drawn from the key stream of `incoming`, `outgoing`, each word first changed by `word`, at most `draws` times
/// for each wanted slot. None: refused.
Outcome hurried(const SlotAssignmentInputs& inputs, Scid incoming, Scid outgoing, std::uint32_t (*word)(std::uint32_t),
                std::size_t draws);

}  // namespace plumbline::values
