// Readings of chapters 1, 5 and 6: how large the buckets are, and who may use them.
#include "proofs/ambiguities/ambiguity.hpp"
#include "proofs/ambiguities/usual.hpp"
#include "reference/resource_manager/forwarding.hpp"

namespace plumbline::proofs {
namespace {

constexpr auto split_of_slots = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto limit = trial.template any<Slots<N>>("max_accepted_htlcs", {1, 483});
    const auto used = trial.template any<Slots<N>>("protected_slots_used");
    const auto under = [&](BucketSplit reading) {
        const Slots<N> slots = split(limit, Parameters<N>{}, Rules{.bucket_split = reading}).protected_;
        return has_room(BucketResources<N>{slots, used, Msat<N>(1'000'000), Msat<N>(0)}, Msat<N>(1), Slots<N>(1));
    };
    return Readings{under(BucketSplit::floored), under(BucketSplit::rounded)};
};

constexpr auto congestion_amount = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    fill_share(situation);
    without_reputation(situation);
    situation.congestion.slots = trial.template any<Slots<N>>("congestion_slots", {1, 97});
    situation.congestion.capacity = trial.template any<Msat<N>>("congestion_capacity", {1, 100'000'000});
    auto offer = usual_offer<N>();
    offer.incoming_amount = trial.template any<Msat<N>>("incoming_amount", {1, 10'000'000});
    const auto under = [&](CongestionAmount reading) {
        situation.rules.congestion_amount = reading;
        return bucket_of(situation, offer);
    };
    return Readings{under(CongestionAmount::below_share), under(CongestionAmount::at_most_floored)};
};

// Others hold the first `taken` of the pair's slots.
template <class N>
Situation<N> others_hold(int taken) {
    auto situation = usual_situation<N>();
    GeneralShare<N> other = situation.share;
    typename N::SlotSet slots;
    for (int slot = 0; slot < taken; ++slot) {
        slots.push_back(typename N::PairNumber(static_cast<SlotIndex>(slot)));
    }
    add_htlc(situation.general, other, typename N::PairNumber(1), slots,
             Msat<N>(1'000'000 * static_cast<std::uint64_t>(taken)));
    return situation;
}

constexpr auto occupied_by_whom = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto situation = others_hold<N>(trial.choice("slots_held_by_others", 6));
    const auto amount = trial.template any<Msat<N>>("incoming_amount", {1, 10'000'000});
    const auto alone = general_bucket(situation.general.resources.slots, situation.general.resources.capacity);
    const auto available = [&](const GeneralBucket<N>& bucket) {
        return slots_for_amount(bucket, situation.share, amount, draft_profile).has_value();
    };
    return Readings{available(situation.general), available(alone)};
};

constexpr auto worth_of_a_slot = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    auto offer = usual_offer<N>();
    offer.incoming_amount = trial.template any<Msat<N>>("incoming_amount", {1, 50'000'000});
    offer.upgrade_accountability = typename N::Bool(false);
    const auto under = [&](SlotLiquidity reading) {
        situation.rules.slot_liquidity = reading;
        return bucket_of(situation, offer);
    };
    return Readings{under(SlotLiquidity::unit), under(SlotLiquidity::pair_share)};
};

// The pair has one HTLC of one slot and 1 msat; the other reading has every HTLC take one slot.
constexpr auto slots_of_an_htlc = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    typename N::SlotSet first;
    first.push_back(typename N::PairNumber(0));
    add_htlc(situation.general, situation.share, typename N::PairNumber(0), first, Msat<N>(1));
    const auto amount = trial.template any<Msat<N>>("incoming_amount", {1, 10'000'000});
    using Bool = typename N::Bool;
    const bool specified = slots_for_amount(situation.general, situation.share, amount, draft_profile).has_value();
    const Bool one_slot = situation.share.msat_used + amount <= Msat<N>(5'000'000);
    return Readings{Bool(specified), one_slot};
};

// The pair's slots are taken by itself; others hold the rest of what is in use.
constexpr auto saturated_for_whom = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    fill_share(situation);
    without_reputation(situation);
    const auto others = trial.template any<Slots<N>>("slots_held_by_others", {0, 40});
    take(situation.general.resources, Msat<N>(others.count() * typename N::Natural(1'000'000)), others);
    const auto offer = usual_offer<N>();
    const Bucket specified = bucket_of(situation, offer);
    const auto full_for_all = !has_room(situation.general.resources, offer.incoming_amount, Slots<N>(1));
    return Readings{specified, full_for_all ? specified : Bucket::none};
};

constexpr auto sizes_taken = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto limits = trial.template havoc<ChannelLimits<N>>("limits");
    const auto under = [&](MinimumSizes reading) { return valid(limits, Rules{.minimum_sizes = reading}); };
    return Readings{under(MinimumSizes::none), under(MinimumSizes::some)};
};

