// Bounds of everything that part 1 computes (CV-4): sums of risks, the congestion bucket's arithmetic, and where the
// bounds of the inputs are needed, the negative results.
#include "proofs/engine/parameters.hpp"
#include "proofs/resource_manager/chapters.hpp"
#include "reference/resource_manager/congestion_bucket.hpp"
#include "reference/resource_manager/opportunity_cost.hpp"
#include "reference/resource_manager/protected_bucket.hpp"
#include "reference/resource_manager/window_average.hpp"

namespace plumbline::proofs {
namespace {

// How many HTLCs one manager can hold. Each holds at least one slot of one bucket of its incoming channel (CH-2, CB-8,
// PB-2), and a bucket admits within its size only (PA-4). Where limits change, what is pending stays (CH-5): so each
// bucket may hold as many as it had slots under limits of its own, and a channel one more than 483, since the protected
// bucket may be larger by one under smaller limits (bounds/htlcs-of-a-channel).
constexpr std::uint64_t most_htlcs_of_a_channel = max_accepted_htlcs_limit + 1;
constexpr std::uint64_t most_htlcs = max_channels * most_htlcs_of_a_channel;
static_assert(most_htlcs == 31'718'456 && most_htlcs < std::uint64_t{1} << 25U);

/// No sum of risks is larger: each is at most 2^63 - 1 (OC-3).
constexpr Int128 most_risk = Int128{most_htlcs} * Everything<SignedMsatUnit>::range.high;
static_assert(most_risk < Int128{1} << 88U);

// The buckets' slots under any limits that the channel may have had, and under the largest.
constexpr auto slots_over_time = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto limit = trial.template any<Slots<N>>("max_accepted_htlcs", {1, 483});
    const auto then = split(limit, parameters, draft_profile);
    const auto most = split(Slots<N>(max_accepted_htlcs_limit), parameters, draft_profile);
    trial.template owe<"PA-6">("general and congestion are largest under the largest limit", [&] {
        return contracts::both(then.general <= most.general, [&] { return then.congestion <= most.congestion; });
    });
    trial.template owe<"PA-4">("the buckets hold 484 HTLCs at most, each under a limit of its own", [&] {
        return most.general + most.congestion + then.protected_ <= Slots<N>(most_htlcs_of_a_channel);
    });
};

template <class N>
WideMsat<N> wide_msat(Int128 count) {
    return WideMsat<N>(typename N::Wide(count));
}

template <class Trial>
auto any_standing(Trial& trial) {
    using N = typename Trial::Domain;
    auto standing = trial.template havoc<Standing<N>>("standing");
    trial.suppose(standing.in_flight_risk <= wide_msat<N>(most_risk));
    trial.suppose(standing.htlc_risk <= wide_msat<N>(Everything<SignedMsatUnit>::range.high));
    return standing;
}

constexpr auto any_channel_standing = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Standing<N> standing = any_standing(trial);
    const WideMsat<N> left = standing.with_in_flight_risk();
    const auto sufficient = standing.sufficient();
    trial.template owe<"OC-10">("reputation less risk is exact, and at least -2^88", [&] {
        const auto reputation = wide(standing.reputation.count());
        return contracts::both(left.count() + standing.in_flight_risk.count() + standing.htlc_risk.count() ==
                                   reputation,
                               [&] { return left >= wide_msat<N>(-(Int128{1} << 88U)); });
    });
    trial.template owe<"RM-1">("sufficient exactly where reputation less risk is at least the threshold", [&] {
        return contracts::iff(sufficient, wide(standing.incoming_revenue_threshold.count()) +
                                                  standing.in_flight_risk.count() + standing.htlc_risk.count() <=
                                              wide(standing.reputation.count()));
    });
};

// One more HTLC, and one less: what Channel keeps.
constexpr auto sum_of_risks = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto before = trial.template any<WideMsat<N>>("in_flight_risk", {0, most_risk});
    const Parameters<N> parameters = any_parameters(trial);
    const SignedMsat<N> risk =
        htlc_risk(trial.template any<Msat<N>>("fee"), trial.template any<Height<N>>("cltv_expiry"),
                  trial.template any<Height<N>>("height_added"), parameters);
    const WideMsat<N> with = before + WideMsat<N>(N::wide(risk.count()));
    const WideMsat<N> without = with - WideMsat<N>(N::wide(risk.count()));
    trial.template owe<"OC-10">("adding and resolving an HTLC restores the sum", [&] { return without == before; });
    trial.template owe<"OC-10">("the sum grows by at most 2^63 - 1, and does not shrink", [&] {
        return contracts::both(before <= with,
                               [&] { return with - before <= wide_msat<N>(Everything<SignedMsatUnit>::range.high); });
    });
};

