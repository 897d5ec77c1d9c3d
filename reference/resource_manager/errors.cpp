#include "reference/resource_manager/errors.hpp"

#include <algorithm>

namespace plumbline {
namespace {

using contracts::req;
using contracts::RequirementId;

struct MistakeText {
    Mistake mistake;
    std::string_view name;
    RequirementId requirement;
    std::string_view message;
};

constexpr std::array mistakes{
    MistakeText{Mistake::parameters_out_of_range, "parameters_out_of_range", req<"PA-6">,
                "periods must be positive and the bucket percentages must sum to at most 100"},
    MistakeText{Mistake::limits_out_of_range, "limits_out_of_range", req<"PA-7">,
                "max_accepted_htlcs must be 1 to 483 and max_htlc_value_in_flight_msat at most the supply"},
    MistakeText{Mistake::too_many_channels, "too_many_channels", req<"ER-6">, "a manager keeps at most 65534 channels"},
    MistakeText{Mistake::channel_exists, "channel_exists", req<"ER-2">,
                "the channel is known with other limits; change them with update_channel"},
    MistakeText{Mistake::channel_closing, "channel_closing", req<"CH-7">,
                "the channel is closing: it takes no HTLCs and cannot be added again until its last HTLC is resolved"},
    MistakeText{Mistake::unknown_channel, "unknown_channel", req<"ER-2">, "the channel was never added, or is gone"},
    MistakeText{Mistake::same_channel, "same_channel", req<"RM-10">,
                "an HTLC is forwarded from one channel to another, not back through the same one"},
    MistakeText{Mistake::expired, "expired", req<"RM-11">,
                "cltv_expiry must be above the height at which the HTLC was added"},
    MistakeText{Mistake::height_out_of_range, "height_out_of_range", req<"CV-3">, "heights and expiries have 32 bits"},
    MistakeText{Mistake::outgoing_exceeds_incoming, "outgoing_exceeds_incoming", req<"RM-11">,
                "the outgoing amount must not exceed the incoming amount"},
    MistakeText{Mistake::amount_out_of_range, "amount_out_of_range", req<"PA-7">,
                "no amount or fee exceeds the supply"},
    MistakeText{Mistake::duplicate_htlc, "duplicate_htlc", req<"RM-12">,
                "an HTLC with this incoming channel and id is still pending"},
    MistakeText{Mistake::unknown_htlc, "unknown_htlc", req<"RM-9">,
                "no forwarded HTLC with this incoming channel and id is pending"},
    MistakeText{Mistake::wrong_outgoing_channel, "wrong_outgoing_channel", req<"RM-12">,
                "the HTLC was forwarded to another outgoing channel"},
    MistakeText{Mistake::slots_not_assignable, "slots_not_assignable", req<"GB-6">,
                "the key stream gave too few different slots"},
    MistakeText{Mistake::resolved_before_added, "resolved_before_added", req<"OC-6">,
                "the resolution is dated before the addition"},
};

struct RepetitionText {
    Repetition repetition;
    std::string_view name;
};

constexpr std::array repetitions{
    RepetitionText{Repetition::channel_already_added, "channel_already_added"},
    RepetitionText{Repetition::channel_already_removed, "channel_already_removed"},
    RepetitionText{Repetition::channel_already_closing, "channel_already_closing"},
    RepetitionText{Repetition::limits_unchanged, "limits_unchanged"},
};

const MistakeText& text(Mistake mistake) {
    return *std::find_if(mistakes.begin(), mistakes.end(),
                         [&](const MistakeText& entry) { return entry.mistake == mistake; });
}

}  // namespace

std::string_view name(Mistake mistake) {
    return text(mistake).name;
}

std::string_view message(Mistake mistake) {
    return text(mistake).message;
}

RequirementId requirement(Mistake mistake) {
    return text(mistake).requirement;
}

std::string_view name(Repetition repetition) {
    return std::find_if(repetitions.begin(), repetitions.end(),
                        [&](const RepetitionText& entry) { return entry.repetition == repetition; })
        ->name;
}

std::optional<Mistake> mistake_from_name(std::string_view name) {
    const auto* found =
        std::find_if(mistakes.begin(), mistakes.end(), [&](const MistakeText& entry) { return entry.name == name; });
    return found == mistakes.end() ? std::nullopt : std::optional(found->mistake);
}

std::optional<Repetition> repetition_from_name(std::string_view name) {
    const auto* found = std::find_if(repetitions.begin(), repetitions.end(),
                                     [&](const RepetitionText& entry) { return entry.name == name; });
    return found == repetitions.end() ? std::nullopt : std::optional(found->repetition);
}

}  // namespace plumbline
