// Readings of chapter 8: small enough to be visited whole.
#include "proofs/ambiguities/ambiguity.hpp"
#include "reference/resource_manager/accountable_signal.hpp"

#include <algorithm>
#include <array>

namespace plumbline::proofs {
namespace {

using namespace std::string_view_literals;

constexpr auto field_of_bolt11 = [](auto& trial) {
    const int type = trial.choice("field_type", 32);
    return Readings{type == encoding::bolt11_field_a, type == 31};
};

constexpr auto error_of_position = [](auto& trial) {
    const auto position = static_cast<Position>(trial.choice("position", 4));
    return Readings{corrupted_signal_failure(position), "temporary_channel_failure"sv};
};

}  // namespace

std::vector<Ambiguity> ambiguities_of_signals() {
    return {ambiguity<"AS-11">({"U19-field-by-letter-or-number", "is this the invoice's flag?",
                                "the letter a, which is 29 in bech32", "the number 31, whose letter is l",
                                "all 32 types of a field"},
                               field_of_bolt11),
            ambiguity<"AS-7">({"U20-error-by-position-or-one", "with which error is a corrupted signal answered?",
                               "by the node's position", "temporary_channel_failure everywhere",
                               "forwarding, forwarding in a blinded route, final, final in a blinded route: 0 to 3"},
                              error_of_position)};
}

std::vector<Ambiguity> ambiguities() {
    std::vector<Ambiguity> all;
    for (auto* const chapter : {ambiguities_of_averages, ambiguities_of_buckets, ambiguities_of_channels,
                                ambiguities_of_decisions, ambiguities_of_signals, ambiguities_of_slots}) {
        for (Ambiguity& one : chapter()) {
            all.push_back(std::move(one));
        }
    }
    std::sort(all.begin(), all.end(), [](const Ambiguity& a, const Ambiguity& b) { return a.text.name < b.text.name; });
    return all;
}

}  // namespace plumbline::proofs
