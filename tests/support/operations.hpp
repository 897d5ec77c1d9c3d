// Operations on a resource manager as values, and what it answers, in a form that compares and prints.
#pragma once

#include "reference/resource_manager/default_resource_manager.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace plumbline::support {

struct AddChannel {
    Scid channel{};
    ChannelLimits<> limits;
};

struct UpdateChannel {
    Scid channel{};
    ChannelLimits<> limits;
};

struct RemoveChannel {
    Scid channel{};
};

struct AddHtlc {
    HtlcOffer<> offer;
};

struct ResolveHtlc {
    HtlcRef htlc;
    Scid outgoing{};
    Resolution resolution = Resolution::settled;
};

/// Time passes; below zero, the clock goes back.
struct Wait {
    std::int64_t seconds = 0;
};

/// Reputation and threshold are read, as of so many seconds from now.
struct Look {
    Scid channel{};
    std::uint64_t ahead = 0;
};

using Operation = std::variant<AddChannel, UpdateChannel, RemoveChannel, AddHtlc, ResolveHtlc, Wait, Look>;

/// Everything that a caller sees of an operation.
struct Answer {
    std::optional<Mistake> mistake;
    std::optional<Repetition> repetition;
    bool gone = false;
    Bucket bucket = Bucket::none;
    bool outgoing_accountable = false;
    bool signal_corrupted = false;
    SlotSet slots;
    WideMsat<> with_in_flight_risk{};
    std::optional<SignedMsat<>> reputation;
    std::optional<SignedMsat<>> threshold;
    SignedMsat<> effective_fee{};
    friend bool operator==(const Answer&, const Answer&) = default;

    [[nodiscard]] bool changed_nothing() const { return mistake.has_value() || repetition.has_value(); }
};

/// Runs the operation at `now`, which Wait moves. `seen`, if given, gets the verdict of an HTLC that was decided.
Answer run(DefaultResourceManager& manager, const Operation& operation, Seconds<>& now, Verdict<>* seen = nullptr);

/// One line, for the report of a failed sequence.
std::string describe(const Operation& operation);
std::string describe(const Answer& answer);

}  // namespace plumbline::support
