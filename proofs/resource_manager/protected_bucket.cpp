// Chapter 7: what has room, exactly.
#include "reference/resource_manager/protected_bucket.hpp"

#include "contracts/resource_manager/buckets.hpp"
#include "proofs/engine/trial.hpp"
#include "proofs/resource_manager/chapters.hpp"

namespace plumbline::proofs {
namespace {

constexpr const char* any_bucket =
    "any bucket of up to 483 slots and up to the supply, any use of it, within its size or above; any amount";

// Why there is room or not. has_room() is one formula; the forks here are for inputs on each side of its comparisons.
template <class N>
const char* reason(const BucketResources<N>& bucket, Msat<N> amount, Slots<N> slots) {
    if (bucket.slots == Slots<N>(0)) {
        return "no slots at all";
    }
    if (bucket.capacity == Msat<N>(0)) {
        return "no liquidity at all";
    }
    if (bucket.slots_used + slots > bucket.slots) {
        return "too few slots are free";
    }
    return bucket.msat_used + amount > bucket.capacity ? "the amount does not fit" : "room";
}

// For one HTLC of one slot, which is what the bucket takes.
constexpr auto admission = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto bucket = trial.template havoc<BucketResources<N>>("bucket");
    const auto amount = trial.template any<Msat<N>>("amount");
    const auto admitted = protected_admits(bucket, amount);
    trial.owe_all(contracts::room_contract, "protected_admits", admitted, bucket, amount, Slots<N>(1));
    trial.reach(reason(bucket, amount, Slots<N>(1)));
};

// For any number of slots: what the general bucket asks.
constexpr auto room = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto bucket = trial.template havoc<BucketResources<N>>("bucket");
    const auto amount = trial.template any<Msat<N>>("amount");
    const auto slots = trial.template any<Slots<N>>("slots");
    const auto admitted = has_room(bucket, amount, slots);
    trial.owe_all(contracts::room_contract, "has_room", admitted, bucket, amount, slots);
    trial.reach(reason(bucket, amount, slots));
};

// What was taken where there was room is within the bucket's size, and giving it back restores the bucket.
constexpr auto taking = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto before = trial.template havoc<BucketResources<N>>("bucket");
    const auto amount = trial.template any<Msat<N>>("amount");
    trial.suppose(protected_admits(before, amount));
    auto bucket = before;
    take(bucket, amount, Slots<N>(1));
    trial.template owe<"PA-4">("after taking, the bucket is within its slots and capacity", [&] {
        return contracts::both(bucket.slots_used <= bucket.slots, [&] { return bucket.msat_used <= bucket.capacity; });
    });
    release(bucket, amount, Slots<N>(1));
    trial.template owe<"CH-9">("taking and giving back restores the bucket", [&] {
        return contracts::both(bucket.slots_used == before.slots_used,
                               [&] { return bucket.msat_used == before.msat_used; });
    });
};

}  // namespace

std::vector<Proof> protected_bucket_proofs() {
    return {proof("protected-bucket/admission", any_bucket, admission),
            proof("protected-bucket/room", std::string(any_bucket) + ", any number of slots", room),
            proof("protected-bucket/take-and-release", any_bucket, taking)};
}

}  // namespace plumbline::proofs
