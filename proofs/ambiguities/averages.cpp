// Readings of chapters 2, 3 and 4: how reputation and revenue add up, and fade.
#include "proofs/ambiguities/ambiguity.hpp"
#include "proofs/ambiguities/usual.hpp"
#include "reference/resource_manager/forwarding.hpp"

namespace plumbline::proofs {
namespace {

/// Whether a channel with this reputation, and nothing at risk, reaches the threshold.
template <class N>
auto reaches(const SignedMsat<N>& reputation, const SignedMsat<N>& threshold) {
    return Standing<N>{reputation, WideMsat<N>(0), WideMsat<N>(0), threshold}.sufficient();
}

// After a whole window the pinned rate leaves a quarter, the later one e^-1 = 0.368. The threshold is three tenths.
constexpr auto decay_rate = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Seconds<N> window = reputation_window(Parameters<N>{});
    const auto value = trial.template any<SignedMsat<N>>("reputation", {1'000, 1'000'000'000'000'000});
    const Seconds<N> now = trial.choice("windows_later", 2) == 0 ? Seconds<N>(0) : window;
    const SignedMsat<N> threshold(
        typename N::Integer(value.count() * typename N::Integer(3) / typename N::Integer(10)));
    const auto under = [&](const Rules& profile) {
        const DecayingAverage<N> average{value, Seconds<N>(0)};
        return reaches<N>(value_at(average, now, window, profile), threshold);
    };
    return Readings{under(draft_profile), under(later_profile)};
};

// A failed HTLC earns its incoming channel nothing, or its fee.
constexpr auto failed_as_revenue = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters;
    const Seconds<N> now(1'000);
    Channel<N> incoming;
    Channel<N> outgoing;
    incoming.revenue = window_average_from<N>(Seconds<N>(0));
    PendingHtlc<N> htlc{};
    htlc.fee = trial.template any<Msat<N>>("fee", {0, 1'000'000'000});
    htlc.added_at = now;
    account(incoming, outgoing, htlc, Resolution::failed, now, parameters, draft_profile);
    const auto sufficient = [&] {
        return reaches<N>(SignedMsat<N>(0),
                          value_at(incoming.revenue, now, revenue_windows(parameters, draft_profile), draft_profile));
    };
    const auto specified = sufficient();
    add(incoming.revenue, SignedMsat<N>(N::saturated(N::wide(htlc.fee.count()))), now,
        revenue_windows(parameters, draft_profile), draft_profile);
    return Readings{specified, sufficient()};
};

// A resolution that is dated before its addition: held for no time, or an error without effect on reputation.
constexpr auto early_resolution = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters;
    const auto added = trial.template any<Seconds<N>>("added_at");
    const auto resolved = trial.template any<Seconds<N>>("resolved_at");
    const SignedMsat<N> earned = effective_fee(Msat<N>(1'000), resolution_time(added, resolved),
                                               typename N::Bool(false), Resolution::settled, parameters);
    const bool refused(resolved < added);
    return Readings{earned, refused ? SignedMsat<N>(0) : earned};
};

// The sum of what was earned, over the windows that there have been, or always over all 12.
constexpr auto young_average = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Windows<N> windows = revenue_windows(Parameters<N>{}, draft_profile);
    const auto age = static_cast<std::uint64_t>(trial.choice("windows_of_age", 13));
    const Seconds<N> now(age * 1'209'600);
    const auto sum = trial.template any<SignedMsat<N>>("revenue_sum", {0, 1'000'000'000'000});
    const auto reputation = trial.template any<SignedMsat<N>>("reputation", {0, 1'000'000'000'000});
    const WindowAverage<N> revenue{{sum, now}, Seconds<N>(0)};
    const auto by_twelve =
        SignedMsat<N>(N::saturated(N::divide_to_nearest(N::wide(sum.count()), N::wide(typename N::Integer(12)))));
    return Readings{reaches<N>(reputation, value_at(revenue, now, windows, draft_profile)),
                    reaches<N>(reputation, by_twelve)};
};

}  // namespace

std::vector<Ambiguity> ambiguities_of_averages() {
    return {
        ambiguity<"DA-2">({"U2-decay-pinned-or-later", "is reputation sufficient?",
                           "(1/2)^(2t/window), the pinned draft", "e^(-t/window), the later text",
                           "reputation of 1000 to 10^15 msat, at once and after 24 weeks; a threshold of 3/10 of it"},
                          decay_rate),
        ambiguity<"OC-13">({"U9-failed-earns-nothing-or-its-fee", "is reputation sufficient for the next?",
                            "revenue counts settled HTLCs", "revenue counts every resolved HTLC",
                            "a failed HTLC with a fee of up to 10^9 msat; no reputation"},
                           failed_as_revenue),
        ambiguity<"OC-6">({"U15-early-resolution-instant-or-refused", "what does a fee of 1000 msat earn (msat)?",
                           "resolved before it was added: held for 0 s", "resolved before it was added: an error",
                           "times over all of 64 bits"},
                          early_resolution),
        ambiguity<"WA-2">({"U21-divided-by-age-or-by-twelve", "is reputation sufficient?",
                           "the sum over clamp(age / window, 1, 12)", "the sum over 12",
                           "0 to 12 windows of age, sums and reputation of up to 10^12 msat"},
                          young_average)};
}

}  // namespace plumbline::proofs
