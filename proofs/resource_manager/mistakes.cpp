// Chapters 10 and 11: which offers are refused as the caller's mistake, and that what is decided is within the ranges
// that every other proof assumes.
#include "contracts/resource_manager/offers.hpp"
#include "proofs/engine/decision_view.hpp"
#include "proofs/resource_manager/chapters.hpp"
#include "reference/resource_manager/forwarding.hpp"

namespace plumbline::proofs {
namespace {

/// The names, in the order of the checks (ER-5 lets it be any).
constexpr std::array<Mistake, 8> in_order{Mistake::same_channel,
                                          Mistake::amount_out_of_range,
                                          Mistake::outgoing_exceeds_incoming,
                                          Mistake::height_out_of_range,
                                          Mistake::expired,
                                          Mistake::unknown_channel,
                                          Mistake::channel_closing,
                                          Mistake::duplicate_htlc};

// An offer of any numbers that a caller can write down.
template <class Trial>
auto any_numbers(Trial& trial) {
    using N = typename Trial::Domain;
    constexpr Range all = symbolic::Natural64::range;
    HtlcOffer<N> offer;
    offer.htlc = {Scid{1}, HtlcId{1}};
    offer.outgoing = Scid{2};
    offer.incoming_amount = trial.template any<Msat<N>>("incoming_amount", all);
    offer.outgoing_amount = trial.template any<Msat<N>>("outgoing_amount", all);
    offer.fee = trial.template any<Msat<N>>("fee", all);
    offer.cltv_expiry = trial.template any<Height<N>>("cltv_expiry", all);
    offer.height_added = trial.template any<Height<N>>("height_added", all);
    offer.incoming_accountable = trial.truth_of("incoming_accountable");
    offer.upgrade_accountability = trial.truth_of("upgrade_accountability");
    return offer;
}

constexpr auto every_offer = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    HtlcOffer<N> offer = any_numbers(trial);
    const bool same = trial.choice("same_channel", 2) == 1;
    if (same) {
        offer.outgoing = offer.htlc.incoming;
    }
    const bool incoming_known = trial.choice("incoming_known", 2) == 1;
    const bool outgoing_known = trial.choice("outgoing_known", 2) == 1;
    const bool duplicate = trial.choice("duplicate", 2) == 1;
    Channel<N> incoming;
    Channel<N> outgoing;
    incoming.closing = trial.truth_of("incoming.closing");
    outgoing.closing = trial.truth_of("outgoing.closing");
    const std::optional<Mistake> mistake =
        mistake_in(offer, incoming_known ? &incoming : nullptr, outgoing_known ? &outgoing : nullptr, duplicate);
    const contracts::OfferContext<typename N::Bool> asked{
        same, incoming_known && outgoing_known, contracts::either(incoming.closing, [&] { return outgoing.closing; }),
        duplicate};
    trial.owe_all(contracts::mistake_contract, "mistake_in", mistake, offer, asked);
    if (!mistake) {
        trial.owe_all(contracts::accepted_offer, "mistake_in", offer, asked);
        trial.reach("no mistake");
        return;
    }
    trial.reach(std::string(name(*mistake)));
    const auto earlier = std::find(in_order.begin(), in_order.end(), *mistake) - in_order.begin();
    trial.template owe<"ER-5">("the mistake that is named is the first in the order of the checks", [&] {
        using Bool = typename N::Bool;
        const std::array<Bool, 8> there{Bool(same),
                                        contracts::amount_too_large(offer),
                                        contracts::offers_too_much(offer),
                                        contracts::height_too_large(offer),
                                        contracts::has_expired(offer),
                                        Bool(!asked.known),
                                        asked.closing,
                                        Bool(duplicate)};
        Bool none(true);
        for (std::ptrdiff_t check = 0; check < earlier; ++check) {
            const Bool here = there[static_cast<std::size_t>(check)];
            none = contracts::both(!here, [&] { return none; });
        }
        return none;
    });
};

// What is accepted is what any_offer() draws from: the other proofs' inputs are all that the interface lets in.
constexpr auto accepted_are_assumed = [](auto& trial) {
    using N = DomainOf<decltype(trial)>;
    const HtlcOffer<N> offer = any_numbers(trial);
    Channel<N> incoming;
    Channel<N> outgoing;
    if (mistake_in(offer, &incoming, &outgoing, false)) {
        return;
    }
    const auto inside = [](const auto& quantity, Range range) {
        using Wide = typename N::Wide;
        return contracts::both(N::wide(quantity.count()) >= Wide(range.low),
                               [&] { return N::wide(quantity.count()) <= Wide(range.high); });
    };
    trial.template owe<"CV-3">("amounts are in the range that proofs assume", [&] {
        constexpr Range range = Everything<MsatUnit>::range;
        return contracts::both(inside(offer.incoming_amount, range), [&] {
            return contracts::both(inside(offer.outgoing_amount, range), [&] { return inside(offer.fee, range); });
        });
    });
    trial.template owe<"CV-3">("heights are in the range that proofs assume", [&] {
        constexpr Range range = Everything<HeightUnit>::range;
        return contracts::both(inside(offer.cltv_expiry, range), [&] { return inside(offer.height_added, range); });
    });
};

}  // namespace

std::vector<Proof> mistakes_proofs() {
    return {proof("mistakes/every-offer",
                  "any offer whose numbers fit 64 bits; channels known or not, closing or not, the name in use or not",
                  every_offer),
            proof("mistakes/accepted-are-assumed", "any offer whose numbers fit 64 bits", accepted_are_assumed)};
}

}  // namespace plumbline::proofs
