// A usual situation, in which an ambiguity leaves open only what it is about.
#pragma once

#include "proofs/engine/decision_view.hpp"

namespace plumbline::proofs {

/// A channel of 114 HTLCs and 114 000 000 msat: 45 general slots of 1 000 000 msat with a pair that is assigned slots 0
/// to 4 of them, 22 congestion slots, 47 protected ones; nothing in use, no history, no reputation.
template <class N>
Situation<N> usual_situation() {
    Situation<N> usual;
    usual.general = general_bucket(Slots<N>(45), Msat<N>(45'000'000));
    for (std::uint16_t slot = 0; slot < 5; ++slot) {
        usual.share.assigned.push_back(typename N::PairNumber(slot));
    }
    usual.congestion = empty_bucket(Slots<N>(22), Msat<N>(22'000'000));
    usual.protected_ = empty_bucket(Slots<N>(47), Msat<N>(47'000'000));
    usual.now = Seconds<N>(10'000'000);
    return usual;
}

/// The pair holds its whole share of the general bucket.
template <class N>
void fill_share(Situation<N>& situation) {
    typename N::SlotSet all = situation.share.assigned;
    add_htlc(situation.general, situation.share, typename N::PairNumber(0), all, Msat<N>(5'000'000));
}

/// 100 000 msat with a fee of 1000 msat, 144 blocks from its expiry; may be made accountable.
template <class N>
HtlcOffer<N> usual_offer() {
    HtlcOffer<N> offer;
    offer.htlc = {Scid{1}, HtlcId{1}};
    offer.outgoing = Scid{2};
    offer.incoming_amount = Msat<N>(101'000);
    offer.outgoing_amount = Msat<N>(100'000);
    offer.fee = Msat<N>(1'000);
    offer.cltv_expiry = Height<N>(800'144);
    offer.height_added = Height<N>(800'000);
    offer.incoming_accountable = typename N::Bool(false);
    offer.upgrade_accountability = typename N::Bool(true);
    return offer;
}

/// Which bucket the HTLC gets.
template <class N>
Bucket bucket_of(const Situation<N>& situation, const HtlcOffer<N>& offer) {
    return decide(situation.view(), offer).bucket;
}

/// What the standing lacks to be sufficient is far more than anything here changes.
template <class N>
void without_reputation(Situation<N>& situation) {
    situation.standing.htlc_risk = WideMsat<N>(959'000);
}

}  // namespace plumbline::proofs
