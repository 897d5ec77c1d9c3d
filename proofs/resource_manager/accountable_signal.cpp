// Chapter 8: everything here is finite and is visited whole; what is a constant or eight bits wide, at compile time.
#include "reference/resource_manager/accountable_signal.hpp"

#include "proofs/engine/trial.hpp"
#include "proofs/resource_manager/chapters.hpp"

namespace plumbline::proofs {
namespace {

/// Of the 256 values of a byte, 7 is accountable, those below are not, and no other is a value of the field (AS-12).
constexpr bool every_blip4_value_is_read() {
    for (unsigned value = 0; value < 256; ++value) {
        const std::optional<bool> read = accountable_from_blip4(static_cast<std::uint8_t>(value));
        if (read.has_value() != (value <= 7) || read.value_or(false) != (value == 7)) {
            return false;
        }
    }
    return true;
}

static_assert(every_blip4_value_is_read(), "AS-12");
static_assert(accountable_from_blip4(blip4_from_accountable(true)) == true, "AS-12: written and read, the same");
static_assert(accountable_from_blip4(blip4_from_accountable(false)) == false, "AS-12: written and read, the same");

constexpr auto corrupted = [](auto& trial) {
    const auto accountable = trial.truth_of("accountable");
    const auto allowed = trial.truth_of("allowed");
    const auto refused = signal_corrupted(accountable, allowed);
    trial.template owe<"AS-5">("refused exactly where it is accountable and nothing allows it", [&] {
        return contracts::iff(refused, contracts::both(accountable, [&] { return !allowed; }));
    });
    trial.template owe<"AS-6">("what is not accountable, or is allowed to be, is not refused", [&] {
        return contracts::implies(contracts::either(!accountable, [&] { return allowed; }), [&] { return !refused; });
    });
    trial.reach(refused ? "refused" : "taken");
};

constexpr auto errors = [](auto& trial) {
    using Bool = DomainOf<decltype(trial)>::Bool;
    const auto position = static_cast<Position>(trial.choice("position", 4));
    const std::string_view failure = corrupted_signal_failure(position);
    const bool blinded =
        position == Position::forwarding_in_blinded_route || position == Position::final_node_in_blinded_route;
    trial.template owe<"AS-7">("inside a blinded route exactly invalid_onion_blinding",
                               [&] { return Bool((failure == "invalid_onion_blinding") == blinded); });
    trial.template owe<"AS-7">("temporary_channel_failure exactly from an ordinary forwarding node", [&] {
        return Bool((failure == "temporary_channel_failure") == (position == Position::forwarding));
    });
    trial.template owe<"AS-7">("incorrect_or_unknown_payment_details exactly from an ordinary final node", [&] {
        return Bool((failure == "incorrect_or_unknown_payment_details") == (position == Position::final_node));
    });
};

constexpr auto carried = [](auto& trial) {
    using Bool = DomainOf<decltype(trial)>::Bool;
    const int value = trial.choice("value", 16);
    const std::optional<bool> read = accountable_from_blip4(static_cast<std::uint8_t>(value));
    trial.template owe<"AS-12">("0 to 7 are values of the field, of which 7 means accountable", [&] {
        return Bool(read.has_value() == (value <= 7) && read.value_or(false) == (value == 7));
    });
};

}  // namespace

std::vector<Proof> accountable_signal_proofs() {
    return {proof("accountable-signal/corrupted", "every signal and permission", corrupted),
            proof("accountable-signal/errors", "every position of a node", errors),
            proof("accountable-signal/blip4", "values 0 to 15 here, all 256 at compile time", carried)};
}

}  // namespace plumbline::proofs
