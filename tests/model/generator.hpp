// Draws operations that are likely to matter in the state that the model is in: near a boundary, against a full bucket,
// around sufficient reputation, and now and then wrong.
#pragma once

#include "tests/model/model.hpp"

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace plumbline::model {

/// Numbers from a seed (SplitMix64): cheap to begin anew for each operation.
class Draws {
public:
    explicit Draws(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next();

    /// 0 … bound - 1; bound > 0.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

    bool percent(std::uint64_t chance) { return below(100) < chance; }

    template <class Value>
    Value one_of(std::initializer_list<Value> values) {
        return values.begin()[below(values.size())];
    }

private:
    std::uint64_t state_;
};

/// What can be drawn from setting_at(), the simplest first.
inline constexpr std::size_t settings = 24;
Setting setting_at(std::size_t index);

Operation draw_operation(const Model& model, Draws& draws);

/// Operations to try in place of this one when a failing run is shrunk: each is simpler.
std::vector<Operation> simpler(const Operation& operation);

}  // namespace plumbline::model
