// Chapter 12: what is restored is what was saved. Buckets, holders, counters and risks are not saved, so it takes three
// steps: a restored channel has nothing in flight and the invariants; each pending HTLC that is restored keeps them;
// and what the invariants say of a channel determines it, so that the restored channel is the one that was saved.
#include "reference/resource_manager/restoration.hpp"

#include "proofs/resource_manager/chapters.hpp"
#include "proofs/resource_manager/closing.hpp"
#include "proofs/resource_manager/pending.hpp"

namespace plumbline::proofs {
namespace {

using contracts::both;
using contracts::iff;
using contracts::implies;

template <class N>
auto same_average(const DecayingAverage<N>& a, const DecayingAverage<N>& b) {
    return both(a.value == b.value, [&] { return a.last_update == b.last_update; });
}

// The record of any channel, read by a node with any parameters.
constexpr auto channel = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    DurableChannel<N> saved;
    saved.limits = trial.template havoc<ChannelLimits<N>>("limits");
    trial.suppose(saved.limits.max_accepted_htlcs >= Slots<N>(1));
    saved.closing = trial.truth_of("closing");
    saved.reputation = trial.template havoc<DecayingAverage<N>>("reputation");
    saved.revenue.sum = trial.template havoc<DecayingAverage<N>>("revenue");
    saved.revenue.start = trial.template any<Seconds<N>>("start");
    const Channel<N> restored = restored_channel(saved, parameters, {});
    const DurableChannel<N> again = durable(restored);
    const Sizes<N> sizes = sizes_by_limits(restored, parameters);
    trial.reach("a channel");
    trial.owe_all(contracts::channel_invariants, "read", restored, known_of_none<N>());
    trial.template owe<"PA-6">("the buckets have the sizes that the limits give them",
                               [&] { return has_sizes(restored, sizes); });
    trial.template owe<"SF-6">("what is saved of it again is what was saved", [&] {
        const auto averages = both(same_average(again.reputation, saved.reputation), [&] {
            return both(same_average(again.revenue.sum, saved.revenue.sum),
                        [&] { return again.revenue.start == saved.revenue.start; });
        });
        return both(averages, [&] {
            return both(iff(again.closing, saved.closing), [&] {
                return both(again.limits.max_accepted_htlcs == saved.limits.max_accepted_htlcs, [&] {
                    return again.limits.max_htlc_value_in_flight == saved.limits.max_htlc_value_in_flight;
                });
            });
        });
    });
};

// The next pending HTLC, after any number of others; what a reader accepts (refusal 7), and nothing more, is assumed of
// it. What is above a limit was so before (CH-5).
auto htlc_in(Bucket bucket, int held) {
    return [bucket, held](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        auto scene = any_scene(trial, 1);
        suppose_room_to_count(trial, scene);
        auto htlc = any_htlc(trial, bucket);
        const auto number = new_number(trial, scene.of_incoming);
        if (bucket == Bucket::general) {
            htlc.slots = any_slots(trial, "htlc.slots", held);
            trial.suppose_clause([&] { return contracts::distinct_below(htlc.slots, Slots<N>(483)); });
            trial.suppose_clause([&] {
                return htlc.slots.every([&](auto slot) { return scene.of_incoming.recorded_by[slot] == no_pair; });
            });
        }
        if (bucket == Bucket::congestion) {
            trial.suppose_clause([&] { return scene.of_incoming.ours.congestion == Slots<N>(0); });
        }
        trial.suppose_clause([&] {
            return wide(sum_of(scene.of_incoming, bucket).msat.count()) + wide(htlc.amount.count()) <=
                   wide(Msat<N>(supply_msat).count());
        });
        restore_htlc(scene.incoming, scene.outgoing, scene.pair(), typename N::PairNumber(our_number), htlc);
        count_added(scene.of_incoming, scene.of_outgoing, scene.of_incoming.ours, htlc);
        htlc.slots.for_each([&](auto slot) { scene.of_incoming.recorded_by.set(slot, number); });
        tolerate_all(scene.of_incoming);
        trial.reach("an HTLC is restored");
        owe_invariants(trial, scene, "read");
    };
}

constexpr auto mark = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto history = trial.template havoc<CongestionHistory<N>>("history");
    const Slots<N> in_flight = history.in_flight;
    const auto time = trial.template any<Seconds<N>>("time");
    restore_mark(history, time);
    trial.reach("a mark");
    trial.template owe<"CB-2">("the misuse is marked at its time, and nothing else", [&] {
        return both(both(history.misused, [&] { return history.misused_at == time; }),
                    [&] { return history.in_flight == in_flight; });
    });
};

