// Diagnosis: the smallest set of known deviations under which what was observed is explained.
#pragma once

#include "tests/conformance/audit/deviation.hpp"
#include "tests/conformance/audit/judge.hpp"

#include <cstdint>
#include <vector>

namespace plumbline::conformance {

/// An operation to be explained, with the state in which it began.
struct Observed {
    LogEntry entry;
    Concerned<Running> state;
    Concerned<oracle::Enclosing> enclosing;
};

/// A set of known deviations: bit i is known_deviations()[i].
using DeviationSet = std::uint32_t;

/// The profile with the set's deviations switched on.
Rules rules_with(const Rules& profile, DeviationSet set);

/// What counts as explained.
enum class Precision : std::uint8_t {
    exact,      ///< the running reference reproduces every value
    tolerance,  ///< every value is within the tolerance that the specification allows
};

/// Finds the smallest set by elimination. Observations that refute candidates are kept as witnesses: a candidate is
/// tried against them before it is tried against everything, so that each of the 2^n sets costs about one operation.
/// Exact for the observations given: no smaller set explains them.
class Diagnosis {
public:
    /// `candidates`: the deviations to be considered.
    Diagnosis(const LogHeader& header, Precision precision, DeviationSet candidates);

    /// Takes the observation into account.
    void add(Observed observed) { observations_.push_back(std::move(observed)); }

    /// The smallest set that explains all observations but the unexplained ones, which grow by those that no set
    /// explains together with the others. Behaviour that is explained by nothing may refute every set again and again:
    /// after so many trials the search gives way to climbing from one deviation to the next, and smallest() is false.
    DeviationSet solve();

    /// Whether what solve() returned is the smallest set.
    [[nodiscard]] bool smallest() const { return smallest_; }

    [[nodiscard]] const std::vector<Observed>& observations() const { return observations_; }

    /// Indexes of observations that no set explains.
    [[nodiscard]] const std::vector<std::size_t>& unexplained() const { return unexplained_; }

    [[nodiscard]] bool explains(DeviationSet set, const Observed& observed) const;

private:
    void list_candidates();
    [[nodiscard]] std::size_t budget() const;
    [[nodiscard]] DeviationSet climb() const;

    const LogHeader& header_;
    Precision precision_;
    DeviationSet considered_;
    std::vector<DeviationSet> candidates_;  // its subsets, smallest first; listed by the first solve()
    std::vector<std::uint32_t> refuter_;    // per subset: 0 none yet, else 1 + index of the witness
    std::vector<std::size_t> witnesses_;    // indexes of observations
    std::vector<Observed> observations_;
    std::vector<std::size_t> unexplained_;
    std::size_t tried_ = 0;
    bool smallest_ = true;
};

}  // namespace plumbline::conformance
