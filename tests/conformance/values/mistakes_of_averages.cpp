#include "tests/conformance/values/mistakes_of_averages.hpp"

#include "tests/conformance/values/naive.hpp"

#include <algorithm>
#include <cmath>

namespace plumbline::values {
namespace {

using Kept = double(std::uint64_t elapsed, std::uint64_t window, Profile profile);
using Divisor = double(double windows, double count);

template <class Which>
std::function<Outcome(const Inputs&)> by(const AverageMistake& mistake) {
    return [mistake](const Inputs& inputs) -> Outcome { return hurried(std::get<Which>(inputs), mistake); };
}

std::function<Outcome(const Inputs&)> switched(const Rules& rules) {
    return [rules](const Inputs& inputs) { return reference_outcome(inputs, rules); };
}

double rate_rounded(std::uint64_t elapsed, std::uint64_t window, Profile profile) {
    return std::pow(kept(1, window, profile), static_cast<double>(elapsed));
}

double half_life_is_window(std::uint64_t elapsed, std::uint64_t window, Profile profile) {
    return profile == Profile::draft ? std::sqrt(kept(elapsed, window, profile)) : kept(elapsed, window, profile);
}

double draft_rate(std::uint64_t elapsed, std::uint64_t window, Profile /*profile*/) {
    return kept(elapsed, window, Profile::draft);
}

// Right after every half-life (a window under `later`), and straight between.
double linear(std::uint64_t elapsed, std::uint64_t window, Profile profile) {
    const double one = profile == Profile::draft ? 0.5 : std::exp(-1.0);
    const double lives =
        (profile == Profile::draft ? 2.0 : 1.0) * static_cast<double>(elapsed) / static_cast<double>(window);
    const double whole = std::floor(lives);
    return std::pow(one, whole) * (1.0 - (lives - whole) * (1.0 - one));
}

double whole_half_lives(std::uint64_t elapsed, std::uint64_t window, Profile profile) {
    const std::uint64_t life = std::max<std::uint64_t>(1, profile == Profile::draft ? window / 2 : window);
    return kept(elapsed / life * life, window, profile);
}

double single_precision(std::uint64_t elapsed, std::uint64_t window, Profile profile) {
    return static_cast<double>(static_cast<float>(kept(elapsed, window, profile)));
}

double never(std::uint64_t /*elapsed*/, std::uint64_t /*window*/, Profile /*profile*/) {
    return 1.0;
}

double count_hoped_for(double /*windows*/, double count) {
    return count;
}

double whole_windows(double windows, double count) {
    return std::clamp(std::floor(windows), 1.0, count);
}

double not_below_one_left_out(double windows, double count) {
    return std::min(windows, count);  // 0 gives NaN or infinity
}

double without_end(double windows, double /*count*/) {
    return std::max(windows, 1.0);
}

}  // namespace

std::vector<Mistake> mistakes_of_averages() {
    const auto decay = [](std::string_view name, std::string_view sentence, Kept* wrong) {
        return Mistake{name, sentence, Subject::decaying_average,
                       by<DecayingAverageInputs>({.kept = wrong, .divisor = divisor})};
    };
    const auto history = [](std::string_view name, std::string_view sentence, AverageMistake mistake) {
        mistake.kept = kept;
        mistake.divisor = divisor;
        return Mistake{name, sentence, Subject::decaying_average, by<DecayingAverageInputs>(mistake)};
    };
    const auto window = [](std::string_view name, std::string_view sentence, AverageMistake mistake) {
        mistake.kept = kept;
        if (mistake.divisor == nullptr) {
            mistake.divisor = divisor;
        }
        return Mistake{name, sentence, Subject::window_average, by<WindowAverageInputs>(mistake)};
    };
    const auto divided = [&](std::string_view name, std::string_view sentence, Divisor* wrong) {
        // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks): std::function owns what it allocates
        return window(name, sentence, {.divisor = wrong});
    };
    constexpr Rules ln2{.decay_rate = DecayRate::exponential};
    constexpr Rules stores{.average_read = AverageRead::stores_rounded};
    constexpr Rules six{.window_divisor = WindowDivisor::six_windows_warmup};
    return {
        {"decay-half-life-ln2", "e^(-t/window) under the profile `draft-3d7d840`", Subject::decaying_average,
         switched(ln2)},
        {"read-stores-rounded", "every read stores the rounded value and the time", Subject::decaying_average,
         switched(stores)},
        decay("decay-rate-rounded", "the rate is a double, raised to the elapsed seconds", rate_rounded),
        decay("decay-draft-rate", "(1/2)^(2t/window) under the profile `later`", draft_rate),
        decay("decay-half-life-is-window", "the value halves once in a window", half_life_is_window),
        decay("decay-linear", "straight lines between half-lives (or windows)", linear),
        decay("decay-whole-half-lives", "decays in steps of a half-life (or window)", whole_half_lives),
        decay("decay-single-precision", "the share that is left is a 32-bit float", single_precision),
        decay("decay-missing", "nothing decays", never),
        history("clock-back-is-error", "a time before the last one is refused", {.refuses_to_go_back = true}),
        history("clock-back-followed", "the stored time goes back with the clock", {.follows_clock_back = true}),
        history("average-wraps", "additions wrap around at 64 bits", {.wraps = true}),
        history("average-not-negative", "the average is held at 0", {.never_negative = true}),
        {"threshold-six-windows", "6 windows, divided by max(6(1 - e^(-age/6 windows)), 1)", Subject::window_average,
         switched(six)},
        divided("divisor-always-count", "the divisor is `count` from the first day", count_hoped_for),
        divided("divisor-whole-windows", "the age is rounded down to whole windows", whole_windows),
        divided("divisor-below-one", "a divisor smaller than 1 is used", not_below_one_left_out),
        divided("divisor-unbounded", "the divisor grows beyond `count`", without_end),
        window("start-at-first-touch", "the age counts from the first addition", {.starts_at_first_touch = true}),
        window("decay-over-one-window", "the sum decays over window, not window * count",
               {.decays_in_one_window = true}),
    };
}

}  // namespace plumbline::values
