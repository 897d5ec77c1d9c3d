// Ghost state: who holds which slot, what each pair carries, HTLC by HTLC. It exists only to verify the counters of the
// manager in mode deep, and decides nothing.
#pragma once

#include "reference/resource_manager/ghost_sum.hpp"

#include <map>
#include <vector>

namespace plumbline {

struct GhostChannel {
    GhostSum<> general;
    GhostSum<> congestion;
    GhostSum<> protected_;
    std::map<Scid, GhostPair<>> pairs;
    std::map<std::size_t, HtlcRef> holders;  ///< slot → the HTLC that holds it
    std::map<HtlcRef, Scid> outgoing_of;     ///< HTLC → its outgoing channel
    WideMsat<> in_flight_risk{};
    std::uint32_t incoming = 0;
    std::uint32_t outgoing = 0;

    /// The number among `pairs_now` of the pair whose HTLC holds the slot; no_pair if it is free.
    [[nodiscard]] PairNumber holder_number(const PairTable<>& pairs_now, std::size_t slot) const;

    [[nodiscard]] std::size_t slots_held() const { return holders.size(); }

    [[nodiscard]] const GhostPair<>& pair(Scid outgoing_channel) const;
};

/// Follows the manager's operations with plain containers.
class Ghost {
public:
    void channel_added(Scid channel);
    void channel_gone(Scid channel);
    void limits_changed(Scid channel);
    void htlc_added(const HtlcRef& ref, const PendingHtlc<>& htlc);
    void htlc_resolved(const HtlcRef& ref, const PendingHtlc<>& htlc);

    [[nodiscard]] const std::map<Scid, GhostChannel>& channels() const { return channels_; }

private:
    std::map<Scid, GhostChannel> channels_;
};

}  // namespace plumbline
