// Variation points: the rules that a profile, a known deviation or a mutant may replace. The first alternative of each
// is the specification's. spec/deviations says what each other alternative breaks, and who does it.
#pragma once

#include <cstdint>

namespace plumbline {

/// What is left of an average's contribution after a time t, with window W.
enum class DecayRate : std::uint8_t {
    draft,        ///< (1/2)^(2t/W), DA-2
    exponential,  ///< e^(-t/W): the later text, DA-3
};
/// Whether a read of an average leaves a trace.
enum class AverageRead : std::uint8_t {
    pure,            ///< DA-5
    stores_rounded,  ///< the rounded value and the time are stored at every read
};
/// What a window average is divided by.
enum class WindowDivisor : std::uint8_t {
    elapsed_windows,     ///< clamp(age/window, 1, count), WA-2
    six_windows_warmup,  ///< count is 6 and the divisor max(6·(1 - e^(-age/(6W))), 1)
};
/// How percentages of a total become whole slots and msat.
enum class BucketSplit : std::uint8_t {
    floored,  ///< PA-6
    rounded,  ///< to the nearest, halves up; protected is still the rest
};
/// How 5 % of the general slots become a whole number.
enum class PairSlots : std::uint8_t {
    floored,     ///< GB-1
    rounded_up,  ///< ceil
};
/// How much liquidity one general slot stands for.
enum class SlotLiquidity : std::uint8_t {
    unit,        ///< floor(capacity / slots), GB-2
    pair_share,  ///< the pair's whole share, floor(capacity · allocation / slots)
};
/// What each draw of a slot index takes from the key stream.
enum class SlotWords : std::uint8_t {
    fresh,  ///< four bytes, GB-5
    xored,  ///< four bytes XORed into those drawn before
};
/// How many draws an assignment may take.
enum class SlotTries : std::uint8_t {
    completed,     ///< 1024 words, then completed from the lowest index, GB-6
    ten_per_slot,  ///< ten per wanted slot, then an error
};
/// Whose salt keys a pair's slots.
enum class SaltSource : std::uint8_t {
    own,            ///< the incoming channel's own, GB-7
    from_outgoing,  ///< SHA-256(node salt | outgoing scid)
};
/// Which slots a resolved HTLC gives back.
enum class SlotsFreed : std::uint8_t {
    recorded,    ///< those it took, GB-12
    first_used,  ///< the first ones that its pair uses, in assignment order
};
/// What the congestion bucket's "one in flight" looks at.
enum class CongestionInFlight : std::uint8_t {
    pair,          ///< this incoming channel's bucket, CB-1
    any_incoming,  ///< the congestion buckets of all incoming channels
};
/// The largest amount that the congestion bucket takes.
enum class CongestionAmount : std::uint8_t {
    below_share,      ///< amount < capacity / slots, CB-6
    at_most_floored,  ///< amount <= floor(capacity / slots)
};
/// Whether `upgrade_accountability` is looked at.
enum class Upgrade : std::uint8_t {
    required,   ///< AS-4, AS-5, CB-4, PB-4
    not_asked,  ///< every HTLC is treated as if it were there
};
/// The smallest channel that is taken.
enum class MinimumSizes : std::uint8_t {
    none,  ///< PA-7
    some,  ///< 12 HTLCs, 1 000 000 msat in flight
};
/// Within what an HTLC ID is unique.
enum class HtlcIdentity : std::uint8_t {
    per_manager,   ///< (incoming, htlc_id), RM-12
    per_outgoing,  ///< (incoming, htlc_id, outgoing)
};
/// What a resolution dated before its addition is.
enum class EarlyResolution : std::uint8_t {
    instant,  ///< held for 0 s, OC-6
    refused,  ///< an error, after the resources were freed
};
/// Which fee counts.
enum class FeeSource : std::uint8_t {
    policy,   ///< what the local policy charges, OC-5
    offered,  ///< incoming amount - outgoing amount
};

/// One choice at every variation point. A default-constructed value is the specification under the pinned draft.
struct Rules {
    DecayRate decay_rate{};
    AverageRead average_read{};
    WindowDivisor window_divisor{};
    BucketSplit bucket_split{};
    PairSlots pair_slots{};
    SlotLiquidity slot_liquidity{};
    SlotWords slot_words{};
    SlotTries slot_tries{};
    SaltSource salt_source{};
    SlotsFreed slots_freed{};
    CongestionInFlight congestion_in_flight{};
    CongestionAmount congestion_amount{};
    Upgrade upgrade{};
    MinimumSizes minimum_sizes{};
    HtlcIdentity htlc_identity{};
    EarlyResolution early_resolution{};
    FeeSource fee_source{};
    friend constexpr bool operator==(const Rules&, const Rules&) = default;
};

/// The pinned draft, commit 3d7d840 (CV-5).
inline constexpr Rules draft_profile{};
/// The later text, as far as it is known: decay e^(-t/window) (CV-5, DA-3).
inline constexpr Rules later_profile{.decay_rate = DecayRate::exponential};

}  // namespace plumbline
