// Random numbers that a seed determines, the same on every machine.
#pragma once

#include "tests/replay/explorer/state_set.hpp"

#include <cstdint>

namespace plumbline::replay::explorer {

/// SplitMix64.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111eb;
        return z ^ (z >> 31U);
    }

    /// From 0, below `sides`, which is not 0.
    std::uint64_t below(std::uint64_t sides) { return static_cast<std::uint64_t>(Wide{next()} * sides >> 64U); }

private:
    std::uint64_t state_;
};

}  // namespace plumbline::replay::explorer
