// Every invariant of a channel is established by add_channel, and kept by every operation, from any state that
// satisfies it.
#include "contracts/resource_manager/forwarding.hpp"
#include "contracts/resource_manager/general_bucket.hpp"
#include "proofs/resource_manager/chapters.hpp"
#include "proofs/resource_manager/closing.hpp"
#include "proofs/resource_manager/pending.hpp"
#include "reference/resource_manager/figures.hpp"

#include <tuple>

namespace plumbline::proofs {
namespace {

template <class Trial, class N>
void owe_split(Trial& trial, const Channel<N>& channel, const Parameters<N>& parameters) {
    const Sizes<N> sizes = sizes_by_limits(channel, parameters);
    trial.template owe<"PA-6">("the buckets have the sizes that the limits give them",
                               [&] { return has_sizes(channel, sizes); });
}

/// What forwarding and resolving leave alone: the buckets' sizes, and whether a channel is closing.
template <class N>
auto sizes_of(const Scene<N>& scene) {
    return std::tuple(scene.incoming.general.resources.slots, scene.incoming.general.resources.capacity,
                      scene.incoming.congestion.slots, scene.incoming.congestion.capacity,
                      scene.incoming.protected_.slots, scene.incoming.protected_.capacity, scene.incoming.closing,
                      scene.outgoing.closing);
}

template <class Trial, class N, class Before>
void owe_sizes(Trial& trial, const Scene<N>& scene, const Before& before) {
    trial.template owe<"CH-7">("sizes, and whether a channel is closing, are as they were", [&] {
        typename N::Bool same(true);
        std::apply(
            [&](const auto&... was) {
                std::apply([&](const auto&... is) { ((same = contracts::both(same, [&] { return is == was; })), ...); },
                           sizes_of(scene));
            },
            before);
        return same;
    });
}

// Lets the HTLC hold what it says, in the reference and in the ghost; owes the contract of the step and the invariants.
template <class Trial, class N>
void add_and_check(Trial& trial, Scene<N>& scene, const PendingHtlc<N>& htlc) {
    const auto number = new_number(trial, scene.of_incoming);
    const auto sizes = sizes_of(scene);
    const Figures<N> before = figures(scene.incoming, scene.outgoing, scene.pair(), {});
    hold(scene.incoming, scene.outgoing, scene.pair(), typename N::PairNumber(our_number), htlc);
    const Figures<N> after = figures(scene.incoming, scene.outgoing, scene.pair(), {});
    trial.owe_all(contracts::occupy_contract, "add_htlc", before, after, htlc);
    count_added(scene.of_incoming, scene.of_outgoing, scene.of_incoming.ours, htlc);
    htlc.slots.for_each([&](auto slot) { scene.of_incoming.recorded_by.set(slot, number); });
    owe_invariants(trial, scene, "add_htlc");
    owe_sizes(trial, scene, sizes);
}

// Slots as slots_for_amount() chooses them: of that function, choice_contract is proved (general-bucket/choice), and
// nothing else is assumed here.
auto add_general(int chosen) {
    return [chosen](auto& trial) {
        auto scene = any_scene(trial, any_number_of_slots(trial, "ours.assigned", chosen, max_pair_slots));
        suppose_room_to_count(trial, scene);
        auto htlc = any_htlc(trial, Bucket::general);
        htlc.slots = any_slots(trial, "htlc.slots", chosen);
        trial.suppose_all(contracts::choice_contract, scene.incoming.general, scene.pair().general, htlc.amount,
                          htlc.slots);
        trial.reach("an HTLC in the general bucket");
        add_and_check(trial, scene, htlc);
    };
}

// What admits to the bucket is the reference's own; that the decision asks it is proved with the decision.
constexpr auto add_congestion = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto scene = any_scene(trial, 1);
    suppose_room_to_count(trial, scene);
    const auto htlc = any_htlc(trial, Bucket::congestion);
    const auto now = trial.template any<Seconds<N>>("now");
    const CongestionHistory<N>& history = scene.pair().congestion;
    trial.suppose(congestion_admits(scene.incoming.congestion, history, history.in_flight, htlc.amount, now,
                                    scene.parameters, {}));
    trial.reach("an HTLC in the congestion bucket");
    add_and_check(trial, scene, htlc);
};

constexpr auto add_protected = [](auto& trial) {
    auto scene = any_scene(trial, 1);
    suppose_room_to_count(trial, scene);
    const auto htlc = any_htlc(trial, Bucket::protected_);
    trial.suppose(protected_admits(scene.incoming.protected_, htlc.amount));
    trial.reach("an HTLC in the protected bucket");
    add_and_check(trial, scene, htlc);
};

// One of the HTLCs of which the sums are made is resolved: the sums have it, and it recorded exactly the slots that say
// so (GB-11).
template <class Trial, class N>
auto suppose_pending(Trial& trial, const Scene<N>& scene, const PendingHtlc<N>& htlc) {
    using Number = typename N::PairNumber;
    const KnownOfChannel<N>& known = scene.of_incoming;
    const auto number = trial.template number<Number>("htlc.number", {0, KnownOfChannel<N>::htlc_numbers - 1});
    const auto has = [&](const GhostSum<N>& sum) {
        return contracts::both(sum.slots >= slots_of(htlc), [&] { return sum.msat >= htlc.amount; });
    };
    trial.suppose_clause([&] { return has(sum_of(known, htlc.bucket)); });
    if (htlc.bucket == Bucket::general) {
        trial.suppose_clause([&] { return has(known.ours); });
    }
    if (htlc.bucket == Bucket::congestion) {
        trial.suppose_clause([&] { return known.ours.congestion >= Slots<N>(1); });
        trial.suppose(scene.outgoing.congestion_in_flight >= Slots<N>(1));
    }
    trial.suppose_clause([&] {
        return contracts::implies(htlc.outgoing_accountable,
                                  [&] { return scene.of_outgoing.in_flight_risk >= htlc.risk; });
    });
    trial.suppose(known.incoming > 0U);
    trial.suppose(scene.of_outgoing.outgoing > 0U);
    trial.suppose_clause([&] { return known.pair_of[number] == our_number; });
    trial.suppose_clause([&] {
        auto recorded = known.incoming == known.incoming;
        for (const auto slot : htlc.slots) {
            recorded = contracts::both(recorded, [&] {
                return contracts::both(Slots<N>(typename Slots<N>::Rep(slot)) < Slots<N>(known.recorded_by.size()),
                                       [&] { return known.recorded_by[slot] == number; });
            });
        }
        return recorded;
    });
    return number;
}

template <class Trial, class N>
void resolve_and_check(Trial& trial, Scene<N>& scene, const PendingHtlc<N>& htlc) {
    suppose_pending(trial, scene, htlc);
    const auto now = trial.template any<Seconds<N>>("now");
    const auto sizes = sizes_of(scene);
    const Figures<N> before = figures(scene.incoming, scene.outgoing, scene.pair(), {});
    vacate(scene.incoming, scene.outgoing, scene.pair(), typename N::PairNumber(our_number), htlc, now,
           scene.parameters, {});
    const Figures<N> after = figures(scene.incoming, scene.outgoing, scene.pair(), {});
    trial.owe_all(contracts::vacate_contract, "resolve_htlc", before, after, htlc);
    count_resolved(scene.of_incoming, scene.of_outgoing, scene.of_incoming.ours, htlc);
    htlc.slots.for_each([&](auto slot) { scene.of_incoming.recorded_by.set(slot, no_pair); });
    owe_invariants(trial, scene, "resolve_htlc");
    owe_sizes(trial, scene, sizes);
    suppose_sums_of_none(trial, scene.of_incoming);
    suppose_sums_of_none(trial, scene.of_outgoing);
    owe_closing(trial, scene.incoming, scene.of_incoming);
    owe_closing(trial, scene.outgoing, scene.of_outgoing);
}

// `held` slots, at most as many as the pair was assigned before limits changed.
auto resolve_general(int held) {
    return [held](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        auto scene = any_scene(trial, 1);
        auto htlc = any_htlc(trial, Bucket::general);
        htlc.slots = any_slots(trial, "htlc.slots", held);
        trial.suppose_clause([&] { return contracts::distinct_below(htlc.slots, Slots<N>(483)); });
        trial.reach("an HTLC leaves the general bucket");
        resolve_and_check(trial, scene, htlc);
    };
}

auto resolve_from(Bucket bucket) {
    return [bucket](auto& trial) {
        auto scene = any_scene(trial, 1);
        trial.reach("an HTLC leaves its bucket");
        resolve_and_check(trial, scene, any_htlc(trial, bucket));
    };
}

// add_channel: from limits that are taken, with nothing in it.
constexpr auto add_channel = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    const auto limits = trial.template havoc<ChannelLimits<N>>("limits");
    trial.suppose(limits.max_accepted_htlcs >= Slots<N>(1));
    const auto now = trial.template any<Seconds<N>>("now");
    const Channel<N> channel = make_channel(limits, Salt{}, now, parameters, {});
    const KnownOfChannel<N> nothing = known_of_none<N>();
    trial.reach("a new channel");
    trial.owe_all(contracts::channel_invariants, "add_channel", channel, nothing);
    trial.owe_all(contracts::closing_invariants, "add_channel", channel);
    owe_split(trial, channel, parameters);
    trial.template owe<"GB-11">("the table counts what the bucket and its pairs count",
                                [&] { return table_agrees(channel, nothing); });
};

