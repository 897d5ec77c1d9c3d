// Chapter 5: what slots_for_amount() chooses, for a pair of any size. What taking them does to a channel is proved with
// the invariants.
#include "contracts/resource_manager/general_bucket.hpp"

#include "contracts/resource_manager/channel.hpp"
#include "proofs/resource_manager/chapters.hpp"
#include "proofs/resource_manager/scene.hpp"

namespace plumbline::proofs {
namespace {

// Any bucket in whose table the pair's slots are, no more than there are (GB-1, GB-4); counters and holders need not
// agree.
auto choice(int assigned) {
    return [assigned](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const GeneralBucket<N> bucket = any_general_bucket(trial, "bucket");
        const GeneralShare<N> share = any_share(trial, "pair", any_slots(trial, "pair.assigned", assigned));
        const auto amount = trial.template any<Msat<N>>("amount");
        trial.suppose(bucket.resources.slots <= Slots<N>(bucket.holder.size()));
        trial.suppose(Slots<N>(share.assigned.size()) <= bucket.resources.slots);
        trial.suppose_clause([&] { return contracts::distinct_below(share.assigned, bucket.resources.slots); });
        const auto chosen = slots_for_amount(bucket, share, amount, {});
        if (!chosen) {
            trial.reach("none");
            return;
        }
        trial.reach("slots");
        trial.owe_all(contracts::choice_contract, "slots_for_amount", bucket, share, amount, *chosen);
        trial.owe_all(contracts::chosen_for_pair_contract, "slots_for_amount", bucket, share, amount, *chosen);
    };
}

}  // namespace

std::vector<Proof> general_bucket_proofs() {
    std::vector<Proof> all;
    all.reserve(max_pair_slots);
    for (int slots = 1; slots <= static_cast<int>(max_pair_slots); ++slots) {
        all.push_back(proof("general-bucket/choice-of-" + std::to_string(slots),
                            "any bucket and amount, slots up to 483; a pair of " + std::to_string(slots) + " slots",
                            choice(slots)));
    }
    return all;
}

}  // namespace plumbline::proofs
