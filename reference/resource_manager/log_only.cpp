#include "reference/resource_manager/log_only.hpp"

namespace plumbline {

Result<Verdict<>> LogOnlyResourceManager::add_htlc(const HtlcOffer<>& offer, Seconds<> now) {
    const Result<Verdict<>> result = manager_->add_htlc(offer, now);
    if (!result) {
        return result;
    }
    observer_({offer, *result});
    Verdict<> as_forwarded = *result;
    as_forwarded.outgoing_accountable = offer.incoming_accountable;
    if (!as_forwarded.forwarded()) {
        // Forwarded all the same; "general" claims no slot.
        as_forwarded.bucket = Bucket::general;
        as_forwarded.signal_corrupted = false;
    }
    as_forwarded.path.push_back(contracts::req<"LO-1">);
    return as_forwarded;
}

Result<Resolved> LogOnlyResourceManager::resolve_htlc(const HtlcRef& htlc, Scid outgoing, Resolution resolution,
                                                      Seconds<> now) {
    const Result<Resolved> result = manager_->resolve_htlc(htlc, outgoing, resolution, now);
    if (!result && result.mistake() == Mistake::unknown_htlc) {
        return Resolved{};
    }
    return result;
}

}  // namespace plumbline
