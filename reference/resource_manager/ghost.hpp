// Ghost state: who holds which slot, what each pair carries, HTLC by HTLC. It exists only to verify the counters of the
// manager in mode deep, and decides nothing.
#pragma once

#include "reference/resource_manager/forwarding.hpp"

#include <map>
#include <vector>

namespace plumbline {

/// What the HTLCs of one bucket, or of one pair, hold together.
struct GhostSum {
    Slots<> slots{};
    Msat<> msat{};
    Slots<>
        slots_tolerated{};  ///< above the limits because they shrank; only ever falls until they change again (CH-5)
    Msat<> msat_tolerated{};
};

struct GhostPair : GhostSum {
    std::uint64_t congestion = 0;
};

struct GhostChannel {
    static constexpr PairNumber no_pair = plumbline::no_pair;

    GhostSum general;
    GhostSum congestion;
    GhostSum protected_;
    std::map<Scid, GhostPair> pairs;
    std::map<std::size_t, HtlcRef> holders;  ///< slot → the HTLC that holds it
    std::map<HtlcRef, Scid> outgoing_of;     ///< HTLC → its outgoing channel
    WideMsat<> in_flight_risk{};
    std::uint32_t incoming = 0;
    std::uint32_t outgoing = 0;

    /// The outgoing channel of the HTLC that holds the slot; null if it is free.
    [[nodiscard]] const Scid* holder_of(std::size_t slot) const;
    [[nodiscard]] const GhostPair& pair(Scid outgoing_channel) const;
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
