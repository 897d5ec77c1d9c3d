// Log-only mode: watches, says what it would do, and changes nothing on the wire. Chapter 13-log-only.
#pragma once

#include "reference/resource_manager/resource_manager.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace plumbline {

/// What a node does with an HTLC while it only watches, and what it would do otherwise.
struct Observation {
    HtlcOffer<> offer;
    Verdict<> suggested;
};

/// Wraps a manager. Every HTLC is forwarded, accountable exactly where it came in accountable (LO-1, LO-2); what the
/// manager decided goes to the observer (LO-3). The manager's state follows its own suggestions: an HTLC that it would
/// have failed occupies nothing, and its resolution is accepted (LO-4).
class LogOnlyResourceManager final : public ResourceManager {
public:
    using Observer = std::function<void(const Observation&)>;

    /// `manager` must not be null.
    LogOnlyResourceManager(std::unique_ptr<ResourceManager> manager, Observer observer)
        : manager_(std::move(manager)), observer_(std::move(observer)) {}

    Result<ChannelChange> add_channel(Scid channel, const ChannelLimits<>& limits, Seconds<> now) override {
        return manager_->add_channel(channel, limits, now);
    }

    Result<ChannelChange> update_channel(Scid channel, const ChannelLimits<>& limits) override {
        return manager_->update_channel(channel, limits);
    }

    Result<ChannelChange> remove_channel(Scid channel) override { return manager_->remove_channel(channel); }

    Result<Verdict<>> add_htlc(const HtlcOffer<>& offer, Seconds<> now) override;
    Result<Resolved> resolve_htlc(const HtlcRef& htlc, Scid outgoing, Resolution resolution, Seconds<> now) override;

private:
    std::unique_ptr<ResourceManager> manager_;
    Observer observer_;
};

}  // namespace plumbline
