#include "reference/restart/effective_monitor.hpp"

#include <absl/container/flat_hash_map.h>

namespace plumbline::restart {
namespace {

class Applier {
public:
    Applier(Monitor& monitor, std::vector<RemovedOutbound>& removed) : monitor_(monitor), removed_(removed) { index(); }

    std::optional<RestartError> apply(const MonitorUpdate& update) {
        update_id_ = update.update_id;
        std::visit([&](const auto& content) { take(content); }, update.content);
        monitor_.latest_update_id = update.update_id;
        return std::move(error_);
    }

private:
    void index() {
        places_.clear();
        for (std::size_t place = 0; place < monitor_.outbound_htlcs.size(); ++place) {
            places_.emplace(monitor_.outbound_htlcs[place].htlc_id, place);
        }
    }

    void refuse(Refusal refusal, HtlcId htlc) {
        error_ = RestartError{refusal, "channel " + std::to_string(static_cast<std::uint64_t>(monitor_.channel_id)) +
                                           ", update " + std::to_string(static_cast<std::uint64_t>(update_id_)) +
                                           ", outbound HTLC " + std::to_string(static_cast<std::uint64_t>(htlc))};
    }

    void take(const LatestHolderCommitmentTXInfo& info) {
        for (const ClaimedOutbound& claimed : info.claimed) {
            const auto place = places_.find(claimed.htlc_id);
            if (place == places_.end() ||
                !belongs(claimed.preimage, monitor_.outbound_htlcs[place->second].payment_hash)) {
                refuse(Refusal::wrong_preimage, claimed.htlc_id);
            } else {
                monitor_.outbound_htlcs[place->second].preimage = claimed.preimage;
            }
        }
    }

    void take(const LatestCounterpartyCommitmentTXInfo& info) {
        for (MonitoredOutbound& htlc : monitor_.outbound_htlcs) {
            htlc.in_latest_commitment = false;
        }
        for (const CommittedOutbound& htlc : info.outbound_htlcs) {
            const auto [place, is_new] = places_.emplace(htlc.htlc_id, monitor_.outbound_htlcs.size());
            if (is_new) {
                monitor_.outbound_htlcs.push_back(
                    {htlc.htlc_id, htlc.payment_hash, htlc.source, std::nullopt, true, false});
                continue;
            }
            MonitoredOutbound& known = monitor_.outbound_htlcs[place->second];
            if (known.payment_hash != htlc.payment_hash || known.source != htlc.source) {
                refuse(Refusal::duplicate_htlc, htlc.htlc_id);
            }
            known.in_latest_commitment = true;
        }
    }

    void take(const PaymentPreimage& info) { monitor_.preimages.push_back(info); }

    // DS-11: what only the revoked commitment held is gone.
    void take(const CommitmentSecret& /*info*/) {
        const std::size_t before = monitor_.outbound_htlcs.size();
        std::erase_if(monitor_.outbound_htlcs, [&](const MonitoredOutbound& htlc) {
            if (!htlc.in_latest_commitment) {
                removed_.push_back({htlc, update_id_});
            }
            return !htlc.in_latest_commitment;
        });
        if (monitor_.outbound_htlcs.size() != before) {
            index();
        }
    }

    void take(const ChannelForceClosed& /*info*/) { monitor_.closed = true; }

    Monitor& monitor_;
    std::vector<RemovedOutbound>& removed_;
    absl::flat_hash_map<HtlcId, std::size_t> places_;
    UpdateId update_id_{};
    std::optional<RestartError> error_;
};

}  // namespace

std::optional<RestartError> apply(Monitor& monitor, const std::vector<MonitorUpdate>& updates,
                                  std::vector<RemovedOutbound>& removed) {
    Applier applier(monitor, removed);
    for (const MonitorUpdate& update : updates) {
        if (auto error = applier.apply(update)) {
            return error;
        }
    }
    return std::nullopt;
}

}  // namespace plumbline::restart
