// Durable states of random nodes: as a crash may leave them, or larger than any node's.
#pragma once

#include "reference/restart/durable_state.hpp"

#include <cstdint>
#include <random>

namespace plumbline::restart {

/// A few channels in every mixture of what the chapters speak of: stale, closed, with updates in flight, held
/// additions, forwards, trampolines and own payments in every state. Accepted, as a rule.
DurableState random_state(std::mt19937_64& random);

/// `channels` open channels with `htlcs` inbound and as many outbound HTLCs each. Every outbound one forwards an
/// inbound
DurableState large_state(std::uint64_t channels, std::uint64_t htlcs);

/// Shuffles the lists that have no order of their own.
void shuffle(DurableState& state, std::mt19937_64& random);

Preimage preimage_of(std::uint64_t number);
PaymentHash hash_of(const Preimage& preimage);

}  // namespace plumbline::restart
