// Durable state from which nothing is rebuilt. Chapter 3.4, Reading back (RB-1, RB-11).
#pragma once

#include "contracts/requirement.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace plumbline::restart {

enum class Refusal : std::uint8_t {
    missing_monitor,
    update_gap,
    duplicate_htlc,
    unknown_inbound_channel,
    duplicate_channel,
    update_without_monitor,
    source_mismatch,
    wrong_preimage,
    duplicate_payment,
};

struct RestartError {
    Refusal refusal{};
    std::string place;  ///< "channel 3, outbound HTLC 7"
    friend bool operator==(const RestartError&, const RestartError&) = default;
};

/// As the chapter calls it.
std::string_view name(Refusal refusal);
contracts::RequirementId requirement(Refusal refusal);
/// One sentence: what is wrong, and where.
std::string describe(const RestartError& error);

}  // namespace plumbline::restart