// Whose congestion HTLCs count: those of this incoming channel's bucket, or of all incoming channels.
constexpr auto in_flight_where = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters;
    const auto make = [&] {
        return make_channel(ChannelLimits<N>{Slots<N>(114), Msat<N>(114'000'000)}, Salt{}, Seconds<N>(0), parameters,
                            draft_profile);
    };
    const Channel<N> incoming = make();
    Channel<N> outgoing = make();
    outgoing.congestion_in_flight = trial.template any<Slots<N>>("in_flight_from_other_channels");
    const Pair<N> pair{Scid{2}, {}, {}};
    const auto under = [&](CongestionInFlight reading) {
        const Rules rules{.congestion_in_flight = reading};
        const auto offer = usual_offer<N>();
        return decide(decision_view(incoming, outgoing, pair, offer, Seconds<N>(10), parameters, rules), offer).bucket;
    };
    return Readings{under(CongestionInFlight::pair), under(CongestionInFlight::any_incoming)};
};

// Whose misuse counts.
constexpr auto misused_where = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    fill_share(situation);
    without_reputation(situation);
    const auto offer = usual_offer<N>();
    const Bucket specified = bucket_of(situation, offer);
    situation.history.misused = trial.truth_of("misused_from_another_channel");
    situation.history.misused_at = trial.template any<Seconds<N>>("misused_at");
    return Readings{specified, bucket_of(situation, offer)};
};

constexpr auto end_of_two_weeks = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto situation = usual_situation<N>();
    fill_share(situation);
    without_reputation(situation);
    situation.history.misused = typename N::Bool(true);
    situation.history.misused_at = trial.template any<Seconds<N>>("misused_at");
    situation.now = trial.template any<Seconds<N>>("now");
    const auto offer = usual_offer<N>();
    const Bucket specified = bucket_of(situation, offer);
    situation.parameters.congestion_misuse_window += Seconds<N>(1);  // at most two weeks: less than one second more
    return Readings{specified, bucket_of(situation, offer)};
};

constexpr auto exactly_the_period = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const auto held = trial.template any<Seconds<N>>("held");
    const auto marked = [&](std::uint64_t longer_than) {
        Parameters<N> parameters;
        parameters.resolution_period = Seconds<N>(longer_than);
        CongestionHistory<N> history{Slots<N>(0), typename N::Bool(false), Seconds<N>(0)};
        note_resolution(history, held, Seconds<N>(1'000), parameters);
        return history.misused;
    };
    return Readings{marked(90), marked(89)};  // 90 s or more: more than 89 s
};

}  // namespace

std::vector<Ambiguity> ambiguities_of_buckets() {
    return {ambiguity<"PA-6">({"U1-shares-floored-or-rounded", "does the protected bucket have a slot left?",
                               "general and congestion are floored, protected has the rest",
                               "general and congestion are rounded to the nearest", "limits of 1 to 483 HTLCs"},
                              split_of_slots),
            ambiguity<"CB-6">({"U1-congestion-amount-exact-or-floored", "which bucket?",
                               "amount < capacity / slots, exactly", "amount <= floor(capacity / slots)",
                               "buckets of up to 97 slots and 100 000 000 msat"},
                              congestion_amount),
            ambiguity<"GB-10">({"U3-slots-occupied-by-anybody-or-the-pair", "is general available?",
                                "a slot is occupied whoever holds it", "only the pair's own HTLCs occupy its slots",
                                "up to 10 000 000 msat in a bucket with a unit of 1 000 000 msat"},
                               occupied_by_whom),
            ambiguity<"GB-2">({"U4-slot-worth-a-unit-or-the-share", "which bucket?",
                               "a slot stands for capacity / slots", "a slot stands for the pair's whole share",
                               "up to 50 000 000 msat in a bucket with a unit of 1 000 000 msat"},
                              worth_of_a_slot),
            ambiguity<"GB-9">({"U4-slots-by-amount-or-one", "is general available?",
                               "an HTLC takes as many slots as its amount is worth", "an HTLC takes one slot",
                               "up to 10 000 000 msat, beside an HTLC of one slot"},
                              slots_of_an_htlc),
            ambiguity<"CB-3">({"U5-saturated-for-pair-or-all", "which bucket?", "saturated: not available to this pair",
                               "saturated: full for everyone", "up to 40 slots that others hold"},
                              saturated_for_whom),
            ambiguity<"PA-7">({"U8-any-size-or-a-minimum", "is the channel taken?", "every size that BOLT 2 permits",
                               "at least 12 HTLCs and 1 000 000 msat", "up to 483 HTLCs and up to the supply"},
                              sizes_taken),
            ambiguity<"CB-1">(
                {"U10-in-flight-per-pair-or-outgoing", "which bucket?", "in flight in this incoming channel's bucket",
                 "in flight in any incoming channel's bucket", "up to 483 HTLCs from other incoming channels"},
                in_flight_where),
            ambiguity<"CB-2">({"U10-misuse-per-pair-or-outgoing", "which bucket?",
                               "misuse of this incoming channel's bucket", "misuse of any incoming channel's bucket",
                               "marks at any time"},
                              misused_where),
            ambiguity<"CB-2">({"U11-two-weeks-exclusive-or-inclusive", "which bucket?",
                               "a mark counts for less than two weeks",
                               "a mark counts for two weeks and their last second", "times over all of 64 bits"},
                              end_of_two_weeks),
            ambiguity<"CB-7">({"U11-period-inside-or-misuse", "is it a misuse?", "held for more than the period",
                               "held for the period or more", "times over all of 64 bits"},
                              exactly_the_period)};
}

}  // namespace plumbline::proofs
