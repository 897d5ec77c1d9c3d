// The fields of each object in a values file, said once for reading, writing and the table of names.
//
// `io(name, value, rule)` is called for each field; the rule says how the value is written and what it may be.
#pragma once

#include "reference/resource_manager/parameters.hpp"
#include "tests/conformance/log/field_values.hpp"
#include "tests/conformance/values/published.hpp"

#include <limits>

namespace plumbline::values {

inline constexpr std::array<conformance::Named<Profile>, 2> profile_names{{
    {"draft-3d7d840", Profile::draft},
    {"later", Profile::later},
}};

inline constexpr std::array<conformance::Named<Sufficient>, 3> sufficient_names{{
    {"no", Sufficient::no},
    {"yes", Sufficient::yes},
    {"either", Sufficient::either},
}};

inline constexpr std::uint64_t longest_period = std::uint64_t{1} << 40U;  // PA-10
inline constexpr std::uint64_t latest_time = std::uint64_t{1} << 62U;
inline constexpr std::uint32_t most_times = 10'000;
inline constexpr std::uint32_t highest = std::numeric_limits<std::uint32_t>::max();

// Whole numbers that count msat or seconds are strings of decimal digits, whatever their size.
struct Whole {
    std::uint64_t least, most;
};

struct WholeOrNull {
    std::uint64_t most;
};

struct OptionalInteger {};  ///< of 64 bits with a sign, at least -(2^63 - 1)

struct Wide {};  ///< of 128 bits

struct Decimal {};

// Slots, windows, blocks, percent: JSON numbers.
struct Count {
    std::uint64_t least, most;
};

struct Counts {
    std::uint64_t most;
};

struct Flag {};

struct Name {};

struct NameList {};

struct Requirements {};

struct Note {};  ///< absent where it is empty

struct SaltDigits {};

struct ScidDigits {};  ///< the 64-bit number

template <class Names>
struct OneOf {
    const Names& names;
};
template <class Names>
OneOf(const Names&) -> OneOf<Names>;

struct Part {};

struct List {};

template <class Rule>
constexpr bool may_be_absent(const Rule& /*rule*/) {
    return std::is_same_v<Rule, OptionalInteger> || std::is_same_v<Rule, Note>;
}

template <class Io>
void fields(Io& io, Step& step) {
    io("time_seconds", step.time, Whole{0, latest_time});
    io("add_msat", step.add_msat, OptionalInteger{});
    io("times", step.times, Count{1, most_times});
    io("every_seconds", step.every, Whole{0, longest_period});
}

template <class Io>
void fields_of_steps(Io& io, History& history) {
    io("start_seconds", history.start, Whole{0, latest_time});
    io("steps", history.steps, List{});
}

/// Of a decaying average alone: its window may be that of many windows (OC-12).
template <class Io>
void fields_of_sum(Io& io, History& history) {
    io("window_seconds", history.window, Whole{1, 1000 * longest_period});
    fields_of_steps(io, history);
}

template <class Io>
void fields(Io& io, History& history) {
    io("window_count", history.count, Count{1, 1000});
    io("window_seconds", history.window, Whole{1, longest_period});
    fields_of_steps(io, history);
}

template <class Io>
void fields(Io& io, DecayingAverageInputs& inputs) {
    io("profile", inputs.profile, OneOf{profile_names});
    fields_of_sum(io, inputs.history);
    io("read_at_seconds", inputs.read_at, Whole{0, latest_time});
}

template <class Io>
void fields(Io& io, WindowAverageInputs& inputs) {
    io("profile", inputs.profile, OneOf{profile_names});
    fields(io, inputs.history);
    io("read_at_seconds", inputs.read_at, Whole{0, latest_time});
}

template <class Io>
void fields(Io& io, OpportunityCostInputs& inputs) {
    io("resolution_period_seconds", inputs.resolution_period, Whole{1, longest_period});
    io("held_seconds", inputs.held, Whole{0, latest_time});
    io("fee_msat", inputs.fee, Whole{0, supply_msat});
}

template <class Io>
void fields(Io& io, EffectiveFeeInputs& inputs) {
    io("resolution_period_seconds", inputs.resolution_period, Whole{1, longest_period});
    io("added_at_seconds", inputs.added_at, Whole{0, latest_time});
    io("resolved_at_seconds", inputs.resolved_at, Whole{0, latest_time});
    io("fee_msat", inputs.fee, Whole{0, supply_msat});
    io("accountable", inputs.accountable, Flag{});
    io("settled", inputs.settled, Flag{});
}

template <class Io>
void fields(Io& io, RiskyHtlc& htlc) {
    io("fee_msat", htlc.fee, Whole{0, supply_msat});
    io("height_added", htlc.height_added, Count{0, highest});
    io("cltv_expiry", htlc.cltv_expiry, Count{0, highest});
}

template <class Io>
void fields(Io& io, InFlightRiskInputs& inputs) {
    io("resolution_period_seconds", inputs.resolution_period, Whole{1, longest_period});
    io("htlcs", inputs.htlcs, List{});
}

template <class Io>
void fields(Io& io, SlotAssignmentInputs& inputs) {
    io("salt", inputs.salt, SaltDigits{});
    io("incoming_scid", inputs.incoming, ScidDigits{});
    io("outgoing_scid", inputs.outgoing, ScidDigits{});
    io("general_slots", inputs.slots, Count{1, max_accepted_htlcs_limit});
}

template <class Io>
void fields(Io& io, BucketSplitInputs& inputs) {
    io("max_accepted_htlcs", inputs.max_accepted_htlcs, Count{1, max_accepted_htlcs_limit});
    io("max_htlc_value_in_flight_msat", inputs.max_in_flight, Whole{0, supply_msat});
    io("general_percent", inputs.general_percent, Count{0, 100});
    io("congestion_percent", inputs.congestion_percent, Count{0, 100});
}

template <class Io>
void fields(Io& io, CongestionAmountInputs& inputs) {
    io("slots", inputs.slots, Count{0, max_accepted_htlcs_limit});
    io("capacity_msat", inputs.capacity, Whole{0, supply_msat});
}

/// A reputation: its count of windows is 1 and not written.
struct ReputationOf {
    History& history;
};

template <class Io>
void fields(Io& io, ReputationOf& reputation) {
    fields_of_sum(io, reputation.history);
}

template <class Io>
void fields(Io& io, SufficiencyInputs& inputs) {
    io("profile", inputs.profile, OneOf{profile_names});
    io("resolution_period_seconds", inputs.resolution_period, Whole{1, longest_period});
    ReputationOf reputation{inputs.reputation};
    io("reputation", reputation, Part{});
    io("revenue", inputs.revenue, Part{});
    io("in_flight", inputs.in_flight, List{});
    io("htlc", inputs.htlc, Part{});
    io("now_seconds", inputs.now, Whole{0, latest_time});
}

template <class Io>
void fields(Io& io, Range& range) {
    io("exact", range.exact, Decimal{});
    io("lowest", range.lowest, Wide{});
    io("highest", range.highest, Wide{});
    io("rounded", range.rounded, Wide{});
}

template <class Io>
void fields(Io& io, AssignedSlots& answer) {
    io("slots", answer.slots, Counts{max_accepted_htlcs_limit - 1});
}

template <class Io>
void fields(Io& io, BucketSizes& sizes) {
    constexpr std::uint64_t most_slots = max_accepted_htlcs_limit;
    io("general_slots", sizes.slots[0], Count{0, most_slots});
    io("congestion_slots", sizes.slots[1], Count{0, most_slots});
    io("protected_slots", sizes.slots[2], Count{0, most_slots});
    io("general_msat", sizes.msat[0], Whole{0, supply_msat});
    io("congestion_msat", sizes.msat[1], Whole{0, supply_msat});
    io("protected_msat", sizes.msat[2], Whole{0, supply_msat});
    io("pair_slots", sizes.pair_slots, Count{0, most_slots});
    io("slot_msat", sizes.slot_msat, Whole{0, supply_msat});
    io("pair_msat", sizes.pair_msat, Whole{0, supply_msat});
}

template <class Io>
void fields(Io& io, LargestAmount& answer) {
    io("largest_amount_msat", answer.msat, WholeOrNull{supply_msat});
}

template <class Io>
void fields(Io& io, Sufficiency& answer) {
    io("sufficient", answer.sufficient, OneOf{sufficient_names});
    io("margin_msat", answer.margin, Part{});
}

template <class Io>
void fields(Io& io, Value& value) {
    io("name", value.name, Name{});
    io("requirements", value.requirements, Requirements{});
    io("inputs", value.inputs, Part{});
    io("answer", value.answer, Part{});
    io("catches", value.catches, NameList{});
    io("note", value.note, Note{});
}

}  // namespace plumbline::values
