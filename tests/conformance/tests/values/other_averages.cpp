#include "tests/conformance/tests/values/other_arithmetic.hpp"

#include <algorithm>
#include <ios>
#include <string>

namespace plumbline::values::other {
namespace {

const Whole limit = (Whole(1) << 63) - 1;
const Decimal tolerance = Decimal(1) / Decimal(Whole(1) << 44);

// DA-2, DA-3. Exact where a half is taken a whole number of times.
Decimal kept(std::uint64_t elapsed, std::uint64_t window, Profile profile) {
    const Whole twice = 2 * Whole(elapsed);
    if (twice / window > 1'000'000) {
        return Decimal("1e-100000");  // above 0, and that is all that matters
    }
    if (profile == Profile::later) {
        return exp(-Decimal(elapsed) / Decimal(window));
    }
    const Whole halvings = twice / window;
    const Decimal rest = Decimal(twice % window) / Decimal(window);
    const Decimal whole = Decimal(1) / Decimal(Whole(1) << static_cast<unsigned>(halvings));
    return twice % window == 0 ? whole : whole * exp(-rest * log(Decimal(2)));
}

Whole saturated(const Whole& value) {
    return std::clamp<Whole>(value, -limit, limit);
}

// By its digits: Boost's own conversion negates the smallest exponent on its way, which is undefined.
Whole whole(const Decimal& integer) {
    const std::string digits = integer.str(0, std::ios_base::fixed);  // "-12.000…"
    return Whole(digits.substr(0, digits.find('.')));
}

Whole nearest(const Decimal& value) {
    return whole(value < 0 ? Decimal(-floor(-value + Decimal("0.5"))) : Decimal(floor(value + Decimal("0.5"))));
}

/// numerator / denominator, halves away from zero; denominator > 0.
Whole nearest_quotient(const Whole& numerator, const Whole& denominator) {
    const Whole twice = 2 * abs(numerator) + denominator;
    const Whole size = twice / (2 * denominator);
    return numerator < 0 ? -size : size;
}

// DA-7: |v - x| <= 1 + |x| · 2^-44, without a difference that would lose the digits of a small x.
bool high_enough(const Whole& v, const Decimal& x) {
    return Decimal(v + 1) >= x - abs(x) * tolerance;
}

bool low_enough(const Whole& v, const Decimal& x) {
    return Decimal(v - 1) <= x + abs(x) * tolerance;
}

Whole lowest_read(const Decimal& x) {
    Whole v = whole(floor(x - abs(x) * tolerance)) - 3;
    while (!high_enough(v, x)) {
        ++v;
    }
    return std::max<Whole>(v, -limit);
}

Whole highest_read(const Decimal& x) {
    Whole v = whole(ceil(x + abs(x) * tolerance)) + 3;
    while (!low_enough(v, x)) {
        --v;
    }
    return std::min<Whole>(v, limit);
}

struct Sum {
    Decimal exact = 0;
    Whole lowest = 0;
    Whole highest = 0;
    Whole rounded = 0;
    std::uint64_t last = 0;
    std::uint64_t additions = 0;
    Whole largest = 0;  // V of DA-9

    [[nodiscard]] Sum at(std::uint64_t now, std::uint64_t window, Profile profile) const {
        Sum read = *this;
        if (now <= last) {
            return read;
        }
        const Decimal share = kept(now - last, window, profile);
        read.exact = exact * share;
        read.lowest = lowest_read(Decimal(lowest) * share);
        read.highest = highest_read(Decimal(highest) * share);
        read.rounded = nearest(Decimal(rounded) * share);
        read.last = now;
        return read;
    }

    void add(std::int64_t amount) {
        exact = std::clamp<Decimal>(exact + amount, Decimal(-limit), Decimal(limit));
        lowest = saturated(lowest + amount);
        highest = saturated(highest + amount);
        rounded = saturated(rounded + amount);
        ++additions;
        largest = std::max<Whole>({largest, abs(lowest), abs(highest)});
    }

