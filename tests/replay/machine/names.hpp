// The words for the parts of a state.
#pragma once

#include "tests/replay/machine/htlc.hpp"
#include "tests/replay/machine/world.hpp"

#include <array>
#include <string>

namespace plumbline::replay {

inline const char* text_of(In state) {
    constexpr std::array<const char*, 16> texts{
        "not arrived",
        "WithOnion, to be decoded",
        "WithOnion, accumulated",
        "WithOnion, dispatched",
        "Forwarded",
        "WithOnion, failure held",
        "Forwarded, failure held",
        "LocalRemoved, failed",
        "claimed",
        "closed",
        "to be decoded, failure held",
        "accumulated, failure held",
        "dispatched, failure held",
        "to be decoded, claimed",
        "accumulated, claimed",
        "dispatched, claimed",
    };
    return texts[static_cast<std::size_t>(state)];
}

inline const char* text_of(InDisk state) {
    constexpr std::array<const char*, 4> texts{"nothing", "HTLC", "HTLC and preimage", "failed"};
    return texts[static_cast<std::size_t>(state)];
}

inline const char* text_of(Out state) {
    constexpr std::array<const char*, 15> texts{
        "none",
        "addition held",
        "LocalAnnounced",
        "Committed",
        "RemoteRemoved, claimed",
        "AwaitingRemoteRevokeToRemove, claimed",
        "removed, claimed",
        "AwaitingRemoteRevokeToRemove, failed",
        "removed, failed",
        "failed, passed on",
        "closed",
        "closed, resolved",
        "RemoteRemoved, claimed, nothing waits",
        "AwaitingRemoteRevokeToRemove, claimed, nothing waits",
        "removed, claimed, nothing waits",
    };
    return texts[static_cast<std::size_t>(state)];
}

inline const char* text_of(OutDisk state) {
    constexpr std::array<const char*, 8> texts{
        "nothing",       "HTLC added",  "HTLC committed", "HTLC claimed, preimage",
        "claimed, gone", "HTLC failed", "failed, gone",   "nothing, but the peer has the HTLC"};
    return texts[static_cast<std::size_t>(state)];
}

inline const char* text_of(Chain state) {
    constexpr std::array<const char*, 6> texts{"open",  "closed without the HTLC", "unresolved", "claimed", "timed out",
                                               "buried"};
    return texts[static_cast<std::size_t>(state)];
}

inline const char* text_of(Entry state, bool received) {
    constexpr std::array<const char*, 4> sent{"absent", "Retryable", "Fulfilled", "Abandoned"};
    constexpr std::array<const char*, 4> to_node{"not claimable", "claimable", "claimed by the user", ""};
    return (received ? to_node : sent)[static_cast<std::size_t>(state)];
}

inline const char* text_of(Told state, bool received) {
    constexpr std::array<const char*, 3> texts{"nothing", "sent", "failed"};
    return received && state == Told::sent ? "claimed" : texts[static_cast<std::size_t>(state)];
}

/// "inbound HTLC 2", with its payment where there are several.
inline std::string name_of(const World& w, std::size_t lane) {
    const auto index = w.payment_of(lane);
    const auto& p = w.payments()[index];
    std::string name = w.payments().size() > 1 ? "payment " + std::to_string(index + 1) + " " : "";
    if (lane < w.inbound()) {
        return name + "inbound HTLC " + std::to_string(lane - p.first_in + 1);
    }
    const std::size_t at = lane - p.first_out;
    name += "outbound HTLC " + std::to_string(at % p.parts + 1);
    return at < p.parts ? name : name + " of attempt " + std::to_string(at / p.parts + 1);
}

}  // namespace plumbline::replay