constexpr auto congestion = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto bucket = trial.template havoc<BucketResources<N>>("bucket");
    auto history = trial.template havoc<CongestionHistory<N>>("history");
    const auto before = history;
    const auto amount = trial.template any<Msat<N>>("amount");
    const auto now = trial.template any<Seconds<N>>("now");
    const auto small = small_enough(bucket, amount, draft_profile);
    trial.template owe<"CB-6">("small enough only below an equal share", [&] {
        return contracts::implies(small,
                                  [&] { return amount.count() * bucket.slots.count() < bucket.capacity.count(); });
    });
    const auto counts = misuse_counts(history, now, parameters);
    trial.template owe<"CB-2">("a misuse counts for less than its window", [&] {
        return contracts::implies(counts, [&] {
            return contracts::both(before.misused, [&] {
                return wide(now.count()) <
                       wide(before.misused_at.count()) + wide(parameters.congestion_misuse_window.count());
            });
        });
    });
    note_resolution(history, trial.template any<Seconds<N>>("held"), now, parameters);
    trial.template owe<"CB-7">("the mark never moves back", [&] {
        return contracts::implies(before.misused, [&] {
            return contracts::both(history.misused, [&] { return before.misused_at <= history.misused_at; });
        });
    });
};

// --- where bounds are needed ---

/// The same templates over 32-bit numbers.
template <class N>
struct Narrow;

template <>
struct Narrow<Symbolic> : Symbolic {
    using Natural = symbolic::Int<symbolic::Natural32>;
};

template <>
struct Narrow<Running> : Running {
    using Natural = Checked<std::uint32_t>;

    template <class T>
    static constexpr Wide wide(Checked<T> value) {
        return plumbline::wide(value);
    }
};

/// The largest delta whose seconds fit 32 bits.
constexpr Int128 longest_delta = 7'158'278;

// The risk of an HTLC in 32-bit arithmetic, for a delta in `deltas`.
constexpr auto risk_in_32_bits(Range deltas) {
    return [deltas](auto& trial) {
        using N = Narrow<DomainOf<decltype(trial)>>;
        Parameters<N> parameters;
        parameters.resolution_period = trial.template any<Seconds<N>>("resolution_period", {1, 1000});
        const auto height = trial.template any<Height<N>>("height_added", {0, 1'000'000});
        const auto delta = trial.template any<Height<N>>("delta", deltas);
        const auto fee = trial.template any<Msat<N>>("fee", {0, 1'000'000});
        const SignedMsat<N> risk = htlc_risk(fee, height + delta, height, parameters);
        trial.template owe<"OC-11">("a risk is not negative", [&] { return risk >= SignedMsat<N>(0); });
    };
}

// Fees over all of 64 bits, where the supply bounds them.
constexpr auto cost_of_any_fee = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto fee = trial.template any<Msat<N>>("fee", symbolic::Natural64::range);
    const Seconds<N> longest(std::numeric_limits<std::uint64_t>::max());
    const SignedMsat<N> cost = opportunity_cost(longest, fee, Parameters<N>{});
    trial.template owe<"OC-1">("a cost is never negative", [&] { return cost >= SignedMsat<N>(0); });
};

// A period of zero.
constexpr auto cost_without_a_period = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    Parameters<N> parameters;
    parameters.resolution_period = trial.template any<Seconds<N>>("resolution_period", {0, any_period.high});
    const auto held = trial.template any<Seconds<N>>("held");
    const SignedMsat<N> cost = opportunity_cost(held, trial.template any<Msat<N>>("fee"), parameters);
    trial.template owe<"OC-1">("a cost is never negative", [&] { return cost >= SignedMsat<N>(0); });
};

}  // namespace

std::vector<Proof> bounds_proofs() {
    constexpr const char* narrow = "periods up to 1000 s, heights up to 1 000 000, fees up to 1 000 000 msat; ";
    return {
        proof("bounds/htlcs-of-a-channel", "every limit, every percentages that an operator may set", slots_over_time),
        proof("bounds/standing",
              "values up to 2^63 - 1 and down to its opposite, in-flight risk of up to 31 718 456 HTLCs",
              any_channel_standing),
        proof("bounds/sum-of-risks",
              "in-flight risk of up to 31 718 456 HTLCs, amounts up to the supply, heights and expiries over all of 32 "
              "bits",
              sum_of_risks),
        proof("bounds/congestion", "amounts up to the supply, times over all of 64 bits", congestion),
        proof("bounds/risk-in-32-bits", std::string(narrow) + "deltas up to 7 158 278",
              risk_in_32_bits({0, longest_delta})),
        proof("bounds/risk-needs-64-bits", std::string(narrow) + "deltas up to 7 158 279",
              risk_in_32_bits({0, longest_delta + 1}), Expected::refuted),
        proof("bounds/cost-needs-the-supply", "fees over all of 64 bits, a time of 2^64 - 1 s, the default period",
              cost_of_any_fee, Expected::refuted),
        proof("bounds/cost-needs-a-period", "periods from 0 on", cost_without_a_period, Expected::refuted),
    };
}

}  // namespace plumbline::proofs
