// A state with one thing changed in it, chosen at random: what a clause must be able to refuse.
#pragma once

#include "reference/resource_manager/figures.hpp"
#include "reference/resource_manager/forwarding.hpp"
#include "tests/support/random_operations.hpp"

#include <boost/hana/accessors.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/length.hpp>
#include <boost/hana/second.hpp>

#include <concepts>

namespace plumbline::properties {

template <class Value>
Value distorted(Value value, support::Dice& dice);

/// Changes the value, whatever it is: a number by one, a truth to its opposite, a bucket or a set of slots to another.
template <class Value>
void distort(Value& value, support::Dice& dice) {
    if constexpr (std::same_as<Value, bool>) {
        value = !value;
    } else if constexpr (std::same_as<Value, Bucket>) {
        value = static_cast<Bucket>((static_cast<unsigned>(value) + 1 + dice.roll(3)) % 4);
    } else if constexpr (std::same_as<Value, SlotSet>) {
        const bool was_empty = value.empty();
        value = {};
        if (was_empty) {
            value.push_back(0);
        }
    } else if constexpr (boost::hana::Struct<Value>::value) {
        constexpr auto members = boost::hana::accessors<Value>();
        std::uint64_t chosen = dice.roll(decltype(boost::hana::length(members))::value);
        boost::hana::for_each(members, [&](const auto& member) {
            if (chosen-- == 0) {
                distort(boost::hana::second(member)(value), dice);
            }
        });
    } else if constexpr (requires { value.count(); }) {
        value += Value(1 + dice.roll(2) * 1'000'000'000);
    } else if constexpr (std::integral<Value>) {
        ++value;
    }
}

inline void distort(Verdict<>& verdict, support::Dice& dice) {
    switch (dice.roll(4)) {
    case 0:
        return distort(verdict.bucket, dice);
    case 1:
        return distort(verdict.outgoing_accountable, dice);
    case 2:
        return distort(verdict.slots, dice);
    default:
        verdict.standing.htlc_risk += WideMsat<>(1'000'000'000);
    }
}

template <class Value>
Value distorted(Value value, support::Dice& dice) {
    distort(value, dice);
    return value;
}

}  // namespace plumbline::properties
