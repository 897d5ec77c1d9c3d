// Contracts of what is decided at all (chapters 10 and 11): which offer is a caller's mistake, and what holds of every
// other one.
//
// `mistake` is an optional of the reference's enumeration, `offer` has the members of reference/resource_manager/
// verdict.hpp. `asked` says of the offer's channels and name what the offer does not show.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/logic.hpp"

#include <cstdint>
#include <type_traits>

namespace plumbline::contracts {

/// What is known of the two channels and the name of an offer.
template <class Bool = bool>
struct OfferContext {
    bool same_channel = false;  ///< incoming and outgoing are one
    bool known = true;          ///< both channels are
    Bool closing{false};        ///< at least one of them is
    bool duplicate = false;     ///< the name is that of a pending HTLC
};

/// All bitcoin that can exist, and the largest number of 32 bits (CV-3).
inline constexpr std::int64_t supply = 2'100'000'000'000'000'000;
inline constexpr std::int64_t last_height = 4'294'967'295;

/// An amount or a fee is above the supply.
inline constexpr auto amount_too_large = [](const auto& offer) {
    using Msat = std::remove_cvref_t<decltype(offer.fee)>;
    return either(offer.incoming_amount > Msat(supply), [&] { return offer.fee > Msat(supply); });
};

/// An expiry or a height does not fit 32 bits.
inline constexpr auto height_too_large = [](const auto& offer) {
    using Height = std::remove_cvref_t<decltype(offer.cltv_expiry)>;
    return either(offer.cltv_expiry > Height(last_height), [&] { return offer.height_added > Height(last_height); });
};

inline constexpr auto offers_too_much = [](const auto& offer) { return offer.outgoing_amount > offer.incoming_amount; };

inline constexpr auto has_expired = [](const auto& offer) { return offer.cltv_expiry <= offer.height_added; };

/// The mistake is the reference's of this name.
template <class Mistake>
constexpr bool is(const Mistake& mistake, typename Mistake::value_type which) {
    return mistake.has_value() && *mistake == which;
}

// clang-format off
inline constexpr auto mistake_contract = boost::hana::make_tuple(
    postcondition<"RM-10">("same_channel exactly where incoming and outgoing channel are one, whatever else",
        [](const auto& mistake, const auto&, const auto& asked) {
            using Mistake = typename std::remove_cvref_t<decltype(mistake)>::value_type;
            return is(mistake, Mistake::same_channel) == asked.same_channel;
    }),
    postcondition<"CV-3">("amount_out_of_range: an amount is above the supply", [](const auto& mistake, const auto& offer, const auto&) {
        using Mistake = typename std::remove_cvref_t<decltype(mistake)>::value_type;
        return implies(is(mistake, Mistake::amount_out_of_range), [&] { return amount_too_large(offer); });
    }),
    postcondition<"RM-11">("outgoing_exceeds_incoming: more is offered than was received", [](const auto& mistake, const auto& offer, const auto&) {
        using Mistake = typename std::remove_cvref_t<decltype(mistake)>::value_type;
        return implies(is(mistake, Mistake::outgoing_exceeds_incoming), [&] { return offers_too_much(offer); });
    }),
    postcondition<"CV-3">("height_out_of_range: a height does not fit 32 bits", [](const auto& mistake, const auto& offer, const auto&) {
        using Mistake = typename std::remove_cvref_t<decltype(mistake)>::value_type;
        return implies(is(mistake, Mistake::height_out_of_range), [&] { return height_too_large(offer); });
    }),
    postcondition<"RM-11">("expired: the expiry is not above the height", [](const auto& mistake, const auto& offer, const auto&) {
        using Mistake = typename std::remove_cvref_t<decltype(mistake)>::value_type;
        return implies(is(mistake, Mistake::expired), [&] { return has_expired(offer); });
    }),
    postcondition<"CH-1">("unknown_channel: one of the two is not there", [](const auto& mistake, const auto&, const auto& asked) {
        using Mistake = typename std::remove_cvref_t<decltype(mistake)>::value_type;
        return implies(is(mistake, Mistake::unknown_channel), [&] { return !asked.known; });
    }),
    postcondition<"CH-7">("channel_closing: one of the two is closing", [](const auto& mistake, const auto&, const auto& asked) {
        using Mistake = typename std::remove_cvref_t<decltype(mistake)>::value_type;
        using Bool = std::remove_cvref_t<decltype(asked.closing)>;
        return implies(Bool(is(mistake, Mistake::channel_closing)), [&] { return asked.closing; });
    }),
    postcondition<"RM-12">("duplicate_htlc: the name is in use", [](const auto& mistake, const auto&, const auto& asked) {
        using Mistake = typename std::remove_cvref_t<decltype(mistake)>::value_type;
        return implies(is(mistake, Mistake::duplicate_htlc), [&] { return asked.duplicate; });
    }),
    postcondition<"ER-2">("only the mistakes of an offer are named", [](const auto& mistake, const auto&, const auto&) {
        using Mistake = typename std::remove_cvref_t<decltype(mistake)>::value_type;
        return !mistake.has_value() || is(mistake, Mistake::same_channel) || is(mistake, Mistake::amount_out_of_range) ||
               is(mistake, Mistake::outgoing_exceeds_incoming) || is(mistake, Mistake::height_out_of_range) ||
               is(mistake, Mistake::expired) || is(mistake, Mistake::unknown_channel) ||
               is(mistake, Mistake::channel_closing) || is(mistake, Mistake::duplicate_htlc);
    }));

/// Of an offer that is decided: what every rule may rely on.
inline constexpr auto accepted_offer = boost::hana::make_tuple(
    precondition<"CV-3">("amounts and fee are at most the supply", [](const auto& offer, const auto&) { return !amount_too_large(offer); }),
    precondition<"RM-11">("no more is offered than was received", [](const auto& offer, const auto&) { return !offers_too_much(offer); }),
    precondition<"CV-3">("heights fit 32 bits", [](const auto& offer, const auto&) { return !height_too_large(offer); }),
    precondition<"RM-11">("the expiry is above the height", [](const auto& offer, const auto&) { return !has_expired(offer); }),
    precondition<"RM-10">("incoming and outgoing channel differ", [](const auto&, const auto& asked) { return !asked.same_channel; }),
    precondition<"CH-1">("both channels are there", [](const auto&, const auto& asked) { return asked.known; }),
    precondition<"CH-7">("neither is closing", [](const auto&, const auto& asked) { return !asked.closing; }),
    precondition<"RM-12">("the name is free", [](const auto&, const auto& asked) { return !asked.duplicate; }));
// clang-format on

}  // namespace plumbline::contracts
