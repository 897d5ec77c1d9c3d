// Readings of chapter 9: what of a pending HTLC outlives a restart, smaller limits, or its channel.
#include "proofs/ambiguities/ambiguity.hpp"
#include "proofs/ambiguities/usual.hpp"
#include "reference/resource_manager/forwarding.hpp"

namespace plumbline::proofs {
namespace {

// An HTLC of the congestion bucket that was pending over a restart: held since it was added, or since the restart.
constexpr auto held_since = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto added = trial.template any<Seconds<N>>("added_at");
    const auto restart = trial.template any<Seconds<N>>("restart_at");
    const auto resolved = trial.template any<Seconds<N>>("resolved_at");
    trial.suppose(added <= restart);
    trial.suppose(restart <= resolved);
    auto situation = usual_situation<N>();
    fill_share(situation);
    without_reputation(situation);
    situation.now = resolved;
    const auto next = [&](Seconds<N> since) {
        situation.history = {Slots<N>(0), typename N::Bool(false), Seconds<N>(0)};
        note_resolution(situation.history, resolution_time(since, resolved), resolved, situation.parameters);
        return bucket_of(situation, usual_offer<N>());
    };
    return Readings{next(added), next(restart)};
};

// Limits shrink below what is in use, and one HTLC resolves: the rest drains, or what is above the limit was dropped.
constexpr auto shrinking = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    auto offer = usual_offer<N>();
    fill_share(situation);
    offer.incoming_accountable = typename N::Bool(true);
    const auto in_use = trial.template any<Slots<N>>("protected_slots_used", {1, 47});
    situation.protected_.slots = trial.template any<Slots<N>>("protected_slots_after_shrinking", {1, 47});
    const auto after_one = [&](Slots<N> used) {
        situation.protected_.slots_used = used - Slots<N>(1);
        return bucket_of(situation, offer);
    };
    const auto larger = in_use > situation.protected_.slots;
    const Slots<N> kept = larger ? situation.protected_.slots : in_use;
    return Readings{after_one(in_use), after_one(kept)};
};

// The incoming channel of an accountable HTLC closes: its risk stays until it resolves, or goes with the channel.
constexpr auto closing = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    auto offer = usual_offer<N>();
    offer.incoming_accountable = typename N::Bool(true);
    situation.standing.reputation = trial.template any<SignedMsat<N>>("reputation");
    const auto risk =
        trial.template any<WideMsat<N>>("risk_from_the_closing_channel", {0, symbolic::detail::power_of_two(63) - 1});
    const auto under = [&](WideMsat<N> in_flight) {
        situation.standing.in_flight_risk = in_flight;
        return bucket_of(situation, offer);
    };
    return Readings{under(risk), under(WideMsat<N>(0))};
};

// After a splice the channel is known under its old name with its reputation, or as a new one.
constexpr auto renamed = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    auto offer = usual_offer<N>();
    offer.incoming_accountable = typename N::Bool(true);
    const auto under = [&](SignedMsat<N> reputation) {
        situation.standing.reputation = reputation;
        return bucket_of(situation, offer);
    };
    return Readings{under(trial.template any<SignedMsat<N>>("reputation")), under(SignedMsat<N>(0))};
};

}  // namespace

std::vector<Ambiguity> ambiguities_of_channels() {
    return {ambiguity<"SF-4">({"U16-held-since-added-or-restart", "which bucket has the pair's next HTLC?",
                               "a restart keeps since when an HTLC is held", "a restart adds it anew",
                               "times over all of 64 bits"},
                              held_since),
            ambiguity<"CH-5">({"U16-draining-or-dropped", "which bucket, once one of the HTLCs has resolved?",
                               "what is above new limits is held until it resolves",
                               "what is above new limits is dropped", "up to 47 protected slots before and after"},
                              shrinking),
            ambiguity<"CH-7">({"U16-closing-keeps-or-drops", "which bucket?",
                               "a closing channel stays until everything pending is resolved",
                               "what is pending goes with the channel", "risks of up to 2^63 - 1"},
                              closing),
            ambiguity<"CH-6">({"U16-name-kept-or-new", "which bucket?", "a splice keeps the channel's name and history",
                               "a new scid is a new channel", "every reputation"},
                              renamed)};
}

}  // namespace plumbline::proofs
