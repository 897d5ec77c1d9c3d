// The small functions that compare, each alone and with its answer named: from their proofs come the vectors in
// tests/conformance/vectors/boundaries. What is proved beside the arithmetic is little; the chapters' proofs say the
// rest.
#include "proofs/engine/parameters.hpp"
#include "proofs/resource_manager/chapters.hpp"
#include "reference/resource_manager/congestion_bucket.hpp"
#include "reference/resource_manager/general_bucket.hpp"
#include "reference/resource_manager/opportunity_cost.hpp"
#include "reference/resource_manager/window_average.hpp"

namespace plumbline::proofs {
namespace {

using contracts::both;
using contracts::either;
using contracts::implies;

// The draft's parameters, with another resolution period: what one HTLC is judged by.
template <class Trial>
auto usual_parameters(Trial& trial) {
    Parameters<typename Trial::Domain> parameters;
    parameters.resolution_period = trial.template any<Seconds<typename Trial::Domain>>("resolution_period", {1, 1000});
    return parameters;
}

constexpr auto cost = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee");
    const auto held = trial.template any<Seconds<N>>("held");
    const SignedMsat<N> answer = opportunity_cost(held, fee, parameters);
    trial.result("cost", answer);
    trial.template owe<"OC-1">("no cost within the resolution period", [&] {
        return implies(held <= parameters.resolution_period, [&] { return answer == SignedMsat<N>(0); });
    });
};

constexpr auto fee_for_reputation = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = usual_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee", {0, 1'000'000'000});
    const auto held = trial.template any<Seconds<N>>("held", {0, 1'000'000});
    const typename N::Bool accountable = trial.truth_of("accountable");
    const bool settled = trial.choice("settled", 2) == 1;
    const SignedMsat<N> answer =
        effective_fee(fee, held, accountable, settled ? Resolution::settled : Resolution::failed, parameters);
    trial.result("effective_fee", answer);
    trial.template owe<"OC-4">("never above the fee", [&] { return wide(answer.count()) <= wide(fee.count()); });
};

constexpr auto risk = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = usual_parameters(trial);
    const auto fee = trial.template any<Msat<N>>("fee", {0, 1'000'000'000});
    const auto expiry = trial.template any<Height<N>>("cltv_expiry");
    const auto height = trial.template any<Height<N>>("height_added");
    const SignedMsat<N> answer = htlc_risk(fee, expiry, height, parameters);
    trial.result("risk", answer);
    trial.template owe<"OC-11">("none where it has expired",
                                [&] { return implies(expiry <= height, [&] { return answer == SignedMsat<N>(0); }); });
};

constexpr auto time_held = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto added = trial.template any<Seconds<N>>("added");
    const auto resolved = trial.template any<Seconds<N>>("resolved");
    const Seconds<N> answer = resolution_time(added, resolved);
    trial.result("held", answer);
    trial.template owe<"OC-6">("an early resolution is instant",
                               [&] { return implies(resolved < added, [&] { return answer == Seconds<N>(0); }); });
};

constexpr auto split_of_slots = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto total = trial.template any<Slots<N>>("total");
    const Split<Slots<N>> answer = split(total, parameters, trial.rules());
    trial.result("general", answer.general);
    trial.result("congestion", answer.congestion);
    trial.result("protected", answer.protected_);
    // The specification floors and compares nothing; where rounding would part from it, another rule does.
    using Wide = typename N::Wide;
    const Wide hundredths = N::wide(total.count()) * Wide(parameters.general_percent);
    trial.reach(hundredths - hundredths / Wide(100) * Wide(100) < Wide(50) ? "rounds down" : "would round up");
    trial.template owe<"PA-4">("the parts sum to the total", [&] {
        return wide(answer.general.count()) + wide(answer.congestion.count()) + wide(answer.protected_.count()) ==
               wide(total.count());
    });
};

constexpr auto limits_taken = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const ChannelLimits<N> limits{trial.template any<Slots<N>>("max_accepted_htlcs", {0, 1000}),
                                  trial.template any<Msat<N>>("max_htlc_value_in_flight", {0, Int128{1} << 63U})};
    const auto taken = valid(limits, trial.rules());
    trial.reach(taken ? "taken" : "refused");
    trial.template owe<"PA-7">("nothing above the supply is taken", [&] {
        return either(limits.max_htlc_value_in_flight <= Msat<N>(supply_msat),
                      [&] { return !typename N::Bool(taken); });
    });
};

