// Operations drawn from random words. Uniform numbers miss what matters, so amounts and times lie at and next to the
// boundaries of the channel at hand.
#pragma once

#include "tests/support/checked_world.hpp"

#include <cstdint>

namespace plumbline::support {

/// A source of choices in one random word; a word that is smaller chooses what comes first.
class Dice {
public:
    explicit Dice(std::uint64_t word) : word_(word) {}

    /// 0 … sides-1.
    std::uint64_t roll(std::uint64_t sides) {
        const std::uint64_t rolled = word_ % sides;
        word_ /= sides;
        return rolled;
    }

    template <class Choice, std::size_t Count>
    const Choice& among(const std::array<Choice, Count>& choices) {
        return choices[roll(Count)];
    }

private:
    std::uint64_t word_;
};

/// A world with three channels; parameters, profile and limits vary with the word.
World random_world(std::uint64_t word, contracts::Mode mode = contracts::Mode::deep);

/// The operation that the word stands for in this world.
Operation random_operation(const World& world, std::uint64_t word);

}  // namespace plumbline::support
