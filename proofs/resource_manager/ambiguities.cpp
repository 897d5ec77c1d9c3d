// What the draft leaves open, with effect: each pair of readings is refuted to be one.
#include "proofs/ambiguities/ambiguity.hpp"
#include "proofs/resource_manager/chapters.hpp"

namespace plumbline::proofs {

std::vector<Proof> ambiguity_proofs() {
    std::vector<Proof> proofs;
    for (Ambiguity& one : ambiguities()) {
        proofs.push_back(std::move(one.alike));
    }
    return proofs;
}

}  // namespace plumbline::proofs
