// What can happen in the machine.
#pragma once

#include <cstdint>

namespace plumbline::replay {

enum class StepKind : std::uint8_t {
    // inbound HTLCs, `at` is the lane
    arrive,
    in_write_done,
    decode,
    refuse,
    refuse_again,
    refuse_late,
    refuse_other,
    sign_failure,
    close_inbound,
    // payments, `at` is the payment
    dispatch,  // `how`: a bit for each part that goes to a holding cell
    no_route,
    underpaid,
    time_out,
    prune,
    send_own,  // `how` as in dispatch
    tell_sent,
    tell_failed,
    become_claimable,
    user_claims,
    not_whole,
    give_up,
    tell_claimed,
    // outbound HTLCs, `at` is the lane
    out_write_done,
    free_addition,
    drop_addition,
    peer_commits,
    peer_fulfils,
    peer_denies,
    peer_signs_fulfil,
    peer_signs_failure,
    peer_revokes,
    pass_failure_on,
    close_outbound,
    chain_claim,
    chain_time_out,
    chain_bury,
    chain_reorganise,
    see_claim,
    see_burial,
    send_lost_part,  // only without no-part-again
    make_claim,      // only without claims-in-one-instant
    // the node
    save,
    crash,
};

struct Step {
    StepKind kind = StepKind::crash;
    std::uint8_t at = 0;
    std::uint16_t how = 0;
    friend bool operator==(const Step&, const Step&) = default;
};

/// False for what a fair run does finitely often.
constexpr bool is_disturbance(StepKind kind) {
    switch (kind) {
    case StepKind::arrive:
    case StepKind::close_inbound:
    case StepKind::close_outbound:
    case StepKind::drop_addition:
    case StepKind::peer_denies:
    case StepKind::send_own:
    case StepKind::chain_reorganise:
    case StepKind::crash:
        return true;
    default:
        return false;
    }
}

/// How much more seldom a random run takes a step than others, so that payments come to their end now and then.
constexpr std::uint64_t rarity_of(StepKind kind) {
    switch (kind) {
    case StepKind::time_out:
        return 512;
    case StepKind::close_inbound:
    case StepKind::close_outbound:
        return 128;
    case StepKind::drop_addition:
    case StepKind::give_up:
    case StepKind::crash:
        return 8;
    default:
        return 1;
    }
}

}  // namespace plumbline::replay
