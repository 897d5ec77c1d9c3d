// Errors of three levels. Chapter 11-errors.
//
//   a caller's mistake      refused with a typed error; nothing has changed
//   a benign repetition     accepted, nothing has changed, and the answer says so
//   a violated contract     a bug in the manager: it stops (contracts/violation.hpp)
#pragma once

#include "contracts/requirement.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace plumbline {

/// A caller's mistake (ER-2).
enum class Mistake : std::uint8_t {
    parameters_out_of_range,
    limits_out_of_range,
    too_many_channels,
    channel_exists,
    channel_closing,
    unknown_channel,
    same_channel,
    expired,
    height_out_of_range,
    outgoing_exceeds_incoming,
    amount_out_of_range,
    duplicate_htlc,
    unknown_htlc,
    wrong_outgoing_channel,
    slots_not_assignable,   ///< only under the deviation slot-tries-ten
    resolved_before_added,  ///< only under the deviation resolve-before-add-is-error
};

/// A benign repetition (ER-2, ER-3).
enum class Repetition : std::uint8_t {
    channel_already_added,
    channel_already_removed,
    channel_already_closing,
    limits_unchanged
};

/// The name under which logs and reports speak of it.
std::string_view name(Mistake mistake);
std::string_view name(Repetition repetition);
/// One sentence for the caller: what is wrong, and what would be right (ER-4).
std::string_view message(Mistake mistake);
/// The requirement that the call does not meet.
contracts::RequirementId requirement(Mistake mistake);

/// The mistake of this name; none if there is none.
std::optional<Mistake> mistake_from_name(std::string_view name);
std::optional<Repetition> repetition_from_name(std::string_view name);

/// A value or a caller's mistake.
template <class Value>
class [[nodiscard]] Result {
public:
    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): a function returns either
    Result(Value value) : content_(std::move(value)) {}

    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): a function returns either
    Result(Mistake mistake) : content_(mistake) {}

    [[nodiscard]] bool ok() const { return content_.index() == 0; }

    explicit operator bool() const { return ok(); }

    [[nodiscard]] const Value& value() const { return std::get<0>(content_); }

    [[nodiscard]] const Value& operator*() const { return value(); }

    [[nodiscard]] const Value* operator->() const { return &value(); }

    [[nodiscard]] Mistake mistake() const { return std::get<1>(content_); }

private:
    std::variant<Value, Mistake> content_;
};

}  // namespace plumbline
