#include "tests/conformance/values/evaluate.hpp"

#include "tests/conformance/oracle/enclosing.hpp"
#include "tests/conformance/oracle/exact.hpp"
#include "tests/conformance/values/replay.hpp"

#include <algorithm>

namespace plumbline::values {
namespace {

using oracle::Enclosing;
using oracle::ExactAverage;
using oracle::Interval;
using oracle::Keeping;
using oracle::Real;

constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max();

Real plus(Real a, Real b) {
    mpfi_add(a.get(), a.get(), b.get());
    return a;
}

Real negated(Real a) {
    mpfi_neg(a.get(), a.get());
    return a;
}

DecayRate rate_of(Profile profile) {
    return profile == Profile::draft ? DecayRate::draft : DecayRate::exponential;
}

// The decayed sum over the reals or as kept in whole msat; per window if `per_window` (WA-2).
Real average(const History& history, Profile profile, std::uint64_t now, Keeping keeping, bool per_window) {
    const std::uint64_t span = history.window * history.count;
    ExactAverage sum(history.start, span, rate_of(profile), keeping);
    for (const Step& step : history.steps) {
        for_each_time(step, [&](std::uint64_t time) { sum.add(step.add_msat.value_or(0), time); });
    }
    Real read = sum.at(now);
    if (!per_window) {
        return read;
    }
    const std::uint64_t age = std::max(now, sum.last_update()) - history.start;
    Real share = oracle::quotient(Int128{history.window}, Int128{std::clamp(age, history.window, span)});
    mpfi_mul(read.get(), read.get(), share.get());
    return keeping == Keeping::nearest ? Real(read.nearest()) : read;
}

Real cost(std::uint64_t held, std::uint64_t fee, std::uint64_t period, Keeping keeping) {
    const Int128 late = held > period ? Int128{held - period} : 0;
    const Int128 product = late * Int128{fee};
    if (product / Int128{period} >= limit) {
        return Real(limit);  // OC-3
    }
    Real exact = oracle::quotient(product, Int128{period});
    return keeping == Keeping::nearest ? Real(exact.nearest()) : exact;
}

Real risk(const RiskyHtlc& htlc, std::uint64_t period, Keeping keeping) {
    return cost(std::uint64_t{htlc.cltv_expiry - htlc.height_added} * seconds_per_block, htlc.fee, period, keeping);
}

Real risk(const std::vector<RiskyHtlc>& htlcs, std::uint64_t period, Keeping keeping) {
    Real sum(std::int64_t{0});
    for (const RiskyHtlc& htlc : htlcs) {
        sum = plus(sum, risk(htlc, period, keeping));
    }
    return sum;
}

Real exactly(const DecayingAverageInputs& inputs, Keeping keeping) {
    return average(inputs.history, inputs.profile, inputs.read_at, keeping, false);
}

Real exactly(const WindowAverageInputs& inputs, Keeping keeping) {
    return average(inputs.history, inputs.profile, inputs.read_at, keeping, true);
}

Real exactly(const OpportunityCostInputs& inputs, Keeping keeping) {
    return cost(inputs.held, inputs.fee, inputs.resolution_period, keeping);
}

Real exactly(const EffectiveFeeInputs& inputs, Keeping keeping) {
    const std::uint64_t held = inputs.resolved_at > inputs.added_at ? inputs.resolved_at - inputs.added_at : 0;
    const Real fee(std::int64_t(inputs.settled ? inputs.fee : 0));
    if (inputs.accountable) {
        return plus(fee, negated(cost(held, inputs.fee, inputs.resolution_period, keeping)));
    }
    return held <= inputs.resolution_period ? fee : Real(std::int64_t{0});
}

Real exactly(const InFlightRiskInputs& inputs, Keeping keeping) {
    return risk(inputs.htlcs, inputs.resolution_period, keeping);
}

Real exactly(const SufficiencyInputs& inputs, Keeping keeping) {
    const Real reputation = average(inputs.reputation, inputs.profile, inputs.now, keeping, false);
    const Real threshold = average(inputs.revenue, inputs.profile, inputs.now, keeping, true);
    const Real in_flight = plus(risk(inputs.in_flight, inputs.resolution_period, keeping),
                                risk(inputs.htlc, inputs.resolution_period, keeping));
    return plus(reputation, negated(plus(in_flight, threshold)));
}

template <class Any>
Range range_of(const Any& inputs, const Interval& interval) {
    return {exactly(inputs, Keeping::reals).decimal(), interval.low().get(), interval.high().get(),
            exactly(inputs, Keeping::nearest).nearest()};
}

// Counts are exact: where no tolerance is given, the oracle's answer is the reference's.
template <class N>
BucketSizes sizes(const BucketSplitInputs& inputs, const Rules& rules) {
    Parameters<N> parameters;
    parameters.general_percent = inputs.general_percent;
    parameters.congestion_percent = inputs.congestion_percent;
    const auto slots = split(Slots<N>(inputs.max_accepted_htlcs), parameters, rules);
    const auto msat = split(Msat<N>(inputs.max_in_flight), parameters, rules);
    const auto count = [](const Slots<N>& some) { return static_cast<std::uint32_t>(some.count().get()); };
    const std::size_t pair_slots = pair_slot_allocation(static_cast<std::size_t>(slots.general.count().get()), rules);
    const Msat<N> unit = slot_liquidity(empty_bucket(slots.general, msat.general), Slots<N>(pair_slots), rules);
    const auto held = unit.count() * typename N::Natural(pair_slots);
    return {{count(slots.general), count(slots.congestion), count(slots.protected_)},
            {msat.general.count().get(), msat.congestion.count().get(), msat.protected_.count().get()},
            static_cast<std::uint32_t>(pair_slots),
            unit.count().get(),
            held.get()};
}

std::optional<std::uint64_t> largest_amount(const CongestionAmountInputs& inputs, const Rules& rules) {
    const auto bucket = empty_bucket<Running>(Slots<>(inputs.slots), Msat<>(inputs.capacity));
    const auto admits = [&](std::uint64_t amount) {
        return congestion_admits(bucket, CongestionHistory<>{}, Slots<>(0), Msat<>(amount), Seconds<>(0),
                                 Parameters<>{}, rules);
    };
    if (!admits(0)) {
        return std::nullopt;
    }
    std::uint64_t low = 0;
    std::uint64_t high = inputs.capacity + 1;  // exceeds the bucket
    while (high - low > 1) {
        const std::uint64_t middle = low + (high - low) / 2;
        (admits(middle) ? low : high) = middle;
    }
    return low;
}

std::vector<std::uint32_t> assigned(const SlotAssignmentInputs& inputs, const Rules& rules, bool& refused) {
    const Salt salt =
        rules.salt_source == SaltSource::own ? inputs.salt : salt_from_outgoing(inputs.salt, inputs.outgoing);
    const auto slots = assigned_slots(salt, inputs.incoming, inputs.outgoing, inputs.slots, rules);
    refused = !slots.has_value();
    return slots ? std::vector<std::uint32_t>(slots->begin(), slots->end()) : std::vector<std::uint32_t>{};
}

struct Allowed {
    template <class Any>
    Answer operator()(const Any& inputs) const {
        return range_of(inputs, value_of<Enclosing>(inputs, Rules{}));
    }