// update_channel: any new limits, whatever is in use. The pair is assigned `assigned` slots anew, any other pair one,
// which are as assign_slots() gives them: distinct, below the total, and no more than there are (proved of it by
// itself).
auto update_channel(int assigned) {
    return [assigned](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        auto scene = any_scene(trial, 1);
        const auto limits = trial.template havoc<ChannelLimits<N>>("new_limits");
        trial.suppose(limits.max_accepted_htlcs >= Slots<N>(1));
        change_limits(scene.incoming, limits, scene.parameters, {}, [&](Scid outgoing, Slots<N> total) {
            const bool ours = outgoing == our_scid;
            auto slots = any_slots(trial, ours ? "ours.new" : "other.new", ours ? assigned : 1);
            trial.suppose(Slots<N>(slots.size()) <= total);
            trial.suppose_clause([&] { return contracts::distinct_below(slots, total); });
            return slots;
        });
        tolerate_all(scene.of_incoming);
        trial.reach("new limits");
        owe_invariants(trial, scene, "update_channel");
        owe_split(trial, scene.incoming, scene.parameters);
    };
}

// remove_channel_slots: the outgoing channel of a pair goes. Nobody's slots but the pair's are freed.
constexpr auto remove_slots = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    using Holder = typename N::PairNumber;
    auto scene = any_scene(trial, 1);
    const auto before = scene.incoming.general;
    const Slots<N> had = scene.pair().general.slots_used;
    trial.suppose(scene.pair().general.slots_used <= before.resources.slots_used);
    trial.suppose(scene.pair().general.msat_used <= before.resources.msat_used);
    remove_channel_slots(scene.incoming.general, scene.pair().general, Holder(our_number));
    const auto& after = scene.incoming.general;
    trial.reach("a pair goes");
    trial.template owe<"GB-13">("the slots of the channel that goes are freed, and no other", [&] {
        return after.holder.every([&](auto slot) {
            const Holder was = before.holder[slot];
            return after.holder[slot] == select(was == our_number, Holder(no_pair), was);
        });
    });
    trial.template owe<"GB-13">("the bucket and the pair count them no more", [&] {
        return contracts::both(after.resources.slots_used + had == before.resources.slots_used, [&] {
            return contracts::both(scene.pair().general.slots_used == Slots<N>(0),
                                   [&] { return Slots<N>(after.holder.held()) == after.resources.slots_used; });
        });
    });
};

