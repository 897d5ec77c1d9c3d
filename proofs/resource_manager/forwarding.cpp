// Chapters 9 and 10: what is recorded of a forwarded HTLC, what a read leaves alone, and what a resolution pays.
#include "reference/resource_manager/forwarding.hpp"

#include "proofs/resource_manager/chapters.hpp"
#include "proofs/resource_manager/pending.hpp"

namespace plumbline::proofs {
namespace {

using contracts::both;
using contracts::iff;

template <class N>
auto same(const DecayingAverage<N>& a, const DecayingAverage<N>& b) {
    return both(a.value == b.value, [&] { return a.last_update == b.last_update; });
}

template <class Trial>
auto any_average(Trial& trial, const std::string& name) {
    return trial.template havoc<DecayingAverage<typename Trial::Domain>>(name);
}

// Of any HTLC that is forwarded; the general bucket differs by its slots only (chapter 5).
constexpr auto record = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    auto scene = any_scene(trial, 1);
    suppose_room_to_count(trial, scene);
    HtlcOffer<N> offer;
    offer.htlc = {incoming_scid, HtlcId{7}};
    offer.outgoing = our_scid;
    offer.incoming_amount = trial.template any<Msat<N>>("incoming_amount");
    offer.outgoing_amount = trial.template any<Msat<N>>("outgoing_amount");
    offer.fee = trial.template any<Msat<N>>("fee");
    offer.cltv_expiry = trial.template any<Height<N>>("cltv_expiry");
    offer.height_added = trial.template any<Height<N>>("height_added");
    offer.incoming_accountable = trial.truth_of("incoming_accountable");
    trial.suppose(offer.outgoing_amount <= offer.incoming_amount);
    const auto now = trial.template any<Seconds<N>>("now");
    Verdict<N> verdict;
    verdict.bucket = trial.choice("protected", 2) == 1 ? Bucket::protected_ : Bucket::congestion;
    verdict.outgoing_accountable = trial.truth_of("outgoing_accountable");
    verdict.standing.htlc_risk = trial.template any<WideMsat<N>>("htlc_risk");
    if (verdict.bucket == Bucket::congestion) {
        trial.suppose(scene.pair().congestion.in_flight == Slots<N>(0));
        trial.suppose(has_room(scene.incoming.congestion, offer.incoming_amount, Slots<N>(1)));
    } else {
        trial.suppose(has_room(scene.incoming.protected_, offer.incoming_amount, Slots<N>(1)));
    }
    const PendingHtlc<N> htlc = occupy(scene.incoming, scene.outgoing, scene.pair(), typename N::PairNumber(our_number),
                                       offer, verdict, now, trial.rules());
    trial.reach(verdict.bucket == Bucket::protected_ ? "protected" : "congestion");
    trial.template owe<"CH-2">("the record has the offer's amount, the fee that counts and the decision's risk", [&] {
        return both(htlc.amount == offer.incoming_amount, [&] {
            return both(htlc.risk == verdict.standing.htlc_risk, [&] { return htlc.fee == offer.fee; });
        });
    });
    trial.template owe<"CH-2">("and its time, height, expiry and signals", [&] {
        const auto times = both(htlc.added_at == now, [&] {
            return both(htlc.height_added == offer.height_added, [&] { return htlc.cltv_expiry == offer.cltv_expiry; });
        });
        return both(times, [&] {
            return both(iff(htlc.incoming_accountable, offer.incoming_accountable),
                        [&] { return iff(htlc.outgoing_accountable, verdict.outgoing_accountable); });
        });
    });
    trial.template owe<"CH-2">("and the bucket and channel that it went to", [&] {
        return typename N::Bool(htlc.bucket == verdict.bucket && htlc.outgoing == our_scid);
    });
};

constexpr auto reads = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    Channel<N> channel;
    channel.reputation = any_average(trial, "reputation");
    channel.revenue = {any_average(trial, "revenue"), trial.template any<Seconds<N>>("start")};
    const Channel<N> before = channel;
    const auto now = trial.template any<Seconds<N>>("now");
    note_read_reputation(channel, now, parameters, trial.rules());
    note_read_threshold(channel, now, parameters, trial.rules());
    trial.reach("read");
    trial.template owe<"DA-5">("a decision stores nothing of what it reads", [&] {
        return both(same(channel.reputation, before.reputation),
                    [&] { return same(channel.revenue.sum, before.revenue.sum); });
    });
};

// What adding and reading do is proved of them (chapters 2 to 4); here, that a resolution pays the right fee to the
// right one.
constexpr auto account_of = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const Parameters<N> parameters = any_parameters(trial);
    Channel<N> incoming;
    Channel<N> outgoing;
    incoming.revenue = {any_average(trial, "revenue"), trial.template any<Seconds<N>>("start")};
    incoming.reputation = any_average(trial, "incoming.reputation");
    outgoing.reputation = any_average(trial, "reputation");
    const auto start = incoming.revenue.start;
    trial.suppose(start <= incoming.revenue.sum.last_update);
    auto htlc = any_htlc(trial, Bucket::protected_);
    const bool settled = trial.choice("settled", 2) == 1;
    const Resolution resolution = settled ? Resolution::settled : Resolution::failed;
    const auto now = trial.template any<Seconds<N>>("now");
    const Channel<N> incoming_before = incoming;
    const Channel<N> outgoing_before = outgoing;
    const SignedMsat<N> paid = account(incoming, outgoing, htlc, resolution, now, parameters, trial.rules());

    DecayingAverage<N> reputation = outgoing_before.reputation;
    add(reputation, paid, now, reputation_window(parameters), trial.rules());
    WindowAverage<N> revenue = incoming_before.revenue;
    add(revenue, SignedMsat<N>(N::saturated(N::wide(htlc.fee.count()))), now,
        revenue_windows(parameters, trial.rules()), trial.rules());
    const SignedMsat<N> due =
        effective_fee(htlc.fee, resolution_time(htlc.added_at, now), htlc.outgoing_accountable, resolution, parameters);
    trial.reach(settled ? "settled" : "failed");
    trial.template owe<"OC-4">("the effective fee of the HTLC is paid", [&] { return paid == due; });
    trial.template owe<"OC-12">("it is added to the outgoing channel's reputation, and to no other", [&] {
        return both(same(outgoing.reputation, reputation),
                    [&] { return same(incoming.reputation, incoming_before.reputation); });
    });
    trial.template owe<"OC-13">(
        "a settled HTLC's fee is added to the incoming channel's revenue, a failed one's not",
        [&] { return same(incoming.revenue.sum, settled ? revenue.sum : incoming_before.revenue.sum); });
};

}  // namespace

std::vector<Proof> forwarding_proofs() {
    return {
        proof("forwarding/record", "any offer, decided for the congestion or the protected bucket", record),
        proof("forwarding/reads", "any averages, times and parameters", reads),
        proof("forwarding/account", "any averages, HTLC, times and parameters", account_of),
    };
}

}  // namespace plumbline::proofs
