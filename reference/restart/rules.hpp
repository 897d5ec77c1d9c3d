// The rules of reading back and reconstruction that can be taken away, to see what each is for.
//
// Without any, this is the specification's reconstruction. A node without one of these rules does what its author may
// have overlooked; which theorem that costs, the explorer shows (tests/replay), and which scenario, tests/restart.
#pragma once

#include "contracts/requirement.hpp"

#include <array>
#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace plumbline::restart {

enum class Rule : std::uint8_t {
    close_stale_channel,
    continue_closed_ids,
    replay_in_flight,
    in_flight_holds,
    skip_held_removals,
    drop_orphaned_addition,
    replay_undecoded,
    insert_payments,
    dedup_decode_open,
    dedup_forwarded_open,
    dedup_decode_closed,
    dedup_forwarded_closed,
    dedup_every_inbound,
    claim_from_outbound,
    claim_from_inbound,
    fail_onchain,
    fail_after_removal_durable,
    fail_when_none_lives,
    claims_win,
    dedup_resolved,
    fail_forwarded,
    rebuild_holds,
    claims_first,
    claim_closed_inbound,
};

inline constexpr std::size_t kRules = 24;

/// What is taken away.
class Without {
public:
    Without() = default;

    Without(std::initializer_list<Rule> rules) {
        for (const Rule rule : rules) {
            removed_.set(static_cast<std::size_t>(rule));
        }
    }

    /// Whether the rule is obeyed.
    [[nodiscard]] bool obeys(Rule rule) const { return !removed_.test(static_cast<std::size_t>(rule)); }

    [[nodiscard]] bool none() const { return removed_.none(); }

private:
    std::bitset<kRules> removed_;
};

struct RuleEntry {
    Rule rule{};
    std::string_view name;  ///< as the chapters call it
    contracts::RequirementId requirement;
};

// clang-format off
inline constexpr std::array<RuleEntry, kRules> kRuleTable{{
    {Rule::close_stale_channel, "close-stale-channel", contracts::req<"RB-2">},
    {Rule::continue_closed_ids, "continue-closed-ids", contracts::req<"RB-7">},
    {Rule::replay_in_flight, "replay-in-flight", contracts::req<"RB-8">},
    {Rule::in_flight_holds, "in-flight-holds", contracts::req<"RB-10">},
    {Rule::skip_held_removals, "skip-held-removals", contracts::req<"HS-4">},
    {Rule::drop_orphaned_addition, "drop-orphaned-addition", contracts::req<"RC-17">},
    {Rule::replay_undecoded, "replay-undecoded", contracts::req<"RC-5">},
    {Rule::insert_payments, "insert-payments", contracts::req<"RC-6">},
    {Rule::dedup_decode_open, "dedup-decode-open", contracts::req<"RC-7">},
    {Rule::dedup_forwarded_open, "dedup-forwarded-open", contracts::req<"RC-7">},
    {Rule::dedup_decode_closed, "dedup-decode-closed", contracts::req<"RC-8">},
    {Rule::dedup_forwarded_closed, "dedup-forwarded-closed", contracts::req<"RC-8">},
    {Rule::dedup_every_inbound, "dedup-every-inbound", contracts::req<"RC-7">},
    {Rule::claim_from_outbound, "claim-from-outbound", contracts::req<"RC-10">},
    {Rule::claim_from_inbound, "claim-from-inbound", contracts::req<"RC-11">},
    {Rule::fail_onchain, "fail-onchain", contracts::req<"RC-13">},
    {Rule::fail_after_removal_durable, "fail-after-removal-durable", contracts::req<"MU-11">},
    {Rule::fail_when_none_lives, "fail-when-none-lives", contracts::req<"RC-14">},
    {Rule::claims_win, "claims-win", contracts::req<"RC-15">},
    {Rule::dedup_resolved, "dedup-resolved", contracts::req<"RC-16">},
    {Rule::fail_forwarded, "fail-forwarded", contracts::req<"RC-20">},
    {Rule::rebuild_holds, "rebuild-holds", contracts::req<"RC-21">},
    {Rule::claims_first, "claims-first", contracts::req<"RC-20">},
    {Rule::claim_closed_inbound, "claim-closed-inbound", contracts::req<"RC-22">},
}};
// clang-format on

}  // namespace plumbline::restart
