// Checks around operations at run time, in four modes.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/violation.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::contracts {

enum class Mode : std::uint8_t {
    off,      ///< no clause is evaluated
    observe,  ///< constant-time clauses; violations are counted and kept, the operation goes on
    enforce,  ///< constant-time clauses; the first violation stops the program
    deep,     ///< whole-state invariants too, after every operation; the first violation stops the program. For tests
};

/// Evaluates clauses in one mode and keeps the figures.
class Monitor {
public:
    explicit Monitor(Mode mode = Mode::enforce) : mode_(mode) {}

    [[nodiscard]] Mode mode() const { return mode_; }

    [[nodiscard]] bool active() const { return mode_ != Mode::off; }

    [[nodiscard]] bool deep() const { return mode_ == Mode::deep; }

    /// Evaluates each clause on `state...`. `show()` gives the state as text and is called only for a violation.
    template <class Clauses, class Show, class... State>
    void check(const Clauses& clauses, std::string_view operation, Show&& show, const State&... state) {
        if (!active()) {
            return;
        }
        for_each_clause(clauses, [&](const auto& clause) {
            ++checked_;
            if (!clause.holds(state...)) {
                violated(Violation{clause.name, operation, show()});
            }
        });
    }

    /// Clauses evaluated so far.
    [[nodiscard]] std::uint64_t checked() const { return checked_; }

    /// Violations seen so far in mode observe, by requirement ID.
    [[nodiscard]] const std::map<std::string_view, std::uint64_t>& violations() const { return violations_; }

    /// The first violation of each requirement, in the order in which they occurred.
    [[nodiscard]] const std::vector<Violation>& first_violations() const { return first_; }

private:
    void violated(Violation violation) {
        if (mode_ != Mode::observe) {
            stop(violation);
        }
        if (++violations_[violation.clause.requirement.id()] == 1) {
            first_.push_back(std::move(violation));
        }
    }

    Mode mode_;
    std::uint64_t checked_ = 0;
    std::map<std::string_view, std::uint64_t> violations_;
    std::vector<Violation> first_;
};

}  // namespace plumbline::contracts
