#include "tests/replay/machine/theorems.hpp"

#include "tests/replay/machine/facts.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace plumbline::replay {

namespace {

using explorer::Theorem;
using explorer::TheoremKind;

constexpr std::array<Theorem, 10> list{{
    {"TH-1", "no part of a payment is dispatched twice", TheoremKind::state},
    {"TH-2", "no inbound HTLC is failed while an outbound one was or can be claimed", TheoremKind::state},
    {"TH-3", "a preimage on a monitor leaves no inbound HTLC failed", TheoremKind::state},
    {"TH-4", "no inbound HTLC is both claimed and failed", TheoremKind::state},
    {"TH-5", "what is claimed outbound is at most what is, or can be, claimed inbound", TheoremKind::state},
    {"TH-6", "an own payment that was or can be claimed is not reported failed", TheoremKind::state},
    {"TH-11", "reconstructing again comes to the same", TheoremKind::state},
    {"TH-7", "from every state a quiet good state can be reached", TheoremKind::reachable},
    {"TH-9", "from every state progress alone can reach a quiet good state", TheoremKind::fair},
    {"TH-12", "progress reaches a quiet good state in whatever order it comes", TheoremKind::certain},
}};

/// Places in the list.
enum Place : std::uint8_t { once, no_loss, arrives, never_both, covered, own_payments, idempotent };

constexpr unsigned bit(Place place, bool violated) {
    return violated ? 1U << place : 0U;
}

/// A bit for each theorem that does not hold of a payment.
unsigned violated_of(const World& w, const Lanes& s, const Payment& p) {
    bool twice = false;
    bool any_paid = false;
    bool any_claimable = false;
    for (std::size_t part = p.first_out; part < std::size_t{p.first_out} + p.parts; ++part) {
        unsigned times = 0;
        for (std::size_t j = part; j < p.out_end(); j += p.parts) {
            times += sent(s, j) ? 1U : 0U;
            any_paid |= paid(s, j);
            any_claimable |= can_be_claimed(s, j);
        }
        twice |= times > 1;
    }
    bool any_failed = false;
    bool any_preimage = false;
    for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
        any_failed |= s.in_disk(i) == InDisk::removed && in_source(s, p, i);
        any_preimage |= s.in_disk(i) == InDisk::preimage;
    }
    const bool told_failed = p.own() && s.told(p.own_lane) == Told::failed;
    return bit(once, twice) | bit(no_loss, any_failed && (any_paid || any_claimable)) |
           bit(arrives, any_failed && any_preimage) | bit(covered, !is_covered(w, s, p)) |
           bit(own_payments, told_failed && (any_paid || any_claimable));
}

/// The node, the peer and the chain are done with an outbound HTLC.
bool is_done(const Lanes& s, std::size_t j) {
    const auto out = s.out(j);
    const auto disk = s.out_disk(j);
    if (!is_open(s, j)) {
        return out == Out::resolved && s.chain(j) != Chain::unresolved && s.chain(j) != Chain::timed_out;
    }
    return (out == Out::none && disk == OutDisk::absent) || (is_fulfil_gone(out) && disk == OutDisk::fulfil_gone) ||
           (out == Out::failed && disk == OutDisk::fail_gone);
}

bool is_settled(const World& w, const Lanes& s, const Payment& p) {
    bool any_paid = false;
    bool any_preimage = false;
    for (std::size_t j = p.first_out; j < p.out_end(); ++j) {
        if (!is_done(s, j)) {
            return false;
        }
        any_paid |= paid(s, j);
    }
    for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
        any_preimage |= s.in_disk(i) == InDisk::preimage;
    }
    if (p.own()) {
        const auto told = s.told(p.own_lane);
        const bool nothing = told == Told::nothing && s.entry(p.own_lane) == Entry::absent;  // it may be sent again
        return any_paid ? told == Told::sent : told != Told::nothing || nothing;
    }
    if (p.received() && !(any_preimage ? s.told(p.own_lane) == Told::sent : s.entry(p.own_lane) == Entry::absent)) {
        return false;
    }
    for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
        const auto disk = s.in_disk(i);
        const bool absent = disk == InDisk::absent && (s.in(i) == In::not_arrived || s.in(i) == In::closed);
        const bool failed = disk == InDisk::removed || absent || (s.in_closed(i) && s.in(i) == In::closed);
        if ((any_paid || any_preimage) && in_source(s, p, i) ? disk != InDisk::preimage : !failed) {
            return false;
        }
    }
    return !any_paid || claimed_inbound(w, s, p, false) >= claimed_outbound(w, s, p) + p.fee;
}

}  // namespace

std::span<const Theorem> theorem_list() {
    return list;
}

std::span<const Theorem> theorems_of(const World& w) {
    const auto only = w.shape().theorem;
    return only ? std::span<const Theorem>(list).subspan(*only, 1) : std::span<const Theorem>(list);
}

std::optional<std::uint8_t> violated_theorem(const World& w, const Lanes& s) {
    unsigned violated = bit(never_both, s.both(w.last_lane())) | bit(idempotent, s.unlike(w.last_lane()));
    for (const auto& payment : w.payments()) {
        violated |= violated_of(w, s, payment);
    }
    if (const auto only = w.shape().theorem) {
        return ((violated >> *only) & 1U) != 0 ? std::optional{std::uint8_t{0}} : std::nullopt;
    }
    return violated == 0 ? std::nullopt : std::optional{static_cast<std::uint8_t>(std::countr_zero(violated))};
}

bool is_settled(const World& w, const Lanes& s) {
    return std::all_of(w.payments().begin(), w.payments().end(),
                       [&](const Payment& payment) { return is_settled(w, s, payment); });
}

std::uint64_t outcome_of(const World& w, const Lanes& s) {
    std::uint64_t result = 0;
    unsigned at = 0;
    const auto put = [&](std::uint64_t value, unsigned bits) {
        result |= value << at;
        at += bits;
    };
    for (const auto& p : w.payments()) {
        for (std::size_t i = p.first_in; i < p.in_end(); ++i) {
            put(s.in_disk(i) == InDisk::preimage ? 1 : s.in_disk(i) == InDisk::absent ? 0 : 2, 2);
        }
        for (std::size_t part = 0; part < p.parts; ++part) {
            bool any_paid = false;
            for (std::size_t j = p.first_out + part; j < p.out_end(); j += p.parts) {
                any_paid |= paid(s, j);
            }
            put(any_paid ? 1 : 0, 1);
        }
        if (p.of_user()) {
            put(static_cast<std::uint64_t>(s.told(p.own_lane)), 2);
        }
    }
    return result;
}

}  // namespace plumbline::replay
