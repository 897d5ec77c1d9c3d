#include "proofs/engine/proof.hpp"
#include "proofs/resource_manager/chapters.hpp"

#include <iterator>

namespace plumbline::proofs {

std::vector<Proof> all_proofs() {
    std::vector<Proof> all;
    // One line for each chapter, in the order of the specification.
    for (const auto& chapter : {
             opportunity_cost_proofs,
             boundaries_proofs,
         }) {
        std::vector<Proof> proofs = chapter();
        all.insert(all.end(), std::make_move_iterator(proofs.begin()), std::make_move_iterator(proofs.end()));
    }
    return all;
}

}  // namespace plumbline::proofs
