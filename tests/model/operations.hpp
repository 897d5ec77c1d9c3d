// What happens to a manager and the model: the operations of a run, and under what it runs.
#pragma once

#include "reference/resource_manager/resource_manager.hpp"
#include "reference/resource_manager/salt.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace plumbline::model {

struct AddChannel {
    Scid channel{};
    ChannelLimits<> limits{};
    Salt salt{};  ///< which the manager draws, if it adds the channel
    friend bool operator==(const AddChannel&, const AddChannel&) = default;
};

struct UpdateChannel {
    Scid channel{};
    ChannelLimits<> limits{};
    friend bool operator==(const UpdateChannel&, const UpdateChannel&) = default;
};

struct RemoveChannel {
    Scid channel{};
    friend bool operator==(const RemoveChannel&, const RemoveChannel&) = default;
};

struct AddHtlc {
    HtlcOffer<> offer{};
    friend bool operator==(const AddHtlc&, const AddHtlc&) = default;
};

struct ResolveHtlc {
    HtlcRef htlc;
    Scid outgoing{};
    Resolution resolution = Resolution::settled;
    friend bool operator==(const ResolveHtlc&, const ResolveHtlc&) = default;
};

/// The clock goes on, or back: seconds.
struct Advance {
    std::int64_t seconds = 0;
    friend bool operator==(const Advance&, const Advance&) = default;
};

/// The manager is written, and goes on as what is read from that, under these percentages (SF-13).
struct Restart {
    std::uint64_t general_percent = 40;
    std::uint64_t congestion_percent = 20;
    friend bool operator==(const Restart&, const Restart&) = default;
};

using Operation = std::variant<AddChannel, UpdateChannel, RemoveChannel, AddHtlc, ResolveHtlc, Advance, Restart>;

/// When every run begins, in seconds since the Unix epoch.
inline constexpr std::uint64_t first_second = 1'700'000'000;

struct Setting {
    bool later = false;  ///< the profile: later, or the pinned draft (CV-5)
    Parameters<> parameters;
    std::string deviation;  ///< which known deviation the manager is made to follow; empty: none
    friend bool operator==(const Setting&, const Setting&) = default;
};

struct Run {
    Setting setting;
    std::vector<Operation> operations;
    friend bool operator==(const Run&, const Run&) = default;
};

}  // namespace plumbline::model
