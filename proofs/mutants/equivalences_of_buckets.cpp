// Functions of buckets: slots, shares, misuse.
#include "proofs/engine/parameters.hpp"
#include "proofs/mutants/equivalences.hpp"
#include "proofs/resource_manager/scene.hpp"
#include "reference/resource_manager/congestion_bucket.hpp"
#include "reference/resource_manager/general_bucket.hpp"
#include "reference/resource_manager/slot_assignment.hpp"

#include <array>

namespace plumbline::mutants {
namespace {

using contracts::both;
using contracts::either;
using proofs::any_parameters;
using proofs::DomainOf;

constexpr auto slots_of_amount = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto amount = trial.template any<Msat<N>>("amount");
    const auto unit = trial.template any<Msat<N>>("unit", {1, proofs::Everything<MsatUnit>::range.high});
    owe_the_same<"GB-9">(trial, [&] { return slots_needed(amount, unit); });
};

// There are few totals, so each is computed.
constexpr auto allocation = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    using All = std::array<std::size_t, max_accepted_htlcs_limit + 1>;
    for (const PairSlots rounding : {PairSlots::floored, PairSlots::rounded_up}) {
        Rules rules;
        rules.pair_slots = rounding;
        const auto call = [&] {
            All all{};
            for (std::size_t total = 0; total < all.size(); ++total) {
                all[total] = pair_slot_allocation(total, rules);
            }
            return all;
        };
        owe_the_same<"GB-1">(trial, call, [](const All& a, const All& b) { return typename N::Bool(a == b); });
    }
};

constexpr auto misuse = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto history = trial.template havoc<CongestionHistory<N>>("history");
    const auto now = trial.template any<Seconds<N>>("now");
    owe_the_same<"CB-2">(trial, [&] { return misuse_counts(history, now, parameters); });
};

constexpr auto noted_misuse = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto history = trial.template havoc<CongestionHistory<N>>("history");
    const auto held = trial.template any<Seconds<N>>("held");
    const auto now = trial.template any<Seconds<N>>("now");
    const auto call = [&] {
        auto after = history;
        note_resolution(after, held, now, parameters);
        return after;
    };
    owe_the_same<"CB-7">(trial, call, [](const auto& a, const auto& b) {
        return both(a.in_flight == b.in_flight,
                    [&] { return both(a.misused == b.misused, [&] { return a.misused_at == b.misused_at; }); });
    });
};

/// A general bucket and the part of one pair in it.
template <class N>
struct Part {
    GeneralBucket<N> bucket;
    GeneralShare<N> share;
};

template <class N>
auto same_resources(const BucketResources<N>& a, const BucketResources<N>& b) {
    return both(a.slots_used == b.slots_used, [&] { return a.msat_used == b.msat_used; });
}

// Whoever holds a slot in one holds it in the other, and what they count is the same. Sizes and assignments do not
// change.
constexpr auto same_part = [](const auto& a, const auto& b) {
    const auto& table = a.bucket.holder;
    const auto same_holders = [&] {
        return table.every([&](auto slot) { return table[slot] == b.bucket.holder[slot]; });
    };
    const auto same_share = [&] {
        return both(a.share.slots_used == b.share.slots_used, [&] { return a.share.msat_used == b.share.msat_used; });
    };
    return both(same_resources(a.bucket.resources, b.bucket.resources),
                [&] { return both(same_share(), same_holders); });
};

template <class Trial>
auto any_part(Trial& trial) {
    using N = typename Trial::Domain;
    Part<N> part;
    part.bucket.resources = trial.template havoc<BucketResources<N>>("bucket");
    part.bucket.holder = trial.table("holder", trial.template any<Slots<N>>("table"));
    part.share.slots_used = trial.template any<Slots<N>>("share.slots_used");
    part.share.msat_used = trial.template any<Msat<N>>("share.msat_used");
    return part;
}

// Whether the slot is in the table is not assumed.
constexpr auto free_slot = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto part = any_part(trial);
    const auto index = trial.template number<typename N::SlotSet::Index>("index", {0, 482});
    owe_the_same<"GB-14">(trial, [&] { return is_free(part.bucket, index); });
};

// Any two slots, in the table or not, free or not, perhaps the same.
template <class Change>
constexpr auto changed_by(Change change) {
    return [change](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        const auto part = any_part(trial);
        const auto slots = proofs::any_slots(trial, "slots", 2);
        const auto number = trial.template number<typename N::PairNumber>("number", {0, no_pair - 1});
        const auto amount = trial.template any<Msat<N>>("amount");
        const auto call = [&] {
            auto after = part;
            change(after, number, slots, amount);
            return after;
        };
        owe_the_same<"GB-14">(trial, call, same_part);
    };
}

constexpr auto added = changed_by([](auto& part, auto number, const auto& slots, auto amount) {
    add_htlc(part.bucket, part.share, number, slots, amount);
});

constexpr auto removed = changed_by([](auto& part, auto number, const auto& slots, auto amount) {
    remove_htlc(part.bucket, part.share, number, slots, amount);
});

// A pair that counts no slot holds none (GB-11), and carries nothing: every HTLC in the bucket holds a slot (GB-9).
constexpr auto freed = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    using Holder = typename N::PairNumber;
    const Part<N> part = any_part(trial);
    const auto number = trial.template number<Holder>("number", {0, no_pair - 1});
    const auto counts = [](const Part<N>& now) { return now.share.slots_used > Slots<N>(0); };
    trial.suppose_clause([&] { return either(counts(part), [&] { return part.share.msat_used == Msat<N>(0); }); });
    trial.suppose_of(
        [&](const Part<N>& now) {
            trial.suppose_clause([&] {
                return now.bucket.holder.every([&now, counts, number](auto slot) {
                    return either(counts(now), [&] { return now.bucket.holder[slot] != number; });
                });
            });
        },
        part);
    const auto call = [&] {
        Part<N> after = part;
        remove_channel_slots(after.bucket, after.share, number);
        return after;
    };
    owe_the_same<"GB-13">(trial, call, same_part);
};

}  // namespace

std::vector<proofs::Proof> equivalences_of_buckets() {
    using proofs::proof;
    const char* any_bucket = "every table, counters and amount, any two slots";
    return {
        proof("equivalent/slots_needed", "every amount, every unit of at least 1", slots_of_amount),
        proof("equivalent/pair_slot_allocation", "every total up to 483, floored and rounded up", allocation),
        proof("equivalent/misuse_counts", "every history and time, every parameter", misuse),
        proof("equivalent/note_resolution", "every history, time and time held, every parameter", noted_misuse),
        proof("equivalent/is_free", "every table, any index", free_slot),
        proof("equivalent/add_htlc", any_bucket, added),
        proof("equivalent/remove_htlc", any_bucket, removed),
        proof("equivalent/remove_channel_slots",
              "every table, counters and pair; a pair without slots holds none and carries nothing", freed),
    };
}

std::vector<proofs::Proof> equivalences() {
    std::vector<proofs::Proof> all = equivalences_of_sums();
    for (proofs::Proof& proof : equivalences_of_buckets()) {
        all.push_back(std::move(proof));
    }
    return all;
}

}  // namespace plumbline::mutants
