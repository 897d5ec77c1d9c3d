// The rules that the machine can be run without: each is named by the requirement that states it.
#pragma once

#include "tests/replay/explorer/machine.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace plumbline::replay {

enum class Rule : std::uint8_t {
    send_after_durable,
    skip_held_removals,
    claim_replaces_held_failure,
    claim_every_inbound,
    hold_claimed_revocation,
    hold_for_every_inbound,
    hold_duplicate_claim,
    rebuild_holds,
    in_flight_holds,
    fail_after_removal_durable,
    fail_after_burial,
    prune_onions,
    close_stale_channel,
    monitor_decides_closed,
    continue_closed_ids,
    replay_in_flight,
    replay_undecoded,
    insert_payments,
    dedup_decode_open,
    dedup_decode_closed,
    dedup_forwarded_open,
    dedup_forwarded_closed,
    dedup_every_inbound,
    claim_from_outbound,
    claim_from_inbound,
    fail_onchain,
    fail_when_none_lives,
    claims_win,
    claims_first,
    dedup_resolved,
    drop_orphaned_addition,
    fail_forwarded,
    claim_closed_inbound,
    time_out_incomplete,
    report_after_save,
    no_part_again,
    claims_in_one_instant,
    cover_outbound,
    dedup_legacy,
    refuse_trampoline,
    keep_waiting_failures,
    fail_missing_forwards,
    claim_whole,
    claimed_not_claimable,
    keep_sets_apart,
    fail_late_part,
    preimage_past_blocked,
    count,
};

/// All rules, in the order of Rule.
std::span<const explorer::RuleName> rule_names();
std::optional<Rule> rule_named(std::string_view name);

/// A set of rules that are left out.
class Without {
public:
    void add(Rule rule) { bits_ |= std::uint64_t{1} << static_cast<unsigned>(rule); }

    [[nodiscard]] bool has(Rule rule) const { return ((bits_ >> static_cast<unsigned>(rule)) & 1U) != 0; }

    [[nodiscard]] bool empty() const { return bits_ == 0; }

private:
    std::uint64_t bits_ = 0;
};

}  // namespace plumbline::replay
