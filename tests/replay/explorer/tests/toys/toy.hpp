// What the toy machines have in common.
#pragma once

#include "tests/replay/explorer/machine.hpp"

namespace plumbline::replay::explorer::toys {

/// A machine tells its states by their words, and its steps by number.
template <std::size_t Words>
struct Toy {
    using State = std::array<std::uint64_t, Words>;

    [[nodiscard]] static std::vector<std::string> participants() { return {"Hand", "Thing"}; }

    [[nodiscard]] static std::vector<Field> describe(const State& state) {
        std::vector<Field> fields;
        for (const std::uint64_t word : state) {
            fields.push_back({"word " + std::to_string(fields.size()), std::to_string(word)});
        }
        return fields;
    }
};

}  // namespace plumbline::replay::explorer::toys
