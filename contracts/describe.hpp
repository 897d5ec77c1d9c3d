// A state as text, for the report of a violated contract: folds over a Hana struct's members.
#pragma once

#include <boost/hana/accessors.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>

#include <concepts>
#include <string>
#include <type_traits>

namespace plumbline::contracts {

/// `value` as `{member: …, member: …}`, `[…]` for a range, a number, or true/false.
template <class Value>
std::string describe_value(const Value& value) {
    if constexpr (std::same_as<Value, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::integral<Value>) {
        return std::to_string(value);
    } else if constexpr (std::is_enum_v<Value>) {
        return std::to_string(static_cast<std::underlying_type_t<Value>>(value));
    } else if constexpr (boost::hana::Struct<Value>::value) {
        std::string text = "{";
        boost::hana::for_each(boost::hana::accessors<Value>(), [&](const auto& member) {
            text += text.size() > 1 ? ", " : "";
            text += boost::hana::to<const char*>(boost::hana::first(member));
            text += ": " + describe_value(boost::hana::second(member)(value));
        });
        return text + "}";
    } else if constexpr (requires { value.count(); }) {
        return describe_value(value.count());
    } else if constexpr (requires { value.get(); }) {
        return describe_value(value.get());
    } else if constexpr (requires { value.begin(); }) {
        std::string text = "[";
        for (const auto& element : value) {
            text += text.size() > 1 ? ", " : "";
            text += describe_value(element);
        }
        return text + "]";
    } else if constexpr (requires {
                             value.incoming;
                             value.id;
                         }) {
        return describe_value(value.incoming) + "/" + describe_value(value.id);
    } else {
        // 128-bit integers, which are no integral type in strict C++.
        auto rest = value;
        const bool negative = rest < 0;
        std::string digits;
        do {
            const auto digit = static_cast<int>(rest % 10);
            digits.insert(digits.begin(), static_cast<char>('0' + (negative ? -digit : digit)));
            rest /= 10;
        } while (rest != 0);
        return negative ? "-" + digits : digits;
    }
}

}  // namespace plumbline::contracts
