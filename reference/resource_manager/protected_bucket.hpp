// Protected bucket and the reputation that opens it. Chapters 7-protected-bucket and 10-resource-manager.
#pragma once

#include "reference/resource_manager/bucket_resources.hpp"

namespace plumbline {

/// The numbers by which an outgoing channel is judged for one HTLC (RM-1, RM-8).
template <class N = Running>
struct Standing {
    BOOST_HANA_DEFINE_STRUCT(Standing, (SignedMsat<N>, reputation),  // in isolation (OC-12)
                             (WideMsat<N>, in_flight_risk),          // of the accountable HTLCs in flight there (OC-8)
                             (WideMsat<N>, htlc_risk),               // of the HTLC that is being decided (OC-9)
                             (SignedMsat<N>,
                              incoming_revenue_threshold));  // what the incoming channel earns in a window (OC-13)

    /// Reputation with everything in flight, the HTLC included.
    [[nodiscard]] constexpr WideMsat<N> with_in_flight_risk() const {
        return WideMsat<N>(N::wide(reputation.count())) - in_flight_risk - htlc_risk;
    }

    /// Reputation less in-flight risk is at least the incoming revenue threshold (RM-1). Does not fork.
    [[nodiscard]] constexpr auto sufficient() const {
        return with_in_flight_risk().count() >= N::wide(incoming_revenue_threshold.count());
    }
};

/// Whether the bucket can take one HTLC of this amount (PB-2).
template <class N>
constexpr auto protected_admits(const BucketResources<N>& bucket, Msat<N> amount) {
    return has_room(bucket, amount, Slots<N>(1));
}

}  // namespace plumbline