constexpr auto general_slots = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto slots = trial.template any<Slots<N>>("slots", {0, 193});
    const auto capacity = trial.template any<Msat<N>>("capacity");
    const auto allocation = trial.template any<Slots<N>>("allocation", {1, 10});
    const auto amount = trial.template any<Msat<N>>("amount");
    trial.suppose(allocation <= slots);
    const Msat<N> unit = slot_liquidity(empty_bucket(slots, capacity), allocation, trial.rules());
    trial.result("slot_liquidity", unit);
    if (unit == Msat<N>(0)) {
        trial.reach("no liquidity");
        return;
    }
    const Slots<N> needed = slots_needed(amount, unit);
    trial.result("slots_needed", needed);
    trial.template owe<"GB-9">("an amount takes a slot at least", [&] { return needed >= Slots<N>(1); });
};

constexpr auto room = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto bucket = trial.template havoc<BucketResources<N>>("bucket");
    const auto amount = trial.template any<Msat<N>>("amount");
    const auto slots = trial.template any<Slots<N>>("slots");
    const typename N::Bool answer = has_room(bucket, amount, slots);
    trial.reach(answer ? "room" : "no room");
    trial.template owe<"PB-2">("what has room stays within the bucket", [&] {
        return implies(answer, [&] {
            return both(wide(bucket.slots_used.count()) + wide(slots.count()) <= wide(bucket.slots.count()), [&] {
                return wide(bucket.msat_used.count()) + wide(amount.count()) <= wide(bucket.capacity.count());
            });
        });
    });
};

constexpr auto congestion_amount = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto slots = trial.template any<Slots<N>>("slots");
    const auto capacity = trial.template any<Msat<N>>("capacity");
    const auto amount = trial.template any<Msat<N>>("amount");
    const typename N::Bool answer = small_enough(empty_bucket(slots, capacity), amount, trial.rules());
    trial.reach(answer ? "small enough" : "too large");
    trial.template owe<"CB-6">("what is small enough is below the capacity",
                               [&] { return implies(answer, [&] { return amount < capacity; }); });
};

constexpr auto misuse = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto history = trial.template havoc<CongestionHistory<N>>("history");
    const auto now = trial.template any<Seconds<N>>("now");
    const typename N::Bool answer = misuse_counts(history, now, parameters);
    trial.reach(answer ? "counts" : "does not count");
    trial.template owe<"CB-2">("only a misuse counts",
                               [&] { return implies(answer, [&] { return history.misused; }); });
};

constexpr auto misuse_noted = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    auto history = trial.template havoc<CongestionHistory<N>>("history");
    const auto held = trial.template any<Seconds<N>>("held");
    const auto now = trial.template any<Seconds<N>>("now");
    note_resolution(history, held, now, parameters);
    trial.result("misused", history.misused);
    trial.result("misused_at", history.misused_at);
    trial.template owe<"CB-7">("what was held for too long is marked", [&] {
        return implies(held > parameters.resolution_period, [&] { return history.misused; });
    });
};

constexpr auto revenue = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto sum = trial.template any<SignedMsat<N>>("sum", {-1'000'000'000, 1'000'000'000});
    const auto last_update = trial.template any<Seconds<N>>("last_update", {0, 2'000'000'000});
    const auto start = trial.template any<Seconds<N>>("start", {0, 2'000'000'000});
    const auto now = trial.template any<Seconds<N>>("now", {0, 2'000'000'000});
    const Windows<N> windows{trial.template any<Seconds<N>>("window", {1, 2'000'000}), typename N::Plain(12)};
    trial.suppose(start <= last_update);
    const SignedMsat<N> answer = value_at(WindowAverage<N>{{sum, last_update}, start}, now, windows, trial.rules());
    trial.result("average", answer);
    trial.template owe<"WA-1">("nothing added, nothing earned", [&] {
        return implies(sum == SignedMsat<N>(0), [&] { return answer == SignedMsat<N>(0); });
    });
};

}  // namespace

std::vector<Proof> boundaries_proofs() {
    constexpr const char* everything =
        "all amounts up to the supply, slots up to 483, heights of 32 bits, times of 64 bits, all parameters";
    return {
        proof("boundaries/cost", everything, cost),
        proof("boundaries/effective-fee", "fees up to 10^9 msat, held for up to 10^6 s, periods up to 1000 s",
              fee_for_reputation),
        proof("boundaries/risk", "fees up to 10^9 msat, heights of 32 bits, periods up to 1000 s", risk),
        proof("boundaries/time-held", everything, time_held),
        proof("boundaries/split", everything, split_of_slots),
        proof("boundaries/limits", "up to 1000 HTLCs, amounts up to 2^63 msat", limits_taken),
        proof("boundaries/general-slots", "up to 193 general slots, 10 for a pair, amounts up to the supply",
              general_slots),
        proof("boundaries/room", everything, room),
        proof("boundaries/congestion-amount", everything, congestion_amount),
        proof("boundaries/misuse", everything, misuse),
        proof("boundaries/misuse-noted", everything, misuse_noted),
        proof("boundaries/revenue",
              "sums up to 10^9 msat, windows up to 2 · 10^6 s, twelve of them, times up to 2 · 10^9 s", revenue),
    };
}

}  // namespace plumbline::proofs
