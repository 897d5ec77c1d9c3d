// Every invariant of a channel is established by add_channel, and kept by every operation, from any state that
// satisfies it.
#include "contracts/resource_manager/forwarding.hpp"
#include "proofs/resource_manager/chapters.hpp"
#include "proofs/resource_manager/scene.hpp"
#include "reference/resource_manager/figures.hpp"

namespace plumbline::proofs {
namespace {

/// Any HTLC between the two channels, in `bucket`; its slots are still to be chosen.
template <class Trial>
auto any_htlc(Trial& trial, Bucket bucket) {
    using N = typename Trial::Domain;
    auto htlc = trial.template havoc<PendingHtlc<N>>("htlc");
    htlc.outgoing = our_scid;
    htlc.bucket = bucket;
    return htlc;
}

// The number of an HTLC that recorded nothing yet.
template <class Trial, class N>
auto new_number(Trial& trial, const KnownOfChannel<N>& known) {
    using Number = typename N::PairNumber;
    const auto number = trial.template number<Number>("htlc.number", {0, KnownOfChannel<N>::htlc_numbers - 1});
    trial.suppose_clause([&] {
        return known.recorded_by.every([&](auto slot) { return known.recorded_by[slot] != number; });
    });
    trial.suppose_clause([&] { return known.pair_of[number] == our_number; });
    return number;
}

// Lets the HTLC hold what it says, in the reference and in the ghost; owes the contract of the step and the invariants.
template <class Trial, class N>
void add_and_check(Trial& trial, Scene<N>& scene, const PendingHtlc<N>& htlc) {
    const auto number = new_number(trial, scene.of_incoming);
    const Figures<N> before = figures(scene.incoming, scene.outgoing, scene.pair(), {});
    hold(scene.incoming, scene.outgoing, scene.pair(), typename N::PairNumber(our_number), htlc);
    const Figures<N> after = figures(scene.incoming, scene.outgoing, scene.pair(), {});
    trial.owe_all(contracts::occupy_contract, "add_htlc", before, after, htlc);
    count_added(scene.of_incoming, scene.of_outgoing, scene.of_incoming.ours, htlc);
    htlc.slots.for_each([&](auto slot) { scene.of_incoming.recorded_by.set(slot, number); });
    owe_invariants(trial, scene, "add_htlc");
}

// A channel that may take HTLCs: its limits leave room for what the counters count.
template <class Trial, class N>
void suppose_room_to_count(Trial& trial, const Scene<N>& scene) {
    trial.suppose(scene.of_incoming.incoming < 1000U);
    trial.suppose(scene.of_outgoing.outgoing < (1U << 25U));
}

auto add_general(int assigned) {
    return [assigned](auto& trial) {
        auto scene = any_scene(trial, assigned);
        suppose_room_to_count(trial, scene);
        auto htlc = any_htlc(trial, Bucket::general);
        const auto slots = slots_for_amount(scene.incoming.general, scene.pair().general, htlc.amount, {});
        if (!slots) {
            return;
        }
        htlc.slots = *slots;
        trial.reach("an HTLC in the general bucket");
        add_and_check(trial, scene, htlc);
    };
}

}  // namespace

std::vector<Proof> invariants_proofs() {
    std::vector<Proof> all;
    for (const int assigned : {1, 2, 5, 10, 25}) {
        all.push_back(proof("invariants/add-general-" + std::to_string(assigned), "x", add_general(assigned)));
    }
    return all;
}

}  // namespace plumbline::proofs
