// A node as it goes on after a restart. Chapter 3.5, Reconstruction (RC-3).
#pragma once

#include "reference/restart/actions.hpp"

namespace plumbline::restart {

/// The last ID that was given to an update of a closed channel; the actions' updates have those that follow (RB-7).
struct ClosedChannel {
    BOOST_HANA_DEFINE_STRUCT(ClosedChannel, (ChannelId, channel_id), (UpdateId, update_id));
    friend bool operator==(const ClosedChannel&, const ClosedChannel&) = default;
};

struct Alias {
    BOOST_HANA_DEFINE_STRUCT(Alias, (Scid, outbound_scid_alias), (ChannelId, channel_id));
    friend bool operator==(const Alias&, const Alias&) = default;
};

/// Before any action was carried out. Every list is in the order of what its entries are called by.
struct NodeState {
    BOOST_HANA_DEFINE_STRUCT(NodeState, (std::vector<Channel>, channels),  // the open ones, with their blocked updates
                             (std::vector<ClosedChannel>, closed_channel_monitor_update_ids),
                             (std::vector<InFlightUpdates>, in_flight_monitor_updates),
                             (std::vector<Payment>, pending_outbound_payments),
                             (std::vector<InboundKey>, decode_update_add_htlcs),
                             (std::vector<InboundKey>, forward_htlcs),
                             (std::vector<InboundKey>, pending_intercepted_htlcs),
                             (std::vector<InboundPayment>, claimable_payments),
                             (std::vector<InboundPayment>, pending_claiming_payments),
                             (std::vector<Alias>, short_to_chan_info), (RandomBytes, fake_scid_rand_bytes));
    friend bool operator==(const NodeState&, const NodeState&) = default;
};

}  // namespace plumbline::restart
