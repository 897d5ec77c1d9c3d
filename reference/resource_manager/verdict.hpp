// What is asked about an HTLC, and the answer, which explains itself. Chapter 10-resource-manager.
#pragma once

#include "contracts/requirement.hpp"
#include "reference/resource_manager/protected_bucket.hpp"
#include "reference/resource_manager/slot_set.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace plumbline {

enum class Bucket : std::uint8_t { none, general, congestion, protected_ };

constexpr std::string_view name(Bucket bucket) {
    constexpr std::array<std::string_view, 4> names{"none", "general", "congestion", "protected"};
    return names[static_cast<std::size_t>(bucket)];
}

/// An HTLC that is irrevocably committed on its incoming channel and is to be forwarded.
template <class N = Running>
struct HtlcOffer {
    BOOST_HANA_DEFINE_STRUCT(HtlcOffer, (HtlcRef, htlc),                   // incoming channel and ID there
                             (Scid, outgoing),                             // the selected outgoing channel (CH-3)
                             (Msat<N>, incoming_amount),                   // occupies the incoming channel
                             (Msat<N>, outgoing_amount),                   // at most the incoming amount
                             (Msat<N>, fee),                               // what the local policy charges (OC-5)
                             (Height<N>, cltv_expiry),                     // of the incoming HTLC
                             (Height<N>, height_added),                    // when the incoming HTLC was committed
                             (typename N::Bool, incoming_accountable),     // in the received update_add_htlc
                             (typename N::Bool, upgrade_accountability));  // in the onion payload or the encrypted data
    friend constexpr bool operator==(const HtlcOffer&, const HtlcOffer&) = default;
};

/// The requirements on the path of a decision, in order.
class RulePath {
public:
    constexpr void push_back(contracts::RequirementId id) { ids_[size_++] = id; }

    [[nodiscard]] constexpr const contracts::RequirementId* begin() const { return ids_.data(); }

    [[nodiscard]] constexpr const contracts::RequirementId* end() const { return ids_.data() + size_; }

private:
    std::array<contracts::RequirementId, 6> ids_{};
    std::uint8_t size_ = 0;
};

/// The answer (RM-8). A failed HTLC is failed with `temporary_channel_failure`; where its signal was corrupted, with
/// corrupted_signal_failure().
template <class N = Running>
struct Verdict {
    Bucket bucket = Bucket::none;   ///< none: the HTLC is to be failed
    bool signal_corrupted = false;  ///< failed because of AS-5
    bool threshold_asked = false;   ///< whether the decision depended on reputation
    typename N::Bool outgoing_accountable{false};
    typename N::SlotSet slots;  ///< the general slots that it takes; empty otherwise
    Standing<N> standing;
    RulePath path;

    [[nodiscard]] constexpr bool forwarded() const { return bucket != Bucket::none; }
};

}  // namespace plumbline
