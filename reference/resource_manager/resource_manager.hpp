// The resource manager as a node sees it. Chapter 10-resource-manager.
#pragma once

#include "reference/resource_manager/errors.hpp"
#include "reference/resource_manager/opportunity_cost.hpp"
#include "reference/resource_manager/verdict.hpp"

#include <optional>

namespace plumbline {

/// What became of a channel.
struct ChannelChange {
    std::optional<Repetition> repetition;  ///< set where the call changed nothing
    bool gone = false;                     ///< after remove_channel: nothing refers to it any more (CH-7)
};

/// What a resolution gave back.
struct Resolved {
    Bucket bucket = Bucket::none;  ///< none where the manager only watches and had suggested to fail the HTLC (LO-4)
    SignedMsat<> effective_fee{};  ///< what it did to the outgoing channel's reputation (OC-4)
};

/// Decides which HTLCs may use which resources of their incoming channel.
///
/// Not synchronised: the caller serialises calls. `now` is in Unix seconds; a time before one seen earlier is taken as
/// no time passed (DA-6, OC-6). An operation that returns a Mistake has changed nothing (CV-7). One that throws
/// std::bad_alloc may have left the manager unusable: what the saved form holds is good, the object is not.
class ResourceManager {
public:
    ResourceManager() = default;
    ResourceManager(const ResourceManager&) = default;
    ResourceManager(ResourceManager&&) = default;
    ResourceManager& operator=(const ResourceManager&) = default;
    ResourceManager& operator=(ResourceManager&&) = default;
    virtual ~ResourceManager() = default;

    /// A channel that can forward from now on. Known with the same limits: a benign repetition.
    /// Mistakes: limits_out_of_range, channel_exists, channel_closing, too_many_channels (PA-7, CH-8, ER-2, ER-3).
    virtual Result<ChannelChange> add_channel(Scid channel, const ChannelLimits<>& limits, Seconds<> now) = 0;

    /// New limits after a splice or a change of policy (CH-4, CH-5, CH-6).
    /// Mistakes: limits_out_of_range, unknown_channel, channel_closing.
    virtual Result<ChannelChange> update_channel(Scid channel, const ChannelLimits<>& limits) = 0;

    /// The channel takes no new HTLC in either direction and goes as soon as its last HTLC is resolved (CH-7, CH-11).
    /// An unknown or closing one: a benign repetition.
    virtual Result<ChannelChange> remove_channel(Scid channel) = 0;

    /// Asks for a verdict. Only if the verdict forwards the HTLC is it recorded, and is resolve_htlc to be called for
    /// it (RM-9). Mistakes: same_channel, expired, height_out_of_range, outgoing_exceeds_incoming, amount_out_of_range,
    /// unknown_channel, channel_closing, duplicate_htlc (RM-10, RM-11, RM-12, PA-7).
    virtual Result<Verdict<>> add_htlc(const HtlcOffer<>& offer, Seconds<> now) = 0;

    /// A forwarded HTLC was settled or failed, and removed from the incoming channel's commitment (RM-14, OC-6).
    /// Mistakes: unknown_htlc, wrong_outgoing_channel.
    virtual Result<Resolved> resolve_htlc(const HtlcRef& htlc, Scid outgoing, Resolution resolution, Seconds<> now) = 0;
};

}  // namespace plumbline
