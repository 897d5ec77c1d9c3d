// Readings of chapters 4, 7 and 10: what is asked before a bucket is given, and what reputation is compared with.
#include "proofs/ambiguities/ambiguity.hpp"
#include "proofs/ambiguities/usual.hpp"
#include "reference/resource_manager/forwarding.hpp"

namespace plumbline::proofs {
namespace {

constexpr auto upgrade_before_protected = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    fill_share(situation);
    auto offer = usual_offer<N>();
    offer.upgrade_accountability = trial.truth_of("upgrade_accountability");
    const auto under = [&](Upgrade reading) {
        situation.rules.upgrade = reading;
        return bucket_of(situation, offer);
    };
    return Readings{under(Upgrade::required), under(Upgrade::not_asked)};
};

// Protected holds any amount; the HTLC's pair has general resources or not, and the HTLC is accountable or not.
template <class Trial>
auto protected_filled(Trial& trial) {
    using N = typename Trial::Domain;
    auto situation = usual_situation<N>();
    if (trial.choice("share_in_use", 2) == 1) {
        fill_share(situation);
    }
    situation.protected_.slots_used = Slots<N>(1);
    situation.protected_.msat_used = trial.template any<Msat<N>>("protected_msat_used", {0, 47'000'000});
    return situation;
}

constexpr auto protected_full = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto situation = protected_filled(trial);
    auto offer = usual_offer<N>();
    offer.incoming_accountable = trial.truth_of("incoming_accountable");
    const Verdict<N> verdict = decide(situation.view(), offer);
    const bool permitted =
        std::find(verdict.path.begin(), verdict.path.end(), contracts::req<"PB-3">) != verdict.path.end();
    return Readings{verdict.bucket, permitted ? Bucket::none : verdict.bucket};
};

constexpr auto accountable_in_congestion = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto situation = protected_filled(trial);
    auto offer = usual_offer<N>();
    offer.incoming_accountable = typename N::Bool(true);
    const Bucket specified = bucket_of(situation, offer);
    const bool admitted(congestion_admits(situation.congestion, situation.history, situation.history.in_flight,
                                          offer.incoming_amount, situation.now, situation.parameters, draft_profile));
    return Readings{specified, specified == Bucket::none && admitted ? Bucket::congestion : specified};
};

constexpr auto own_risk = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    auto offer = usual_offer<N>();
    offer.incoming_accountable = typename N::Bool(true);
    offer.fee = trial.template any<Msat<N>>("fee", {0, 1'000'000});
    const auto blocks = trial.template any<Height<N>>("blocks", {1, 2'016});
    situation.standing.reputation = trial.template any<SignedMsat<N>>("reputation");
    const auto under = [&](const SignedMsat<N>& own) {
        situation.standing.htlc_risk = WideMsat<N>(N::wide(own.count()));
        return bucket_of(situation, offer);
    };
    const SignedMsat<N> risk = htlc_risk(offer.fee, blocks, Height<N>(0), situation.parameters);
    return Readings{under(risk), under(SignedMsat<N>(0))};
};

// Two HTLCs are in flight, and one resolves: what is left of the sum of their risks?
constexpr auto sum_of_risks = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    constexpr Range risks{0, symbolic::detail::power_of_two(63) - 1};
    auto situation = usual_situation<N>();
    auto offer = usual_offer<N>();
    offer.incoming_accountable = typename N::Bool(true);
    situation.standing.reputation = trial.template any<SignedMsat<N>>("reputation");
    const auto resolved = trial.template any<WideMsat<N>>("resolved_risk", risks);
    const auto left = trial.template any<WideMsat<N>>("other_risk", risks);
    const auto under = [&](const WideMsat<N>& sum) {
        situation.standing.in_flight_risk = sum - resolved;
        return bucket_of(situation, offer);
    };
    const WideMsat<N> exact = resolved + left;
    const WideMsat<N> saturated(N::wide(N::saturated(exact.count())));
    return Readings{under(exact), under(saturated)};
};

constexpr auto zero_suffices = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    auto offer = usual_offer<N>();
    offer.incoming_accountable = typename N::Bool(true);
    offer.fee = trial.template any<Msat<N>>("fee", {0, 1'000'000});
    const SignedMsat<N> risk = htlc_risk(offer.fee, offer.cltv_expiry, offer.height_added, situation.parameters);
    situation.standing.htlc_risk = WideMsat<N>(N::wide(risk.count()));
    const Bucket specified = bucket_of(situation, offer);
    situation.standing.incoming_revenue_threshold += SignedMsat<N>(1);  // more than the threshold: at least one more
    return Readings{specified, bucket_of(situation, offer)};
};

// An HTLC at or above its expiry: refused as a mistake, or decided with no risk.
constexpr auto expired = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto offer = usual_offer<N>();
    offer.cltv_expiry = trial.template any<Height<N>>("cltv_expiry");
    offer.height_added = trial.template any<Height<N>>("height_added");
    const Channel<N> channel;
    const auto mistake = mistake_in(offer, &channel, &channel, false);
    return Readings{!mistake.has_value(), !mistake.has_value() || *mistake == Mistake::expired};
};

// Incoming and outgoing channel are one: a mistake, or an HTLC like any other.
constexpr auto one_channel = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto offer = usual_offer<N>();
    offer.outgoing = Scid{static_cast<std::uint64_t>(1 + trial.choice("outgoing_is_another_channel", 2))};
    const Channel<N> channel;
    const auto mistake = mistake_in(offer, &channel, &channel, false);
    return Readings{!mistake.has_value(), !mistake.has_value() || *mistake == Mistake::same_channel};
};

}  // namespace

std::vector<Ambiguity> ambiguities_of_decisions() {
    return {ambiguity<"PB-4">({"U12-upgrade-asked-before-protected-or-not", "which bucket?",
                               "protected only with upgrade_accountability", "protected whatever the onion carries",
                               "a pair without general resources, sufficient reputation"},
                              upgrade_before_protected),
            ambiguity<"PB-3">({"U13-protected-full-others-or-fail", "which bucket?",
                               "other buckets under their own restrictions", "fail, as in the tree",
                               "up to 47 000 000 msat in use in protected"},
                              protected_full),
            ambiguity<"CB-5">(
                {"U13-accountable-in-congestion-or-not", "which bucket?", "an accountable HTLC does not use congestion",
                 "it does, when protected and general are full", "up to 47 000 000 msat in use in protected"},
                accountable_in_congestion),
            ambiguity<"OC-9">({"U14-own-risk-included-or-not", "which bucket?", "the risk includes that of this HTLC",
                               "only what is in flight already", "fees of up to 1 000 000 msat, 1 to 2016 blocks"},
                              own_risk),
            ambiguity<"OC-10">({"U15-risk-exact-or-saturating", "which bucket?", "the sum of risks is exact",
                                "the sum is held at 2^63 - 1", "two risks of up to 2^63 - 1"},
                               sum_of_risks),
            ambiguity<"RM-11">({"U15-expired-refused-or-without-risk", "is it decided?",
                                "an HTLC at or above its expiry is a mistake", "it has no risk and is decided",
                                "heights over all of 32 bits"},
                               expired),
            ambiguity<"RM-10">({"U15-same-channel-refused-or-decided", "is it decided?",
                                "incoming and outgoing channel must differ", "they may be one", "both cases"},
                               one_channel),
            ambiguity<"RM-16">({"U17-zero-suffices-or-not", "which bucket?",
                                "reputation of at least the threshold suffices", "it must exceed the threshold",
                                "fees of up to 1 000 000 msat, no history"},
                               zero_suffices)};
}

}  // namespace plumbline::proofs
