// That the mutants which are said to be proved equivalent are, and that their proofs refute what is a mistake.
#pragma once

#include "proofs/mutants/campaign.hpp"

#include <iosfwd>
#include <vector>

namespace plumbline::mutants {

/// Runs the layers that run beside, which take `--equivalent PROOF`, against the mutants that `equivalents` names.
/// Tells what is not as it says there; false if anything is. True where there is no such layer.
bool check_equivalents(const Campaign& campaign, const std::vector<Mutant>& mutants, const Equivalents& equivalents,
                       std::ostream& out);

}  // namespace plumbline::mutants
