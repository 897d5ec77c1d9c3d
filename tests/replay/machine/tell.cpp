#include "tests/replay/machine/tell.hpp"

#include "tests/replay/machine/names.hpp"

#include <array>
#include <utility>

namespace plumbline::replay {

namespace {

using explorer::Field;
using explorer::StepText;

enum Participant : std::size_t {
    upstream,
    node,
    snapshot,
    inbound_monitors,
    outbound_monitors,
    downstream,
    chain,
    user
};

/// `{}` stands for the HTLC or the payment.
struct Template {
    Participant from;
    Participant to;
    const char* text;
    const char* requirement;
};

constexpr std::array<Template, 43> templates{{
    {upstream, node, "{} arrives and is committed", "HS-1"},
    {node, inbound_monitors, "the next update of {} is written", "DS-16"},
    {node, node, "{} is decoded and accumulated", "TR-1"},
    {node, node, "{} asks for a trampoline forward, and is failed", "RC-25"},
    {node, node, "{} is of a payment that waits for the user already, and is failed", "TR-5"},
    {node, node, "{} is of a set that is complete without it, and is failed", "TR-5"},
    {node, node, "{} names another total than its set, and is failed", "TR-3"},
    {node, upstream, "the failure of {} leaves the holding cell and is signed", "HS-3"},
    {upstream, chain, "the channel of {} is closed", "TR-6"},
    {node, downstream, "{} is dispatched", "TR-7"},
    {node, node, "{} is complete and finds no channel to go out by, and is failed", "TR-14"},
    {node, node, "{} does not pay for what is to go out, and is failed", "TR-11"},
    {node, node, "{} was not complete in time, and is failed", "TR-4"},
    {node, node, "the inbound HTLCs of {} become Forwarded", "MU-12"},
    {user, node, "the user sends {}", "TH-6"},
    {node, user, "the user is told that {} is sent", "MU-13"},
    {node, user, "the user is told that {} has failed", "MU-15"},
    {node, user, "{} is complete, and waits for the user's claim", "DS-9"},
    {user, node, "the user claims {}", "MU-17"},
    {user, node, "the user claims {}, which is not whole any more, and is failed", "MU-17"},
    {user, node, "{} is not wanted, or not claimed in time, and is failed", "HS-11"},
    {node, user, "the user is told that {} is claimed", "MU-13"},
    {node, outbound_monitors, "the next update of {} is written", "DS-16"},
    {node, downstream, "{} leaves the holding cell: LocalAnnounced", "HS-10"},
    {node, node, "{} cannot leave the holding cell, and is dropped", "HS-10"},
    {downstream, node, "the peer revokes the commitment without {}: Committed", "HS-5"},
    {downstream, node, "the peer shows the preimage of {}; claims are handed out", "MU-7"},
    {downstream, node, "the peer denies that it showed the preimage of {}", "HS-6"},
    {downstream, node, "the peer signs the commitment in which {} is claimed", "HS-5"},
    {downstream, node, "the peer signs the commitment in which {} is failed", "HS-5"},
    {downstream, node, "the peer revokes the last commitment with {}", "HS-5"},
    {node, node, "the failure of {} is passed on", "MU-11"},
    {downstream, chain, "the channel of {} is closed", "HS-8"},
    {downstream, chain, "the peer claims {} on chain", "DS-12"},
    {node, chain, "the timeout of {} is confirmed", "DS-13"},
    {chain, chain, "the timeout of {} is buried", "DS-13"},
    {chain, chain, "the timeout of {} is reorganised away", "DS-13"},
    {chain, node, "the node learns that {} is claimed", "MU-7"},
    {chain, node, "the node learns that {} has failed on chain", "MU-11"},
    {node, downstream, "{} is sent for a part that was lost", "TR-10"},
    {node, inbound_monitors, "the claim of {} is handed out", "MU-7"},
    {node, snapshot, "the snapshot is written", "DS-15"},
    {node, node, "crash; the node reads back and reconstructs", "RC-1"},
}};

bool is_of_payment(StepKind kind) {
    switch (kind) {
    case StepKind::dispatch:
    case StepKind::no_route:
    case StepKind::underpaid:
    case StepKind::time_out:
    case StepKind::prune:
    case StepKind::send_own:
    case StepKind::tell_sent:
    case StepKind::tell_failed:
    case StepKind::become_claimable:
    case StepKind::user_claims:
    case StepKind::not_whole:
    case StepKind::give_up:
    case StepKind::tell_claimed:
        return true;
    default:
        return false;
    }
}

/// Which parts wait in a holding cell: "; parts 1 and 3 wait in a holding cell".
std::string held_parts(const Payment& p, unsigned how) {
    std::string parts;
    for (unsigned k = 0; k < p.parts; ++k) {
        if (((how >> k) & 1U) != 0) {
            parts += (parts.empty() ? "" : " and ") + std::to_string(k + 1);
        }
    }
    return parts.empty() ? "" : "; part " + parts + " in a holding cell";
}

}  // namespace

std::vector<std::string> participant_names() {
    return {"Upstream peers",   "Node",  "Snapshot", "Inbound monitors", "Outbound monitors",
            "Downstream peers", "Chain", "User"};
}

std::size_t step_kinds() {
    return templates.size();
}

std::string told_kind(std::size_t kind) {
    std::string result = templates.at(kind).text;
    if (const auto hole = result.find("{}"); hole != std::string::npos) {
        result.replace(hole, 2, is_of_payment(static_cast<StepKind>(kind)) ? "a payment" : "an HTLC");
    }
    return result;
}

StepText told_step(const World& w, const Step& step) {
    const auto& [from, to, text, requirement] = templates[static_cast<std::size_t>(step.kind)];
    std::string result = text;
    if (const auto hole = result.find("{}"); hole != std::string::npos) {
        const bool of_payment = is_of_payment(step.kind);
        const std::string name = !of_payment               ? name_of(w, step.at)
                                 : w.payments().size() > 1 ? "payment " + std::to_string(step.at + 1)
                                                           : std::string{"the payment"};
        result.replace(hole, 2, name);
    }
    if (step.kind == StepKind::dispatch || step.kind == StepKind::send_own) {
        result += held_parts(w.payments()[step.at], step.how);
    }
    return {from, to, result, requirement};
}

std::vector<Field> told_state(const World& w, const Lanes& s) {
    std::vector<Field> fields;
    for (std::size_t i = 0; i < w.inbound(); ++i) {
        const auto name = name_of(w, i);
        fields.push_back({name + ", memory", text_of(s.in(i))});
        fields.push_back({name + ", snapshot", text_of(s.in_saved(i))});
        fields.push_back({name + ", monitor", text_of(s.in_disk(i))});
        fields.push_back({name + ", channel", s.in_closed(i) ? "closed" : "open"});
    }
    for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
        const auto name = name_of(w, j);
        fields.push_back({name + ", memory", text_of(s.out(j))});
        fields.push_back({name + ", snapshot", text_of(s.out_saved(j))});
        fields.push_back({name + ", monitor", text_of(s.out_disk(j))});
        fields.push_back({name + ", chain", text_of(s.chain(j))});
    }
    for (std::size_t index = 0; index < w.payments().size(); ++index) {
        const auto& p = w.payments()[index];
        if (p.of_user()) {
            const std::string name = "payment " + std::to_string(index + 1);
            fields.push_back({name + ", memory", text_of(s.entry(p.own_lane), p.received())});
            fields.push_back({name + ", snapshot", text_of(s.entry_saved(p.own_lane), p.received())});
            fields.push_back({name + ", user was told", text_of(s.told(p.own_lane), p.received())});
        }
    }
    const auto last = w.last_lane();
    fields.push_back({"updates in flight", s.frozen(last) ? "forgotten" : "known"});
    if (w.shape().crashes) {
        fields.push_back({"crashes", std::to_string(s.crashes(last))});
    }
    return fields;
}

