// What is proved of each chapter. One function for each file of proofs.
#pragma once

#include "proofs/engine/proof.hpp"

namespace plumbline::proofs {

std::vector<Proof> invariants_proofs();
std::vector<Proof> opportunity_cost_proofs();
std::vector<Proof> boundaries_proofs();

}  // namespace plumbline::proofs