constexpr const char* any_state = "any two channels in any state that the invariants allow: any number of HTLCs, "
                                  "channels and pairs, limits up to 483 "
                                  "HTLCs and the supply, every parameter";

void append(std::vector<Proof>& all, int slots) {
    const std::string number = std::to_string(slots);
    const std::string held = std::string(any_state) + "; an HTLC of " + number + " slots";
    all.push_back(proof("invariants/add-general-" + number + "-slots", held + ", a pair of any number from there to 25",
                        add_general(slots)));
    all.push_back(proof("invariants/resolve-general-" + number + "-slots", held, resolve_general(slots)));
    all.push_back(proof("invariants/update-channel-" + number + "-slots",
                        std::string(any_state) + "; pairs of " + number + " new slots", update_channel(slots)));
}

}  // namespace

std::vector<Proof> invariants_proofs() {
    std::vector<Proof> all{
        proof("invariants/add-channel", "any limits, every parameter", add_channel),
        proof("invariants/add-congestion", any_state, add_congestion),
        proof("invariants/add-protected", any_state, add_protected),
        proof("invariants/resolve-congestion", any_state, resolve_from(Bucket::congestion)),
        proof("invariants/resolve-protected", any_state, resolve_from(Bucket::protected_)),
        proof("invariants/remove-slots", any_state, remove_slots),
    };
    for (int slots = 1; slots <= static_cast<int>(max_pair_slots); ++slots) {
        append(all, slots);
    }
    return all;
}

}  // namespace plumbline::proofs
