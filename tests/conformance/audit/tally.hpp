// What an audit counts for each requirement.
#pragma once

#include "tests/conformance/audit/audit.hpp"

namespace plumbline::conformance {

class Tally {
public:
    /// Counts the checks of one operation.
    void count(const Findings& findings) {
        for (const contracts::RequirementId rule : findings.checked()) {
            ++checked_[static_cast<std::size_t>(&rule.get() - spec::requirements.data())];
        }
        checks_ += findings.checked().size();
    }

    /// Puts the numbers into the result's table.
    void write(AuditResult& result) const {
        for (std::size_t index = 0; index < checked_.size(); ++index) {
            if (checked_[index] > 0) {
                result.requirements[spec::requirements[index].id].checked = checked_[index];
            }
        }
    }

    /// All checks.
    [[nodiscard]] std::uint64_t checks() const { return checks_; }

private:
    std::array<std::uint64_t, spec::requirements.size()> checked_{};
    std::uint64_t checks_ = 0;
};

}  // namespace plumbline::conformance
