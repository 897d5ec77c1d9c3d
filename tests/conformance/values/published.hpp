// Published values: what the specification allows for given inputs, for whoever tests an implementation in any
// language.
//
// spec/1-resource-manager/values holds them as JSON, one file for each subject; its README says how to use them.
#pragma once

#include "reference/number/checked.hpp"
#include "reference/resource_manager/salt.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::values {

enum class Profile : std::uint8_t { draft, later };

/// What is done with an average: an addition, or a read whose result is dropped. `times` times, the first at `time`,
/// each `every` seconds after the one before.
struct Step {
    std::uint64_t time = 0;
    std::optional<std::int64_t> add_msat;
    std::uint32_t times = 1;
    std::uint64_t every = 0;
    friend bool operator==(const Step&, const Step&) = default;
};

/// An average that begins empty at `start`.
struct History {
    std::uint64_t window = 1;
    std::uint32_t count = 1;  ///< of windows; for reputation and a plain decaying average 1
    std::uint64_t start = 0;
    std::vector<Step> steps{};
    friend bool operator==(const History&, const History&) = default;
};

struct DecayingAverageInputs {
    Profile profile{};
    History history;
    std::uint64_t read_at = 0;
    friend bool operator==(const DecayingAverageInputs&, const DecayingAverageInputs&) = default;
};

struct WindowAverageInputs {
    Profile profile{};
    History history;
    std::uint64_t read_at = 0;
    friend bool operator==(const WindowAverageInputs&, const WindowAverageInputs&) = default;
};

struct OpportunityCostInputs {
    std::uint64_t resolution_period = 0;
    std::uint64_t held = 0;
    std::uint64_t fee = 0;
    friend bool operator==(const OpportunityCostInputs&, const OpportunityCostInputs&) = default;
};

struct EffectiveFeeInputs {
    std::uint64_t resolution_period = 0;
    std::uint64_t added_at = 0;
    std::uint64_t resolved_at = 0;
    std::uint64_t fee = 0;
    bool accountable = false;
    bool settled = false;
    friend bool operator==(const EffectiveFeeInputs&, const EffectiveFeeInputs&) = default;
};

/// What the risk of an HTLC depends on.
struct RiskyHtlc {
    std::uint64_t fee = 0;
    std::uint32_t height_added = 0;
    std::uint32_t cltv_expiry = 0;
    friend bool operator==(const RiskyHtlc&, const RiskyHtlc&) = default;
};

/// Accountable HTLCs that are in flight on one outgoing channel.
struct InFlightRiskInputs {
    std::uint64_t resolution_period = 0;
    std::vector<RiskyHtlc> htlcs;
    friend bool operator==(const InFlightRiskInputs&, const InFlightRiskInputs&) = default;
};

struct SlotAssignmentInputs {
    Salt salt{};
    Scid incoming{};
    Scid outgoing{};
    std::uint32_t slots = 0;
    friend bool operator==(const SlotAssignmentInputs&, const SlotAssignmentInputs&) = default;
};

struct BucketSplitInputs {
    std::uint32_t max_accepted_htlcs = 0;
    std::uint64_t max_in_flight = 0;
    std::uint32_t general_percent = 0;
    std::uint32_t congestion_percent = 0;
    friend bool operator==(const BucketSplitInputs&, const BucketSplitInputs&) = default;
};

/// An empty congestion bucket.
struct CongestionAmountInputs {
    std::uint32_t slots = 0;
    std::uint64_t capacity = 0;
    friend bool operator==(const CongestionAmountInputs&, const CongestionAmountInputs&) = default;
};

struct SufficiencyInputs {
    Profile profile{};
    std::uint64_t resolution_period = 0;
    History reputation;  ///< of the outgoing channel
    History revenue;     ///< of the incoming channel
    std::vector<RiskyHtlc> in_flight;
    RiskyHtlc htlc;
    std::uint64_t now = 0;
    friend bool operator==(const SufficiencyInputs&, const SufficiencyInputs&) = default;
};

/// Every whole number from `lowest` to `highest` is allowed, and no other.
struct Range {
    std::string exact;  ///< decimal, to the nearest in the 20th place; saturated as the value is
    Int128 lowest = 0;
    Int128 highest = 0;
    Int128 rounded = 0;  ///< with every rounding to the nearest, as the reference has it
    friend bool operator==(const Range&, const Range&) = default;
};

/// In the order of assignment.
struct AssignedSlots {
    std::vector<std::uint32_t> slots;
    friend bool operator==(const AssignedSlots&, const AssignedSlots&) = default;
};

struct BucketSizes {
    std::array<std::uint32_t, 3> slots{};  ///< general, congestion, protected
    std::array<std::uint64_t, 3> msat{};
    std::uint32_t pair_slots = 0;
    std::uint64_t slot_msat = 0;
    std::uint64_t pair_msat = 0;
    friend bool operator==(const BucketSizes&, const BucketSizes&) = default;
};

/// The largest amount that the bucket takes; none: it takes nothing.
struct LargestAmount {
    std::optional<std::uint64_t> msat;
    friend bool operator==(const LargestAmount&, const LargestAmount&) = default;
};

enum class Sufficient : std::uint8_t { no, yes, either };

struct Sufficiency {
    Range margin;  ///< reputation - in_flight_risk - incoming_revenue_threshold
    Sufficient sufficient{};
    friend bool operator==(const Sufficiency&, const Sufficiency&) = default;
};

using Inputs = std::variant<DecayingAverageInputs, WindowAverageInputs, OpportunityCostInputs, EffectiveFeeInputs,
                            InFlightRiskInputs, SlotAssignmentInputs, BucketSplitInputs, CongestionAmountInputs,
                            SufficiencyInputs>;
using Answer = std::variant<Range, AssignedSlots, BucketSizes, LargestAmount, Sufficiency>;

/// One file each, in the order of Inputs.
enum class Subject : std::uint8_t {
    decaying_average,
    window_average,
    opportunity_cost,
    effective_fee,
    in_flight_risk,
    slot_assignment,
    bucket_split,
    congestion_amount,
    sufficiency,
};

inline constexpr std::array<std::string_view, std::variant_size_v<Inputs>> subject_names{
    "decaying-average", "window-average", "opportunity-cost",  "effective-fee", "in-flight-risk",
    "slot-assignment",  "bucket-split",   "congestion-amount", "sufficiency"};

constexpr std::string_view name(Subject subject) {
    return subject_names[static_cast<std::size_t>(subject)];
}

/// One published value.
struct Value {
    std::string name;  ///< unique in its file: a-z, 0-9 and "-"
    std::vector<std::string> requirements;
    Inputs inputs;
    Answer answer;
    std::vector<std::string> catches;  ///< deviations and mistakes (mistakes.hpp) that give another answer
    std::string note;                  ///< may be empty
    friend bool operator==(const Value&, const Value&) = default;
};

/// A file.
struct ValueFile {
    Subject subject{};
    std::vector<Value> values;
    friend bool operator==(const ValueFile&, const ValueFile&) = default;
};

}  // namespace plumbline::values
