#include "proofs/engine/proof.hpp"
#include "proofs/resource_manager/chapters.hpp"

#include <iterator>

namespace plumbline::proofs {

std::vector<Proof> all_proofs() {
    std::vector<Proof> all;
    // One line for each chapter, in the order of the specification.
    for (const auto& chapter : {
             parameters_proofs,        decaying_average_proofs, decay_proofs,
             window_average_proofs,    opportunity_cost_proofs, bounds_proofs,
             congestion_bucket_proofs, protected_bucket_proofs, accountable_signal_proofs,
             slot_assignment_proofs,   general_bucket_proofs,   invariants_proofs,
             forwarding_proofs,        closing_proofs,          restoration_proofs,
             decision_proofs,          mistakes_proofs,         attack_bounds_proofs,
             ambiguity_proofs,         boundaries_proofs,       boundaries_of_decisions_proofs,
         }) {
        std::vector<Proof> proofs = chapter();
        all.insert(all.end(), std::make_move_iterator(proofs.begin()), std::make_move_iterator(proofs.end()));
    }
    return all;
}

}  // namespace plumbline::proofs
