// The reference's resource manager: keeps channels and HTLCs, and runs the steps of forwarding.hpp on them under
// contract.
#pragma once

#include "contracts/monitor.hpp"
#include "reference/resource_manager/ghost.hpp"
#include "reference/resource_manager/resource_manager.hpp"
#include "reference/resource_manager/unknown_records.hpp"

#include <absl/container/flat_hash_map.h>
#include <absl/container/node_hash_map.h>

#include <functional>
#include <memory>

namespace plumbline {

namespace saved_form {
struct ManagerAccess;
}

class DefaultResourceManager final : public ResourceManager {
public:
    struct Options {
        Parameters<> parameters;
        Rules rules;  ///< a profile; the pinned draft by default (CV-5)
        contracts::Mode contracts = contracts::Mode::enforce;
        std::function<Salt()> draw_salt = random_salt;  ///< one salt for each channel that is added (GB-7)
    };

    /// Mistakes: parameters_out_of_range (PA-1, PA-2, PA-3, PA-6).
    static Result<DefaultResourceManager> create(Options options);

    Result<ChannelChange> add_channel(Scid channel, const ChannelLimits<>& limits, Seconds<> now) override;
    Result<ChannelChange> update_channel(Scid channel, const ChannelLimits<>& limits) override;
    Result<ChannelChange> remove_channel(Scid channel) override;
    Result<Verdict<>> add_htlc(const HtlcOffer<>& offer, Seconds<> now) override;
    Result<Resolved> resolve_htlc(const HtlcRef& htlc, Scid outgoing, Resolution resolution, Seconds<> now) override;

    /// The channel, or null. Valid until the next call that is not const.
    [[nodiscard]] const Channel<>* channel(Scid scid) const;
    /// The pending HTLC, or null. Valid until the next call that is not const.
    [[nodiscard]] const PendingHtlc<>* pending(const HtlcRef& htlc) const;

    [[nodiscard]] std::size_t channel_count() const { return state_.channels.size(); }

    [[nodiscard]] std::size_t pending_count() const { return state_.pending.size(); }

    /// The outgoing channel's reputation in isolation at `now`; nothing for an unknown channel. Changes nothing (DA-5,
    /// OC-12).
    [[nodiscard]] std::optional<SignedMsat<>> reputation(Scid scid, Seconds<> now) const;
    /// The incoming channel's revenue threshold at `now`; nothing for an unknown channel. Changes nothing (DA-5,
    /// OC-13).
    [[nodiscard]] std::optional<SignedMsat<>> incoming_revenue_threshold(Scid scid, Seconds<> now) const;

    /// Whether two managers with the same options would answer everything alike from now on: same channels, same
    /// pending HTLCs, same slot holders, same marks. What no answer depends on may differ: how pairs are numbered, and
    /// whether a pair without an HTLC and without a mark is there already.
    [[nodiscard]] bool same_state(const DefaultResourceManager& other) const;

    [[nodiscard]] const Parameters<>& parameters() const { return options_.parameters; }

    /// As they were given, and as far as salts were drawn since.
    [[nodiscard]] const Options& options() const { return options_; }

    [[nodiscard]] const contracts::Monitor& monitor() const { return monitor_; }

private:
    friend struct saved_form::ManagerAccess;

    explicit DefaultResourceManager(Options options) : options_(std::move(options)), monitor_(options_.contracts) {}

    struct State {
        absl::node_hash_map<Scid, Channel<>> channels;
        absl::node_hash_map<HtlcRef, PendingHtlc<>> pending;
        Seconds<> latest{};  // of all that was neither a mistake nor a repetition; decides nothing, but is saved
        friend bool operator==(const State&, const State&) = default;
    };

    template <class Operation>
    auto checked(std::string_view name, Operation&& operation) -> decltype(operation());

    Result<ChannelChange> do_add_channel(Scid channel, const ChannelLimits<>& limits, Seconds<> now);
    Result<ChannelChange> do_update_channel(Scid channel, const ChannelLimits<>& limits);
    Result<ChannelChange> do_remove_channel(Scid channel);
    Result<Verdict<>> do_add_htlc(const HtlcOffer<>& offer, Seconds<> now);
    Result<Resolved> do_resolve_htlc(const HtlcRef& ref, Scid outgoing, Resolution resolution, Seconds<> now);

    Channel<>* find(Scid channel);
    PairNumber pair_of(Scid incoming_scid, Channel<>& incoming, Scid outgoing_scid, Channel<>& outgoing) const;
    void forward(const HtlcOffer<>& offer, const Verdict<>& verdict, Channel<>& incoming, Channel<>& outgoing,
                 PairNumber number, Seconds<> now);
    void drop(Scid scid, const Channel<>& channel);
    static PairNumber add_pair(Scid incoming_scid, Channel<>& incoming, Scid outgoing_scid, Channel<>& outgoing,
                               const SlotSet& assigned);
    void note_time(Seconds<> now);
    void check_whole_state(std::string_view operation, const Ghost& followed);
    void check_restored();

    Options options_;
    contracts::Monitor monitor_;
    Ghost ghost_;  // followed in mode deep only
    State state_;
    KeptRecords kept_;  // of the saved form that the manager was read from
};

}  // namespace plumbline
