#include "tests/replay/machine/rules.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace plumbline::replay {

namespace {

using explorer::RuleName;

constexpr std::array<RuleName, static_cast<std::size_t>(Rule::count)> names{{
    {"send-after-durable", "DS-18", "messages leave when the update that records them is on the monitor"},
    {"skip-held-removals", "HS-4", "an HTLC whose removal is held is neither decoded nor taken for forwarded"},
    {"claim-replaces-held-failure", "HS-11", "a claim replaces a held failure"},
    {"claim-every-inbound", "MU-7", "a preimage claims every inbound HTLC of the source"},
    {"hold-claimed-revocation", "MU-8", "a claimed HTLC's CommitmentSecret waits for the inbound preimages"},
    {"hold-for-every-inbound", "MU-8", "it waits for all of them, and not for the first"},
    {"hold-duplicate-claim", "MU-9", "it also waits where another part has made the claims"},
    {"rebuild-holds", "RC-21", "what waits is held again after a restart"},
    {"in-flight-holds", "RB-10", "an update that is only in a snapshot does not end the wait"},
    {"fail-after-removal-durable", "MU-11", "a failure is passed on when the CommitmentSecret is durable"},
    {"fail-after-burial", "MU-11", "a failure on chain is passed on when it is buried"},
    {"prune-onions", "MU-12", "inbound HTLCs become Forwarded"},
    {"close-stale-channel", "RB-2", "a channel that is behind its monitor is closed"},
    {"monitor-decides-closed", "RB-4", "what waits in a closed channel's holding cell is dropped and not failed"},
    {"continue-closed-ids", "RB-7", "updates of closed channels continue their IDs"},
    {"replay-in-flight", "RB-8", "updates in flight are handed out again"},
    {"replay-undecoded", "RC-5", "what is WithOnion is decoded again"},
    {"insert-payments", "RC-6", "own payments are rebuilt from closed channels' monitors"},
    {"dedup-decode-open", "RC-7", "what an open channel forwards is not decoded again"},
    {"dedup-decode-closed", "RC-8", "what a closed channel's monitor has forwarded is not decoded again"},
    {"dedup-forwarded-open", "RC-7", "what an open channel forwards is not taken for failed"},
    {"dedup-forwarded-closed", "RC-8", "what a closed channel's monitor has forwarded is not taken for failed"},
    {"dedup-every-inbound", "RC-7", "each outbound HTLC removes all inbound HTLCs of its source"},
    {"claim-from-outbound", "RC-10", "preimages on outbound monitors are claimed with"},
    {"claim-from-inbound", "RC-11", "preimages on inbound monitors are claimed with in the whole payment"},
    {"fail-onchain", "RC-13", "what failed on chain is failed back"},
    {"fail-when-none-lives", "RC-14", "nothing is failed back while a part lives"},
    {"claims-win", "RC-15", "what is claimed is neither failed nor decoded"},
    {"claims-first", "RC-20", "claims are carried out before failures"},
    {"dedup-resolved", "RC-16", "what is failed or claimable is not decoded"},
    {"drop-orphaned-addition", "RC-17", "a held addition without its inbound HTLCs is dropped"},
    {"fail-forwarded", "RC-20", "what is Forwarded and has no outbound HTLC is failed back"},
    {"claim-closed-inbound", "RC-22", "claims go to closed channels' monitors, too"},
    {"time-out-incomplete", "TR-4", "a set that is not complete in time is failed"},
    {"report-after-save", "MU-15", "an own payment is reported failed when the snapshot says so"},
    {"no-part-again", "TR-10", "a part that a crash has lost is not sent again beside those that live"},
    {"claims-in-one-instant", "DS-17", "no snapshot is taken between a preimage shown and the claims made with it"},
    {"cover-outbound", "TR-11", "a set that does not pay for what goes out is not dispatched"},
    {"dedup-legacy", "RC-24", "what is closed, claimed or failed leaves the snapshot's collections"},
    {"refuse-trampoline", "RC-25", "trampoline forwards are refused where nothing is decoded again"},
    {"keep-waiting-failures", "RC-29", "the snapshot has the failures that wait for a CommitmentSecret"},
    {"fail-missing-forwards", "RC-30", "a forward of the snapshot that a closed channel's monitor has not is failed"},
    {"claim-whole", "MU-17", "the user's claim is made with every HTLC of the set, or it is failed"},
    {"claimed-not-claimable", "RC-31", "what a monitor says is claimed does not wait for the user's claim"},
    {"keep-sets-apart", "TR-3", "an HTLC that names another total does not join a set"},
    {"fail-late-part", "TR-5", "an HTLC that its payment does not need is failed at once"},
    {"preimage-past-blocked", "MU-14", "PaymentPreimage does not wait for blocked updates of its channel"},
}};

}  // namespace

std::span<const RuleName> rule_names() {
    return names;
}

std::optional<Rule> rule_named(std::string_view name) {
    const auto* const found = std::find_if(names.begin(), names.end(), [&](const auto& it) { return it.name == name; });
    if (found == names.end()) {
        return std::nullopt;
    }
    return static_cast<Rule>(found - names.begin());
}

}  // namespace plumbline::replay
