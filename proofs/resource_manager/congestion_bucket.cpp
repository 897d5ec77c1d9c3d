// Chapter 6: who may use the congestion bucket, exactly; and what a misuse leaves.
#include "reference/resource_manager/congestion_bucket.hpp"

#include "contracts/resource_manager/buckets.hpp"
#include "proofs/engine/decision_view.hpp"
#include "proofs/resource_manager/chapters.hpp"

namespace plumbline::proofs {
namespace {

constexpr const char* anything =
    "any bucket of up to 483 slots and up to the supply, any use of it, any history, times over all of 64 bits, every "
    "window that an operator may set, amounts up to the supply";

constexpr auto admission = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto bucket = trial.template havoc<BucketResources<N>>("bucket");
    const auto history = trial.template havoc<CongestionHistory<N>>("history");
    const auto in_flight = trial.template any<Slots<N>>("in_flight");
    const auto amount = trial.template any<Msat<N>>("amount");
    const auto now = trial.template any<Seconds<N>>("now");
    const auto admitted = congestion_admits(bucket, history, in_flight, amount, now, parameters, rules_of(trial));
    trial.owe_all(contracts::congestion_contract, "congestion_admits", admitted, bucket, history, in_flight, amount,
                  now, parameters);
    trial.reach(admitted ? "admitted" : "refused");
};

// A misuse counts for strictly less than the window, whatever the clock does.
constexpr auto misuse = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto history = trial.template havoc<CongestionHistory<N>>("history");
    const auto now = trial.template any<Seconds<N>>("now");
    const auto counts = misuse_counts(history, now, parameters);
    trial.template owe<"CB-2">("a misuse counts exactly while it is less than the window old", [&] {
        return contracts::iff(counts, !contracts::no_recent_misuse(history, now, parameters));
    });
    trial.reach(counts ? "counts" : "does not count");
};

// Strictly below the quotient of capacity and slots, computed exactly.
constexpr auto amounts = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto bucket = trial.template havoc<BucketResources<N>>("bucket");
    const auto amount = trial.template any<Msat<N>>("amount");
    const auto small = small_enough(bucket, amount, rules_of(trial));
    trial.template owe<"CB-6">("an amount is small enough exactly where it is below an equal share",
                               [&] { return contracts::iff(small, contracts::below_equal_share(bucket, amount)); });
    trial.reach(small ? "small enough" : "too large");
};

constexpr auto resolution = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto before = trial.template havoc<CongestionHistory<N>>("history");
    const auto held = trial.template any<Seconds<N>>("held");
    const auto now = trial.template any<Seconds<N>>("now");
    auto after = before;
    note_resolution(after, held, now, parameters);
    trial.owe_all(contracts::misuse_contract, "note_resolution", before, after, held, now, parameters);
    trial.template owe<"CB-2">("what was marked is refused at once, and until the window has passed", [&] {
        return contracts::implies(held > parameters.resolution_period,
                                  [&] { return !contracts::no_recent_misuse(after, now, parameters); });
    });
    trial.reach(held > parameters.resolution_period ? "too long" : "in time");
};

}  // namespace

std::vector<Proof> congestion_bucket_proofs() {
    return {proof("congestion-bucket/admission", anything, admission),
            proof("congestion-bucket/misuse-window", anything, misuse),
            proof("congestion-bucket/amount", anything, amounts),
            proof("congestion-bucket/resolution", anything, resolution)};
}

}  // namespace plumbline::proofs
