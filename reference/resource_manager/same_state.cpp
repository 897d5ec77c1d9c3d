// When two managers are in the same state: by what answers depend on, and not by how it is represented.
#include "reference/resource_manager/default_resource_manager.hpp"

#include <algorithm>

namespace plumbline {
namespace {

/// The outgoing channel that holds the slot; none if it is free, as every slot is that the table has not.
std::optional<Scid> holder_of(const Channel<>& channel, std::size_t slot) {
    const auto& holder = channel.general.holder;
    if (slot >= holder.size() || holder[slot] == no_pair) {
        return std::nullopt;
    }
    return channel.pairs[holder[slot]].outgoing;
}

bool same_holders(const Channel<>& a, const Channel<>& b) {
    const std::size_t slots = std::max(a.general.holder.size(), b.general.holder.size());
    for (std::size_t slot = 0; slot < slots; ++slot) {
        if (holder_of(a, slot) != holder_of(b, slot)) {
            return false;
        }
    }
    return true;
}

/// A pair that holds nothing and has no mark is as good as none: its slots follow from limits and salt.
bool idle(const Pair<>& pair) {
    return pair.general.slots_used == Slots<>(0) && pair.general.msat_used == Msat<>(0) &&
           pair.congestion.in_flight == Slots<>(0) && !pair.congestion.misused;
}

/// Whether every pair of `a` is in `b`, too.
bool pairs_within(const Channel<>& a, const Channel<>& b) {
    bool within = true;
    a.pairs.for_each([&](const Pair<>& pair, PairNumber) {
        const PairNumber number = b.pairs.find(pair.outgoing);
        within = within && (number == no_pair ? idle(pair) : pair == b.pairs[number]);
    });
    return within;
}

bool same_channel(const Channel<>& a, const Channel<>& b) {
    return a.limits == b.limits && a.closing == b.closing && a.pending_incoming == b.pending_incoming &&
           a.pending_outgoing == b.pending_outgoing && a.salt == b.salt && a.general.resources == b.general.resources &&
           a.congestion == b.congestion && a.protected_ == b.protected_ && a.revenue == b.revenue &&
           a.reputation == b.reputation && a.in_flight_risk == b.in_flight_risk &&
           a.congestion_in_flight == b.congestion_in_flight && same_holders(a, b) && pairs_within(a, b) &&
           pairs_within(b, a);
}

}  // namespace

bool DefaultResourceManager::same_state(const DefaultResourceManager& other) const {
    return state_.pending == other.state_.pending && state_.channels.size() == other.state_.channels.size() &&
           std::all_of(state_.channels.begin(), state_.channels.end(), [&](const auto& entry) {
               const Channel<>* its = other.channel(entry.first);
               return its != nullptr && same_channel(entry.second, *its);
           });
}

}  // namespace plumbline