std::string told_outcome(const World& w, std::uint64_t outcome) {
    std::string text;
    const auto take = [&](unsigned bits) {
        const auto value = outcome & ((1U << bits) - 1U);
        outcome >>= bits;
        return value;
    };
    for (std::size_t index = 0; index < w.payments().size(); ++index) {
        const auto& p = w.payments()[index];
        constexpr std::array<const char*, 4> inbound{"not arrived", "claimed", "failed", ""};
        std::uint32_t claimed_in = 0;
        std::uint32_t claimed_out = 0;
        text += index == 0 ? "" : "; ";
        for (std::size_t i = 0; i < p.inbound; ++i) {
            const auto state = take(2);
            text += (i == 0 ? "inbound " : ", ") + std::string{inbound[state]};
            claimed_in += state == 1 ? w.amount_of(p.first_in + i) : 0;
        }
        for (std::size_t part = 0; part < p.parts; ++part) {
            const bool claimed = take(1) != 0;
            text += (part == 0 ? (p.own() ? "outbound " : ", outbound ") : ", ") +
                    std::string{claimed ? "claimed" : "not claimed"};
            claimed_out += claimed ? w.amount_of(p.first_out + part) : 0;
        }
        text += " (" + std::to_string(claimed_in) + " and " + std::to_string(claimed_out) + " msat)";
        if (p.of_user()) {
            text += ", told " + std::string{text_of(static_cast<Told>(take(2)), p.received())};
        }
    }
    return text;
}

}  // namespace plumbline::replay
