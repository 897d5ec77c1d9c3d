#include "reference/restart/errors.hpp"

#include <array>

namespace plumbline::restart {
namespace {

struct Words {
    std::string_view name;
    std::string_view says;
};

constexpr std::array<Words, 9> kWords{{
    {"missing_monitor", "the channel has no monitor, though it was told to the peer"},
    {"update_gap", "monitor updates do not follow one another"},
    {"duplicate_htlc", "an HTLC ID occurs twice in one direction"},
    {"unknown_inbound_channel", "an HTLC's source names a channel without a monitor"},
    {"duplicate_channel", "a channel or its alias occurs twice"},
    {"update_without_monitor", "updates are in flight for a channel without a monitor"},
    {"source_mismatch", "two parts of one payment name different inbound HTLCs"},
    {"wrong_preimage", "a preimage does not belong to its payment hash"},
    {"duplicate_payment", "a payment ID occurs twice"},
}};

}  // namespace

std::string_view name(Refusal refusal) {
    return kWords.at(static_cast<std::size_t>(refusal)).name;
}

contracts::RequirementId requirement(Refusal refusal) {
    return refusal == Refusal::missing_monitor ? contracts::req<"RB-1"> : contracts::req<"RB-11">;
}

std::string describe(const RestartError& error) {
    const Words& words = kWords.at(static_cast<std::size_t>(error.refusal));
    return error.place + ": " + std::string(words.says) + " (" + std::string(words.name) + ", " +
           std::string(requirement(error.refusal).id()) + ")";
}

}  // namespace plumbline::restart
