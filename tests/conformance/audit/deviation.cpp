#include "tests/conformance/audit/deviation.hpp"

#include <algorithm>
#include <array>

namespace plumbline::conformance {
namespace {

using contracts::req;

template <contracts::FixedString... Ids>
constexpr std::array<contracts::RequirementId, sizeof...(Ids)> broken{req<Ids>...};

constexpr std::array deviations{
    Deviation{"bucket-split-rounded", "the buckets' percentages are rounded to the nearest, not floored",
              broken<"PA-6">, [](Rules& rules) { rules.bucket_split = BucketSplit::rounded; }},
    Deviation{"minimum-sizes", "channels below 12 HTLCs or 1 000 000 msat in flight are refused", broken<"PA-7">,
              [](Rules& rules) { rules.minimum_sizes = MinimumSizes::some; }},
    Deviation{"decay-half-life-ln2",
              "averages decay as e^(-t/window): a half-life of ln 2 windows in place of half a window", broken<"DA-2">,
              [](Rules& rules) { rules.decay_rate = DecayRate::exponential; }},
    Deviation{"read-stores-rounded", "every read of an average stores the rounded value and the time",
              broken<"DA-5", "CV-7">, [](Rules& rules) { rules.average_read = AverageRead::stores_rounded; }},
    Deviation{"threshold-six-windows",
              "revenue is averaged over 6 windows, divided by max(6(1 - e^(-age/6 windows)), 1)",
              broken<"WA-2", "WA-5">, [](Rules& rules) { rules.window_divisor = WindowDivisor::six_windows_warmup; }},
    Deviation{"resolve-before-add-is-error",
              "a resolution dated before its addition is an error, after the resources were freed",
              broken<"OC-6", "CV-7">, [](Rules& rules) { rules.early_resolution = EarlyResolution::refused; }},
    Deviation{"fee-is-offered", "the fee is what was offered, not what the local policy charges", broken<"OC-5">,
              [](Rules& rules) { rules.fee_source = FeeSource::offered; }},
    Deviation{"pair-slots-rounded-up", "5 % of the general slots is rounded up", broken<"GB-1">,
              [](Rules& rules) { rules.pair_slots = PairSlots::rounded_up; }},
    Deviation{"slot-liquidity-is-pair-share", "each slot of a pair holds what the whole pair may hold",
              broken<"GB-2", "GB-3", "GB-15">, [](Rules& rules) { rules.slot_liquidity = SlotLiquidity::pair_share; }},
    Deviation{"slot-words-xored", "from the second on, a slot index is the XOR of all key stream words so far",
              broken<"GB-5">, [](Rules& rules) { rules.slot_words = SlotWords::xored; }},
    Deviation{"slot-tries-ten", "slot assignment gives up after ten draws per wanted slot", broken<"GB-6">,
              [](Rules& rules) { rules.slot_tries = SlotTries::ten_per_slot; }},
    Deviation{"salt-from-outgoing-scid",
              "the salt is SHA-256(node salt, outgoing scid), not the incoming channel's own", broken<"GB-7">,
              [](Rules& rules) { rules.salt_source = SaltSource::from_outgoing; }},
    Deviation{"slots-freed-first-used",
              "a resolved HTLC frees the first slots that its pair uses, whichever HTLC took them", broken<"GB-12">,
              [](Rules& rules) { rules.slots_freed = SlotsFreed::first_used; }},
    Deviation{"congestion-in-flight-any-incoming",
              "an HTLC in any incoming channel's congestion bucket closes all of them", broken<"CB-1">,
              [](Rules& rules) { rules.congestion_in_flight = CongestionInFlight::any_incoming; }},
    Deviation{"congestion-amount-at-most", "the congestion bucket takes amounts up to and including capacity / slots",
              broken<"CB-6">, [](Rules& rules) { rules.congestion_amount = CongestionAmount::at_most_floored; }},
    Deviation{"upgrade-not-asked", "upgrade_accountability is not looked at", broken<"AS-4", "AS-5", "CB-4", "PB-4">,
              [](Rules& rules) { rules.upgrade = Upgrade::not_asked; }},
    Deviation{"duplicate-per-outgoing", "an HTLC ID is unique only among the HTLCs of one outgoing channel",
              broken<"RM-12">, [](Rules& rules) { rules.htlc_identity = HtlcIdentity::per_outgoing; }},
};

}  // namespace

std::span<const Deviation> known_deviations() {
    return deviations;
}

const Deviation* find_deviation(std::string_view name) {
    const auto* found =
        std::find_if(deviations.begin(), deviations.end(), [&](const Deviation& known) { return known.name == name; });
    return found == deviations.end() ? nullptr : found;
}

}  // namespace plumbline::conformance
