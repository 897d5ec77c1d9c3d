// What the implementation has shown so far: channels and pending HTLCs, brought up to date after every operation. What
// a log shows is taken as it stands; what it does not show follows from the specification.
#pragma once

#include "tests/conformance/audit/marks.hpp"
#include "tests/conformance/audit/step.hpp"

#include <map>
#include <unordered_map>

namespace plumbline::conformance {

template <class N>
class World {
public:
    explicit World(Setting<N> setting) : setting_(std::move(setting)) {}

    [[nodiscard]] const Setting<N>& setting() const { return setting_; }

    /// A copy of what the operation looks at.
    [[nodiscard]] Concerned<N> concerned(const LogEntry& entry) const;

    /// Takes over what the operation did under this world's rules, and then what the implementation shows.
    void advance(const LogEntry& entry, const Concerned<N>& after);

private:
    struct HtlcKey {
        HtlcRef ref;
        Scid outgoing{};
        friend auto operator<=>(const HtlcKey&, const HtlcKey&) = default;
    };

    void store(const NamedChannel<N>& named);
    void update_pending(const LogEntry& entry, const Concerned<N>& after);
    void take_over(const ShownChannel& shown);
    void take_over_pair(const LogEntry& entry, bool has_htlc);
    void take_over_slots(Scid scid, Channel<N>& channel, const std::vector<SlotIndex>& occupied);

    Setting<N> setting_;
    std::map<Scid, NamedChannel<N>> channels_;
    std::map<HtlcKey, PendingHtlc<N>> pending_;
};

}  // namespace plumbline::conformance

#include "tests/conformance/audit/world_inl.hpp"  // IWYU pragma: export
