// Chapter 3: the divisor of a window average, its rounding, and how it grows with what was earned.
#include "reference/resource_manager/window_average.hpp"

#include "contracts/resource_manager/averages.hpp"
#include "proofs/engine/parameters.hpp"
#include "proofs/resource_manager/chapters.hpp"
#include "reference/resource_manager/channel.hpp"

namespace plumbline::proofs {
namespace {

constexpr const char* everything =
    "sums up to 2^63 - 1 and down to its opposite, times over all of 64 bits, every window and number of windows that "
    "an operator may set, every decay that satisfies the axioms";

template <class Trial>
auto any_windows(Trial& trial) {
    using N = typename Trial::Domain;
    Windows<N> windows;
    windows.window = trial.template any<Seconds<N>>("window", any_period);
    windows.count = trial.template number<typename N::Plain>("count", any_multiplier);
    return windows;
}

/// What the age at `now` counts for: clamp(age, window, span), a time before the last update being the last update.
template <class N>
Seconds<N> counted_age(const WindowAverage<N>& average, Seconds<N> now, const Windows<N>& windows) {
    const Seconds<N> reached = now < average.sum.last_update ? average.sum.last_update : now;
    if (reached <= average.start) {
        return windows.window;
    }
    const Seconds<N> age = reached - average.start;
    if (age <= windows.window) {
        return windows.window;
    }
    return age <= windows.span() ? age : windows.span();
}

constexpr auto one_read = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto average = trial.template havoc<WindowAverage<N>>("average");
    const auto now = trial.template any<Seconds<N>>("now");
    const Windows<N> windows = any_windows(trial);
    const SignedMsat<N> sum = value_at(average.sum, now, windows.span(), draft_profile);
    const SignedMsat<N> read = value_at(average, now, windows, draft_profile);
    trial.owe_all(contracts::window_read_contract, "value_at", windows, counted_age(average, now, windows), sum, read);
};

constexpr auto within_the_first_window = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto average = trial.template havoc<WindowAverage<N>>("average");
    const auto now = trial.template any<Seconds<N>>("now");
    const Windows<N> windows = any_windows(trial);
    trial.suppose(average.start <= average.sum.last_update);
    trial.suppose(average.sum.last_update <= now);
    trial.suppose(now - average.start <= windows.window);
    const SignedMsat<N> sum = value_at(average.sum, now, windows.span(), draft_profile);
    const SignedMsat<N> read = value_at(average, now, windows, draft_profile);
    trial.template owe<"WA-2">("within the first window the average is the sum", [&] { return read == sum; });
};

constexpr auto before_the_last_update = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto average = trial.template havoc<WindowAverage<N>>("average");
    const auto now = trial.template any<Seconds<N>>("now");
    const Windows<N> windows = any_windows(trial);
    trial.suppose(now <= average.sum.last_update);
    const SignedMsat<N> read = value_at(average, now, windows, draft_profile);
    const SignedMsat<N> at_update = value_at(average, average.sum.last_update, windows, draft_profile);
    trial.template owe<"WA-4">("before the last update, a read is that at the last update",
                               [&] { return read == at_update; });
};

// A channel that was just added.
constexpr auto at_the_start = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto start = trial.template any<Seconds<N>>("start");
    const auto now = trial.template any<Seconds<N>>("now");
    const Windows<N> windows = any_windows(trial);
    const WindowAverage<N> average = window_average_from<N>(start);
    const SignedMsat<N> read = value_at(average, now, windows, draft_profile);
    trial.template owe<"WA-4">("nothing was added: the average is zero", [&] { return read == SignedMsat<N>(0); });
};

// A channel is added with averages that begin to count then, and with nothing in them.
constexpr auto of_a_new_channel = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto limits = trial.template havoc<ChannelLimits<N>>("limits");
    const auto now = trial.template any<Seconds<N>>("now");
    const Channel<N> channel = make_channel(limits, Salt{}, now, any_parameters(trial), draft_profile);
    trial.template owe<"WA-4">("revenue counts from now on", [&] {
        return contracts::both(channel.revenue.start == now, [&] { return channel.revenue.sum.last_update == now; });
    });
    trial.template owe<"CH-8">("nothing was earned, lost or put at risk before", [&] {
        const SignedMsat<N> nothing(0);
        return contracts::both(channel.revenue.sum.value == nothing, [&] {
            return contracts::both(channel.reputation.value == nothing,
                                   [&] { return channel.in_flight_risk == WideMsat<N>(0); });
        });
    });
    trial.template owe<"CH-8">("reputation counts from now on", [&] { return channel.reputation.last_update == now; });
};

// Two channels of one age that were last paid at one time.
constexpr auto grows_with_revenue = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto larger = trial.template havoc<WindowAverage<N>>("larger");
    auto smaller = larger;
    smaller.sum.value = trial.template any<SignedMsat<N>>("smaller.sum.value");
    trial.suppose(smaller.sum.value <= larger.sum.value);
    const auto now = trial.template any<Seconds<N>>("now");
    const Windows<N> windows = any_windows(trial);
    const SignedMsat<N> more = value_at(larger, now, windows, draft_profile);
    const SignedMsat<N> less = value_at(smaller, now, windows, draft_profile);
    trial.template owe<"OC-13">("larger revenue, no smaller threshold", [&] { return less <= more; });
};

constexpr auto one_addition = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto before = trial.template havoc<WindowAverage<N>>("average");
    const auto amount = trial.template any<SignedMsat<N>>("amount");
    const auto now = trial.template any<Seconds<N>>("now");
    const Windows<N> windows = any_windows(trial);
    const SignedMsat<N> read = value_at(before.sum, now, windows.span(), draft_profile);
    auto after = before;
    add(after, amount, now, windows, draft_profile);
    trial.owe_all(contracts::addition_contract, "add", before.sum, after.sum, amount, now, read);
    trial.template owe<"WA-4">("an addition leaves the start", [&] { return after.start == before.start; });
};

// Windows of any length.
constexpr auto span_of_any_window = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    Windows<N> windows;
    windows.window = trial.template any<Seconds<N>>("window");
    windows.count = trial.template number<typename N::Plain>("count", any_multiplier);
    trial.template owe<"WA-1">("the span is at least a window",
                               [span = windows.span(), windows] { return windows.window <= span; });
};

}  // namespace

std::vector<Proof> window_average_proofs() {
    return {
        proof("window-average/read", everything, one_read),
        proof("window-average/first-window", everything, within_the_first_window),
        proof("window-average/before-last-update", everything, before_the_last_update),
        proof("window-average/start", everything, at_the_start),
        proof("window-average/new-channel", "every limit and time, every parameter", of_a_new_channel),
        proof("window-average/grows-with-revenue", everything, grows_with_revenue),
        proof("window-average/addition", everything, one_addition),
        proof("window-average/needs-a-longest-window", "windows over all of 64 bits", span_of_any_window,
              Expected::refuted),
    };
}

}  // namespace plumbline::proofs