// Two channels of which the same is known, one that was saved and one that was restored.
constexpr auto determined = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto scene = any_scene(trial, 1);
    const Channel<N>& saved = scene.incoming;
    const KnownOfChannel<N>& known = scene.of_incoming;
    const Sizes<N> sizes = sizes_by_limits(saved, scene.parameters);
    trial.suppose_clause([&] { return has_sizes(saved, sizes); });
    Channel<N> restored = any_channel(trial, "restored");
    restored.limits = saved.limits;
    restored.pairs.insert(any_pair(trial, "restored.ours", our_scid, any_slots(trial, "restored.assigned", 1)));
    trial.suppose_all(contracts::channel_invariants, restored, known);
    trial.suppose_clause([&] { return has_sizes(restored, sizes); });
    const auto same = [](const BucketResources<N>& a, const BucketResources<N>& b) {
        return both(both(a.slots == b.slots, [&] { return a.capacity == b.capacity; }),
                    [&] { return both(a.slots_used == b.slots_used, [&] { return a.msat_used == b.msat_used; }); });
    };
    trial.reach("two channels");
    trial.template owe<"SF-4">("the buckets are as they were", [&] {
        return both(same(restored.general.resources, saved.general.resources), [&] {
            return both(same(restored.congestion, saved.congestion),
                        [&] { return same(restored.protected_, saved.protected_); });
        });
    });
    trial.template owe<"SF-4">("every slot has the holder that it had", [&] {
        return saved.general.holder.every([&](auto slot) {
            return implies(slot < restored.general.holder.size(),
                           [&] { return restored.general.holder[slot] == saved.general.holder[slot]; });
        });
    });
    trial.template owe<"SF-4">("the risk in flight, and how many HTLCs refer to it, are as they were", [&] {
        return both(restored.in_flight_risk == saved.in_flight_risk, [&] {
            return both(restored.pending_incoming == saved.pending_incoming,
                        [&] { return restored.pending_outgoing == saved.pending_outgoing; });
        });
    });
    trial.template owe<"SF-4">("the pair holds what it held", [&] {
        const Pair<N>& was = saved.pairs[our_number];
        const Pair<N>& is = restored.pairs[our_number];
        return both(is.general.slots_used == was.general.slots_used, [&] {
            return both(is.general.msat_used == was.general.msat_used,
                        [&] { return is.congestion.in_flight == was.congestion.in_flight; });
        });
    });
};

}  // namespace

std::vector<Proof> restoration_proofs() {
    constexpr const char* state = "any two channels, any number of HTLCs restored before; ";
    std::vector<Proof> all{
        proof("restoration/channel", "any saved channel, every parameter", channel),
        proof("restoration/mark", "any pair's history, any time", mark),
        proof("restoration/htlc-congestion", std::string(state) + "what a reader accepts",
              htlc_in(Bucket::congestion, 0)),
        proof("restoration/htlc-protected", std::string(state) + "what a reader accepts",
              htlc_in(Bucket::protected_, 0)),
        proof("restoration/determined", "any two channels of which the same is known", determined),
    };
    for (int held = 1; held <= static_cast<int>(max_pair_slots); ++held) {
        const std::string number = std::to_string(held);
        all.push_back(proof("restoration/htlc-general-" + number + "-slots",
                            std::string(state) + "an HTLC of " + number + " slots, as a reader accepts it",
                            htlc_in(Bucket::general, held)));
    }
    return all;
}

}  // namespace plumbline::proofs
