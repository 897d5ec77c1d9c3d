#include "tests/conformance/values/naive.hpp"

#include "reference/resource_manager/slot_assignment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plumbline::values {
namespace {

struct Sum {
    std::int64_t value = 0;
    std::uint64_t last = 0;
    std::uint64_t first_touch = std::numeric_limits<std::uint64_t>::max();
    bool refused = false;
};

std::int64_t nearest(double value) {
    constexpr double limit = 0x1p63;
    return value >= limit    ? std::numeric_limits<std::int64_t>::max()
           : value <= -limit ? -std::numeric_limits<std::int64_t>::max()
                             : static_cast<std::int64_t>(std::round(value));
}

std::int64_t sum_of(std::int64_t a, std::int64_t b, const AverageMistake& mistake) {
    constexpr Int128 limit = std::numeric_limits<std::int64_t>::max();
    const Int128 sum = Int128{a} + b;
    const Int128 held = mistake.wraps ? sum : std::clamp(sum, -limit, limit);
    return static_cast<std::int64_t>(mistake.never_negative ? std::max(held, Int128{0}) : held);
}

std::int64_t left(const Sum& sum, std::uint64_t now, std::uint64_t window, Profile profile,
                  const AverageMistake& mistake) {
    if (now <= sum.last) {
        return sum.value;
    }
    return nearest(static_cast<double>(sum.value) * mistake.kept(now - sum.last, window, profile));
}

Sum replay(const History& history, std::uint64_t window, Profile profile, const AverageMistake& mistake) {
    Sum sum{0, history.start};
    for (const Step& step : history.steps) {
        for_each_time(step, [&](std::uint64_t time) {
            sum.refused = sum.refused || (mistake.refuses_to_go_back && time < sum.last);
            if (step.add_msat.value_or(0) == 0) {
                return;
            }
            sum.value = sum_of(left(sum, time, window, profile, mistake), *step.add_msat, mistake);
            sum.last = mistake.follows_clock_back ? time : std::max(sum.last, time);
            sum.first_touch = std::min(sum.first_touch, time);
        });
    }
    return sum;
}

}  // namespace

double kept(std::uint64_t elapsed, std::uint64_t window, Profile profile) {
    const double windows = static_cast<double>(elapsed) / static_cast<double>(window);
    return profile == Profile::draft ? std::exp2(-2.0 * windows) : std::exp(-windows);
}

double divisor(double windows, double count) {
    return std::clamp(windows, 1.0, count);
}

Outcome hurried(const DecayingAverageInputs& inputs, const AverageMistake& mistake) {
    const Sum sum = replay(inputs.history, inputs.history.window, inputs.profile, mistake);
    if (sum.refused || (mistake.refuses_to_go_back && inputs.read_at < sum.last)) {
        return std::nullopt;
    }
    return Int128{left(sum, inputs.read_at, inputs.history.window, inputs.profile, mistake)};
}

Outcome hurried(const WindowAverageInputs& inputs, const AverageMistake& mistake) {
    const History& history = inputs.history;
    const std::uint64_t span = mistake.decays_in_one_window ? history.window : history.window * history.count;
    const Sum sum = replay(history, span, inputs.profile, mistake);
    const std::uint64_t reached = std::max(inputs.read_at, sum.last);
    const std::uint64_t start = mistake.starts_at_first_touch ? std::min(reached, sum.first_touch) : history.start;
    const double windows = static_cast<double>(reached - start) / static_cast<double>(history.window);
    const auto value = static_cast<double>(left(sum, inputs.read_at, span, inputs.profile, mistake));
    const double average = value / mistake.divisor(windows, history.count);
    return std::isnan(average) ? Outcome{} : Int128{nearest(average)};
}

Outcome hurried(const SlotAssignmentInputs& inputs, Scid incoming, Scid outgoing, std::uint32_t (*word)(std::uint32_t),
                std::size_t draws) {
    const std::size_t wanted = pair_slot_allocation(inputs.slots, {});
    KeyStream words(inputs.salt, incoming, outgoing);
    AssignedSlots assigned;
    std::vector<std::uint32_t>& slots = assigned.slots;
    for (std::size_t i = 0; slots.size() < wanted; ++i) {
        if (i == std::min(draws * wanted, KeyStream::size())) {
            return std::nullopt;
        }
        const std::uint32_t slot = word(words[i]) % inputs.slots;
        if (std::find(slots.begin(), slots.end(), slot) == slots.end()) {
            slots.push_back(slot);
        }
    }
    return assigned;
}

}  // namespace plumbline::values
