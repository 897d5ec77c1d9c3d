// What comparing one operation with what the rules allow has found.
#pragma once

#include "contracts/requirement.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumbline::conformance {

/// One value or decision that the rules do not allow.
struct Mismatch {
    contracts::RequirementId rule;
    std::string what;  ///< "reputation of channel 640000x1x0"
    std::string allowed;
    std::string seen;
};

/// The checks of one operation: which requirements were checked, and what did not hold.
class Findings {
public:
    /// `details: false` keeps the rule of a mismatch only, for searches.
    explicit Findings(bool details = true) : details_(details) {}

    /// Forgets everything, for the next operation.
    void clear() {
        checked_.clear();
        mismatches_.clear();
    }

    /// Notes a check; `show()` gives {what, allowed, seen} and is called only where `holds` is false.
    template <class Show>
    void check(contracts::RequirementId rule, bool holds, Show&& show) {
        checked_.push_back(rule);
        if (!holds) {
            Mismatch mismatch = details_ ? show() : Mismatch{};
            mismatch.rule = rule;
            mismatches_.push_back(std::move(mismatch));
        }
    }

    [[nodiscard]] const std::vector<contracts::RequirementId>& checked() const { return checked_; }

    [[nodiscard]] const std::vector<Mismatch>& mismatches() const { return mismatches_; }

    [[nodiscard]] bool clean() const { return mismatches_.empty(); }

private:
    bool details_;
    std::vector<contracts::RequirementId> checked_;
    std::vector<Mismatch> mismatches_;
};

}  // namespace plumbline::conformance