    // DA-9 at the last addition, with one tolerance more for a read.
    [[nodiscard]] Decimal error_bound() const {
        return Decimal(additions + 1) * (Decimal(1) + Decimal(largest) * tolerance);
    }
};

Sum after(const History& history, std::uint64_t span, Profile profile) {
    Sum sum;
    sum.last = history.start;
    for (const Step& step : history.steps) {
        for (std::uint64_t i = 0; i < step.times && step.add_msat.value_or(0) != 0; ++i) {
            sum = sum.at(step.time + i * step.every, span, profile);
            sum.add(*step.add_msat);
        }
    }
    return sum;
}

Allowed per_window(const History& history, std::uint64_t now, Profile profile) {
    const std::uint64_t span = history.window * history.count;
    const Sum stored = after(history, span, profile);
    const Sum sum = stored.at(now, span, profile);
    const Whole age = std::max(now, stored.last) - history.start;
    const Whole divisor = std::clamp<Whole>(age, history.window, span);
    const auto quotient = [&](const Whole& value) { return nearest_quotient(value * history.window, divisor); };
    const Whole low = quotient(sum.lowest) - 1;
    const Whole high = quotient(sum.highest) + 1;
    return {sum.exact * Decimal(history.window) / Decimal(divisor),
            sum.lowest >= 0 ? std::max<Whole>(low, 0) : std::max<Whole>(low, -limit),
            sum.highest <= 0 ? std::min<Whole>(high, 0) : std::min<Whole>(high, limit), quotient(sum.rounded),
            sum.error_bound() + 2};
}

Allowed in_sum(const History& history, std::uint64_t now, Profile profile) {
    const Sum sum = after(history, history.window, profile).at(now, history.window, profile);
    return {sum.exact, sum.lowest, sum.highest, sum.rounded, sum.error_bound()};
}

// OC-1 to OC-3.
Allowed cost(const Whole& held, std::uint64_t fee, std::uint64_t period) {
    const Whole late = held > period ? Whole(held - period) : Whole(0);
    const Whole product = late * fee;
    const Whole rounded = nearest_quotient(product, period);
    const Whole below = rounded - 1;
    return {std::min<Decimal>(Decimal(product) / Decimal(period), Decimal(limit)),
            product == 0 ? Whole(0) : std::clamp<Whole>(below, 0, limit),
            product == 0 ? Whole(0) : std::min<Whole>(rounded + 1, limit), std::min(rounded, limit), 0};
}

Allowed minus(const Allowed& a, const Allowed& b) {
    return {a.exact - b.exact, a.lowest - b.highest, a.highest - b.lowest, a.rounded - b.rounded, 0};
}

Allowed plus(const Allowed& a, const Allowed& b) {
    return {a.exact + b.exact, a.lowest + b.lowest, a.highest + b.highest, a.rounded + b.rounded, 0};
}

Allowed exactly(std::uint64_t value) {
    return {Decimal(value), value, value, value, 0};
}

Allowed risk(const RiskyHtlc& htlc, std::uint64_t period) {
    return cost((Whole(htlc.cltv_expiry) - htlc.height_added) * 600, htlc.fee, period);
}

}  // namespace

Allowed allowed(const DecayingAverageInputs& inputs) {
    return in_sum(inputs.history, inputs.read_at, inputs.profile);
}

Allowed allowed(const WindowAverageInputs& inputs) {
    return per_window(inputs.history, inputs.read_at, inputs.profile);
}

Allowed allowed(const OpportunityCostInputs& inputs) {
    return cost(inputs.held, inputs.fee, inputs.resolution_period);
}

Allowed allowed(const EffectiveFeeInputs& inputs) {
    const Whole held = std::max<Whole>(Whole(inputs.resolved_at) - inputs.added_at, 0);
    const Allowed earned = exactly(inputs.settled ? inputs.fee : 0);
    if (inputs.accountable) {
        return minus(earned, cost(held, inputs.fee, inputs.resolution_period));
    }
    return held <= inputs.resolution_period ? earned : exactly(0);
}

Allowed allowed(const InFlightRiskInputs& inputs) {
    Allowed sum = exactly(0);
    for (const RiskyHtlc& htlc : inputs.htlcs) {
        sum = plus(sum, risk(htlc, inputs.resolution_period));
    }
    return sum;
}

Allowed allowed(const SufficiencyInputs& inputs) {
    Allowed margin = minus(in_sum(inputs.reputation, inputs.now, inputs.profile),
                           per_window(inputs.revenue, inputs.now, inputs.profile));
    margin = minus(margin, allowed(InFlightRiskInputs{inputs.resolution_period, inputs.in_flight}));
    return minus(margin, risk(inputs.htlc, inputs.resolution_period));
}

}  // namespace plumbline::values::other
