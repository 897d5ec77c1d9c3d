// What is proved of each chapter. One function for each file of proofs.
#pragma once

#include "proofs/engine/proof.hpp"

namespace plumbline::proofs {

std::vector<Proof> accountable_signal_proofs();
std::vector<Proof> ambiguity_proofs();
std::vector<Proof> attack_bounds_proofs();
std::vector<Proof> boundaries_proofs();
std::vector<Proof> boundaries_of_decisions_proofs();
std::vector<Proof> bounds_proofs();
std::vector<Proof> closing_proofs();
std::vector<Proof> congestion_bucket_proofs();
std::vector<Proof> decay_proofs();
std::vector<Proof> decaying_average_proofs();
std::vector<Proof> decision_proofs();
std::vector<Proof> forwarding_proofs();
std::vector<Proof> general_bucket_proofs();
std::vector<Proof> invariants_proofs();
std::vector<Proof> mistakes_proofs();
std::vector<Proof> opportunity_cost_proofs();
std::vector<Proof> parameters_proofs();
std::vector<Proof> protected_bucket_proofs();
std::vector<Proof> restoration_proofs();
std::vector<Proof> slot_assignment_proofs();
std::vector<Proof> window_average_proofs();

}  // namespace plumbline::proofs