    Answer operator()(const SufficiencyInputs& inputs) const {
        const auto standing = standing_of<Enclosing>(inputs, Rules{});
        const Interval margin = standing.with_in_flight_risk().count() - standing.incoming_revenue_threshold.count();
        const oracle::Maybe sufficient = standing.sufficient();
        return Sufficiency{range_of(inputs, margin), !sufficient.known() ? Sufficient::either
                                                     : sufficient        ? Sufficient::yes
                                                                         : Sufficient::no};
    }

    Answer operator()(const SlotAssignmentInputs& inputs) const {
        bool refused = false;
        return AssignedSlots{assigned(inputs, Rules{}, refused)};
    }

    Answer operator()(const BucketSplitInputs& inputs) const { return sizes<Enclosing>(inputs, Rules{}); }

    Answer operator()(const CongestionAmountInputs& inputs) const {
        return LargestAmount{largest_amount(inputs, Rules{})};
    }
};

struct ByReference {
    const Rules& rules;

    template <class Any>
    Outcome operator()(const Any& inputs) const {
        return value_of<Running>(inputs, rules).get();
    }

    Outcome operator()(const EffectiveFeeInputs& inputs) const {
        if (rules.early_resolution == EarlyResolution::refused && inputs.resolved_at < inputs.added_at) {
            return std::nullopt;
        }
        return value_of<Running>(inputs, rules).get();
    }

    Outcome operator()(const SufficiencyInputs& inputs) const {
        return standing_of<Running>(inputs, rules).sufficient();
    }

    Outcome operator()(const SlotAssignmentInputs& inputs) const {
        bool refused = false;
        auto slots = assigned(inputs, rules, refused);
        return refused ? Outcome{} : Outcome{AssignedSlots{std::move(slots)}};
    }

    Outcome operator()(const BucketSplitInputs& inputs) const {
        if (!valid(ChannelLimits<>{Slots<>(inputs.max_accepted_htlcs), Msat<>(inputs.max_in_flight)}, rules)) {
            return std::nullopt;
        }
        return sizes<Running>(inputs, rules);
    }

    Outcome operator()(const CongestionAmountInputs& inputs) const {
        return LargestAmount{largest_amount(inputs, rules)};
    }
};

template <class Expected>
bool is(const Outcome& outcome, const Expected& expected) {
    const auto* const given = std::get_if<Expected>(&*outcome);
    return given != nullptr && *given == expected;
}

struct Admits {
    const Outcome& outcome;

    bool operator()(const Range& range) const {
        const auto* const number = std::get_if<Int128>(&*outcome);
        return number != nullptr && range.lowest <= *number && *number <= range.highest;
    }

    bool operator()(const AssignedSlots& answer) const { return is(outcome, answer); }

    bool operator()(const BucketSizes& answer) const { return is(outcome, answer); }

    bool operator()(const LargestAmount& answer) const { return is(outcome, answer); }

    bool operator()(const Sufficiency& answer) const {
        return answer.sufficient == Sufficient::either ? std::holds_alternative<bool>(*outcome)
                                                       : is(outcome, answer.sufficient == Sufficient::yes);
    }
};

}  // namespace

Answer allowed_by_specification(const Inputs& inputs) {
    return std::visit(Allowed{}, inputs);
}

Outcome reference_outcome(const Inputs& inputs, const Rules& rules) {
    return std::visit(ByReference{rules}, inputs);
}

bool allows(const Answer& answer, const Outcome& outcome) {
    return outcome.has_value() && std::visit(Admits{outcome}, answer);
}

}  // namespace plumbline::values
